"""The guest's page gathers what others announced, in whatever order and however often it is delivered."""

from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from services.registration.domain.facts import AssignmentFact, MeetingFact, TripFact
from services.registration.storage import Assignments, Meetings, Trips
from services.registration.use_cases.doors import check_in
from services.registration.use_cases.hearing import note_assignment, note_meeting, note_trip
from services.registration.use_cases.pages import GuestPage, Heard, guest_page
from shared.events.logistics import TripCancelled, TripPlanned, TripRetimed
from shared.events.matching import DemandClosed, DemandUnfilled, InterpreterAssigned, InterpreterReleased
from shared.events.scheduling import MeetingCancelled, MeetingMoved, MeetingScheduled, MeetingUnplaceable
from shared.storage.store import Cause
from tests.unit.registration.builders import NINE, TEN, House, a_delegation, a_guest, a_showing

GUEST = "ipec-2019.g.A001"
DEMAND: dict[str, Any] = {
    "demand_id": "ipec-2019.n.A001",
    "purpose": "one_to_one",
    "guest_id": GUEST,
    "rank": "V3",
    "language": "ko",
    "starts": NINE,
    "ends": TEN,
}
SERVED = DEMAND | {"interpreter_id": "ipec-2019.i.I07", "interpreter_name": "Lin Hui", "serves_in": "ko"}
WISH: dict[str, Any] = {
    "meeting_id": "ipec-2019.m.M1",
    "reference": "M1",
    "meeting_kind": "CALL",
    "guest_id": GUEST,
    "accompanying": ("ipec-2019.g.A002",),
    "rank": "V3",
    "wanted_host_id": "ipec-2019.h.H1",
    "mode": "CONSECUTIVE",
    "language": "ko",
    "speech_minutes": 15,
}
TRIP: dict[str, Any] = {
    "trip_id": "ipec-2019.t.T1",
    "trip_kind": "pick_up",
    "guest_ids": (GUEST,),
    "vehicle_id": "ipec-2019.v.V1",
    "plate": "浙L00001",
    "vehicle_kind": "SEDAN",
    "from_place": "PVG",
    "to_place": "ZHUJIAJIAN",
    "departs": NINE,
    "arrives": TEN,
}


def placed(starts: datetime) -> dict[str, Any]:
    return WISH | {
        "host_id": "ipec-2019.h.H1",
        "host_name": "Mayor Chen",
        "delegated": False,
        "room_id": "ipec-2019.r.R1",
        "room_name": "Tide Room",
        "place": "ZHUJIAJIAN",
        "starts": starts,
        "ends": starts + timedelta(minutes=30),
    }


def cause(subject: str, version: int) -> Cause:
    return Cause(f"event-{subject}-{version}", subject, version, "elsewhere")


@pytest.fixture
def heard(house: House) -> Heard:
    return Heard(Assignments(house.backend), Meetings(house.backend), Trips(house.backend))


def meeting(starts: datetime | None = None, **facts: Any) -> MeetingFact:
    at = {"starts": starts, "ends": starts + timedelta(minutes=30)} if starts else {}
    where = {"host_name": "Mayor Chen", "room_name": "Tide Room", "place": "ZHUJIAJIAN"} if starts else {}
    return MeetingFact(
        id="ipec-2019.m.M1",
        edition="ipec-2019",
        guest_ids=(GUEST, "ipec-2019.g.A002"),
        meeting_kind="CALL",
        **(where | at | facts),
    )


