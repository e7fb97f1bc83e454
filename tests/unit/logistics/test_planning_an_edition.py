"""From the organisers' lists to trips, and from a change to the smallest answer; on the memory store."""

from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter

import pytest

from services.logistics import solver
from services.logistics.domain.heard import Appointment, Slot
from services.logistics.domain.leg import TripKind
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.vehicle import VehicleKind
from services.logistics.engine import Outcome, Problem, plan
from services.logistics.storage import Travellers
from services.logistics.use_cases import hearing, looking, news, news_list, orders
from services.logistics.use_cases.situation import Store, situation_of
from shared.events.base import Event
from shared.events.logistics import (
    ArrivalAmended,
    GuestLeftWithoutTrip,
    LogisticsPlanAdopted,
    TripCancelled,
    TripPlanned,
    TripRetimed,
)
from shared.events.registration import GuestAmended, GuestReceived, GuestStanding, GuestWithdrew
from shared.events.scheduling import MeetingCancelled, MeetingMoved, MeetingScheduled
from shared.storage.memory import MemoryBackend
from shared.storage.store import Cause
from tests.unit.logistics.builders import (
    a_mark,
    a_traveller,
    a_vehicle,
    an_arrival,
    expect,
    later,
    rows_of,
    sample_edition,
)
from tests.unit.logistics.checker import broken_rules

NO_WISHES = {"mapping": {}, "dry_run": False, "partial": False}


@pytest.fixture
def backend() -> MemoryBackend:
    return MemoryBackend("logistics")


@pytest.fixture
def store(backend: MemoryBackend) -> Store:
    """Two guests on one flight, and a car each with two drivers: the way to Pudong and back fills a duty."""
    store = Store(backend)
    for reference, rank in (("A001", Rank.V2), ("A002", Rank.V3)):
        expect(store, a_traveller(reference, rank))
        store.arrivals.save(an_arrival(reference).cleared_as(rank))
    store.vehicles.save(replace(a_vehicle("S1"), drivers=2))
    store.vehicles.save(replace(a_vehicle("S2"), drivers=2))
    return store


def answered(backend: MemoryBackend, collection: str = "arrivals", thing_id: str = "e.a.A001") -> list[Event]:
    """What the planner announces about this change."""
    before = len(backend.announced())
    solver.replan(backend, "e", [a_mark(collection, thing_id)])
    return backend.announced()[before:]


def kinds(events: list[Event]) -> list[str]:
    return [type(event).__name__ for event in events]


def ask(edition: str) -> tuple[Problem, Outcome]:
    _, store = sample_edition(edition)
    situation = situation_of(store, edition)
    problem = situation.problem(situation.journeys())
    return problem, plan(problem)


@pytest.mark.parametrize(("edition", "guests", "waiting"), [("ipec-2019", 158, 760), ("iitc-2019", 124, 135)])
def test_everybody_is_met_with_little_waiting(edition: str, guests: int, waiting: int) -> None:
    problem, outcome = ask(edition)

    assert broken_rules(problem, outcome) == []
    assert sum(len(run.legs) for run in outcome.runs) == guests
    assert outcome.left == ()
    assert outcome.score.waiting <= waiting


def test_a_late_flight_is_answered_within_half_a_second_and_moves_nobody_else() -> None:
    problem, outcome = ask("ipec-2019")
    named = tuple(replace(run, trip_id=f"t.{number}") for number, run in enumerate(outcome.runs))
    before = {leg_id: run.departs for run in named for leg_id in run.legs}
    for late in problem.legs[::20]:
        legs = tuple(
            replace(leg, earliest=leg.earliest + 95, latest=leg.latest + 95) if leg is late else leg
            for leg in problem.legs
        )
        changed = replace(problem, legs=legs, in_force=named, released=True)

        began = perf_counter()
        again = plan(changed)
        seconds = perf_counter() - began

        after = {leg_id: run.departs for run in again.runs for leg_id in run.legs}
        mates = next(run.legs for run in named if late.id in run.legs)
        assert broken_rules(changed, again) == []
        assert {leg_id for leg_id in before if after[leg_id] != before[leg_id]} <= set(mates)
        assert (again.score.changed, again.way, seconds < 0.5) == (0, "repaired", True)


