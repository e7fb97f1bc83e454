"""Ways out where nobody of the language is free: somebody for part of the hours, relay, another language, asking.

From the disruptions an interpreter of a rare language falls ill (DS-5) and a speaker changes the language (DS-6):
the ways are ranked, a named person decides.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from services.matching.domain.duty import clash
from services.matching.domain.instance import Instance
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.load import minutes_on_duty
from services.matching.domain.need import Mode, Need, Purpose, Shift
from services.matching.domain.rules import BY_CODE, effort, may_be_waived
from services.matching.domain.team import PIVOT
from services.matching.engine.answers.standing import Plan
from services.matching.engine.answers.stepping_in import ENGAGEMENTS, who_could_step_in
from services.matching.engine.pins import clash_of


class How(StrEnum):
    """Kinds of ways out, the best first."""

    STEP_IN = "step_in"
    CHANNEL = "channel"
    PART = "part"
    CONSECUTIVE = "consecutive"
    RELAY = "relay"
    OTHER_LANGUAGE = "other_language"
    ASK = "ask"


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way out: who would serve, in which language, for how many minutes, and who has to agree."""

    how: How
    interpreter_ids: tuple[str, ...]
    language: str
    minutes: int
    asks: tuple[str, ...]
    says: str


def ways_out(instance: Instance, need_id: str, pivot: str = PIVOT) -> tuple[Way, ...]:
    """What can be done for a need nobody serves, best first."""
    plan = Plan(instance)
    need = plan.need(need_id)
    minutes = minutes_on_duty(need)
    whole = [
        Way(
            how=How.STEP_IN, interpreter_ids=(step.interpreter_id,), language=str(step.serves_in), minutes=minutes,
            asks=step.asks, says=step.says,
        )
        for step in who_could_step_in(instance, need_id, limit=3)
        if not step.left_without
    ]  # fmt: skip
    return (*whole, *_parts(plan, need), *_relay(plan, need, pivot), *_other_language(plan, need, pivot))


def language_switch(instance: Instance, team: str, language: str) -> tuple[Way, ...]:
    """What can be done when a speaker of this session uses a language it has no booth for."""
    plan = Plan(instance)
    seats = [need for need in plan.instance.needs if need.team == team]
    if not seats:
        plan.need(team)
    if any(seat.booth == language for seat in seats):
        return (_way(How.CHANNEL, (), language, seats[0], (), f"The session has a booth for {language}."),)
    session = replace(
        seats[0], id=f"{team}.{language}", language=language, booth=language, team=None, seat=1, extra=False
    )
    spoken = replace(session, mode=Mode.CONSECUTIVE, purpose=Purpose.MEETING)
    return (
        *_consecutive(plan, spoken),
        *_new_booth(plan, session),
        _way(
            How.ASK,
            (),
            language,
            session,
            ("the speaker",),
            "Ask the speaker to use a language of the session.",
        ),
    )


