"""One interpreter for each guest's whole stay: the best assignment, proven.

Terms in order: guests served, a higher rank before a lower one; first language before fallback; pairs of
the plan in force kept, the nearer ones first; points of the soft preferences. The guests that can be served together
form a transversal matroid: all its largest sets have one size, so worth 3, 2, 1 by rank serves as many guests as
possible *and* never leaves out a higher rank for a lower one.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from services.matching.domain.demand import Decision
from services.matching.domain.instance import NEAR, Instance
from services.matching.domain.level import ONE_TO_ONE_RANKS
from services.matching.domain.need import Need
from services.matching.domain.plan import Stage
from services.matching.domain.scoring import Setting, scarce_languages
from services.matching.engine.assignment import assign, bound
from services.matching.engine.pins import clash_of
from services.matching.engine.table import Bools, Ints, Table, table
from services.matching.engine.unfilled import in_the_way, replaceable
from services.matching.engine.weights import ladder

WORTH = {rank: len(ONE_TO_ONE_RANKS) - place for place, rank in enumerate(ONE_TO_ONE_RANKS)}
HeldUp = dict[int, dict[int, str]]
NEAREST = max(cost for _, cost in NEAR)


def pair_guests(
    instance: Instance, stays: Sequence[Need], held: Mapping[str, str]
) -> tuple[dict[str, Decision], Stage, Table]:
    """Decide the stays; needs and interpreters come in fixed order. `held` are pairs that stand already.

    Also gives the stays as they were judged against the whole roster.
    """
    setting = Setting(
        policy=instance.policy,
        in_force=instance.in_force,
        scarce=scarce_languages(stays, instance.interpreters),
    )
    judged = table(instance, stays, setting)
    held_up = _held_up(instance, stays, held)
    allowed = _left_by(judged, held, held_up)
    starts, ends = np.nonzero(allowed)
    mates, stage = _best(instance, judged, starts, ends)
    return _decisions(judged, allowed, mates, held_up), stage, judged


def _held_up(instance: Instance, stays: Sequence[Need], held: Mapping[str, str]) -> HeldUp:
    """For each stay the people whose held pairs clash with it, and the rule they would break."""
    columns = {person.id: column for column, person in enumerate(instance.interpreters)}
    engagements: dict[str, list[Need]] = {}
    for need_id, person in held.items():
        engagements.setdefault(person, []).append(instance.by_id[need_id])
    found: HeldUp = {}
    for row, stay in enumerate(stays):
        for person, others in engagements.items():
            if held.get(stay.id) != person:
                code = clash_of(instance, person, stay, others)
                if code is not None:
                    found.setdefault(row, {})[columns[person]] = code
    return found


def _left_by(judged: Table, held: Mapping[str, str], held_up: HeldUp) -> Bools:
    """What the held pairs leave: nobody else for their needs, nothing that clashes for their people."""
    left = judged.allowed.copy()
    columns = {person.id: column for column, person in enumerate(judged.people)}
    for row, stay in enumerate(judged.needs):
        left[row, list(held_up.get(row, ()))] = False
        if stay.id in held:
            left[row] = False
            left[row, columns[held[stay.id]]] = True
    return left


def _best(instance: Instance, judged: Table, starts: Ints, ends: Ints) -> tuple[list[int | None], Stage]:
    stays, people = judged.needs, len(judged.people)
    values = _values(instance, judged, starts, ends)
    mates = assign(len(stays), people, starts, ends, values)
    mate_of = np.array([-1 if mate is None else mate for mate in mates], dtype=np.int64)
    chosen: Bools = mate_of[starts] == ends
    ceiling = bound(people, starts, ends, values, mates)
    objective = int(values[chosen].sum()) if len(values) else 0
    terms = _terms(instance, judged, starts[chosen], ends[chosen])
    bounds = terms if objective == ceiling else {}
    return mates, Stage(name="one_to_one", terms=terms, objective=objective, bound=ceiling, bounds=bounds)


def _values(instance: Instance, judged: Table, starts: Ints, ends: Ints) -> Ints:
    if len(starts) == 0:
        return np.zeros(0, dtype=np.int64)
    stays, people = judged.needs, len(judged.people)
    points = judged.points[starts, ends]
    lowest = int(points.min())
    nearest = 1 if instance.now is None else NEAREST
    steps = ladder(
        pairs=min(len(stays), people),
        ceilings=(max(WORTH.values()), 1, nearest, int(points.max()) - lowest),
        copies=len(stays) + people + 1,
    )
    served, first, kept, point = steps.weights
    worth = np.array([WORTH[need.rank] for need in stays], dtype=np.int64)
    near = np.array([instance.nearness(need) for need in stays], dtype=np.int64)
    values: Ints = (
        served * worth[starts]
        + first * (judged.tongue[starts, ends] == 0)
        + kept * near[starts] * judged.kept[starts, ends]
        + point * (points - lowest)
    )
    return values


def _terms(instance: Instance, judged: Table, rows: Ints, columns: Ints) -> dict[str, int]:
    ranks = [judged.needs[row].rank for row in rows]
    near = np.array([instance.nearness(judged.needs[row]) for row in rows], dtype=np.int64)
    return {
        "served": len(rows),
        **{str(rank): ranks.count(rank) for rank in ONE_TO_ONE_RANKS},
        "first_language": int((judged.tongue[rows, columns] == 0).sum()),
        "kept": int((near * judged.kept[rows, columns]).sum()),
        "points": int(judged.points[rows, columns].sum()),
    }


def _decisions(
    judged: Table, allowed: Bools, mates: Sequence[int | None], held_up: HeldUp
) -> dict[str, Decision]:
    people = judged.people
    served = {
        stay.id: Decision(
            interpreter_id=people[mate].id,
            serves_in=judged.serves_in(row, mate),
            waived=judged.lifted.get((row, mate), ()),
        )
        for row, (stay, mate) in enumerate(zip(judged.needs, mates, strict=True))
        if mate is not None
    }
    unserved = [row for row, mate in enumerate(mates) if mate is None]
    if not unserved:
        return served
    free = replaceable(mates, allowed)
    for row in unserved:
        elsewhere = held_up.get(row, {})
        here = free.copy()
        here[list(elsewhere)] = False
        served[judged.needs[row].id] = in_the_way(judged, row, here, elsewhere)
    return served
