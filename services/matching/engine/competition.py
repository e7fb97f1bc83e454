"""Meetings that compete for the same interpreter at the same time, decided together by CP-SAT."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from services.matching.domain.need import Need
from services.matching.engine.arcs import Arc

DETERMINISTIC_SECONDS = 10.0
"""CP-SAT's own clock, the same on every machine; a search that reaches it reports its bound and gap."""


@dataclass(frozen=True, slots=True)
class Option:
    """An allowed pair, whether it is the guest's own interpreter, and its weighted value (> 0)."""

    arc: Arc
    own: bool
    value: int


def competing(options: Sequence[Option], meetings: Sequence[Need]) -> list[list[Option]]:
    """Split into groups that do not compete with each other; a meeting without rivals is its own group."""
    root = list(range(len(meetings)))

    def find(meeting: int) -> int:
        while root[meeting] != meeting:
            meeting = root[meeting]
        return meeting

    for first, second in _rivals(options, meetings):
        root[find(second.arc.need)] = find(first.arc.need)
    groups: dict[int, list[Option]] = defaultdict(list)
    for option in options:
        groups[find(option.arc.need)].append(option)
    return [groups[key] for key in sorted(groups)]


def decide_together(group: list[Option], meetings: Sequence[Need]) -> tuple[list[Option], int]:
    """The options of largest total value without anyone in two places; and a bound on that value."""
    if len({option.arc.need for option in group}) == 1:
        best = max(group, key=lambda option: (option.value, -option.arc.interpreter))
        return [best], best.value
    return _search(group, meetings)


def _search(group: list[Option], meetings: Sequence[Need]) -> tuple[list[Option], int]:
    model = cp_model.CpModel()
    taken = {(option.arc.need, option.arc.interpreter): model.new_bool_var("") for option in group}
    by_meeting: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    for (meeting, _), variable in taken.items():
        by_meeting[meeting].append(variable)
    for variables in by_meeting.values():
        model.add_at_most_one(variables)
    for first, second in _rivals(group, meetings):
        model.add_at_most_one([taken[o.arc.need, o.arc.interpreter] for o in (first, second)])
    model.maximize(sum(option.value * taken[option.arc.need, option.arc.interpreter] for option in group))
    solver = _solver()
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise ArithmeticError(f"staffing meetings ended with {solver.status_name(status)}")
    chosen = [o for o in group if solver.boolean_value(taken[o.arc.need, o.arc.interpreter])]
    objective = sum(option.value for option in chosen)
    return chosen, objective if status == cp_model.OPTIMAL else int(solver.best_objective_bound)


def _rivals(options: Sequence[Option], meetings: Sequence[Need]) -> list[tuple[Option, Option]]:
    """Pairs of options that would have one interpreter in two meetings at once."""
    by_interpreter: dict[int, list[Option]] = defaultdict(list)
    for option in options:
        by_interpreter[option.arc.interpreter].append(option)
    return [
        (first, second)
        for rivals in by_interpreter.values()
        for first, second in combinations(rivals, 2)
        if meetings[first.arc.need].collides_with(meetings[second.arc.need])
    ]


def _solver() -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = DETERMINISTIC_SECONDS
    return solver
