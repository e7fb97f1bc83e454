"""Input that cannot be meant: it is named and left out, so that a plan of the rest can be made."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from services.matching.domain.instance import Instance
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need
from services.matching.domain.plan import Finding
from services.matching.engine.findings import finding

T = TypeVar("T", Need, Interpreter)


def cleared(instance: Instance) -> tuple[Instance, tuple[Finding, ...]]:
    """The instance with everybody and everything in it once, in a fixed order, and what was left out."""
    ordered = instance.ordered()
    needs, doubled = _once(ordered.needs, [need.id for need in ordered.needs])
    by_id, twice = _once(ordered.interpreters, [person.id for person in ordered.interpreters])
    people, same = _once(by_id, [person.person_id for person in by_id])
    found = [
        *(finding("input", f"The need {need.id} was given twice.", [need.id]) for need in doubled),
        *(
            finding("input", f"{person.name} is on the roster twice.", (), [person.id])
            for person in (*twice, *same)
        ),
    ]
    if not found:
        return ordered, ()
    return replace(ordered, needs=tuple(needs), interpreters=tuple(people)), tuple(found)


def _once(things: Sequence[T], keys: Sequence[str]) -> tuple[list[T], list[T]]:
    """The first thing of each key, and the others."""
    first: dict[str, T] = {}
    others = []
    for thing, key in zip(things, keys, strict=True):
        if key in first:
            others.append(thing)
        else:
            first[key] = thing
    return list(first.values()), others
