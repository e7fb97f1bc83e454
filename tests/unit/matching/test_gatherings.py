"""Visits, banquets and meals: who is spoken to, in which language, and who is there anyway."""

from dataclasses import replace
from typing import Any

from services.matching.domain.gathering import (
    companies,
    needs_of_gatherings,
    spoken_by_request,
    spoken_in_sessions,
)
from services.matching.domain.heard import GatheringFact, GuestFact
from services.matching.domain.level import Rank
from services.matching.domain.need import Mode, Need, Purpose
from services.matching.domain.request import RequestKind
from services.matching.domain.standard import Standard
from shared.events.logistics import OutingAmended, SittingAmended
from shared.events.matching import DemandClosed, InterpreterAssigned, InterpreterReleased
from shared.events.registration import GuestWithdrew
from tests.unit.matching.news import a_sitting, an_open_office, an_outing, arrival, guest, tell
from tests.unit.matching.office import Office, short
from tests.unit.matching.roster import EDITION, an_interpreter, october
from tests.unit.matching.test_programme import a_request, a_session

VISIT = f"{EDITION}.out.V1"
TABLE = f"{EDITION}.sit.B1"
SINCE, UNTIL = october(18, 2), october(18, 4)
"""When the outing of `news` takes place."""


def a_guest(reference: str, language: str = "ru", rank: str = "V4", **facts: Any) -> GuestFact:
    return GuestFact(
        id=f"{EDITION}.g.{reference}", edition=EDITION, reference=reference, name=reference,
        state="confirmed", rank=rank, language=language, **facts,
    )  # fmt: skip


def gathering(*guests: str, kind: str = "visit", **changes: Any) -> GatheringFact:
    usual: dict[str, Any] = {
        "id": VISIT if kind == "visit" else TABLE,
        "edition": EDITION,
        "kind": kind,
        "place": "PUTUO",
        "starts": SINCE,
        "ends": UNTIL,
        "guest_ids": tuple(f"{EDITION}.g.{one}" for one in guests),
        "cancelled": False,
    }
    return GatheringFact(**(usual | changes))


def wanted(
    *parts: GuestFact | GatheringFact, sessions: tuple[Any, ...] = (), requests: tuple[Any, ...] = ()
) -> list[Need]:
    guests = {one.id: one for one in parts if isinstance(one, GuestFact)}
    together = companies([one for one in parts if isinstance(one, GatheringFact)], sessions, guests)
    spoken = [*spoken_in_sessions(sessions), *spoken_by_request(requests)]
    return needs_of_gatherings(together, guests, spoken, tuple(Standard), ("oil-gas",))


def languages(needs: list[Need]) -> list[tuple[str, str, tuple[str | None, ...]]]:
    return [(short(n.gathering_id) or "", n.language, tuple(short(one) for one in n.party)) for n in needs]


def test_a_visit_asks_once_for_each_language_of_those_without_an_escort() -> None:
    people = (
        a_guest("A1"), a_guest("A2", rank="V5"), a_guest("A3", "ja"), a_guest("A4", "ko", "V2"), a_guest("A5", "zh"),
    )  # fmt: skip

    needs = wanted(*people, gathering("A1", "A2", "A3", "A4", "A5"))

    assert languages(needs) == [("V1", "ja", ("A3",)), ("V1", "ru", ("A1", "A2"))]
    assert {(n.purpose, n.mode, n.place, n.topics) for n in needs} == {
        (Purpose.VISIT, Mode.CONSECUTIVE, "PUTUO", ("oil-gas",))
    }
    assert [n.rank for n in needs] == [Rank.V4, Rank.V4]
    assert [n.id for n in needs] == [f"{VISIT}.n.ja", f"{VISIT}.n.ru"]


def test_an_escorted_guest_of_the_language_is_in_the_party_so_that_the_escort_may_speak_for_all() -> None:
    needs = wanted(a_guest("A1"), a_guest("A2", rank="V2"), gathering("A1", "A2"))

    assert languages(needs) == [("V1", "ru", ("A2", "A1"))]


def test_toasts_are_spoken_before_the_highest_of_the_company_and_at_a_meal_before_those_addressed() -> None:
    people = (a_guest("A1"), a_guest("A2", "ja", "V1"))

    (toast,) = wanted(*people, gathering("A1", "A2", kind="banquet"))
    (talk,) = wanted(*people, gathering("A1", "A2", kind="meal"))

    assert (toast.purpose, toast.rank, talk.purpose, talk.rank) == (
        Purpose.TOAST, Rank.V1, Purpose.TOAST, Rank.V4,
    )  # fmt: skip


