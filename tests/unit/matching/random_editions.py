"""Small random editions for hypothesis: few languages and people, so that they compete."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from services.matching.domain.absence import Absence
from services.matching.domain.competence import LanguageClass, Tier
from services.matching.domain.consent import Consent
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.itinerary import Item, hours_of
from services.matching.domain.level import Level
from services.matching.domain.need import Mode, Need, Purpose
from services.matching.domain.plan import Instance
from services.matching.domain.rules import BY_CODE
from tests.unit.matching.roster import (
    EDITION,
    a_meeting,
    a_stay,
    a_team,
    an_instance,
    an_interpreter,
    october,
)

LANGUAGES = ("en", "ar", "ru")
ORGANISATIONS = ("", "Blue Sea Shipping")
PLACES = ("LINCHENG", "DINGHAI", "ZHUJIAJIAN", None)
WAIVABLE = sorted(code for code, rule in BY_CODE.items() if rule.waived_by is not None)


@st.composite
def interpreters(draw: st.DrawFn, number: int) -> Interpreter:
    """One person who mostly may serve."""
    languages = draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=2, unique=True))
    return an_interpreter(
        f"I{number}",
        " ".join(languages),
        draw(st.sampled_from(Level)),
        booth=draw(_rarely),
        topics=draw(st.sampled_from([(), ("oil-gas",)])),
        gender=draw(st.sampled_from(["f", "m"])),
        tier=draw(st.sampled_from([Tier.CORE, *Tier])),
        classes={languages[0]: LanguageClass.C} if draw(_rarely) else {},
        mode_levels={"SIMULTANEOUS": Level.C2S} if draw(_often) else {},
        consent=Consent.RECALLED if draw(_rarely) else Consent.GIVEN,
        pledge_signed_on=None if draw(_rarely) else date(2019, 10, 1),
        absences=(Absence(october(18, 7), october(18, 12)),) if draw(_rarely) else (),
        conflicts=ORGANISATIONS[1:] if draw(_rarely) else (),
    )


@st.composite
def stays(draw: st.DrawFn, number: int, people: int) -> list[Need]:
    """One guest's stay, some with a fallback, some with a wish, some with hours and what is left for a relief."""
    stay = a_stay(
        f"A{number}",
        draw(st.sampled_from(LANGUAGES)),
        draw(st.sampled_from(["V1", "V2", "V3"])),
        fallback=draw(st.sampled_from([None, "en"])),
        fallback_accepted_by=draw(st.sampled_from([None, "Head of delegation"])),
        organisation=draw(st.sampled_from(ORGANISATIONS)),
        refuses=(f"I{draw(st.integers(0, people))}",),
        gender=draw(st.sampled_from([None, "f"])),
        topics=draw(st.sampled_from([(), ("oil-gas",)])),
        starts=october(draw(st.sampled_from([17, 18]))),
        ends=october(draw(st.sampled_from([19, 20]))),
    )
    return [stay] if draw(_often) else draw(_with_hours(stay))


@st.composite
def _with_hours(draw: st.DrawFn, stay: Need) -> list[Need]:
    items = []
    for day in (17, 18, 19):
        begins = october(day, draw(st.integers(0, 6)))
        length = timedelta(hours=draw(st.integers(1, 15)))
        items.append(Item(begins, begins + length, draw(st.integers(0, 500))))
    hours = hours_of(items, stay.starts, stay.ends, "Asia/Shanghai")
    reliefs = [
        replace(
            stay, id=f"{stay.id}.r{n}", purpose=Purpose.RELIEF, starts=part.starts, ends=part.ends,
            shifts=(part,), relieves=stay.id,
        )
        for n, part in enumerate(hours.reliefs[:1], start=1)
    ]  # fmt: skip
    return [replace(stay, shifts=hours.shifts), *reliefs]


@st.composite
def meetings(draw: st.DrawFn, number: int, guests: list[str]) -> Need:
    """One meeting of one or two of the guests, in one of four hours."""
    party = draw(st.lists(st.sampled_from(guests), min_size=1, max_size=2, unique=True))
    hour = draw(st.integers(8, 11))
    return a_meeting(
        f"M{number}",
        guest=party[0],
        language=draw(st.sampled_from(LANGUAGES)),
        rank=draw(st.sampled_from(["V1", "V2", "V3"])),
        party=tuple(f"{EDITION}.g.{guest}" for guest in party),
        mode=draw(st.sampled_from([Mode.CONSECUTIVE, Mode.CONSECUTIVE, Mode.SIMULTANEOUS])),
        place=draw(st.sampled_from(PLACES)),
        starts=october(18, hour),
        ends=october(18, hour, 30),
    )


