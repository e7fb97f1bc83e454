"""Small random editions for hypothesis: few languages and people, so that they compete."""

from datetime import date

from hypothesis import strategies as st

from services.matching.domain.interpreter import Absence, Consent, Interpreter
from services.matching.domain.level import Level
from services.matching.domain.need import Mode, Need
from services.matching.domain.plan import Instance
from tests.unit.matching.roster import EDITION, a_meeting, a_stay, an_instance, an_interpreter, october

LANGUAGES = ("en", "ar", "ru")
ORGANISATIONS = ("", "Blue Sea Shipping")


@st.composite
def interpreters(draw: st.DrawFn, number: int) -> Interpreter:
    """One person who mostly may serve."""
    return an_interpreter(
        f"I{number}",
        " ".join(draw(st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=2, unique=True))),
        draw(st.sampled_from(Level)),
        booth=draw(_rarely),
        topics=draw(st.sampled_from([(), ("oil-gas",)])),
        gender=draw(st.sampled_from(["f", "m"])),
        consent=Consent.RECALLED if draw(_rarely) else Consent.GIVEN,
        pledge_signed_on=None if draw(_rarely) else date(2019, 10, 1),
        absences=(Absence(october(18, 7), october(18, 12)),) if draw(_rarely) else (),
        conflicts=ORGANISATIONS[1:] if draw(_rarely) else (),
    )


@st.composite
def stays(draw: st.DrawFn, number: int, people: int) -> Need:
    """One guest's stay, some with a fallback, some with a wish."""
    return a_stay(
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
        place=draw(st.sampled_from(["LINCHENG", "DINGHAI"])),
        starts=october(18, hour),
        ends=october(18, hour, 30),
    )


@st.composite
def editions(draw: st.DrawFn, largest: int = 4, with_meetings: bool = True) -> Instance:
    """A whole small edition with a plan in force that may no longer be allowed."""
    people = [draw(interpreters(n)) for n in range(draw(st.integers(0, largest)))]
    guests = [draw(stays(n, len(people))) for n in range(draw(st.integers(0, largest)))]
    names = [stay.guest_id.rsplit(".", 1)[-1] for stay in guests] + ["B1"]
    wanted = [draw(meetings(n, names)) for n in range(draw(st.integers(0, largest if with_meetings else 0)))]
    in_force = {
        need.id: draw(st.sampled_from(people)).id for need in (*guests, *wanted) if people and draw(_often)
    }
    return an_instance(*people, *guests, *wanted, in_force=in_force, level_floor=draw(_often))


_rarely = st.integers(0, 9).map(lambda n: n == 0)
_often = st.integers(0, 9).map(lambda n: n > 2)
