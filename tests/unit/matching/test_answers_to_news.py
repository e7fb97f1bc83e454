"""What matching announces when guests, meetings, arrivals and interpreters change."""

from datetime import UTC, datetime
from typing import Any

from services.matching.use_cases.service_facts import recall_consent, record_absence
from shared.context import Context, entered
from shared.events.logistics import ArrivalDelayed, DepartureCancelled, DepartureDelayed
from shared.events.matching import (
    DemandClosed,
    DemandUnfilled,
    InterpreterAssigned,
    InterpreterReleased,
    MatchingPlanAdopted,
)
from shared.events.registration import GuestAmended, GuestReceived, GuestWithdrew
from shared.events.scheduling import MeetingCancelled, MeetingMoved, MeetingUnplaceable
from tests.unit.matching.news import an_open_office, arrival, departure, guest, meeting, tell
from tests.unit.matching.office import Office
from tests.unit.matching.roster import EDITION, an_interpreter, october

WHOLE_EDITION = {
    "starts": datetime(2019, 10, 16, 16, tzinfo=UTC),
    "ends": datetime(2019, 10, 19, 16, tzinfo=UTC),
}
OF_A1: dict[str, Any] = {
    "demand_id": f"{EDITION}.n.A1",
    "purpose": "one_to_one",
    "guest_id": f"{EDITION}.g.A1",
    "rank": "V3",
    "language": "en",
    **WHOLE_EDITION,
    "meeting_id": None,
}
OF_MEETING: dict[str, Any] = {
    "demand_id": f"{EDITION}.m.M1.n",
    "purpose": "meeting",
    "guest_id": f"{EDITION}.g.A1",
    "rank": "V3",
    "language": "en",
    "starts": october(18, 8),
    "ends": october(18, 8, 30),
    "meeting_id": f"{EDITION}.m.M1",
    "mode": "CONSECUTIVE",
}


def by(reference: str, fallback: bool = False, serves_in: str = "en") -> dict[str, Any]:
    return {
        "interpreter_id": f"{EDITION}.i.{reference}",
        "interpreter_name": f"Interpreter {reference}",
        "serves_in": serves_in,
        "fallback": fallback,
    }


def decided(office: Office) -> list[Any]:
    """What the next plan announces about demands."""
    return [event for event in office.plan() if not isinstance(event, MatchingPlanAdopted)]


def test_a_registered_guest_gets_an_interpreter() -> None:
    office = an_open_office(an_interpreter("I1"))

    tell(office, guest("A1"))

    assert office.plan() == [
        InterpreterAssigned(**OF_A1, **by("I1")),
        MatchingPlanAdopted(
            edition_id=EDITION,
            number=1,
            demand=1,
            first_language=1,
            fallback=0,
            unfilled=0,
            objective=office.records.plans.of_edition(EDITION).stages[0].objective,
            bound=office.records.plans.of_edition(EDITION).stages[0].bound,
        ),
    ]


def test_a_guest_who_came_as_expected_is_nothing_to_plan_for() -> None:
    office = an_open_office(an_interpreter("I1"))
    tell(office, guest("A1"))
    office.plan()

    tell(office, guest("A1", GuestReceived, state="received"), version=2)

    assert office.unplanned() == []
    assert [(g.state, g.version) for g in office.records.guests.find()] == [("received", 2)]


def test_a_guest_below_the_third_rank_gets_none() -> None:
    office = an_open_office(an_interpreter("I1"))

    tell(office, guest("A1", rank="V4"))

    assert office.plan() == []


def test_nothing_is_planned_before_the_edition_is_known() -> None:
    office = Office()
    tell(office, guest("A1"))

    assert office.plan() == []


def test_a_guest_nobody_can_serve_is_named_with_the_rule() -> None:
    office = an_open_office(an_interpreter("I1", level="N"))

    tell(office, guest("A1"))

    assert decided(office) == [
        DemandUnfilled(
            **OF_A1,
            rules=("level_floor",),
            explanation="Interpreter I1 could serve if chief of protocol agreed, for want of: "
            "the level reaches the floor of the guest's rank.",
        )
    ]


def test_a_guest_who_withdraws_releases_the_interpreter_for_another() -> None:
    office = an_open_office(an_interpreter("I1"))
    tell(office, guest("A1", rank="V2"), guest("A2"))
    office.plan()
    assert office.served_by() == {"A1": "I1", "A2": None}

    tell(office, guest("A1", GuestWithdrew, rank="V2", state="withdrew"), version=2)

    of_a1 = OF_A1 | {"rank": "V2"}
    of_a2 = OF_A1 | {"demand_id": f"{EDITION}.n.A2", "guest_id": f"{EDITION}.g.A2"}
    assert decided(office) == [
        InterpreterReleased(**of_a1, interpreter_id=f"{EDITION}.i.I1", reason="guest_withdrew"),
        DemandClosed(**of_a1, reason="guest_withdrew"),
        InterpreterAssigned(**of_a2, **by("I1")),
    ]