@st.composite
def events(draw: st.DrawFn, number: int) -> Need:
    """A toast, a visit or an inspection, early, late or over most of a day."""
    purpose = draw(st.sampled_from([Purpose.TOAST, Purpose.VISIT, Purpose.INSPECTION]))
    begins = october(draw(st.sampled_from([17, 18])), draw(st.sampled_from([1, 8, 12, 22])))
    return a_meeting(
        f"E{number}",
        "nobody",
        language=draw(st.sampled_from(LANGUAGES)),
        rank=draw(st.sampled_from(["V1", "V4"])),
        purpose=purpose,
        guest_id="",
        party=(),
        place=draw(st.sampled_from(PLACES)),
        starts=begins,
        ends=begins + timedelta(hours=draw(st.integers(-1, 9))),
    )


@st.composite
def teams(draw: st.DrawFn, number: int) -> list[Need]:
    """The booths of one session: one two-way booth, or two of a session in more languages."""
    begins = october(18, draw(st.integers(7, 12)))
    ends = begins + timedelta(hours=draw(st.integers(1, 4)))
    place = draw(st.sampled_from(PLACES))
    people = draw(st.integers(1, 3))
    found = list(
        a_team(f"S{number}", people, draw(st.sampled_from(LANGUAGES)), extra=draw(st.integers(0, people - 1)),
               starts=begins, ends=ends, place=place)
    )  # fmt: skip
    if draw(_rarely):
        found += a_team(f"S{number}", 1, "en", booth="zh", starts=begins, ends=ends, place=place)
    return found


@st.composite
def editions(
    draw: st.DrawFn,
    largest: int = 4,
    with_meetings: bool = True,
    with_teams: bool = True,
    by_hand: bool = True,
) -> Instance:
    """A whole small edition with a plan in force that may no longer be allowed."""
    people = [draw(interpreters(n)) for n in range(draw(st.integers(0, largest)))]
    guests = [need for n in range(draw(st.integers(0, largest))) for need in draw(stays(n, len(people)))]
    names = [need.guest_id.rsplit(".", 1)[-1] for need in guests if need.is_stay] + ["B1"]
    if not with_meetings:
        guests = [need for need in guests if need.is_stay]
    wanted = [draw(meetings(n, names)) for n in range(draw(st.integers(0, largest if with_meetings else 0)))]
    if with_teams:
        wanted += [draw(events(n)) for n in range(draw(st.integers(0, 2)))]
        wanted += [seat for n in range(draw(st.integers(0, 2))) for seat in draw(teams(n))]
    needs = (*guests, *wanted)
    in_force = {need.id: draw(st.sampled_from(people)).id for need in needs if people and draw(_often)}
    return an_instance(
        *people, *needs, in_force=in_force, level_floor=draw(_often),
        **(draw(_hand(needs, people)) if by_hand and people and needs else {}),
    )  # fmt: skip


@st.composite
def _hand(draw: st.DrawFn, needs: tuple[Need, ...], people: list[Interpreter]) -> dict[str, object]:
    """Manual assignments, bans, waivers, agreed pairs, and the time of day."""
    ids = [need.id for need in needs]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from([p.id for p in people]))
    return {
        "pinned": dict(draw(st.lists(pairs, max_size=2))),
        "forbidden": {n: frozenset({p}) for n, p in draw(st.lists(pairs, max_size=2))},
        "waived": {
            pair: frozenset(draw(st.lists(st.sampled_from(WAIVABLE), min_size=1, max_size=3)))
            for pair in draw(st.lists(pairs, max_size=3))
        },
        "confirmed": frozenset(draw(st.lists(st.sampled_from(ids), max_size=3))),
        "now": draw(st.sampled_from([None, october(16), october(18, 8, 15)])),
    }


_rarely = st.integers(0, 9).map(lambda n: n == 0)
_often = st.integers(0, 9).map(lambda n: n > 2)
