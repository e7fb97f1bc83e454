"""Papers of the house: who comes to a hotel, and who sleeps in which room."""

from services.logistics.domain.lodging import Hotel
from services.logistics.domain.paper import Paper, PaperKind, Sheet, clock, day
from services.logistics.use_cases.papers.desk import Desk, NoSuchReader, joined


def hotel_list(desk: Desk, reference: str) -> Paper:
    """Who comes to one hotel when, with which car; keys are ready, nobody queues at the desk."""
    hotel = hotel_of(desk, reference)
    beds = sorted(
        (b for b in desk.allotments.in_force(desk.edition) if b.hotel_id == hotel.id),
        key=lambda bed: (bed.first_night, bed.room, bed.guest_id),
    )
    rows = []
    for bed in beds:
        arrival, leaves = desk.arriving.get(bed.guest_id), desk.leaving.get(bed.guest_id)
        trip = desk.trip_of(arrival.id) if arrival and not bed.holding else None
        rows.append(
            (
                bed.room,
                desk.name(bed.guest_id),
                bed.kind.value,
                day(bed.first_night),
                day(bed.last_night),
                clock(arrival.ready_at if bed.holding else arrival.in_town_from) if arrival else "",
                trip.plate if trip else "",
                clock(leaves.leaves_by) if leaves else "",
                "key handed over in the car",
            )
        )
    columns = ("Room", "Guest", "Kind", "First night", "Last night", "Comes", "Car", "Leaves", "Note")
    return desk.paper(PaperKind.HOTEL, hotel.name, reference, Sheet("Guests", columns, tuple(rows)))


def rooming_list(desk: Desk, reference: str) -> Paper:
    """Room by room who sleeps there, with country and whether the lodging is registered."""
    hotel = hotel_of(desk, reference)
    rows = []
    beds = [b for b in desk.allotments.in_force(desk.edition) if b.hotel_id == hotel.id]
    for bed in sorted(beds, key=lambda bed: (bed.room, bed.first_night, bed.guest_id)):
        guest = desk.guests.get(bed.guest_id)
        state = "registered" if bed.registered_at else f"by {clock(bed.due_at)}" if bed.due_at else ""
        rows.append(
            (
                bed.room,
                desk.name(bed.guest_id),
                guest.country if guest else "",
                bed.kind.value,
                day(bed.first_night),
                day(bed.last_night),
                joined(desk.name(other) for other in bed.shares_with),
                state,
            )
        )
    columns = ("Room", "Guest", "Country", "Kind", "First night", "Last night", "Shares with", "Registration")
    return desk.paper(PaperKind.ROOMING, f"{hotel.name} · rooming list", reference,
                      Sheet("Rooms", columns, tuple(rows)))  # fmt: skip


def hotel_of(desk: Desk, reference: str) -> Hotel:
    hotel = next((one for one in desk.houses.values() if one.reference == reference), None)
    if hotel is None:
        raise NoSuchReader(kind="hotel", reference=reference)
    return hotel
