"""What one driver is shown on a telephone: the drives ahead, who rides, from which flight, and whom to call."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.logistics.domain.leg import TripKind
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import Vehicle
from services.logistics.use_cases.papers.desk import Desk, meeting_point
from services.logistics.use_cases.shuttle import Ride


@dataclass(frozen=True)
class Rider:
    """A guest as the driver needs to know them; the flight only on the way from a gate or to one."""

    name: str
    interpreter: str = ""
    flight: str = ""
    terminal: str = ""
    flight_at: datetime | None = None
    meets_at: str = ""
    liaison: str = ""
    liaison_phone: str = ""


@dataclass(frozen=True)
class Drive:
    """One trip and who rides."""

    trip: Trip
    riders: list[Rider]


@dataclass(frozen=True)
class DriverPage:
    """The sheet of one vehicle, from the plan of that number."""

    vehicle: Vehicle
    plan: int
    drives: list[Drive]
    shuttle: list[Ride]


def driver_page(desk: Desk, vehicle_id: str) -> DriverPage:
    """Trips and shuttle departures of one vehicle, in the order of time."""
    return DriverPage(
        vehicle=desk.vehicles.get(vehicle_id),
        plan=desk.plans.in_force(desk.edition).number,
        drives=[
            Drive(trip, [_rider(desk, trip, guest_id) for guest_id in trip.guest_ids])
            for trip in desk.driven
            if trip.vehicle_id == vehicle_id
        ],
        shuttle=[ride for ride in desk.shuttle_rides if ride.vehicle.id == vehicle_id],
    )


def _rider(desk: Desk, trip: Trip, guest_id: str) -> Rider:
    """Who rides; the flight is the one that lands on a pick-up, the one that leaves on a send-off."""
    arrival, guest = desk.arriving.get(guest_id), desk.guests.get(guest_id)
    escort = desk.speaking.get(guest_id)
    rider = Rider(desk.name(guest_id), escort.interpreter_name if escort else "")
    if arrival is not None and not arrival.cancelled:
        rider = replace(rider, liaison=arrival.liaison, liaison_phone=arrival.liaison_phone)
        if trip.kind is TripKind.PICK_UP:
            point = meeting_point(arrival, guest.rank if guest else None)
            return replace(
                rider,
                flight=arrival.number,
                terminal=arrival.terminal,
                flight_at=arrival.expected,
                meets_at=point,
            )
    leaving = desk.leaving.get(guest_id)
    if trip.kind is TripKind.SEND_OFF and leaving is not None and not leaving.cancelled:
        return replace(rider, flight=leaving.number, terminal=leaving.terminal, flight_at=leaving.expected)
    return rider
