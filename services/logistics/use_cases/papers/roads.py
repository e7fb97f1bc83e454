"""Papers of the road: what a driver and a gate need."""

from services.logistics.domain.leg import TripKind
from services.logistics.domain.paper import Paper, PaperKind, Sheet, clock
from services.logistics.domain.place import GATES, Place
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import Vehicle
from services.logistics.use_cases.papers.desk import Desk, NoSuchReader, joined, meeting_point, placed


def driver_sheet(desk: Desk, reference: str) -> Paper:
    """Trips of one vehicle: when, from where to where, whom, which flight, whom to call."""
    vehicle = next((one for one in desk.fleet.values() if one.reference == reference), None)
    if vehicle is None:
        raise NoSuchReader(kind="driver", reference=reference)
    rows = [_drive(desk, trip) for trip in desk.driven if trip.vehicle_id == vehicle.id]
    columns = ("Leaves", "From", "To", "Arrives", "Guests", "Flight", "Call")
    title = f"{vehicle.plate} · {vehicle.driver}"
    sheets = [Sheet("Trips", columns, tuple(rows)), *_shuttle(desk, vehicle)]
    return desk.paper(PaperKind.DRIVER, title, vehicle.driver, *sheets)


def _drive(desk: Desk, trip: Trip) -> tuple[str, ...]:
    """One trip; flight and terminal are those of landing on a pick-up, of leaving on a send-off."""
    arrivals = [desk.arriving[guest] for guest in trip.guest_ids if guest in desk.arriving]
    met = arrivals if trip.kind is TripKind.PICK_UP else []
    seen_off = trip.guest_ids if trip.kind is TripKind.SEND_OFF else ()
    leaving = [desk.leaving[guest] for guest in seen_off if guest in desk.leaving]
    return (
        clock(trip.departs),
        placed(trip.origin.value, [one.terminal for one in met]),
        placed(trip.destination.value, [one.terminal for one in leaving]),
        clock(trip.arrives),
        ", ".join(desk.name(guest_id) for guest_id in trip.guest_ids),
        joined([*(one.number for one in met), *(one.number for one in leaving)]),
        joined(f"{one.liaison} {one.liaison_phone}".strip() for one in arrivals),
    )


def _shuttle(desk: Desk, vehicle: Vehicle) -> list[Sheet]:
    """The shuttle departures of one vehicle, where it has any."""
    rows = tuple(
        (
            clock(ride.departs),
            ride.origin.value,
            ride.destination.value,
            clock(ride.arrives),
            str(ride.guests),
            ride.session.title,
        )
        for ride in desk.shuttle_rides
        if ride.vehicle.id == vehicle.id
    )
    columns = ("Leaves", "From", "To", "Arrives", "Guests", "Session")
    return [Sheet("Shuttle", columns, rows)] if rows else []


def gate_list(desk: Desk, reference: str) -> Paper:
    """Who lands at one gate and who meets them where with which car; who leaves from it and comes with which car."""
    if reference not in {gate.value for gate in GATES}:
        raise NoSuchReader(kind="gate", reference=reference)
    gate = Place(reference)
    rows = []
    for arrival in sorted(desk.arriving.values(), key=lambda one: (one.expected, one.number, one.guest_id)):
        guest = desk.guests.get(arrival.guest_id)
        if arrival.gate is gate and guest is not None and guest.is_expected:
            trip = desk.trip_of(arrival.id)
            rows.append(
                (
                    "cancelled" if arrival.cancelled else clock(arrival.expected),
                    placed(arrival.number, [arrival.terminal]),
                    desk.name(guest.id),
                    guest.rank.value,
                    meeting_point(arrival, guest.rank),
                    f"{arrival.liaison} {arrival.liaison_phone}".strip(),
                    str(arrival.bags),
                    clock(trip.departs) if trip else "",
                    _car(desk, trip),
                )
            )
    columns = ("Expected", "Flight", "Guest", "Rank", "Meets at", "Liaison", "Bags", "Car leaves", "Car")
    arrivals = Sheet("Arrivals", columns, tuple(rows))
    return desk.paper(PaperKind.GATE, f"Gate {reference}", reference, arrivals, *_departures(desk, gate))


def _departures(desk: Desk, gate: Place) -> list[Sheet]:
    """Who leaves from one gate, where anybody does."""
    rows = []
    for leaves in sorted(desk.leaving.values(), key=lambda one: (one.expected, one.number, one.guest_id)):
        guest = desk.guests.get(leaves.guest_id)
        if leaves.gate is gate and guest is not None and guest.is_expected:
            trip = desk.trip_of(leaves.id)
            rows.append(
                (
                    "cancelled" if leaves.cancelled else clock(leaves.expected),
                    placed(leaves.number, [leaves.terminal]),
                    desk.name(guest.id),
                    guest.rank.value,
                    clock(leaves.be_there_by),
                    str(leaves.bags),
                    clock(trip.arrives) if trip else "",
                    _car(desk, trip),
                )
            )
    columns = ("Leaves", "Flight", "Guest", "Rank", "There by", "Bags", "Car comes", "Car")
    return [Sheet("Departures", columns, tuple(rows))] if rows else []


def _car(desk: Desk, trip: Trip | None) -> str:
    vehicle = desk.fleet.get(trip.vehicle_id) if trip else None
    return f"{vehicle.plate} {vehicle.driver} {vehicle.phone}".strip() if vehicle else "no car"