def test_an_accepted_second_language_is_used_only_where_it_is_spoken_anyway() -> None:
    arab = a_guest("A1", "ar", fallback="en", fallback_accepted_by="Head")
    unaccepted = a_guest("A2", "fa", fallback="en")

    alone = wanted(arab, unaccepted, gathering("A1", "A2"))
    with_english = wanted(arab, unaccepted, a_guest("A3", "en"), gathering("A1", "A2", "A3"))

    assert [(n.language, n.languages) for n in alone] == [("ar", ("ar", "en")), ("fa", ("fa",))]
    assert languages(with_english) == [("V1", "en", ("A1", "A3")), ("V1", "fa", ("A2",))]


def test_who_works_in_chinese_needs_nobody() -> None:
    assert wanted(a_guest("A1", "ja", fallback="zh", fallback_accepted_by="Head"), gathering("A1")) == []


def test_the_programmes_visit_of_the_same_time_speaks_for_its_languages_alone() -> None:
    visit = a_session("S9", "VISIT", 2, 5, place="", working_languages=("zh", "en"))
    people = (a_guest("A1", "en"), a_guest("A2", "ja"))
    go = gathering("A1", "A2")

    assert languages(wanted(*people, go, sessions=(visit,))) == [("V1", "ja", ("A2",))]
    elsewhere, later = replace(visit, place="DINGHAI"), replace(visit, starts=UNTIL)
    banquet = replace(visit, session_type="BANQUET")
    for other in (elsewhere, later, banquet):
        assert [n.language for n in wanted(*people, go, sessions=(other,))] == ["en", "ja"]


def test_what_was_asked_for_by_hand_is_not_asked_for_again() -> None:
    people = (a_guest("A1"), a_guest("A2"))
    by_hand = a_request(
        RequestKind.SITE_VISIT, languages=("ru",), place="PUTUO", starts=SINCE, ends=UNTIL,
        guests=(f"{EDITION}.g.A1",),
    )  # fmt: skip
    go = gathering("A1", "A2")

    assert languages(wanted(*people, go, requests=(by_hand,))) == [("V1", "ru", ("A2",))]
    assert wanted(*people, go, requests=(replace(by_hand, guests=()),)) == []
    assert len(wanted(*people, go, requests=(replace(by_hand, withdrawn=True),))[0].party) == 2


def test_one_banquet_listed_as_drive_and_as_meal_and_a_lunch_on_a_visit_are_served_once() -> None:
    people = (a_guest("A1"), a_guest("A2"))
    drive = gathering("A1", "A2", kind="banquet", id=f"{EDITION}.out.B1")
    table = gathering("A1", "A2", kind="banquet")
    whole_day = gathering("A1", starts=october(18, 3), ends=october(18, 5))
    lunch = gathering("A1", "A2", kind="meal", starts=october(18, 4), ends=october(18, 5))

    assert languages(wanted(*people, drive, table)) == [("B1", "ru", ("A1", "A2"))]
    assert languages(wanted(*people, whole_day, lunch)) == [("V1", "ru", ("A1",)), ("B1", "ru", ("A2",))]


def test_a_table_for_everybody_is_interpreted_only_at_a_banquet_the_programme_does_not_have() -> None:
    people = (a_guest("A1"), a_guest("A2", "ja", "V3"), a_guest("A3", "ko"))
    of_the_programme = a_session("S8", "BANQUET", 3, 4, place="", working_languages=("zh", "en"))
    for_all = gathering(kind="banquet")

    assert languages(wanted(*people, for_all)) == [("B1", "ko", ("A3",)), ("B1", "ru", ("A1",))]
    assert wanted(*people, for_all, sessions=(of_the_programme,)) == []
    assert wanted(*people, gathering(kind="buffet")) == []


def test_who_does_not_come_and_what_is_cancelled_or_runs_backwards_asks_for_nobody() -> None:
    gone = replace(a_guest("A1"), state="withdrew")

    assert wanted(gone, gathering("A1", "unknown")) == []
    assert wanted(a_guest("A1"), gathering("A1", cancelled=True)) == []
    assert wanted(a_guest("A1"), gathering("A1", starts=UNTIL, ends=SINCE)) == []


