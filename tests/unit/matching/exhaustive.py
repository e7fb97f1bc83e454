"""Every plan of a small instance, tried one by one: what the best possible one achieves."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from services.matching.domain.demand import Decision
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need
from services.matching.domain.plan import Instance
from tests.unit.matching.checker import faults

Achieved = tuple[int, ...]
NOBODY = Decision(rules=("nobody",))


def sound(
    instance: Instance, needs: tuple[Need, ...], besides: Mapping[str, Decision] | None = None
) -> Iterator[dict[str, Decision]]:
    """Every way to give each of these needs one interpreter or nobody that breaks no hard rule.

    `besides` are decisions on other needs that stand.
    """
    standing = dict(besides or {})
    kept = tuple(need for need in instance.needs if need.id in standing)
    part = replace(instance, needs=(*kept, *needs))
    options = [
        [NOBODY, *(d for p in instance.interpreters for d in _possible(instance, p, need))] for need in needs
    ]
    for combination in product(*options):
        plan = {need.id: decision for need, decision in zip(needs, combination, strict=True)}
        if faults(part, standing | plan) == []:
            yield plan


def achieved(instance: Instance, needs: tuple[Need, ...], plan: dict[str, Decision]) -> Achieved:
    """Terms in order: served, V1, V2, V3 served, first language, pairs kept."""
    filled = [need for need in needs if plan[need.id].interpreter_id is not None]
    return (
        len(filled),
        *(sum(need.rank == rank for need in filled) for rank in ("V1", "V2", "V3")),
        sum(plan[need.id].serves_in == need.language for need in filled),
        sum(instance.in_force.get(need.id) == plan[need.id].interpreter_id for need in filled),
    )


def engaged(needs: tuple[Need, ...], plan: dict[str, Decision]) -> Achieved:
    """Whole teams and single engagements served, what they are worth by rank, and booths manned."""
    booths: dict[str, dict[str, list[Need]]] = {}
    for need in needs:
        booths.setdefault(need.team or need.id, {}).setdefault(need.booth or "", []).append(need)
    manned = {
        unit: [any(plan[seat.id].is_filled for seat in seats) for seats in of.values()]
        for unit, of in booths.items()
    }
    worth = {
        unit: max(6 - int(seat.rank[1]) for seats in of.values() for seat in seats)
        for unit, of in booths.items()
    }
    served = [unit for unit, of in manned.items() if all(of)]
    return len(served), sum(worth[unit] for unit in served), sum(sum(of) for of in manned.values())


def _possible(instance: Instance, person: Interpreter, need: Need) -> list[Decision]:
    """In the guest's first language rather than the fallback, and only what is sound for this pair by itself."""
    alone = replace(instance, needs=(need,))
    decisions = [
        Decision(interpreter_id=person.id, serves_in=language)
        for language in (need.language, need.fallback)
        if language in person.languages
    ][:1]
    return [d for d in decisions if not any(" for " in fault for fault in faults(alone, {need.id: d}))]