def test_page_gathers_everything_in_the_order_of_time(house: House, heard: Heard) -> None:
    house.delegations.save(a_delegation())
    house.guests.save(a_guest(delegation_id="ipec-2019.d.D1", person_id="P1"))
    house.guests.save(a_guest("B001", id="iitc-2019.g.B001", edition="iitc-2019", person_id="P1"))
    answer = check_in(house.desk, a_showing())
    note_assignment(heard.assignments, InterpreterAssigned(**SERVED, fallback=False), cause("n", 1))
    note_meeting(heard.meetings, MeetingScheduled(**placed(TEN)), cause("m", 1))
    note_trip(heard.trips, TripPlanned(**TRIP), cause("t", 1))
    earlier = TRIP | {"trip_id": "ipec-2019.t.T2", "departs": NINE - timedelta(hours=2)}
    note_trip(heard.trips, TripPlanned(**earlier), cause("t2", 1))
    note_trip(heard.trips, TripPlanned(**TRIP | {"trip_id": "x.t.T3", "guest_ids": ()}), cause("t3", 1))

    page = guest_page(house.desk, house.delegations, heard, GUEST)

    assert page == GuestPage(
        guest=house.guests.get(GUEST),
        delegation=a_delegation(version=1),
        other_editions=["iitc-2019"],
        assignments=[
            AssignmentFact(
                id="ipec-2019.n.A001",
                edition="ipec-2019",
                guest_id=GUEST,
                purpose="one_to_one",
                standing="assigned",
                starts=NINE,
                ends=TEN,
                interpreter_id="ipec-2019.i.I07",
                interpreter_name="Lin Hui",
                serves_in="ko",
                version=1,
            )
        ],
        meetings=[meeting(TEN, standing="scheduled", version=1)],
        trips=[heard.trips.get("ipec-2019.t.T2"), a_trip("planned", 1)],
        scans=[answer.scan],
    )


def a_trip(standing: str, version: int) -> TripFact:
    return TripFact(
        id="ipec-2019.t.T1",
        edition="ipec-2019",
        guest_ids=(GUEST,),
        trip_kind="pick_up",
        standing=standing,
        plate="浙L00001",
        from_place="PVG",
        to_place="ZHUJIAJIAN",
        departs=NINE,
        arrives=TEN,
        version=version,
    )


ASSIGNMENTS = [
    InterpreterAssigned(**SERVED, fallback=True),
    InterpreterReleased(**DEMAND, interpreter_id="ipec-2019.i.I07", reason="ill"),
    DemandUnfilled(**DEMAND, rules=("language",), explanation="nobody speaks it"),
    DemandClosed(**DEMAND, reason="withdrew"),
]


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_newest_news_of_a_demand_counts_whatever_the_order(heard: Heard, order: tuple[int, ...]) -> None:
    for number in (*order, *order):
        note_assignment(heard.assignments, ASSIGNMENTS[number], cause("n", number + 1))

    (fact,) = heard.assignments.find()
    assert (fact.standing, fact.interpreter_name, fact.version) == ("closed", "", 4)


@pytest.mark.parametrize(
    ("number", "standing"), list(enumerate(["assigned", "released", "unfilled", "closed"])), ids=str
)
def test_each_news_of_a_demand_has_its_standing(heard: Heard, number: int, standing: str) -> None:
    note_assignment(heard.assignments, ASSIGNMENTS[number], cause("n", 1))

    assert [fact.standing for fact in heard.assignments.find()] == [standing]


@pytest.mark.parametrize(
    ("event", "fact"),
    [
        (MeetingScheduled(**placed(NINE)), meeting(NINE, standing="scheduled", version=1)),
        (MeetingMoved(**placed(TEN), reason="late"), meeting(TEN, standing="scheduled", version=1)),
        (
            MeetingUnplaceable(**WISH, rules=("host",), explanation="no host"),
            meeting(standing="unplaceable", version=1),
        ),
        (MeetingCancelled(**WISH, reason="asked"), meeting(standing="cancelled", version=1)),
    ],
    ids=["scheduled", "moved", "unplaceable", "cancelled"],
)
def test_news_of_a_meeting_is_kept(heard: Heard, event: Any, fact: MeetingFact) -> None:
    note_meeting(heard.meetings, event, cause("m", 1))

    assert heard.meetings.find(guest_ids="ipec-2019.g.A002") == [fact]


@pytest.mark.parametrize(
    ("event", "standing"),
    [
        (TripPlanned(**TRIP), "planned"),
        (TripRetimed(**TRIP, reason="late"), "planned"),
        (TripCancelled(**TRIP, reason="withdrew"), "cancelled"),
    ],
    ids=["planned", "retimed", "cancelled"],
)
def test_news_of_a_trip_is_kept(heard: Heard, event: Any, standing: str) -> None:
    note_trip(heard.trips, event, cause("t", 3))

    assert heard.trips.find() == [a_trip(standing, 3)]