def test_a_closed_demand_opens_again() -> None:
    office = an_open_office(an_interpreter("I1"))
    tell(office, guest("A1"))
    office.plan()
    tell(office, guest("A1", GuestWithdrew, state="withdrew"), version=2)
    office.plan()

    tell(office, guest("A1", GuestAmended, state="confirmed"), version=3)

    assert decided(office) == [InterpreterAssigned(**OF_A1, **by("I1"))]


def test_an_ill_interpreter_is_replaced_and_nobody_else_is_moved() -> None:
    office = an_open_office(
        an_interpreter("I1"), an_interpreter("I2", level="C3"), an_interpreter("I3", level="C1")
    )
    tell(office, guest("A1", rank="V2"), guest("A2"))
    office.plan()
    assert office.served_by() == {"A1": "I1", "A2": "I2"}

    record_absence(
        office.records.interpreters, f"{EDITION}.i.I1", october(18), october(19), "ill", expected_version=None
    )

    of_a1 = OF_A1 | {"rank": "V2"}
    assert decided(office) == [
        InterpreterReleased(**of_a1, interpreter_id=f"{EDITION}.i.I1", reason="availability"),
        InterpreterAssigned(**of_a1, **by("I3")),
    ]
    assert office.served_by() == {"A1": "I3", "A2": "I2"}


def test_a_recalled_interpreter_without_replacement_leaves_a_named_gap() -> None:
    office = an_open_office(an_interpreter("I1"))
    tell(office, guest("A1"))
    office.plan()

    recall_consent(office.records.interpreters, f"{EDITION}.i.I1", "needed at home", expected_version=None)

    assert decided(office) == [
        InterpreterReleased(**OF_A1, interpreter_id=f"{EDITION}.i.I1", reason="consent"),
        DemandUnfilled(
            **OF_A1,
            rules=("consent",),
            explanation="Interpreter I1 could serve if the home unit agreed, for want of: "
            "the home unit gave its consent.",
        ),
    ]


def test_a_higher_rank_takes_over_when_the_floor_rises() -> None:
    office = an_open_office(an_interpreter("I1", level="C3"), an_interpreter("I2", level="C2"))
    tell(office, guest("A1"), guest("A2", rank="V4"))
    office.plan()
    assert office.served_by() == {"A1": "I1"}

    tell(office, guest("A1", GuestAmended, rank="V1"), version=2)

    raised = OF_A1 | {"rank": "V1"}
    assert decided(office) == [
        InterpreterReleased(**raised, interpreter_id=f"{EDITION}.i.I1", reason="level_floor"),
        InterpreterAssigned(**raised, **by("I2")),
    ]


def test_a_meeting_is_served_by_the_guests_own_interpreter() -> None:
    office = an_open_office(an_interpreter("I1"), an_interpreter("I2", level="C1"))
    tell(office, guest("A1"))
    office.plan()

    tell(office, meeting("M1", "A1"))

    assert decided(office) == [InterpreterAssigned(**OF_MEETING, **by("I1"))]


def test_a_meeting_of_a_guest_without_interpreter_gets_a_free_one() -> None:
    office = an_open_office(an_interpreter("I1", level="C2"))
    tell(office, guest("A1", rank="V4"), meeting("M1", "A1", rank="V4"))

    assert decided(office) == [InterpreterAssigned(**(OF_MEETING | {"rank": "V4"}), **by("I1"))]


def test_a_meeting_nobody_is_free_for_is_named() -> None:
    office = an_open_office(an_interpreter("I1"))
    tell(office, guest("A1"), guest("A2", rank="V4"), meeting("M1", "A2", rank="V4"))

    events = decided(office)

    of_a2 = OF_MEETING | {"guest_id": f"{EDITION}.g.A2", "rank": "V4"}
    assert events[0] == DemandUnfilled(
        **of_a2,
        rules=("engaged",),
        explanation="Nearest is Interpreter I1, who does not fulfil: "
        "is not serving somebody else at this time, or can be replaced there.",
    )


def test_a_moved_meeting_tells_its_interpreter_the_new_time() -> None:
    office = an_open_office(an_interpreter("I1"))
    tell(office, guest("A1"), meeting("M1", "A1"))
    office.plan()
    moved = {"starts": october(18, 10), "ends": october(18, 10, 30)}

    tell(office, meeting("M1", "A1", MeetingMoved, reason="arrival", **moved), version=2)

    assert decided(office) == [InterpreterAssigned(**(OF_MEETING | moved), **by("I1"))]


