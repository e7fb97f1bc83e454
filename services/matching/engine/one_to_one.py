"""One interpreter for each guest's whole stay: the best assignment, proven.

Terms in order: guests served, a higher rank before a lower one; first language before fallback; pairs of
the plan in force kept; points of the soft preferences. The guests that can be served together form a
transversal matroid: all its largest sets have one size, so worth 3, 2, 1 by rank serves as many guests as
possible *and* never leaves out a higher rank for a lower one.
"""

from collections.abc import Sequence

import numpy as np

from services.matching.domain.demand import Decision
from services.matching.domain.explanation import nearest, replaceable
from services.matching.domain.level import ONE_TO_ONE_RANKS
from services.matching.domain.need import Need
from services.matching.domain.plan import Instance, Stage
from services.matching.domain.scoring import Setting, scarce_languages
from services.matching.engine.arcs import Arc, arcs_between
from services.matching.engine.assignment import assign, bound
from services.matching.engine.weights import ladder

WORTH = {rank: len(ONE_TO_ONE_RANKS) - place for place, rank in enumerate(ONE_TO_ONE_RANKS)}


def pair_guests(instance: Instance, stays: Sequence[Need]) -> tuple[dict[str, Decision], Stage]:
    """Decide the stays; needs and interpreters come in fixed order."""
    setting = Setting(
        policy=instance.policy,
        in_force=instance.in_force,
        scarce=scarce_languages(stays, instance.interpreters),
    )
    arcs = arcs_between(stays, instance.interpreters, setting)
    chosen, objective, ceiling = _best(arcs, stays, len(instance.interpreters))
    stage = Stage(name="one_to_one", terms=_terms(chosen, stays), objective=objective, bound=ceiling)
    return _decisions(instance, stays, arcs, chosen), stage


def _best(arcs: list[Arc], stays: Sequence[Need], interpreters: int) -> tuple[list[Arc], int, int]:
    if not arcs:
        return [], 0, 0
    values = _values(arcs, stays, interpreters)
    starts = np.array([arc.need for arc in arcs], dtype=np.int64)
    ends = np.array([arc.interpreter for arc in arcs], dtype=np.int64)
    mates = assign(len(stays), interpreters, starts, ends, values)
    chosen = [arc for arc in arcs if mates[arc.need] == arc.interpreter]
    objective = sum(int(value) for arc, value in zip(arcs, values, strict=True) if arc in set(chosen))
    return chosen, objective, bound(interpreters, starts, ends, values, mates)


def _values(
    arcs: list[Arc], stays: Sequence[Need], interpreters: int
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    lowest, highest = min(arc.points for arc in arcs), max(arc.points for arc in arcs)
    steps = ladder(
        pairs=min(len(stays), interpreters),
        ceilings=(max(WORTH.values()), 1, 1, highest - lowest),
        copies=len(stays) + interpreters + 1,
    )
    served, first, kept, points = steps.weights
    return np.array(
        [
            served * WORTH[stays[arc.need].rank] + first * arc.first_language + kept * arc.kept
            + points * (arc.points - lowest)
            for arc in arcs
        ],
        dtype=np.int64,
    )  # fmt: skip


def _terms(chosen: list[Arc], stays: Sequence[Need]) -> dict[str, int]:
    by_rank = {str(rank): sum(stays[arc.need].rank == rank for arc in chosen) for rank in ONE_TO_ONE_RANKS}
    return {
        "served": len(chosen),
        **by_rank,
        "first_language": sum(arc.first_language for arc in chosen),
        "kept": sum(arc.kept for arc in chosen),
        "points": sum(arc.points for arc in chosen),
    }


def _decisions(
    instance: Instance, stays: Sequence[Need], arcs: list[Arc], chosen: list[Arc]
) -> dict[str, Decision]:
    people = instance.interpreters
    served = {
        stays[arc.need].id: Decision(interpreter_id=people[arc.interpreter].id, serves_in=arc.language)
        for arc in chosen
    }
    unserved = [need for need in stays if need.id not in served]
    if not unserved:
        return served
    allowed: dict[str, list[str]] = {}
    for arc in arcs:
        allowed.setdefault(stays[arc.need].id, []).append(people[arc.interpreter].id)
    pairs = {need_id: str(decision.interpreter_id) for need_id, decision in served.items()}
    free = replaceable(pairs, allowed, [person.id for person in people])
    engaged = {person.id for person in people} - free
    for need in unserved:
        rules, closest = nearest(need, people, instance.policy, engaged)
        served[need.id] = Decision(rules=rules, nearest_id=closest)
    return served
