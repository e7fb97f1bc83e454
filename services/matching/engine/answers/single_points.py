"""What hangs on one person, before the conference: people whose loss leaves somebody without, and spare languages."""

from collections import Counter
from dataclasses import dataclass

from services.matching.domain.instance import Instance
from services.matching.domain.level import Level
from services.matching.domain.need import Need
from services.matching.engine.answers.standing import Plan
from services.matching.engine.pins import clash_of


@dataclass(frozen=True, kw_only=True)
class SinglePoint:
    """One person, and the needs nobody else could serve without somebody going without."""

    interpreter_id: str
    name: str
    need_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Spare:
    """One language: people outside the booths, stays that ask for it or fall back to it, and who is left.

    `at_floor` counts those who serve no stay and reach the level for one.
    """

    language: str
    people: int
    demand: int
    spare: int
    at_floor: int


@dataclass(frozen=True, kw_only=True)
class SinglePoints:
    """The people, and all languages with the scarcest first."""

    people: tuple[SinglePoint, ...]
    languages: tuple[Spare, ...]


def single_points(instance: Instance) -> SinglePoints:
    """The single points of failure of the plan in force."""
    plan = Plan(instance)
    found = []
    for person in plan.instance.interpreters:
        needs = tuple(
            need.id
            for need in plan.engagements.get(person.id, ())
            if not _could_be_replaced(plan, person.id, need)
        )
        if needs:
            found.append(SinglePoint(interpreter_id=person.id, name=person.name, need_ids=needs))
    return SinglePoints(people=tuple(found), languages=_spare_languages(plan))


def _could_be_replaced(plan: Plan, person_id: str, need: Need) -> bool:
    """For stays along alternating paths, which is exact; for the rest by somebody who is free at the time."""
    if need.is_stay:
        return person_id not in plan.bound_fast
    judged = plan.judged([need])
    return any(
        judged.allowed[0, column]
        and other.id != person_id
        and clash_of(plan.instance, other.id, need, plan.engagements.get(other.id, [])) is None
        for column, other in enumerate(judged.people)
    )


def _spare_languages(plan: Plan) -> tuple[Spare, ...]:
    instance = plan.instance
    asked = Counter(stay.language for stay in plan.stays)
    for stay in plan.stays:
        person = instance.people.get(instance.in_force.get(stay.id, ""))
        if person is not None and not person.speaks(stay.language) and stay.fallback is not None:
            asked[stay.fallback] += 1
    serving = {instance.in_force.get(stay.id) for stay in plan.stays}
    ready = [person for person in instance.interpreters if person.may_serve and not person.booth]
    supply = Counter(language for person in ready for language in person.languages)
    found = [
        Spare(
            language=language,
            people=supply[language],
            demand=asked[language],
            spare=max(0, supply[language] - asked[language]),
            at_floor=sum(
                language in person.languages and person.id not in serving and person.level.reaches(Level.C3)
                for person in ready
            ),
        )
        for language in sorted({*asked, *supply})
    ]
    return tuple(sorted(found, key=lambda one: (one.spare, one.language)))