def test_the_first_plan_announces_every_trip_and_itself(backend: MemoryBackend, store: Store) -> None:
    events = answered(backend)

    assert kinds(events) == ["TripPlanned", "TripPlanned", "LogisticsPlanAdopted"]
    first = events[0]
    assert isinstance(first, TripPlanned)
    assert first == TripPlanned(
        trip_id=first.trip_id,
        trip_kind="pick_up",
        guest_ids=("e.g.A001",),
        vehicle_id=first.vehicle_id,
        plate=first.plate,
        vehicle_kind="SEDAN",
        from_place="PVG",
        to_place="ZHUJIAJIAN",
        departs=later(25),
        arrives=later(25 + 285),
    )
    assert looking.double_booked(store.trips, "e") == {"vehicles": 0, "guests": 0}


def test_planning_again_without_a_change_announces_nothing(backend: MemoryBackend, store: Store) -> None:
    answered(backend)

    assert answered(backend) == []


def test_a_delay_retimes_the_trip_and_answers_that_change(backend: MemoryBackend, store: Store) -> None:
    answered(backend)
    planned = {trip.guest_ids: trip for trip in store.trips.planned("e")}
    word = news.News(later(-60), later(135))
    news.record_arrival_update(store.arrivals, word, guest_id="e.g.A001")

    marks = [a_mark("arrivals", "e.a.A009", "c-9"), a_mark("arrivals", "e.a.A001", "c-1")]
    solver.replan(backend, "e", marks)

    retimed, adopted = backend.envelopes[-2:]
    event = retimed.event()
    assert isinstance(event, TripRetimed)
    assert (event.guest_ids, event.departs, event.reason) == (("e.g.A001",), later(135 + 25), "arrival")
    assert event.vehicle_id == planned["e.g.A001",].vehicle_id
    assert (retimed.correlation_id, retimed.causation_id) == ("c-1", "event-of-e.a.A001")
    assert adopted.type == LogisticsPlanAdopted.kind


def test_news_twice_or_late_is_answered_by_nothing(backend: MemoryBackend, store: Store) -> None:
    answered(backend)
    news.record_arrival_update(store.arrivals, news.News(later(0), later(135)), guest_id="e.g.A001")
    answered(backend)
    before = len(backend.announced())

    news.record_arrival_update(store.arrivals, news.News(later(0), later(135)), guest_id="e.g.A001")
    news.record_arrival_update(store.arrivals, news.News(later(-9), later(20)), guest_id="e.g.A001")

    assert backend.announced()[before:] == []
    assert answered(backend) == []


def test_a_guest_who_withdrew_releases_the_car(backend: MemoryBackend, store: Store) -> None:
    answered(backend)
    expect(store, a_traveller("A001", Rank.V2, state="withdrew"), version=2)

    events = answered(backend, "travellers", "e.g.A001")

    assert kinds(events) == ["TripCancelled", "LogisticsPlanAdopted"]
    cancelled = events[0]
    assert isinstance(cancelled, TripCancelled)
    assert (cancelled.guest_ids, cancelled.reason) == (("e.g.A001",), "guest")
    assert [trip.guest_ids for trip in store.trips.planned("e")] == [("e.g.A002",)]


def test_a_guest_for_whom_no_car_is_free_is_named_with_the_rule(backend: MemoryBackend, store: Store) -> None:
    expect(store, a_traveller("A003", Rank.V1))
    store.arrivals.save(an_arrival("A003").cleared_as(Rank.V1))

    events = answered(backend)

    assert [event for event in events if isinstance(event, GuestLeftWithoutTrip)] == [
        GuestLeftWithoutTrip(
            guest_id="e.g.A002",
            leg_id="e.a.A002",
            trip_kind="pick_up",
            arrival_id="e.a.A002",
            rules=("no_vehicle_free",),
            explanation="Every vehicle of a kind due to the guest's rank is on the road at that time.",
        )
    ]
    assert [one["guest_id"] for one in looking.figures(store.plans, "e")["guests_without_trip"]] == [
        "e.g.A002"
    ]


