"""What is told of the fleet, its trips and the plan of trips."""

from typing import Any

from services.logistics.domain.journey import Stranded
from services.logistics.domain.leg import TripKind
from services.logistics.domain.plan import Plan
from services.logistics.domain.rules import EXPLANATIONS
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import Vehicle
from shared.events.base import Event
from shared.events.logistics import GuestLeftWithoutTrip, LogisticsPlanAdopted, VehicleAmended, VehicleListed


def of_vehicle(vehicle: Vehicle, before: Vehicle | None) -> Event:
    """A vehicle joined the fleet, or was corrected."""
    kind = VehicleListed if before is None else VehicleAmended
    return kind(
        vehicle_id=vehicle.id,
        reference=vehicle.reference,
        plate=vehicle.plate,
        vehicle_kind=vehicle.kind.value,
        seats=vehicle.seats,
        base=vehicle.base.value,
    )


def of_trip(trip: Trip) -> dict[str, Any]:
    """The fields of every trip event."""
    return {
        "trip_id": trip.id,
        "trip_kind": trip.kind.value,
        "guest_ids": trip.guest_ids,
        "vehicle_id": trip.vehicle_id,
        "plate": trip.plate,
        "vehicle_kind": trip.vehicle_kind.value,
        "from_place": trip.origin.value,
        "to_place": trip.destination.value,
        "departs": trip.departs,
        "arrives": trip.arrives,
        "meeting_id": trip.meeting_id,
    }


def of_plan(plan: Plan) -> Event:
    """The figures of the plan now in force."""
    return LogisticsPlanAdopted(
        edition_id=plan.edition,
        number=plan.number,
        trips=plan.trips,
        guests_without_trip=len(plan.without),
        objective=plan.objective,
        bound=plan.bound,
    )


def of_stranded(stranded: Stranded) -> Event:
    """A guest is left without a trip."""
    return GuestLeftWithoutTrip(
        guest_id=stranded.guest_id,
        leg_id=stranded.leg_id,
        trip_kind=stranded.kind.value,
        arrival_id=stranded.leg_id if stranded.kind is TripKind.PICK_UP else None,
        rules=(stranded.rule,),
        explanation=EXPLANATIONS[stranded.rule],
    )
