"""Manual assignments and whatever else stays as it is: which of them can be, and what they leave to others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.matching.domain.duty import clash, overworked
from services.matching.domain.instance import Instance
from services.matching.domain.need import Need


@dataclass(frozen=True)
class Pins:
    """`held` are the pairs the plan starts from, `broken` manual assignments that cannot be, with the rules."""

    held: Mapping[str, str]
    broken: Mapping[str, tuple[str, ...]]


def pins_of(instance: Instance, holding_confirmed: bool) -> Pins:
    """Manual assignments first, then what is running, then confirmed V1 and V2 pairs where they are to be held.

    A manual assignment that breaks a rule or an earlier one is not made; of two the higher rank comes first. Pairs
    in force that no longer keep the rules are let go without a word: the plan answers for them.
    """
    held: dict[str, str] = {}
    broken: dict[str, tuple[str, ...]] = {}
    engagements: dict[str, list[Need]] = {}
    order = sorted(instance.needs, key=lambda need: (need.rank, need.starts, need.id))
    for need in order:
        if need.id in instance.pinned:
            rules = _in_the_way(instance, need, instance.pinned[need.id], engagements)
            if rules:
                broken[need.id] = rules
            else:
                _hold(need, instance.pinned[need.id], held, engagements)
    for need in order:
        stays = instance.is_running(need) or (holding_confirmed and instance.is_protected(need))
        person = instance.in_force.get(need.id)
        if (
            stays
            and person is not None
            and need.id not in held
            and not _in_the_way(instance, need, person, engagements)
        ):
            _hold(need, person, held, engagements)
    return Pins(held, broken)


def clash_of(instance: Instance, person_id: str, need: Need, others: Sequence[Need]) -> str | None:
    """The rule that keeps a person from serving this need beside the others, unless it is waived."""
    for other in others:
        if need.is_stay and other.is_stay:
            return "engaged"
        code = clash(need, other, instance.calendar)
        if code is not None and not is_lifted(instance, person_id, code, need, other):
            return code
    if not others or is_lifted(instance, person_id, "interpreting", need, *others):
        return None
    alone = overworked((need,), instance.calendar)
    return "interpreting" if not alone and overworked((*others, need), instance.calendar) else None


def is_lifted(instance: Instance, person_id: str, code: str, *needs: Need) -> bool:
    """Whether a waiver for this person on one of the needs lifts the rule between them."""
    return any(code in instance.waived.get((need.id, person_id), ()) for need in needs)


def _in_the_way(
    instance: Instance, need: Need, person_id: str, engagements: Mapping[str, list[Need]]
) -> tuple[str, ...]:
    person = instance.people.get(person_id)
    if person is None:
        return ("input",)
    code = clash_of(instance, person_id, need, engagements.get(person_id, []))
    return instance.breaks(person, need) + ((code,) if code else ())


def _hold(need: Need, person: str, held: dict[str, str], engagements: dict[str, list[Need]]) -> None:
    held[need.id] = person
    engagements.setdefault(person, []).append(need)
