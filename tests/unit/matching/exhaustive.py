"""Every plan of a small instance, tried one by one: what the best possible one achieves."""

from collections.abc import Iterator
from itertools import product

from services.matching.domain.demand import Decision
from services.matching.domain.need import Need
from services.matching.domain.plan import Instance
from tests.unit.matching.checker import faults

Achieved = tuple[int, ...]


def decided(instance: Instance, needs: tuple[Need, ...]) -> Iterator[dict[str, Decision]]:
    """Every way to give each need one interpreter in one language, or nobody."""
    nobody = Decision(rules=("nobody",))
    options = [
        [
            nobody,
            *(_serving(p.id, lang) for p in instance.interpreters for lang in _usable(p.languages, need)),
        ]
        for need in needs
    ]
    for combination in product(*options):
        yield {need.id: decision for need, decision in zip(needs, combination, strict=True)}


def sound(instance: Instance, needs: tuple[Need, ...]) -> Iterator[dict[str, Decision]]:
    """Those of them that break no hard rule."""
    part = Instance(
        needs=needs, interpreters=instance.interpreters, policy=instance.policy, in_force=instance.in_force
    )
    return (plan for plan in decided(part, needs) if faults(part, plan) == [])


def achieved(instance: Instance, needs: tuple[Need, ...], plan: dict[str, Decision]) -> Achieved:
    """Terms in order: served, V1, V2, V3 served, first language, pairs kept."""
    filled = [need for need in needs if plan[need.id].interpreter_id is not None]
    return (
        len(filled),
        *(sum(need.rank == rank for need in filled) for rank in ("V1", "V2", "V3")),
        sum(plan[need.id].serves_in == need.language for need in filled),
        sum(instance.in_force.get(need.id) == plan[need.id].interpreter_id for need in filled),
    )


def _usable(languages: tuple[str, ...], need: Need) -> list[str]:
    return [language for language in (need.language, need.fallback) if language in languages]


def _serving(interpreter_id: str, language: str) -> Decision:
    return Decision(interpreter_id=interpreter_id, serves_in=language)
