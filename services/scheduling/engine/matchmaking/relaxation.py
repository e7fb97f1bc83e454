"""A bound from patterns alone: when people are busy, not with whom.

Everybody takes a pattern of busy slots, with its idle runs; together they must fit the tables. Forgetting who meets
whom leaves a problem so small that it is solved at once, and where tables are short its value is often the best one.
"""

from collections import Counter, defaultdict
from itertools import combinations
from math import comb

from ortools.sat.python import cp_model

from services.scheduling.engine.matchmaking.instance import Instance, idle_runs

MOST_PATTERNS = 2_000
"""Participants with more patterns than this are left out of it: then the bound would cost more than it is worth."""

WORK = 2.0
"""The solver's deterministic units; about as many seconds."""

Alike = tuple[tuple[int, ...], int, frozenset[tuple[frozenset[int], int]]]
"""Open slots, number of meetings, and how many of these must lie in which part of the slots."""


def least_idle(instance: Instance) -> int | None:
    """So many idle runs there must be; 0 when patterns tell nothing or are too many, None when none fit the tables."""
    groups = Counter(_alike(instance, p) for p, pairs in enumerate(instance.pairs_of) if pairs)
    if any(comb(len(slots), meetings) > MOST_PATTERNS for slots, meetings, _ in groups):
        return 0
    model, idle = cp_model.CpModel(), []
    sitting: defaultdict[int, list[cp_model.IntVar]] = defaultdict(list)
    for alike, number in groups.items():
        taking = []
        for pattern in _patterns(alike):
            people = model.new_int_var(0, number, "")
            taking.append(people)
            idle.append(idle_runs(pattern) * people)
            for slot in pattern:
                sitting[slot].append(people)
        model.add(sum(taking) == number)
    for slot, tables in enumerate(_tables(instance)):
        model.add(sum(sitting[slot]) <= 2 * tables)
    model.minimize(sum(idle))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_deterministic_time = 1, WORK
    if solver.solve(model) == cp_model.INFEASIBLE:
        return None
    return max(0, round(solver.best_objective_bound))


def _alike(instance: Instance, participant: int) -> Alike:
    parts = [instance.pairs[pair].slots for pair in instance.pairs_of[participant]]
    least = frozenset((part, sum(other <= part for other in parts)) for part in parts)
    return tuple(instance.open_slots(participant)), len(parts), least


def _patterns(alike: Alike) -> list[tuple[int, ...]]:
    slots, meetings, least = alike
    return [
        pattern
        for pattern in combinations(slots, meetings)
        if all(len(part.intersection(pattern)) >= number for part, number in least)
    ]


def _tables(instance: Instance) -> list[int]:
    """The tables of each slot, from those limits that hold for everybody."""
    everybody = [t.number for t in instance.tables if len(t.pairs) == len(instance.pairs)]
    numbers = [len(instance.pairs)] * instance.slots
    return [min(column) for column in zip(numbers, *everybody, strict=True)]