def test_the_guests_refusals_hold_and_the_wishes_of_a_guest_alone() -> None:
    alone = a_guest("A1", refuses=("I1",), organisation="Harbour", interpreter_gender="f")
    other = a_guest("A2", refuses=("I2",), organisation="Yard", interpreter_gender="m")

    (single,) = wanted(alone, gathering("A1"))
    (both,) = wanted(alone, other, gathering("A1", "A2"))

    assert (single.refuses, single.organisation, single.gender) == (("I1",), "Harbour", "f")
    assert (both.refuses, both.organisation, both.gender) == (("I1", "I2"), "", None)


# From event to plan


def an_office() -> Office:
    """A V2 guest with an escort, two of V4, all Russian; three interpreters."""
    office = an_open_office(
        an_interpreter("I1", "ru"), an_interpreter("I2", "ru"), an_interpreter("I3", "ja", "C3")
    )
    tell(
        office,
        guest("A1", language="ru", rank="V2"),
        guest("A2", language="ru", rank="V4"),
        guest("A3", language="ja", rank="V4"),
        arrival("A1"),
    )
    office.plan()
    return office


def served(office: Office) -> dict[str, str | None]:
    return {
        d.id.removeprefix(f"{EDITION}."): short(d.interpreter_id) or str(d.state)
        for d in office.records.demands.find()
        if d.need.gathering_id
    }


def test_the_escort_of_the_company_speaks_for_those_of_the_same_language() -> None:
    office = an_office()
    (escort,) = office.served_by().values()

    tell(office, an_outing("A1", "A2", "A3"))
    events = [e for e in office.plan() if isinstance(e, InterpreterAssigned)]

    assert served(office) == {"out.V1.n.ru": escort, "out.V1.n.ja": "I3"}
    assert {e.gathering_id for e in events if e.purpose == "visit"} == {VISIT}


def test_a_visit_and_a_banquet_are_hours_of_the_escorts_day() -> None:
    office = an_office()
    tell(office, an_outing("A1", starts=october(18, 0), ends=october(18, 2)), a_sitting("A1"))
    office.plan()

    (stay,) = office.records.demands.find(purpose="one_to_one")
    (day,) = [shift for shift in stay.need.shifts if shift.starts.day == 18]

    assert served(office) == {}
    assert (day.starts, day.ends, day.minutes) == (october(18, 0), october(18, 12), 240)


def test_a_change_a_cancel_and_a_guest_less_are_answered() -> None:
    office = an_office()
    tell(office, an_outing("A2", "A3"), a_sitting("A2", "A3"))
    office.plan()
    assert set(served(office)) == {"out.V1.n.ru", "out.V1.n.ja", "sit.B1.n.ru", "sit.B1.n.ja"}
    assert served(office)["sit.B1.n.ja"] == "I3"

    tell(office, an_outing("A2", kind=OutingAmended, starts=october(18, 5), ends=october(18, 6)), version=2)
    events = office.plan()
    assert [(type(e), e.demand_id) for e in events if isinstance(e, DemandClosed)] == [
        (DemandClosed, f"{VISIT}.n.ja")
    ]
    assert {e.reason for e in events if isinstance(e, DemandClosed)} == {"gathering_without_this_language"}
    (moved,) = office.records.demands.find(id=f"{VISIT}.n.ru")
    assert (moved.need.starts, moved.state) == (october(18, 5), "filled")

    tell(office, guest("A2", GuestWithdrew, state="withdrew", language="ru", rank="V4"), version=2)
    office.plan()
    assert {i for i, who in served(office).items() if who != "closed"} == {"sit.B1.n.ja"}

    tell(office, a_sitting("A2", "A3", kind=SittingAmended, cancelled=True), version=2)
    freed = [e for e in office.plan() if isinstance(e, InterpreterReleased)]
    assert [(e.demand_id, short(e.interpreter_id)) for e in freed] == [(f"{TABLE}.n.ja", "I3")]
    assert set(served(office).values()) == {"closed"}


def test_nobody_who_speaks_the_language_is_a_gap_with_its_reason() -> None:
    office = an_office()
    tell(office, guest("A4", language="fa", rank="V5"), an_outing("A4"))
    office.plan()

    (gap,) = office.records.demands.find(id=f"{VISIT}.n.fa")

    assert (gap.state, gap.rules) == ("unfilled", ("language",))
