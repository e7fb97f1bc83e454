"""What scheduling makes of others' news: interpreters, engagements, cars; the ready light they switch."""

from datetime import datetime, timedelta
from typing import Any

from services.scheduling.domain.conflict import Conflict
from services.scheduling.domain.policy import Grade
from services.scheduling.domain.readiness import Lamp, Light
from services.scheduling.storage import (
    AbsenceFacts,
    EngagementFacts,
    InterpreterFacts,
)
from services.scheduling.use_cases import hearing
from services.scheduling.use_cases.placing import waive_rule
from services.scheduling.use_cases.releasing import conflicts_of
from services.scheduling.use_cases.showing import readiness
from shared.events import matching
from shared.events.logistics import TripCancelled, TripPlanned, TripRetimed
from tests.unit.scheduling.builders import EDITION, a_meeting, a_placement, after, an_arrival
from tests.unit.scheduling.office import Office, an_office

M1, I1, G1 = f"{EDITION}.m.M1", f"{EDITION}.i.I1", f"{EDITION}.g.G1"
STANDING: dict[str, Any] = {
    "interpreter_id": I1, "reference": "I1", "name": "One", "name_zh": "一", "languages": ("ru",), "level": "C2",
    "booth": False, "consent": "given", "pledged": True, "available": True,
}  # fmt: skip


def interpreter(office: Office, event: matching.InterpreterStanding) -> None:
    backend = office.backend
    hearing.note_interpreter(
        InterpreterFacts(backend),
        AbsenceFacts(backend),
        event,
        office.cause(I1),
    )


def engagement(office: Office, kind: Any, purpose: str, **more: Any) -> None:
    meeting_id = M1 if purpose == "meeting" else None
    event = kind(
        demand_id=f"{EDITION}.n.{purpose}", purpose=purpose, guest_id=G1, rank="V2", language="ru",
        starts=after(-600), ends=after(900), meeting_id=meeting_id, **more,
    )  # fmt: skip
    backend = office.backend
    hearing.note_engagement(EngagementFacts(backend), event, office.cause(event.demand_id))


def trip(office: Office, kind: Any, arrives: datetime, trip_kind: str = "transfer", **more: Any) -> None:
    event = kind(
        trip_id=f"{EDITION}.t.M1.{trip_kind}", trip_kind=trip_kind, guest_ids=(G1,), vehicle_id="v", plate="p",
        vehicle_kind="SEDAN", from_place="LINCHENG", to_place="ZHUJIAJIAN", departs=arrives - timedelta(minutes=40),
        arrives=arrives, meeting_id=M1, **more,
    )  # fmt: skip
    hearing.note_trip(office.trips, event, office.cause(event.trip_id))


def lamps(office: Office) -> dict[str, str]:
    (only,) = readiness(office.records, office.trips, EDITION, M1)
    return {lamp.part: lamp.light.value for lamp in only.lamps} | {"together": only.light.value}


def test_a_placed_meeting_lights_up_part_by_part() -> None:
    office = an_office(a_meeting("M1", "G1"), an_arrival("G1", destination="LINCHENG"))
    unplaced = lamps(office)
    office.plan()
    placed = lamps(office)
    engagement(office, matching.InterpreterAssigned, "meeting", interpreter_id=I1, interpreter_name="One",
               serves_in="ru", fallback=False)  # fmt: skip
    trip(office, TripPlanned, after(-10))
    meeting = office.meeting()
    meeting.briefed = True
    office.meetings.save(meeting)
    ready = lamps(office)
    engagement(office, matching.DemandUnfilled, "meeting", rules=("language",), explanation="nobody")
    trip(office, TripRetimed, after(10), reason="late")

    parts = ("host", "room", "seats", "interpreter", "car", "brief", "together")
    assert unplaced == dict.fromkeys(parts, "red")
    assert placed == dict(
        zip(parts, ("green", "green", "green", "amber", "amber", "amber", "amber"), strict=True)
    )
    assert ready == dict.fromkeys(parts, "green")
    assert lamps(office) == dict(
        zip(parts, ("green", "green", "green", "red", "red", "green", "red"), strict=True)
    )


