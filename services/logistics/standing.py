"""What logistics tells others about its things: the resulting state, without drivers' names and phones."""

from typing import Any

from services.logistics.domain.arrival import Arrival
from services.logistics.domain.journey import Stranded
from services.logistics.domain.leg import TripKind
from services.logistics.domain.plan import Plan
from services.logistics.domain.rules import EXPLANATIONS
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import Vehicle
from shared.events.base import Event
from shared.events.logistics import (
    ArrivalAmended,
    ArrivalCancelled,
    ArrivalConfirmed,
    ArrivalDelayed,
    ArrivalRecorded,
    GuestLeftWithoutTrip,
    LogisticsPlanAdopted,
    VehicleAmended,
    VehicleListed,
)


def _of_arrival(arrival: Arrival) -> dict[str, Any]:
    return {
        "arrival_id": arrival.id,
        "guest_id": arrival.guest_id,
        "mode": arrival.mode.value,
        "number": arrival.number,
        "gate": arrival.gate.value,
        "destination": arrival.destination.value,
        "international": arrival.international,
        "scheduled": arrival.scheduled,
        "expected": arrival.expected,
        "ready_at": arrival.ready_at,
        "in_town_from": arrival.in_town_from,
        "leaves_at": arrival.leaves_at,
        "cancelled": arrival.cancelled,
    }


def of_itinerary(arrival: Arrival, before: Arrival | None) -> Event:
    """An itinerary was recorded for the first time, or corrected."""
    kind = ArrivalRecorded if before is None else ArrivalAmended
    return kind(**_of_arrival(arrival))


def of_news(arrival: Arrival, before: Arrival) -> Event:
    """The carrier said something newer than what was known."""
    if arrival.cancelled:
        return (ArrivalConfirmed if before.cancelled else ArrivalCancelled)(**_of_arrival(arrival))
    if arrival.expected == before.expected and not before.cancelled:
        return ArrivalConfirmed(**_of_arrival(arrival))
    return ArrivalDelayed(minutes=arrival.minutes_later_than(before), **_of_arrival(arrival))


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
