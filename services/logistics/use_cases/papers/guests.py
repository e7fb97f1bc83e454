"""The paper of one guest: the own way and the people met on it."""

from collections.abc import Iterable

from services.logistics.domain.arrival import Arrival
from services.logistics.domain.heard import Traveller
from services.logistics.domain.paper import Paper, PaperKind, Sheet, clock, day
from services.logistics.use_cases.papers.desk import Desk, NoSuchReader, meeting_point, placed


def guest_sheet(desk: Desk, reference: str) -> Paper:
    """One guest's own way: who meets them, the cars, the room, meetings and outings, the way home."""
    guest = next((one for one in desk.guests.values() if one.reference == reference), None)
    if guest is None:
        raise NoSuchReader(kind="guest", reference=reference)
    rows = sorted(_steps(desk, guest))
    people = Sheet("People", ("Role", "Name", "Telephone"), tuple(_people(desk, guest)))
    steps = Sheet("Programme", ("When", "What", "Where", "With"), tuple(row[1:] for row in rows))
    return desk.paper(PaperKind.GUEST, desk.name(guest.id), reference, steps, people)


def _steps(desk: Desk, guest: Traveller) -> Iterable[tuple[str, ...]]:
    """Every step with a sortable time first."""
    arrival, leaves = desk.arriving.get(guest.id), desk.leaving.get(guest.id)
    if arrival is not None:
        at, point = arrival.expected, meeting_point(arrival, guest.rank)
        what = f"{arrival.number} cancelled" if arrival.cancelled else f"{arrival.number} arrives"
        yield at.isoformat(), clock(at), what, placed(arrival.gate.value, [arrival.terminal]), point
    for trip in desk.driven:
        if guest.id in trip.guest_ids:
            vehicle = desk.fleet.get(trip.vehicle_id)
            with_whom = f"{trip.plate} {vehicle.driver if vehicle else ''}".strip()
            way = f"{trip.origin.value} → {trip.destination.value}"
            yield trip.departs.isoformat(), clock(trip.departs), "car", way, with_whom
    if arrival is not None:
        yield from _rooms(desk, arrival)
    for ride in desk.shuttle_rides:
        if guest.id in ride.guest_ids:
            way = f"{ride.origin.value} → {ride.destination.value}"
            with_whom = f"{ride.vehicle.plate} {ride.vehicle.driver}".strip()
            yield ride.departs.isoformat(), clock(ride.departs), "shuttle", way, with_whom
    for session in desk.sessions_of(guest):
        yield session.starts.isoformat(), clock(session.starts), session.title, session.place, ""
    for meeting in desk.appointments.find(edition=desk.edition):
        if meeting.slot is not None and guest.id in meeting.guest_ids:
            slot = meeting.slot
            yield slot.starts.isoformat(), clock(slot.starts), "meeting", slot.place.value, ""
    for outing in desk.outings.find(edition=desk.edition):
        if guest.id in outing.guest_ids and not outing.cancelled:
            place = outing.place.value
            yield outing.starts.isoformat(), clock(outing.starts), outing.name or outing.kind.value, place, ""
    if leaves is not None and not leaves.cancelled:
        at = leaves.expected
        yield (
            at.isoformat(),
            clock(at),
            f"{leaves.number} leaves",
            placed(leaves.gate.value, [leaves.terminal]),
            "",
        )


def _rooms(desk: Desk, arrival: Arrival) -> Iterable[tuple[str, ...]]:
    """The room near the gate while no way leads into town, then the one in town."""
    near, bed = desk.held.get(arrival.guest_id), desk.beds.get(arrival.guest_id)
    for room, at in ((near, arrival.ready_at), (bed, arrival.in_town_from)):
        if room is not None:
            hotel, nights = desk.houses[room.hotel_id], f"{day(room.first_night)} to {day(room.last_night)}"
            yield at.isoformat(), clock(at), f"room {room.room}", hotel.name, nights


def _people(desk: Desk, guest: Traveller) -> Iterable[tuple[str, ...]]:
    arrival, escort = desk.arriving.get(guest.id), desk.speaking.get(guest.id)
    if arrival is not None and arrival.liaison:
        yield "liaison", arrival.liaison, arrival.liaison_phone
    if escort is not None:
        yield "interpreter", escort.interpreter_name, ""
    for bed in (desk.held.get(guest.id), desk.beds.get(guest.id)):
        if bed is not None:
            hotel = desk.houses[bed.hotel_id]
            yield "hotel", hotel.name, hotel.phone
