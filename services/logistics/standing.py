"""What logistics tells others about its things: the resulting state, without drivers' names and phones."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from services.logistics.domain.alternative import Alternative, DecisionState
from services.logistics.domain.arrival import Arrival
from services.logistics.domain.closure import Closure
from services.logistics.domain.departure import Departure
from services.logistics.domain.journey import Stranded
from services.logistics.domain.leg import TripKind
from services.logistics.domain.outing import Outing
from services.logistics.domain.plan import Plan
from services.logistics.domain.reach import CutOffPlace
from services.logistics.domain.rules import EXPLANATIONS
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import Vehicle
from shared.events.base import Event
from shared.events.logistics import (
    AlternativeAccepted,
    AlternativeDropped,
    AlternativeProposed,
    ArrivalAmended,
    ArrivalCancelled,
    ArrivalConfirmed,
    ArrivalDelayed,
    ArrivalRecorded,
    CutOff,
    DepartureAmended,
    DepartureCancelled,
    DepartureDelayed,
    DepartureRecorded,
    GuestLeftWithoutTrip,
    LogisticsPlanAdopted,
    OutingAmended,
    OutingArranged,
    RouteClosed,
    RouteReopened,
    RouteSlowed,
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


def of_closure(
    closure: Closure, before: Closure | None, lost: Iterable[CutOffPlace], guest_ids: tuple[str, ...]
) -> Event:
    """A stretch was closed, slowed, or has an end now."""
    fields: dict[str, Any] = {
        "closure_id": closure.id,
        "stretch": closure.stretch.value,
        "means": tuple(means.value for means in closure.means),
        "starts": closure.starts,
        "ends": closure.ends,
        "percent": closure.percent,
        "trigger": closure.trigger.value,
        "grade": closure.grade,
        "announced_by": closure.source,
        "leaving": closure.leaving.value if closure.leaving else None,
        "cut_off": tuple(_of_cut_off(place) for place in lost),
        "guest_ids": guest_ids,
    }
    if closure.withdrawn or (before is not None and before.ends != closure.ends and closure.ends is not None):
        return RouteReopened(withdrawn=closure.withdrawn, **fields)
    return (RouteSlowed if closure.is_limit else RouteClosed)(**fields)


def _of_cut_off(lost: CutOffPlace) -> CutOff:
    return CutOff(
        place=lost.place.value,
        zones=tuple(zone.value for zone in lost.zones),
        vehicle_kinds=tuple(kind.value for kind in lost.kinds),
    )


def of_alternative(alternative: Alternative) -> Event:
    """Ways were proposed, one was accepted, or none is needed any more."""
    kinds = {
        DecisionState.PROPOSED: AlternativeProposed,
        DecisionState.ACCEPTED: AlternativeAccepted,
        DecisionState.DROPPED: AlternativeDropped,
    }
    return kinds[alternative.state](
        alternative_id=alternative.id,
        guest_id=alternative.guest_id,
        arrival_id=alternative.arrival_id,
        ways=tuple(option.way.value for option in alternative.options),
        chosen=alternative.chosen.way.value if alternative.chosen else None,
        decided_by=alternative.decided_by,
    )


def of_departure(departure: Departure, before: Departure | None) -> Event:
    """A way home was recorded or corrected."""
    kind = DepartureRecorded if before is None else DepartureAmended
    return kind(**_of_departure(departure))


def of_departure_news(departure: Departure, before: Departure) -> Event:
    """The carrier said something newer about a way home."""
    if departure.cancelled:
        return DepartureCancelled(**_of_departure(departure))
    minutes = round((departure.expected - before.expected) / timedelta(minutes=1))
    return DepartureDelayed(minutes=minutes, **_of_departure(departure))


def _of_departure(departure: Departure) -> dict[str, Any]:
    return {
        "departure_id": departure.id,
        "guest_id": departure.guest_id,
        "mode": departure.mode.value,
        "number": departure.number,
        "gate": departure.gate.value,
        "terminal": departure.terminal,
        "origin": departure.origin.value,
        "international": departure.international,
        "scheduled": departure.scheduled,
        "expected": departure.expected,
        "be_there_by": departure.be_there_by,
        "leaves_by": departure.leaves_by,
        "cancelled": departure.cancelled,
    }


def of_outing(outing: Outing, before: Outing | None) -> Event:
    """An outing was arranged or corrected."""
    kind = OutingArranged if before is None else OutingAmended
    return kind(
        outing_id=outing.id,
        outing_kind=outing.kind.value,
        name=outing.name,
        place=outing.place.value,
        starts=outing.starts,
        ends=outing.ends,
        guest_ids=outing.guest_ids,
        by_boat=outing.by_boat,
        cancelled=outing.cancelled,
    )