def test_a_rank_heard_after_the_arrival_gives_the_guest_the_vip_lane(backend: MemoryBackend) -> None:
    store = Store(backend)
    store.arrivals.save(an_arrival("A001"))
    expect(store, a_traveller("A001", Rank.V1))

    events = answered(backend, "travellers", "e.g.A001")

    amended = [event for event in events if isinstance(event, ArrivalAmended)]
    assert [(event.ready_at, event.in_town_from) for event in amended] == [(later(25), later(25 + 285))]
    assert store.arrivals.get("e.a.A001").vip_lane


def a_meeting(kind: type[Event], starts: int, **more: object) -> Event:
    wish = {
        "meeting_id": "e.m.M1", "reference": "M1", "meeting_kind": "MEETING", "guest_id": "e.g.A001",
        "accompanying": (), "rank": "V2", "wanted_host_id": "e.h.H", "mode": "CONSECUTIVE", "language": "en",
        "speech_minutes": 15,
    }  # fmt: skip
    placed = {
        "host_id": "e.h.H", "host_name": "H", "delegated": False, "room_id": "e.r.R", "room_name": "R",
        "place": "PUTUO", "starts": later(starts), "ends": later(starts + 30),
    }  # fmt: skip
    return kind(**wish, **({} if kind is MeetingCancelled else placed), **more)


def test_a_meeting_gets_cars_that_move_and_go_with_it(backend: MemoryBackend, store: Store) -> None:
    answered(backend)
    seen = []
    steps = [
        a_meeting(MeetingScheduled, 600),
        a_meeting(MeetingMoved, 660, reason="host"),
        a_meeting(MeetingCancelled, 0, reason="host"),
    ]
    for version, event in enumerate(steps, start=1):
        cause = Cause(f"m-{version}", "e.m.M1", version, "scheduling")
        hearing.note_meeting(store.appointments, event, cause)  # type: ignore[arg-type]
        events = answered(backend, "appointments", "e.m.M1")
        seen.append([type(event) for event in events if not isinstance(event, LogisticsPlanAdopted)])

    assert seen == [[TripPlanned] * 2, [TripRetimed] * 2, [TripCancelled] * 2]


def test_a_meeting_heard_late_is_old_news(backend: MemoryBackend, store: Store) -> None:
    moved, scheduled = a_meeting(MeetingMoved, 660, reason="host"), a_meeting(MeetingScheduled, 600)
    hearing.note_meeting(store.appointments, moved, Cause("m-2", "e.m.M1", 2, "scheduling"))  # type: ignore[arg-type]
    hearing.note_meeting(store.appointments, scheduled, Cause("m-1", "e.m.M1", 1, "scheduling"))  # type: ignore[arg-type]
    answered(backend, "appointments", "e.m.M1")

    transfers = [trip for trip in store.trips.planned("e") if trip.kind is TripKind.TRANSFER]
    assert [(trip.meeting_id, trip.destination, trip.arrives) for trip in transfers] == [
        ("e.m.M1", Place.PUTUO, later(650))
    ]


def test_before_the_release_trips_are_pooled_anew_and_after_it_they_stand(backend: MemoryBackend) -> None:
    store = Store(backend)
    store.vehicles.save(a_vehicle("V0", VehicleKind.SEVEN_SEATER, seats=5))
    arrive(store, "A001", 0)
    answered(backend)
    arrive(store, "A002", 30)
    answered(backend)
    pooled = departures(store)
    orders.release_trips(store.orders, "e")
    store.vehicles.save(a_vehicle("V1", VehicleKind.SEVEN_SEATER, seats=5))
    arrive(store, "A003", 50)
    answered(backend)
    released = departures(store)
    orders.order_anew(store.orders, "e")
    answered(backend)

    assert pooled == {("e.g.A001", "e.g.A002"): later(90)}
    assert released == {("e.g.A001", "e.g.A002"): later(90), ("e.g.A003",): later(110)}
    assert departures(store) == {("e.g.A001",): later(60), ("e.g.A002", "e.g.A003"): later(110)}


def arrive(store: Store, reference: str, minutes: int) -> None:
    expect(store, a_traveller(reference))
    store.arrivals.save(an_arrival(reference, expected=later(minutes)))


def departures(store: Store) -> dict[tuple[str, ...], object]:
    return {trip.guest_ids: trip.departs for trip in store.trips.planned("e")}


