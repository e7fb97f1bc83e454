"""The same typhoon, and a morning of fog, as the trips of the day answer them."""

from datetime import timedelta

import pytest

from services.logistics import solver
from services.logistics.domain.closure import Trigger
from services.logistics.domain.instant import minute_from
from services.logistics.domain.place import Place
from services.logistics.domain.stretch import Means, Stretch
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import VehicleKind
from services.logistics.domain.weather import Reading
from services.logistics.storage import Closures, WeatherReadings, network_now
from services.logistics.use_cases import closing, looking, orders
from shared.events.logistics import TripRetimed
from tests.unit.logistics.builders import a_mark, sample_edition
from tests.unit.logistics.test_typhoon import EDITION, Storm, at

MAINLAND = (Place.NGB, Place.NGB_RAIL, Place.HGH, Place.PVG, Place.SHA)
COACHES = (VehicleKind.COACH_19, VehicleKind.COACH_45)


def trips(storm: Storm) -> list[Trip]:
    return storm.store.trips.planned(EDITION)


def on_closed_ways(storm: Storm) -> list[str]:
    """Trips that the network of the moment does not allow, or whose time it does not confirm."""
    network = network_now(storm.backend, EDITION)
    return [
        trip.id
        for trip in trips(storm)
        if network.minutes(trip.origin, trip.destination, minute_from(trip.departs), trip.vehicle_kind)
        != (trip.arrives - trip.departs) / timedelta(minutes=1)
    ]


def _minutes(trip: Trip) -> int:
    return round((trip.arrives - trip.departs) / timedelta(minutes=1))


def without_next_step(storm: Storm) -> set[str]:
    """Guests who have an arrival and neither a trip nor a way to choose."""
    left = {
        one["guest_id"]
        for one in looking.figures(storm.store.plans, EDITION)["guests_without_trip"]
        if one["rule"] != "arrival_unknown"
    }
    return left - set(storm.proposals())


@pytest.fixture(scope="module")
def storm() -> Storm:
    """Coaches barred from eleven; the car ferry has stopped."""
    storm = Storm()
    storm.before = {guest: trip for trip in trips(storm) for guest in trip.guest_ids}  # type: ignore[attr-defined]
    storm.close(Stretch.CAR_FERRY, at(27, 20), None)
    storm.wind(7, at(28, 11))
    return storm


def test_guests_of_barred_coaches_ride_in_smaller_cars(storm: Storm) -> None:
    before: dict[str, Trip] = storm.before  # type: ignore[attr-defined]
    network = network_now(storm.backend, EDITION)
    barred = {
        guest
        for guest, trip in before.items()
        if trip.vehicle_kind in COACHES
        and network.minutes(trip.origin, trip.destination, minute_from(trip.departs), trip.vehicle_kind)
        is None
    }
    now = {guest: trip for trip in trips(storm) for guest in trip.guest_ids}

    assert len(barred) > 0
    assert {now[guest].vehicle_kind for guest in barred} <= {VehicleKind.SEVEN_SEATER, VehicleKind.SEDAN}
    assert (on_closed_ways(storm), without_next_step(storm)) == ([], set())
    assert looking.double_booked(storm.store.trips, EDITION) == {"vehicles": 0, "guests": 0}


def test_once_the_bridge_is_closed_nobody_is_driven_over_it_and_everybody_has_a_next_step() -> None:
    storm = Storm()
    storm.close(Stretch.CAR_FERRY, at(27, 20), None)
    storm.wind(7, at(28, 11))
    storm.wind(10, at(28, 15))

    network = network_now(storm.backend, EDITION)
    crossing = [trip for trip in trips(storm) if trip.origin in MAINLAND and trip.arrives > at(28, 15, 45)]
    held = {
        trip.id
        for trip in crossing
        if network.route(trip.origin, trip.destination, minute_from(trip.departs), Means(trip.vehicle_kind))
        is None
    }
    assert (held, on_closed_ways(storm), without_next_step(storm)) == (set(), [], set())
    assert len(storm.proposals()) > 50
    assert looking.double_booked(storm.store.trips, EDITION) == {"vehicles": 0, "guests": 0}


def test_fog_retimes_the_twelve_early_pick_ups_over_the_bridge() -> None:
    edition, half_past_five = "ipec-2019", at(28, 5, 30) + timedelta(days=50)  # 17 October
    backend, store = sample_edition(edition)
    expected = {t.id for t in store.travellers.find(edition=edition) if t.is_expected}
    early = [a for a in store.arrivals.find(edition=edition, gate=Place.NGB) if a.guest_id in expected][:12]
    for number, arrival in enumerate(early):
        lands = half_past_five + timedelta(minutes=10 * number)
        store.arrivals.save(arrival.booked_as(number=f"ZE{number}", scheduled=lands))
    mark = a_mark("weather", f"{edition}.w.X")
    solver.replan(backend, edition, [mark])
    orders.release_trips(store.orders, edition)
    before = {guest: trip for trip in store.trips.planned(edition) for guest in trip.guest_ids}
    ways = closing.Ways(Closures(backend), WeatherReadings(backend), store.arrivals, store.travellers)
    for when, metres in ((half_past_five, 400), (half_past_five + timedelta(hours=5), 3_000)):
        closing.record_weather(
            ways, edition, Stretch.ZHOUSHAN_BRIDGE, Trigger.VISIBILITY, Reading(when, metres, "station")
        )
    announced = len(backend.announced())

    solver.replan(backend, edition, [mark])

    retimed = {e.trip_id for e in backend.announced()[announced:] if isinstance(e, TripRetimed)}
    moved = {
        guest: (_minutes(before[guest]), _minutes(trip))
        for trip in store.trips.planned(edition)
        for guest in trip.guest_ids
        if (trip.departs, trip.arrives) != (before[guest].departs, before[guest].arrives)
    }
    assert set(moved) == {arrival.guest_id for arrival in early}
    assert set(moved.values()) == {(135, 203), (130, 195)}  # half as long again, to either zone
    assert {before[guest].id for guest in moved} <= retimed
    assert looking.double_booked(store.trips, edition) == {"vehicles": 0, "guests": 0}
