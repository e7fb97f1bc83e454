"""Fog in the morning, a consul-general's late flight, a wave of withdrawals: what logistics decides of each."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from services.logistics import solver
from services.logistics.domain.arrival import News
from services.logistics.domain.closure import Trigger
from services.logistics.domain.heard import Appointment, Slot
from services.logistics.domain.instant import minute_from
from services.logistics.domain.leg import TripKind
from services.logistics.domain.lodging import RoomBlock, RoomKind
from services.logistics.domain.outing import Outing, OutingKind
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.stretch import Stretch
from services.logistics.domain.vehicle import VehicleKind
from services.logistics.domain.weather import Reading
from services.logistics.storage import (
    Allotments,
    Alternatives,
    Closures,
    Hotels,
    RoomBlocks,
    WeatherReadings,
    network_now,
)
from services.logistics.use_cases import closing, journeys, lodging, looking, news, orders
from services.logistics.use_cases.situation import Store
from shared.events.base import Event
from shared.events.logistics import (
    AlternativeDropped,
    AlternativeProposed,
    ArrivalAmended,
    DepartureAmended,
    GuestLeftWithoutTrip,
    RoomReleased,
    TripCancelled,
    TripRetimed,
)
from shared.storage.memory import MemoryBackend
from shared.storage.store import Cause
from tests.unit.logistics.beds import a_hotel
from tests.unit.logistics.builders import a_mark, a_traveller, a_vehicle, an_arrival, expect, sample_edition

IITC = "iitc-2019"


def local(day: int, hour: int, minute: int = 0, month: int = 10) -> datetime:
    """A time in 2019 by the city's clocks."""
    return datetime(2019, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def test_fog_stops_fast_boats_only_and_slows_the_bridge_until_it_lifts() -> None:
    backend = MemoryBackend("logistics")
    store = Store(backend)
    ways = closing.Ways(Closures(backend), WeatherReadings(backend), store.arrivals, store.travellers)
    for stretch in (Stretch.SEA_PUTUOSHAN, Stretch.ZHOUSHAN_BRIDGE):
        for at, metres in ((local(17, 5, 30), 300), (local(17, 10, 30), 2_000)):
            closing.record_weather(ways, "e", stretch, Trigger.VISIBILITY, Reading(at, metres, "station"))

    network = network_now(backend, "e")
    in_fog, lifted = minute_from(local(17, 6)), minute_from(local(17, 10, 30))
    boats = Place.ZHUJIAJIAN, Place.PUTUOSHAN
    assert [network.minutes(*boats, in_fog, kind) for kind in ("FAST_BOAT", "REGULAR_BOAT")] == [None, 45]
    assert [network.minutes(*boats, lifted, kind) for kind in ("FAST_BOAT", "REGULAR_BOAT")] == [25, 45]
    assert network.minutes(Place.NGB, Place.ZHUJIAJIAN, in_fog, "SEDAN") == 203
    assert network.minutes(Place.NGB, Place.ZHUJIAJIAN, lifted, "SEDAN") == 135
    said = {
        (one.stretch, one.means): (one.starts, one.ends, one.grade, one.limit_kmh)
        for one in Closures(backend).in_force("e")
    }
    for_five_hours = local(17, 5, 30), local(17, 10, 30), "visibility 300 m"
    assert said == {
        (Stretch.SEA_PUTUOSHAN, ("FAST_BOAT",)): (*for_five_hours, None),
        (Stretch.ZHOUSHAN_BRIDGE, ("COACH_19", "COACH_45", "SEDAN", "SEVEN_SEATER")): (*for_five_hours, 60),
    }


def announced_by(backend: MemoryBackend, before: int) -> list[Event]:
    solver.replan(backend, "e", [a_mark("arrivals", "e.a.A001")])
    return [e for e in backend.announced()[before:] if isinstance(e, TripRetimed | TripCancelled)]


def test_a_consul_generals_late_flight_moves_the_car_once_a_message() -> None:
    backend = MemoryBackend("logistics")
    store = Store(backend)
    expect(store, a_traveller("A001", Rank.V2))
    store.arrivals.save(an_arrival("A001", expected=local(17, 10)).cleared_as(Rank.V2))
    store.vehicles.save(a_vehicle("S1"))
    slot = Slot(Place.ZHUJIAJIAN, local(17, 16, 30), local(17, 17))
    store.appointments.keep(
        Appointment("e.m.M1", "e", ("e.g.A001",), slot), Cause("m-1", "e.m.M1", 1, "scheduling")
    )
    solver.replan(backend, "e", [a_mark("arrivals", "e.a.A001")])
    moved = []
    first = News(local(17, 10, 20), local(17, 12, 15))
    second = News(local(17, 12, 5), local(17, 12, 55))
    for word in (first, first, second, second, first):
        before = len(backend.announced())
        news.record_arrival_update(store.arrivals, word, guest_id="e.g.A001")
        moved.append([(type(event).__name__, event.departs) for event in announced_by(backend, before)])

    pick_up = next(trip for trip in store.trips.planned("e") if trip.kind is TripKind.PICK_UP)
    assert [len(events) for events in moved] == [len(moved[0]), 0, len(moved[2]), 0, 0]
    assert ("TripRetimed", local(17, 12, 40)) in moved[0]
    assert ("TripRetimed", local(17, 13, 20)) in moved[2]
    assert pick_up.departs == local(17, 13, 20)
    # The meeting at 16:30 cannot be reached any more: said with the rule, for scheduling to move it.
    assert [one["rule"] for one in looking.figures(store.plans, "e")["guests_without_trip"]] == [
        "still_on_the_way"
    ]


def test_a_cancelled_flight_is_answered_with_ways_until_it_runs_again() -> None:
    backend = MemoryBackend("logistics")
    store = Store(backend)
    expect(store, a_traveller("A001", Rank.V2))
    store.arrivals.save(an_arrival("A001", expected=local(17, 10)).cleared_as(Rank.V2))
    store.vehicles.save(a_vehicle("S1"))
    for word in (
        News(local(17, 6), None, cancelled=True),
        News(local(17, 6), None, cancelled=True),
        News(local(17, 7), local(17, 11)),
    ):
        news.record_arrival_update(store.arrivals, word, guest_id="e.g.A001")
        solver.replan(backend, "e", [a_mark("arrivals", "e.a.A001")])

    said = [e for e in backend.announced() if isinstance(e, AlternativeProposed | AlternativeDropped)]
    alternative = Alternatives(backend).get("e.a.A001.alternative")
    assert [(type(event).__name__, event.ways[:1], event.ways[-1:]) for event in said] == [
        ("AlternativeProposed", ("other_gate",), ("online",)),
        ("AlternativeDropped", (), ()),
    ]
    assert alternative.state == "dropped"
    assert [trip.guest_ids for trip in store.trips.planned("e")] == [("e.g.A001",)]


def test_withdrawn_guests_and_no_shows_give_back_cars_and_beds() -> None:
    backend, store = sample_edition(IITC)
    guests = store.travellers.find(edition=IITC)
    for guest in guests:
        expect(store, replace(guest, state="confirmed"), version=2)
    hotel = a_hotel("A")
    Hotels(backend).save(replace(hotel, id=f"{IITC}.hotel.A", edition=IITC))
    nights = date(2019, 8, 27), date(2019, 9, 1)
    for kind, rooms in ((RoomKind.STANDARD, 130), (RoomKind.SUITE, 12)):
        RoomBlocks(backend).save(
            RoomBlock(f"{IITC}.block.{kind}", IITC, kind.value, f"{IITC}.hotel.A", kind, *nights, rooms)
        )
    plan(backend)
    everybody = {bed.guest_id for bed in Allotments(backend).in_force(IITC)}
    leaving = [guest for guest in guests if guest.state == "withdrew"]
    for guest in leaving:
        expect(store, guest, version=3)
    plan(backend)
    absent = sorted(everybody - {guest.id for guest in leaving})[:2]
    for guest in guests:
        if guest.id in absent:
            expect(store, replace(guest, state="no_show"), version=3)
    plan(backend)

    held = {bed.guest_id for bed in Allotments(backend).in_force(IITC)}
    released = {e.guest_id for e in backend.announced() if isinstance(e, RoomReleased)}
    aboard = {guest for trip in store.trips.planned(IITC) for guest in trip.guest_ids}
    gone = {guest.id for guest in leaving} | set(absent)
    assert (len(guests), len(leaving)) == (140, 12)
    assert released == everybody & gone
    assert held == everybody - gone
    assert aboard & gone == set()
    assert looking.double_booked(store.trips, IITC) == {"vehicles": 0, "guests": 0}
    assert lodging.double_booked(Allotments(backend), IITC) == {"beds": 0}


def plan(backend: MemoryBackend) -> None:
    solver.replan(backend, IITC, [a_mark("travellers", f"{IITC}.g.B001")])


def in_fog(backend: MemoryBackend, store: Store) -> None:
    """Visibility below 500 m from half past five to half past ten, on the bridge and on the water."""
    ways = closing.Ways(Closures(backend), WeatherReadings(backend), store.arrivals, store.travellers)
    for stretch in (Stretch.SEA_PUTUOSHAN, Stretch.ZHOUSHAN_BRIDGE):
        for at, metres in ((local(17, 5, 30), 300), (local(17, 10, 30), 2_000)):
            closing.record_weather(ways, "e", stretch, Trigger.VISIBILITY, Reading(at, metres, "station"))
    solver.replan(backend, "e", [a_mark("closures", "e.c.X")])


def test_fog_moves_guests_from_the_fast_boat_and_keeps_the_trips_of_the_regular_one() -> None:
    backend = MemoryBackend("logistics")
    store = Store(backend)
    for number in range(14):
        expect(store, a_traveller(f"A{number:03}", Rank.V4))
        store.arrivals.save(an_arrival(f"A{number:03}", expected=local(16, 10)))
    guests = [f"e.g.A{number:03}" for number in range(14)]
    for name, starts, going in (("early", local(17, 7), guests[2:]), ("late", local(17, 11), guests[:2])):
        store.outings.save(
            Outing(f"e.o.{name}", "e", name, OutingKind.VISIT, "", Place.PUTUOSHAN, starts,
                   starts + timedelta(minutes=75), tuple(going))
        )  # fmt: skip
    for kind, seats in (
        (VehicleKind.FAST_BOAT, 10),
        (VehicleKind.REGULAR_BOAT, 60),
        (VehicleKind.COACH_19, 18),
    ):
        store.vehicles.save(a_vehicle(kind.value, kind, seats))
    solver.replan(backend, "e", [a_mark("outings", "e.o.early")])
    orders.release_trips(store.orders, "e")
    before = {trip.id: trip for trip in store.trips.planned("e")}

    in_fog(backend, store)

    after = sorted(store.trips.planned("e"), key=lambda trip: trip.departs)
    by_fast_boat = {trip.guest_ids for trip in before.values() if trip.vehicle_kind is VehicleKind.FAST_BOAT}
    kept = [trip for trip in after if before.get(trip.id) == trip]
    assert by_fast_boat == {tuple(guests[:2])}
    assert [(trip.departs, trip.vehicle_kind) for trip in after if trip.guest_ids == tuple(guests[:2])] == [
        (local(17, 10, 5), VehicleKind.REGULAR_BOAT),
        (local(17, 12, 25), VehicleKind.FAST_BOAT),  # the fog has lifted
    ]
    assert {trip.meeting_id for trip in kept if trip.vehicle_kind is VehicleKind.REGULAR_BOAT} == {
        "e.o.early"
    }
    assert store.plans.in_force("e").without == ()


def test_a_guest_in_the_fog_is_said_to_miss_the_leader_at_eight_at_once() -> None:
    backend = MemoryBackend("logistics")
    store = Store(backend)
    expect(store, a_traveller("A001", Rank.V2))
    arrival = an_arrival("A001", expected=local(17, 4, 50), gate=Place.NGB)
    store.arrivals.save(arrival.cleared_as(Rank.V2))
    store.vehicles.save(a_vehicle("S1"))
    slot = Slot(Place.ZHUJIAJIAN, local(17, 8), local(17, 8, 30))
    store.appointments.keep(
        Appointment("e.m.M1", "e", ("e.g.A001",), slot), Cause("m-1", "e.m.M1", 1, "scheduling")
    )
    solver.replan(backend, "e", [a_mark("arrivals", "e.a.A001")])
    before = store.plans.in_force("e").without

    in_fog(backend, store)

    told = [e for e in backend.announced() if isinstance(e, GuestLeftWithoutTrip)]
    amended = [e for e in backend.announced() if isinstance(e, ArrivalAmended)]
    arrival = store.arrivals.get("e.a.A001")
    # 135 minutes of drive take 203: whoever arranges meetings hears from when on the guest is in town.
    assert [(e.guest_id, e.in_town_from) for e in amended] == [("e.g.A001", local(17, 8, 38))]
    assert (arrival.ready_at, arrival.road_minutes) == (local(17, 5, 15), 68)
    assert before == ()
    assert [(e.guest_id, e.leg_id, e.rules) for e in told] == [
        ("e.g.A001", "e.m.M1.to.A001", ("still_on_the_way",))
    ]

    ways = closing.Ways(Closures(backend), WeatherReadings(backend), store.arrivals, store.travellers)
    clear = Reading(local(17, 5, 30), 2_000, "station, corrected")
    closing.record_weather(ways, "e", Stretch.ZHOUSHAN_BRIDGE, Trigger.VISIBILITY, clear)
    solver.replan(backend, "e", [a_mark("closures", "e.c.X")])

    assert store.arrivals.get("e.a.A001").in_town_from == local(17, 7, 30)
    assert store.plans.in_force("e").without == ()


def test_in_the_fog_the_car_to_the_airport_leaves_town_earlier() -> None:
    backend = MemoryBackend("logistics")
    store = Store(backend)
    expect(store, a_traveller("A001", Rank.V2))
    store.arrivals.save(an_arrival("A001", expected=local(16, 10)).cleared_as(Rank.V2))
    store.vehicles.save(a_vehicle("S1"))
    home = {
        "Guest": "A001", "Mode": "flight", "Number": "ZX9", "Gate": "NGB", "Scheduled": "2019-10-17 10:00",
        "International": "yes", "Origin": "ZHUJIAJIAN",
    }  # fmt: skip
    journeys.import_departures(
        store.departures, store.travellers, "e", [home], {}, dry_run=False, partial=False
    )
    solver.replan(backend, "e", [a_mark("departures", "e.dep.A001")])
    before = store.departures.get("e.dep.A001").leaves_by

    in_fog(backend, store)

    after = store.departures.get("e.dep.A001").leaves_by
    (send_off,) = [trip for trip in store.trips.planned("e") if trip.kind is TripKind.SEND_OFF]
    assert (before, after) == (local(17, 6, 30), local(17, 5, 22))
    assert send_off.departs <= after
    assert [e.leaves_by for e in backend.announced() if isinstance(e, DepartureAmended)][-1] == after