def test_a_language_nobody_on_the_roster_interprets_is_named_and_keeps_nobody_from_meeting() -> None:
    office = an_office(a_meeting("M1", "G1", language="so"))
    office.plan()
    no_roster = conflicts_of(office.records, EDITION)
    interpreter(office, matching.InterpreterEnrolled(**STANDING))
    office.plan("heard_interpreters")
    warned = conflicts_of(office.records, EDITION)
    (lit,) = readiness(office.records, office.trips, EDITION, M1)
    waive_rule(office.meetings, M1, None, "no_interpreter", "the guest's office", "they bring one", "V2")

    told = "Nobody on the roster of interpreters interprets so."
    assert office.meeting().placement == a_placement("H1", "R1", 0, 30)
    assert (no_roster, warned) == ([], [Conflict("language_not_interpreted", Grade.WARN, (M1,), told)])
    assert lit.lamps[3] == Lamp("interpreter", Light.RED, "nobody on the roster interprets so")
    assert conflicts_of(office.records, EDITION) == []


def test_a_guest_who_brings_an_interpreter_along_needs_nobody_of_the_roster() -> None:
    office = an_office(a_meeting("M1", "G1", language="so"))
    interpreter(office, matching.InterpreterEnrolled(**STANDING))
    engagement(office, matching.InterpreterAssigned, "one_to_one", interpreter_id=I1, interpreter_name="One",
               serves_in="en", fallback=True)  # fmt: skip
    office.plan("heard_engagements")

    assert (conflicts_of(office.records, EDITION), lamps(office)["interpreter"]) == ([], "green")


def test_a_cancelled_trip_is_no_car_and_no_drive_needs_none() -> None:
    office = an_office(a_meeting("M1", "G1"))
    office.plan()
    trip(office, TripPlanned, after(-10))
    trip(office, TripCancelled, after(-10), reason="moved")

    assert lamps(office)["car"] == "off"


def test_the_drive_back_is_neither_the_car_to_a_meeting_nor_late_for_it() -> None:
    office = an_office(a_meeting("M1", "G1"), an_arrival("G1", destination="LINCHENG"))
    office.plan()
    trip(office, TripPlanned, after(90), trip_kind="return")

    without = lamps(office)["car"]
    trip(office, TripPlanned, after(-10))

    assert (without, lamps(office)["car"]) == ("amber", "green")


def test_only_news_about_languages_and_availability_wakes_the_planner() -> None:
    office = an_office()

    interpreter(office, matching.InterpreterEnrolled(**STANDING))
    first = office.backend.unplanned("heard_interpreters")
    office.backend.documents["heard_interpreters"][I1].pop("_unplanned")
    interpreter(office, matching.InterpreterAmended(**STANDING | {"level": "C1"}))
    same = office.backend.unplanned("heard_interpreters")
    interpreter(office, matching.InterpreterAmended(**STANDING | {"available": False}))

    assert (first, same, office.backend.unplanned("heard_interpreters")) == ([I1], [], [I1])


def test_an_absence_that_ended_leaves_the_interpreter_free_again() -> None:
    office = an_office(a_meeting("M1", "G1", language="ru"))
    interpreter(office, matching.InterpreterEnrolled(**STANDING))
    away = {"starts": after(-60), "ends": after(60)}
    interpreter(office, matching.InterpreterAbsenceRecorded(**STANDING, **away, reason="ill"))
    office.plan("heard_absences")
    later = office.meeting().placement
    interpreter(office, matching.InterpreterAbsenceEnded(**STANDING, **away))
    meeting = office.meeting()
    meeting.want_again()
    meeting.placement = None
    office.meetings.save(meeting)
    office.plan("heard_absences")

    assert later == a_placement("H1", "R1", 60, 90)
    assert office.meeting().placement == a_placement("H1", "R1", 0, 30)


def test_an_interpreter_bound_to_a_guest_serves_that_guests_meetings_and_no_others() -> None:
    office = an_office(a_meeting("M1", "G1", language="ru"), a_meeting("M2", "G2", language="ru"))
    interpreter(office, matching.InterpreterEnrolled(**STANDING))
    engagement(office, matching.InterpreterAssigned, "one_to_one", interpreter_id=I1, interpreter_name="One",
               serves_in="ru", fallback=False)  # fmt: skip

    office.plan("heard_engagements")

    assert office.meeting("M1").placement == a_placement("H1", "R1", 0, 30)
    assert (office.meeting("M2").placement, office.meeting("M2").rules) == (None, ("no_interpreter",))
