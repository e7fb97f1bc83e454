"""What logistics tells others about its things: the resulting state, without drivers' names and phones."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from services.logistics.domain.alternative import Alternative, DecisionState
from services.logistics.domain.arrival import Arrival
from services.logistics.domain.closure import Closure, PlanningTime
from services.logistics.domain.departure import Departure
from services.logistics.domain.journey import Stranded
from services.logistics.domain.leg import TripKind
from services.logistics.domain.lodging import (
    Allotment,
    BedPlan,
    BedState,
    Hotel,
    LodgingWish,
    RoomBlock,
    WithoutRoom,
)
from services.logistics.domain.meal import GuestNeeds, Sitting
from services.logistics.domain.outing import Outing
from services.logistics.domain.plan import Plan
from services.logistics.domain.reach import CutOffPlace
from services.logistics.domain.receiver import Receivers
from services.logistics.domain.reception import Gift, Waiver
from services.logistics.domain.rules import EXPLANATIONS
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.bedding import BED_EXPLANATIONS
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
    BedPlanAdopted,
    CutOff,
    DepartureAmended,
    DepartureCancelled,
    DepartureDelayed,
    DepartureRecorded,
    GiftGiven,
    GuestLeftWithoutRoom,
    GuestLeftWithoutTrip,
    GuestLodged,
    HotelAmended,
    HotelListed,
    LodgingRegistered,
    LodgingWished,
    LogisticsPlanAdopted,
    NeedsRecorded,
    OutingAmended,
    OutingArranged,
    PlanningTimeMeasured,
    RoomAllotted,
    RoomMoved,
    RoomReleased,
    RoomsHeld,
    RouteClosed,
    RouteReopened,
    RouteSlowed,
    RuleWaived,
    SittingAmended,
    SittingPlanned,
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


def of_bed(bed: Allotment, before: Allotment | None) -> Event:
    """A bed was allotted, moved or given back."""
    fields = of_room(bed)
    if bed.state is BedState.RELEASED:
        return RoomReleased(**fields)
    return (
        RoomAllotted(**fields) if before is None or before.state is BedState.RELEASED else RoomMoved(**fields)
    )


def of_room(bed: Allotment) -> dict[str, Any]:
    """The fields of every event about a bed."""
    return {
        "allotment_id": bed.id,
        "guest_id": bed.guest_id,
        "hotel_id": bed.hotel_id,
        "room": bed.room,
        "room_type": bed.kind.value,
        "first_night": bed.first_night,
        "last_night": bed.last_night,
        "shares_with": bed.shares_with,
        "rules": bed.breaks,
        "holding": bed.holding,
    }


def of_no_bed(left: WithoutRoom) -> Event:
    """A guest is left without a bed."""
    return GuestLeftWithoutRoom(
        guest_id=left.guest_id,
        first_night=left.first_night,
        last_night=left.last_night,
        rules=(left.rule,),
        explanation=BED_EXPLANATIONS[left.rule],
    )


def of_bed_plan(plan: BedPlan) -> Event:
    """The figures of the beds now in force."""
    return BedPlanAdopted(
        edition_id=plan.edition,
        number=plan.number,
        allotted=plan.allotted,
        guests_without_room=len(plan.without),
    )


def of_hotel(hotel: Hotel, before: Hotel | None) -> Event:
    """A hotel was listed or corrected."""
    kind = HotelListed if before is None else HotelAmended
    return kind(
        hotel_id=hotel.id,
        reference=hotel.reference,
        name_en=hotel.name,
        name_zh=hotel.name_zh,
        place=hotel.place.value,
        licensed_for_foreigners=hotel.licensed_for_foreigners,
        stars=hotel.stars,
    )


def of_block(block: RoomBlock) -> Event:
    """Rooms are held."""
    return RoomsHeld(
        block_id=block.id,
        hotel_id=block.hotel_id,
        room_type=block.kind.value,
        first_night=block.first_night,
        last_night=block.last_night,
        rooms=block.rooms,
    )


def of_wish(wish: LodgingWish) -> Event:
    """What a guest asks for now."""
    return LodgingWished(
        wish_id=wish.id,
        guest_id=wish.guest_id,
        hotel_id=wish.hotel_id,
        room_type=wish.kind.value if wish.kind else None,
        shares_with=wish.shares_with,
        first_night=wish.first_night,
        last_night=wish.last_night,
    )


def of_lodged(bed: Allotment) -> Event:
    """The guest is in the room."""
    assert bed.checked_in_at is not None, "a guest who is in the room came at some time"
    return GuestLodged(at=bed.checked_in_at, due_at=bed.due_at, **of_room(bed))


def of_registered(bed: Allotment) -> Event:
    """The lodging was registered."""
    assert bed.registered_at is not None, "a registration was made at some time"
    return LodgingRegistered(at=bed.registered_at, registered_by=bed.registered_by or "", **of_room(bed))


def of_sitting(sitting: Sitting, before: Sitting | None) -> Event:
    """A meal was planned or corrected."""
    kind = SittingPlanned if before is None else SittingAmended
    return kind(
        sitting_id=sitting.id,
        sitting_kind=sitting.kind.value,
        name=sitting.name,
        place=sitting.place.value,
        starts=sitting.starts,
        ends=sitting.ends,
        guest_ids=sitting.guest_ids,
    )


def of_needs(needs: GuestNeeds) -> Event:
    """It is known what a guest needs; not what."""
    return NeedsRecorded(guest_id=needs.guest_id)


def of_waiver(waiver: Waiver) -> Event:
    """A rule may be broken."""
    return RuleWaived(
        waiver_id=waiver.id,
        rule=waiver.rule,
        waived_for=waiver.subject,
        granted_by=waiver.granted_by,
        reason=waiver.reason,
    )


def of_gift(gift: Gift) -> Event:
    """A gift was given."""
    return GiftGiven(gift_id=gift.id, guest_id=gift.guest_id, worth=gift.value, given_by=gift.given_by)


def of_receivers(receivers: Receivers) -> dict[str, Any]:
    """The fields of every event about receivers."""
    missing = tuple(one.number for one in receivers.missing)
    return {
        "receivers_id": receivers.id,
        "occasion": receivers.occasion,
        "room": receivers.room,
        "handed_out": len(receivers.handed),
        "back": len(receivers.handed) - len(missing),
        "missing": missing,
    }


def of_planning_time(time: PlanningTime) -> Event:
    """A drive was measured."""
    return PlanningTimeMeasured(
        time_id=time.id,
        from_place=time.origin.value,
        to_place=time.destination.value,
        from_hour=time.from_hour,
        until_hour=time.until_hour,
        minutes=time.minutes,
    )