def test_an_import_of_updates_ends_the_same_in_any_order_of_rows() -> None:
    rows = rows_of("ipec-2019", "arrival-updates.csv")
    ends = []
    for ordered in (rows, rows[::-1], rows[1::2] + rows[::2]):
        _, store = sample_edition("ipec-2019")
        report = news_list.import_arrival_updates(
            store.arrivals, store.departures, "ipec-2019", ordered, **NO_WISHES
        )
        again = news_list.import_arrival_updates(
            store.arrivals, store.departures, "ipec-2019", ordered, **NO_WISHES
        )
        assert (report["rejected"], again["changed"], again["unchanged"]) == ([], [], len(report["changed"]))
        ends.append([(a.id, a.expected, a.news) for a in store.arrivals.find(edition="ipec-2019")])

    assert ends[0] == ends[1] == ends[2]
    assert sum(heard is not None for _, _, heard in ends[0]) > 0


def test_vehicles_are_counted_twice_where_trips_overlap(store: Store, backend: MemoryBackend) -> None:
    answered(backend)
    one, other = store.trips.planned("e")
    store.trips.save(replace(other, vehicle_id=one.vehicle_id))

    assert looking.double_booked(store.trips, "e") == {"vehicles": 1, "guests": 0}


@pytest.mark.parametrize(
    ("kind", "state", "rank", "wakes"),
    [
        (GuestReceived, "received", "V2", []),
        (GuestWithdrew, "withdrew", "V2", ["e.g.A001"]),
        (GuestAmended, "confirmed", "V4", ["e.g.A001"]),
    ],
)
def test_only_news_after_which_other_cars_are_due_wakes_the_solver(
    kind: type[GuestStanding], state: str, rank: str, wakes: list[str]
) -> None:
    backend = MemoryBackend("logistics")
    travellers = Travellers(backend)
    travellers.keep(a_traveller("A001", Rank.V2), Cause("e-1", "e.g.A001", 1, "registration"), wakes=False)
    event = kind(
        guest_id="e.g.A001", person_id="p", reference="A001", state=state, rank=rank, family_name="KIM",
        given_name="Young-ho", own_script_name="김영호", country="KR", organisation="", post="", language="ko",
    )  # fmt: skip

    hearing.note_guest(travellers, event, Cause("e-2", "e.g.A001", 2, "registration"))

    assert backend.unplanned("travellers") == wakes
    assert (travellers.get("e.g.A001").state, travellers.get("e.g.A001").rank) == (state, rank)


def meets(store: Store, guest: str, starts: datetime, version: int) -> None:
    """Scheduling announced a meeting of this guest."""
    slot = Slot(Place.ZHUJIAJIAN, starts, starts + timedelta(minutes=30))
    meeting = Appointment("ipec-2019.m.M04", "ipec-2019", (f"ipec-2019.g.{guest}",), slot)
    store.appointments.keep(meeting, Cause(f"M04-{version}", meeting.id, version, "scheduling"))


def test_a_guest_too_late_for_a_meeting_is_named_until_the_meeting_is_moved() -> None:
    backend, store = sample_edition("ipec-2019")
    lands = store.arrivals.get("ipec-2019.a.A001").expected
    meets(store, "A001", lands + timedelta(hours=5), version=1)
    solver.replan(backend, "ipec-2019", [a_mark("arrivals", "ipec-2019.a.A001")])
    without = store.plans.in_force("ipec-2019").without

    word = news.News(lands - timedelta(days=1), lands + timedelta(hours=5))
    news.record_arrival_update(store.arrivals, word, guest_id="ipec-2019.g.A001")
    solver.replan(backend, "ipec-2019", [a_mark("arrivals", "ipec-2019.a.A001")])
    late = store.plans.in_force("ipec-2019").without
    meets(store, "A001", lands + timedelta(hours=29), version=2)
    solver.replan(backend, "ipec-2019", [a_mark("appointments", "ipec-2019.m.M04")])

    named = [(one.leg_id, one.rule) for one in late if one not in without]
    assert named == [("ipec-2019.m.M04.to.A001", "still_on_the_way")]
    assert store.plans.in_force("ipec-2019").without == without
