"""Papers of the road: what a driver and a gate need."""

from services.logistics.domain.paper import Paper, PaperKind, Sheet, clock
from services.logistics.domain.place import GATES, Place
from services.logistics.domain.vehicle import Vehicle
from services.logistics.use_cases.papers.desk import Desk, NoSuchReader, joined, meeting_point, placed


def driver_sheet(desk: Desk, reference: str) -> Paper:
    """Trips of one vehicle: when, from where to where, whom, which flight, whom to call."""
    vehicle = next((one for one in desk.fleet.values() if one.reference == reference), None)
    if vehicle is None:
        raise NoSuchReader(kind="driver", reference=reference)
    rows = []
    for trip in desk.driven:
        if trip.vehicle_id == vehicle.id:
            arrivals = [desk.arriving[g] for g in trip.guest_ids if g in desk.arriving]
            there = trip.origin in GATES
            rows.append(
                (
                    clock(trip.departs),
                    placed(trip.origin.value, [arrival.terminal for arrival in arrivals] if there else ()),
                    trip.destination.value,
                    clock(trip.arrives),
                    ", ".join(desk.name(guest_id) for guest_id in trip.guest_ids),
                    joined(arrival.number for arrival in arrivals) if there else "",
                    joined(f"{a.liaison} {a.liaison_phone}".strip() for a in arrivals),
                )
            )
    columns = ("Leaves", "From", "To", "Arrives", "Guests", "Flight", "Call")
    title = f"{vehicle.plate} · {vehicle.driver}"
    sheets = [Sheet("Trips", columns, tuple(rows)), *_shuttle(desk, vehicle)]
    return desk.paper(PaperKind.DRIVER, title, vehicle.driver, *sheets)


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
    """Who lands at one gate, and who meets them where with which car."""
    if reference not in {gate.value for gate in GATES}:
        raise NoSuchReader(kind="gate", reference=reference)
    gate = Place(reference)
    rows = []
    for arrival in sorted(desk.arriving.values(), key=lambda one: (one.expected, one.number, one.guest_id)):
        guest = desk.guests.get(arrival.guest_id)
        if arrival.gate is gate and guest is not None and guest.is_expected:
            trip = next((t for t in desk.driven if arrival.id in t.leg_ids), None)
            vehicle = desk.fleet.get(trip.vehicle_id) if trip else None
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
                    f"{vehicle.plate} {vehicle.driver} {vehicle.phone}".strip() if vehicle else "no car",
                )
            )
    columns = ("Expected", "Flight", "Guest", "Rank", "Meets at", "Liaison", "Bags", "Car leaves", "Car")
    return desk.paper(
        PaperKind.GATE, f"Arrivals at {reference}", reference, Sheet("Arrivals", columns, tuple(rows))
    )
