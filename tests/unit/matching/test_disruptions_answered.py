"""DS-4, DS-5, DS-6 and DS-16 on IPEC, from what is heard to what is announced and asked."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from services.matching.domain.demand import Demand
from services.matching.domain.interpreter import Consent
from services.matching.domain.level import Level
from services.matching.domain.need import Purpose
from services.matching.engine.answers.ways_out import How
from services.matching.use_cases.figures import double_booked
from services.matching.use_cases.hand import choose_interpreter, confirm_pair
from services.matching.use_cases.questions import other_ways, step_in, switched_language
from services.matching.use_cases.service_facts import recall_consent, record_absence
from services.matching.use_cases.waivers import grant_waiver
from shared.clock import frozen
from shared.context import Context, entered
from shared.events.base import Event
from shared.events.matching import (
    DemandUnfilled,
    InterpreterAssigned,
    InterpreterConsentRecalled,
    InterpreterReleased,
    MatchingPlanAdopted,
)
from shared.events.registration import GuestReplaced
from shared.storage.store import Cause
from tests.unit.matching.desk import at_work, desk_of
from tests.unit.matching.ds import an_edition_at, scheduled
from tests.unit.matching.news import guest
from tests.unit.matching.office import Office, short

IPEC = "ipec-2019"
TWO_DAYS_BEFORE_AT_FIVE = datetime(2019, 10, 16, 9, tzinfo=UTC)
ON_THE_DAY_AT_SIX_FIFTY = datetime(2019, 10, 17, 22, 50, tzinfo=UTC)
A_DAY_BEFORE = datetime(2019, 10, 17, 0, 50, tzinfo=UTC)
FORTY_MINUTES_BEFORE = datetime(2019, 10, 18, 0, 20, tzinfo=UTC)


@cache
def _planned() -> Office:
    return an_edition_at(IPEC, TWO_DAYS_BEFORE_AT_FIVE)


def an_office() -> Office:
    """IPEC two days before, with its programme; each test changes a copy of its own."""
    return deepcopy(_planned())


def pairs(office: Office) -> dict[str, str | None]:
    """Who serves what, by demand."""
    return {demand.id: demand.interpreter_id for demand in office.records.demands.open_in(IPEC)}


def stay(office: Office, reference: str) -> Demand:
    return office.records.demands.get(f"{IPEC}.n.{reference}")


def level_of(office: Office, demand: Demand) -> Level:
    return office.records.interpreters.get(str(demand.interpreter_id)).level


def of(events: list[Event], *kinds: type[Event]) -> list[Any]:
    return [event for event in events if isinstance(event, kinds)]


def test_ds_4_a_chair_comes_in_place_of_a_director() -> None:
    """At D-2, 17:00 a company sends its chair (V1) for a V3: the floor rises from C3 to C2, that pair moves."""
    office = an_office()
    before, old = pairs(office), stay(office, "A040")
    was_called = office.records.guests.get(f"{IPEC}.g.A040").name
    assert (old.need.floor, level_of(office, old)) == (Level.C3, Level.C3)
    chair = guest(
        "A040", GuestReplaced, state="confirmed", rank="V1", family_name="Vermeer", given_name="Johanna",
        country="NL", post="Chair", language="en", earlier_person_id="P-A040", earlier_family_name="Hale",
        earlier_given_name="A040",
    )  # fmt: skip

    with frozen(TWO_DAYS_BEFORE_AT_FIVE), entered(Context(correlation_id="the chair comes")):
        office.hear(chair, Cause("replaced", chair.guest_id, 99, "registration"))
        events = office.plan(IPEC)

    new = stay(office, "A040")
    assert (new.rank, new.need.floor) == ("V1", Level.C2)
    assert level_of(office, new).reaches(Level.C2)
    moved = {demand for demand, person in pairs(office).items() if person != before.get(demand)}
    also = {demand for demand in moved if before.get(demand) == new.interpreter_id}
    reliefs = {f"{IPEC}.n.A040.r1"} & set(pairs(office))
    assert moved - reliefs == {new.id, *also}
    assert len(also) <= 1
    released = {e.demand_id: e for e in of(events, InterpreterReleased)}
    assert (released[new.id].interpreter_id, released[new.id].reason) == (old.interpreter_id, "level_floor")
    assert {e.demand_id for e in of(events, InterpreterAssigned)} >= {new.id, *also}
    assert {e.correlation_id for e in office.backend.envelopes[-len(events) :]} == {"the chair comes"}
    assert not any(was_called in str(e.data) for e in office.backend.envelopes)
    assert was_called not in str(office.backend.documents)
    assert double_booked(office.records.demands, IPEC) == {"interpreters": 0}


def absent_from_now(office: Office, reference: str) -> None:
    until = datetime(2019, 10, 21, tzinfo=UTC)
    person = f"{IPEC}.i.{reference}"
    record_absence(office.records.interpreters, person, ON_THE_DAY_AT_SIX_FIFTY, until, "ill", None)


def test_ds_5_an_english_interpreter_falls_ill_and_a_standby_takes_over_at_once() -> None:
    office = an_office()
    before = pairs(office)
    served = [demand for demand, person in before.items() if short(person) == "I014"]

    with frozen(ON_THE_DAY_AT_SIX_FIFTY), entered(Context(correlation_id="I014 is ill")):
        absent_from_now(office, "I014")
        events = office.plan(IPEC)

    after = pairs(office)
    standby = after[f"{IPEC}.n.A002"]
    handed_on = [demand for demand, person in before.items() if person == standby]
    assert {d for d in after if before[d] != after[d]} == {*served, *handed_on}
    assert [(e.demand_id, e.interpreter_id, e.reason) for e in of(events, InterpreterReleased)] == sorted(
        [(demand, f"{IPEC}.i.I014", "availability") for demand in served]
        + [(demand, standby, "needed_elsewhere") for demand in handed_on]
    )
    assert [e.demand_id for e in of(events, InterpreterAssigned)] == sorted([*served, *handed_on])
    assert level_of(office, stay(office, "A002")).reaches(Level.C3)
    assert {e.correlation_id for e in office.backend.envelopes[-len(events) :]} == {"I014 is ill"}
    assert [e.unfilled for e in of(events, MatchingPlanAdopted)] == [4]


def test_ds_5_a_russian_interpreter_falls_ill_and_a_named_person_decides() -> None:
    """Nobody is to spare in Russian: a waiver, or colleagues of the booth before and after their sessions."""
    office = an_office()
    desk, before = desk_of(office), pairs(office)
    assert short(stay(office, "A098").interpreter_id) == "I033"

    with frozen(ON_THE_DAY_AT_SIX_FIFTY), entered(Context(correlation_id="I033 is ill")):
        absent_from_now(office, "I033")
        events = office.plan(IPEC)
        ways = other_ways(desk, f"{IPEC}.n.A098")

    booth = {str(d.interpreter_id) for d in office.records.demands.open_in(IPEC) if d.need.booth == "ru"}
    alarm = {e.demand_id: e for e in of(events, DemandUnfilled)}
    assert f"{IPEC}.n.A098" in alarm
    assert alarm[f"{IPEC}.n.A098"].explanation != ""
    assert [how for how in How if how in {way.how for way in ways}] == list(
        dict.fromkeys(w.how for w in ways)
    )
    parts = [way for way in ways if way.how is How.PART]
    assert {person for way in parts for person in way.interpreter_ids} & booth
    assert all(way.asks for way in parts)
    assert (ways[0].how, ways[0].asks) == (How.STEP_IN, ("chief of protocol",))
    assert [(way.how, way.language, way.asks) for way in ways[-2:]] == [
        (How.RELAY, "en", ("head of the translation centre",)),
        (How.OTHER_LANGUAGE, "en", ("the guest's delegation",)),
    ]
    assert f"{IPEC}.i.I033" not in {person for way in ways for person in way.interpreter_ids}
    untouched = [d for d in before if short(before[d]) != "I033"]
    assert {d for d in untouched if before[d] != pairs(office)[d]} == set()

    chosen = next(person for way in parts for person in way.interpreter_ids if person in booth)
    with at_work("duty-officer", at=ON_THE_DAY_AT_SIX_FIFTY):
        acted = choose_interpreter(
            desk, f"{IPEC}.n.A098", chosen, "the booth colleague, between sessions", None
        )
        for breach in acted.breaks:
            grant_waiver(
                desk.waivers, desk.demands, desk.interpreters, f"{IPEC}.n.A098", breach.rule, chosen,
                "Head of the translation centre Zhao", "nobody else speaks Russian", datetime(2019, 10, 21, tzinfo=UTC),
            )  # fmt: skip
    assert "kept_for_booth" in [breach.rule for breach in acted.breaks]
    assert (acted.act.by, acted.in_force) == ("account:duty-officer", False)


def test_ds_6_a_speaker_changes_to_spanish_forty_minutes_before() -> None:
    office = an_office()
    desk, before = desk_of(office), pairs(office)
    session = f"{IPEC}.s.S01"

    with frozen(FORTY_MINUTES_BEFORE), entered(Context(correlation_id="he speaks Spanish")):
        ways = switched_language(desk, session, "es")
        spanish = scheduled(session, ("zh", "en", "ru", "es"))
        office.hear(spanish, Cause("amended", session, 2, "scheduling"))
        events = office.plan(IPEC)

    assert [way.how for way in ways] == [How.CONSECUTIVE, How.ASK]
    (spanish_escort,) = [i.id for i in office.records.interpreters.of_edition(IPEC) if "es" in i.languages]
    assert (ways[0].interpreter_ids, ways[0].asks) == ((spanish_escort,), ("head of the translation centre",))
    assert ways[-1].asks == ("the speaker",)
    assert [how for how in How if how in {way.how for way in ways}] == list(
        dict.fromkeys(w.how for w in ways)
    )
    alarms = [e for e in of(events, DemandUnfilled) if e.booth == "es"]
    assert {e.session_id for e in alarms} == {session}
    assert {e.language for e in alarms} == {"es"}
    assert len(alarms) >= 2
    kept = [d for d in before if before[d] is not None and pairs(office).get(d) == before[d]]
    assert len(kept) >= 0.95 * sum(person is not None for person in before.values())


def test_ds_16_three_are_recalled_a_day_before_and_the_rest_stays() -> None:
    """Whoever takes over serves provisionally: what was agreed, was agreed with the person who is recalled."""
    office = an_office()
    recalled = ("I014", "I025", "I036")
    of_recalled = [d for d, person in pairs(office).items() if short(person) in recalled]
    agreed = [*of_recalled, f"{IPEC}.n.A098"]
    with at_work(at=A_DAY_BEFORE - timedelta(hours=1)):
        for demand in agreed:
            confirm_pair(desk_of(office), demand, "agreed by telephone", None)
        office.plan(IPEC)
    before = pairs(office)
    assert all(office.records.demands.get(demand).confirmed for demand in agreed)

    with frozen(A_DAY_BEFORE), entered(Context(correlation_id="three recalled")):
        for reference in recalled:
            recall_consent(office.records.interpreters, f"{IPEC}.i.{reference}", "needed at home", None)
        events = office.plan(IPEC)

    after = pairs(office)
    assert [e.consent for e in of(office.backend.announced(), InterpreterConsentRecalled)] == ["recalled"] * 3
    assert {i.consent for i in office.records.interpreters.of_edition(IPEC) if i.reference in recalled} == {
        Consent.RECALLED
    }
    assert not {short(person) for person in after.values()} & set(recalled)
    unaffected = [d for d, person in before.items() if person is not None and short(person) not in recalled]
    kept = [d for d in unaffected if after.get(d) == before[d]]
    assert len(kept) >= 0.95 * len(unaffected)
    lost = sorted(d for d, person in before.items() if short(person) in recalled)
    assert lost == sorted(of_recalled)
    assert not any(office.records.demands.get(demand).confirmed for demand in lost)
    assert office.records.demands.get(f"{IPEC}.n.A098").confirmed
    answered = {e.demand_id for e in of(events, InterpreterAssigned, DemandUnfilled)}
    assert set(lost) <= answered
    assert {e.reason for e in of(events, InterpreterReleased) if e.demand_id in lost} == {"consent"}


@pytest.mark.parametrize("reference", ["A002", "A111"])
def test_replacements_are_ranked_before_anything_happens(reference: str) -> None:
    """The roster's coordinator asks at D-2 who could step in; asking changes nothing."""
    office = an_office()
    desk, state = desk_of(office), office.state()

    with at_work(at=TWO_DAYS_BEFORE_AT_FIVE + timedelta(minutes=1)):
        found = step_in(desk, f"{IPEC}.n.{reference}", 3)

    assert office.state() == state
    assert [len(s.left_without) for s in found] == sorted(len(s.left_without) for s in found)
    assert stay(office, reference).interpreter_id not in [s.interpreter_id for s in found]
    assert {d.purpose for d in office.records.demands.open_in(IPEC)} >= {Purpose.ONE_TO_ONE, Purpose.BOOTH}