def test_a_cancelled_or_unplaceable_meeting_needs_nobody() -> None:
    office = an_open_office(an_interpreter("I1"))
    tell(
        office,
        guest("A1"),
        meeting("M1", "A1"),
        meeting("M2", "A1", starts=october(18, 12), ends=october(18, 13)),
    )
    office.plan()

    tell(office, meeting("M1", "A1", MeetingCancelled, reason="host away"), version=2)
    tell(office, meeting("M2", "A1", MeetingUnplaceable, rules=("host_window",), explanation="-"), version=2)

    of_m2 = OF_MEETING | {
        "demand_id": f"{EDITION}.m.M2.n",
        "meeting_id": f"{EDITION}.m.M2",
        "starts": october(18, 12),
        "ends": october(18, 13),
    }
    assert decided(office) == [
        InterpreterReleased(**OF_MEETING, interpreter_id=f"{EDITION}.i.I1", reason="meeting_without_place"),
        DemandClosed(**OF_MEETING, reason="meeting_without_place"),
        InterpreterReleased(**of_m2, interpreter_id=f"{EDITION}.i.I1", reason="meeting_without_place"),
        DemandClosed(**of_m2, reason="meeting_without_place"),
    ]


def test_a_late_arrival_starts_the_stay_later() -> None:
    office = an_open_office(an_interpreter("I1"))
    tell(office, guest("A1"), arrival("A1"))
    office.plan()
    late = datetime(2019, 10, 17, 6, 15, tzinfo=UTC)

    tell(office, arrival("A1", ArrivalDelayed, ready_at=late, minutes=135), version=2)

    stay = {"starts": late, "ends": datetime(2019, 10, 20, 1, tzinfo=UTC)}
    assert decided(office) == [InterpreterAssigned(**(OF_A1 | stay), **by("I1"))]


def test_each_answer_carries_the_correlation_of_its_own_change() -> None:
    office = an_open_office(an_interpreter("I1"), an_interpreter("I2"))
    office.plan()
    before = len(office.backend.envelopes)

    tell(office, guest("A1"), guest("A2"), meeting("M1", "A1"))
    office.plan()

    answered = {e.subject: (e.correlation_id, e.causation_id) for e in office.backend.envelopes[before:-1]}
    assert answered == {
        f"{EDITION}.n.A1": (f"change of {EDITION}.g.A1", f"{EDITION}.g.A1-1"),
        f"{EDITION}.n.A2": (f"change of {EDITION}.g.A2", f"{EDITION}.g.A2-1"),
        f"{EDITION}.m.M1.n": (f"change of {EDITION}.m.M1", f"{EDITION}.m.M1-1"),
    }


def test_an_absence_answers_under_the_correlation_of_who_recorded_it() -> None:
    office = an_open_office(an_interpreter("I1"), an_interpreter("I2", level="C1"))
    tell(office, guest("A1"))
    office.plan()
    before = len(office.backend.envelopes)

    with entered(Context(correlation_id="the call", actor="account:anna")):
        record_absence(office.records.interpreters, f"{EDITION}.i.I1", october(18), october(19), "ill", None)
    office.plan()

    told = [(e.type, e.correlation_id, e.actor) for e in office.backend.envelopes[before:]]
    assert told == [
        ("matching.interpreter_absence_recorded.v1", "the call", "account:anna"),
        ("matching.interpreter_released.v1", "the call", "account:anna"),
        ("matching.interpreter_assigned.v1", "the call", "account:anna"),
        ("matching.plan_adopted.v1", "the call", "account:anna"),
    ]


def test_a_stay_ends_when_the_guest_has_to_leave_for_the_way_home() -> None:
    office = an_open_office(an_interpreter("I1"))
    tell(office, guest("A1"), arrival("A1"), departure("A1"))
    decided(office)
    later_flight = departure("A1", DepartureDelayed, leaves_by=october(20, 5), minutes=240)

    tell(office, later_flight, version=2)
    moved = decided(office)
    tell(office, departure("A1", DepartureCancelled, cancelled=True), version=3)
    cancelled = decided(office)

    assert [(type(e), e.ends) for e in (*moved, *cancelled)] == [
        (InterpreterAssigned, october(20, 5)),
        (InterpreterAssigned, october(20, 1)),
    ]
    answers = [e for e in office.backend.envelopes if e.type == InterpreterAssigned.kind]
    assert [e.correlation_id for e in answers[1:]] == [f"change of {EDITION}.dep.A1"] * 2
