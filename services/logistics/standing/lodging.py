"""What is told of hotels, rooms held, and beds."""

from typing import Any

from services.logistics.domain.lodging import (
    Allotment,
    BedPlan,
    BedState,
    Hotel,
    LodgingWish,
    RoomBlock,
    WithoutRoom,
)
from services.logistics.engine.bedding import BED_EXPLANATIONS
from shared.events.base import Event
from shared.events.logistics import (
    BedPlanAdopted,
    GuestLeftWithoutRoom,
    GuestLodged,
    HotelAmended,
    HotelListed,
    LodgingRegistered,
    LodgingWished,
    RoomAllotted,
    RoomMoved,
    RoomReleased,
    RoomsHeld,
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


def of_lodged(bed: Allotment) -> Event:
    """The guest is in the room."""
    assert bed.checked_in_at is not None, "a guest who is in the room came at some time"
    return GuestLodged(at=bed.checked_in_at, due_at=bed.due_at, **of_room(bed))


def of_registered(bed: Allotment) -> Event:
    """The lodging was registered."""
    assert bed.registered_at is not None, "a registration was made at some time"
    return LodgingRegistered(at=bed.registered_at, registered_by=bed.registered_by or "", **of_room(bed))


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
