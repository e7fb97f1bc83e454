"""What one driver is shown on a telephone: the drives ahead, who rides, from which flight, and whom to call."""

from dataclasses import dataclass
from datetime import datetime

from services.logistics.domain.place import GATES
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import Vehicle
from services.logistics.use_cases.papers.desk import Desk, meeting_point
from services.logistics.use_cases.shuttle import Ride


@dataclass(frozen=True)
class Rider:
    """A guest as the driver needs to know them; flight, time and place to meet only where the guest is fetched."""

    name: str
    interpreter: str = ""
    flight: str = ""
    terminal: str = ""
    expected: datetime | None = None
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
    arrival, guest = desk.arriving.get(guest_id), desk.guests.get(guest_id)
    escort = desk.speaking.get(guest_id)
    known = Rider(desk.name(guest_id), escort.interpreter_name if escort else "")
    if arrival is None or arrival.cancelled:
        return known
    fetched = trip.origin in GATES
    return Rider(
        name=known.name,
        interpreter=known.interpreter,
        flight=arrival.number if fetched else "",
        terminal=arrival.terminal if fetched else "",
        expected=arrival.expected if fetched else None,
        meets_at=meeting_point(arrival, guest.rank if guest else None) if fetched else "",
        liaison=arrival.liaison,
        liaison_phone=arrival.liaison_phone,
    )