def _parts(plan: Plan, need: Need) -> list[Way]:
    """People of the language who are busy for some of the hours only: before and after their own engagements."""
    found = []
    for person in plan.instance.interpreters:
        breaks = plan.instance.breaks(person, need)
        others = [one for one in plan.engagements.get(person.id, []) if one.id != need.id]
        barred = "availability" in breaks or not all(may_be_waived(code) for code in breaks)
        if barred or not person.speaks(need.language) or not others:
            continue
        free = [part for part in need.duties if not any(_meets(plan, need, part, other) for other in others)]
        between = sum(_left_of(plan, need, part, others) for part in need.duties if part not in free)
        minutes = sum(int((part.ends - part.starts).total_seconds()) // 60 for part in free) + between
        if minutes:
            says = f"{person.name} is free for {minutes} of {minutes_on_duty(need)} minutes."
            found.append((effort(breaks), -minutes, _way_for(person, need, breaks, minutes, says)))
    return [way for _, _, way in sorted(found, key=lambda item: (*item[:2], item[2].interpreter_ids))]


def _meets(plan: Plan, need: Need, part: Shift, other: Need) -> bool:
    alone = replace(need, id=f"{need.id}.part", relieves=None, shifts=(part,), purpose=Purpose.RELIEF)
    return clash(alone, other, plan.instance.calendar) is not None


def _left_of(plan: Plan, need: Need, part: Shift, others: list[Need]) -> int:
    """Minutes of one shift before the first and after the last of the other engagements, ways included."""
    pauses = [(plan.instance.calendar.travel.pause(need.place, other.place), other) for other in others]
    busy = [
        (shift.starts - pause, shift.ends + pause)
        for pause, other in pauses
        for shift in other.duties
        if shift.starts - pause < part.ends and part.starts < shift.ends + pause
    ]
    if not busy:
        return 0
    before = min(starts for starts, _ in busy) - part.starts
    after = part.ends - max(ends for _, ends in busy)
    return sum(max(0, int(left.total_seconds()) // 60) for left in (before, after))


def _relay(plan: Plan, need: Need, pivot: str) -> list[Way]:
    """Somebody of the pivot language beside the guest, who takes the guest's own from a colleague at a distance."""
    if need.language == pivot:
        return []
    sources = [p for p in plan.instance.interpreters if p.hears(need.language) and _can_work(p, need)]
    beside = _beside(plan, replace(need, language=pivot, fallback=None))
    if not sources or beside is None:
        return []
    person, asks = beside
    says = f"{person.name} with the guest, by relay from {sources[0].name}."
    asks = tuple(dict.fromkeys(("head of the translation centre", *asks)))
    return [_way(How.RELAY, (person.id, sources[0].id), pivot, need, asks, says)]


def _other_language(plan: Plan, need: Need, pivot: str) -> list[Way]:
    """The guest or the host side accepts another language."""
    language = need.fallback or pivot
    if language in need.languages:
        return []
    beside = _beside(plan, replace(need, language=language, fallback=None))
    if beside is None:
        return []
    person, asks = beside
    asks = tuple(dict.fromkeys((str(BY_CODE["fallback_not_accepted"].waived_by), *asks)))
    says = f"{person.name} in {language}, if that is accepted."
    return [_way(How.OTHER_LANGUAGE, (person.id,), language, need, asks, says)]


def _beside(plan: Plan, need: Need) -> tuple[Interpreter, tuple[str, ...]] | None:
    """Whoever could go with the guest in this language, and who has to agree: best somebody who is free at once.

    Next comes somebody whose own guest another could take over, last somebody who needs a waiver.
    """
    options = [
        (effort(c.breaks), _is_with_a_guest(plan, c.interpreter_id, need), c)
        for c in plan.ranked(need)
        if all(may_be_waived(code) for code in c.breaks)
        and _can_work(plan.instance.people[c.interpreter_id], need)
    ]
    if not options:
        return None
    _, _, best = min(options, key=lambda option: (*option[:2], -option[2].total, option[2].interpreter_id))
    asks = tuple(dict.fromkeys(str(BY_CODE[code].waived_by) for code in best.breaks))
    return plan.instance.people[best.interpreter_id], asks


def _can_work(person: Interpreter, need: Need) -> bool:
    """Lent, pledged, and not ill or away."""
    return person.may_serve and not any(a.overlaps(need.starts, need.ends) for a in person.absences)


def _consecutive(plan: Plan, spoken: Need) -> list[Way]:
    """An escort of the language speaks from the floor: whoever is in the hall with a guest, or is free."""
    found = []
    for person in plan.instance.interpreters:
        others = [one for one in plan.engagements.get(person.id, []) if not one.is_stay]
        if plan.instance.breaks(person, spoken) or clash_of(plan.instance, person.id, spoken, others):
            continue
        where = "is there with a guest" if _is_with_a_guest(plan, person.id, spoken) else "is free"
        found.append(
            _way(
                How.CONSECUTIVE,
                (person.id,),
                spoken.language,
                spoken,
                ("head of the translation centre",),
                f"{person.name}, who {where}, interprets consecutively.",
            )
        )
    return found


def _new_booth(plan: Plan, session: Need) -> list[Way]:
    """Two who may work simultaneously and are free give relay from a booth of their own."""
    free = _free(plan, session)
    if len(free) < 2:
        return []
    says = f"{free[0].name} and {free[1].name} in a booth of their own give relay."
    return [_way(How.RELAY, (free[0].id, free[1].id), session.language, session,
                 ("head of the translation centre",), says)]  # fmt: skip


def _free(plan: Plan, need: Need) -> list[Interpreter]:
    """Everybody who may serve this need at once, best first."""
    found = [
        c for c in plan.ranked(need) if not c.breaks and not _is_with_a_guest(plan, c.interpreter_id, need)
    ]
    return [plan.instance.people[c.interpreter_id] for c in found]


def _is_with_a_guest(plan: Plan, interpreter_id: str, need: Need) -> bool:
    return any(one.is_stay and one.id != need.id for one in plan.engagements.get(interpreter_id, ()))


def _way_for(person: Interpreter, need: Need, breaks: tuple[str, ...], minutes: int, says: str) -> Way:
    lifted = [code for code in breaks if code not in ENGAGEMENTS]
    asks = tuple(dict.fromkeys(str(BY_CODE[code].waived_by) for code in lifted))
    return Way(
        how=How.PART,
        interpreter_ids=(person.id,),
        language=need.language,
        minutes=minutes,
        asks=asks,
        says=says,
    )


def _way(
    how: How, people: tuple[str, ...], language: str, need: Need, asks: tuple[str, ...], says: str
) -> Way:
    return Way(
        how=how,
        interpreter_ids=people,
        language=language,
        minutes=minutes_on_duty(need),
        asks=asks,
        says=says,
    )
