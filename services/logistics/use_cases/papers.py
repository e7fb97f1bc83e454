"""Run sheets and lists: one paper for each reader, with only what that reader needs.

A driver sees names, flights and a telephone; a gate who comes when and who meets them; a hotel rooms and
nights; a guest their own way. Ranks, needs and other people's rooms are on no driver's or guest's paper.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from services.logistics.domain.arrival import Arrival
from services.logistics.domain.clearance import Mode
from services.logistics.domain.departure import Departure
from services.logistics.domain.heard import Escort, Traveller
from services.logistics.domain.lodging import Allotment, Hotel
from services.logistics.domain.paper import Paper, PaperKind, Sheet, clock, day
from services.logistics.domain.place import GATES, Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import Vehicle
from services.logistics.storage import (
    Allotments,
    Appointments,
    Arrivals,
    Departures,
    Escorts,
    Hotels,
    Outings,
    Plans,
    Travellers,
    Trips,
    Vehicles,
)
from services.logistics.use_cases.table import Dining, count_needs, needs_by_name
from shared.errors import NotFound


class NoSuchReader(NotFound):
    """Nobody of this reference has such a paper."""

    code = "no_such_reader"


@dataclass(frozen=True)
class Desk:
    """The collections that papers are written from, for one edition."""

    edition: str
    trips: Trips
    vehicles: Vehicles
    arrivals: Arrivals
    departures: Departures
    travellers: Travellers
    escorts: Escorts
    appointments: Appointments
    outings: Outings
    hotels: Hotels
    allotments: Allotments
    plans: Plans
    dining: Dining

    @cached_property
    def guests(self) -> dict[str, Traveller]:
        """Guests by id."""
        return {one.id: one for one in self.travellers.find(edition=self.edition)}

    @cached_property
    def arriving(self) -> dict[str, Arrival]:
        """Arrivals by guest."""
        return {one.guest_id: one for one in self.arrivals.find(edition=self.edition)}

    @cached_property
    def leaving(self) -> dict[str, Departure]:
        """Departures by guest."""
        return {one.guest_id: one for one in self.departures.find(edition=self.edition)}

    @cached_property
    def driven(self) -> list[Trip]:
        """Trips in force, by time."""
        return sorted(self.trips.planned(self.edition), key=lambda trip: (trip.departs, trip.id))

    @cached_property
    def fleet(self) -> dict[str, Vehicle]:
        """Vehicles by id."""
        return {one.id: one for one in self.vehicles.find(edition=self.edition)}

    @cached_property
    def houses(self) -> dict[str, Hotel]:
        """Hotels by id."""
        return {one.id: one for one in self.hotels.find(edition=self.edition)}

    @cached_property
    def beds(self) -> dict[str, Allotment]:
        """Beds in force by guest; a night near a gate is on the hotel's papers only."""
        return {b.guest_id: b for b in self.allotments.in_force(self.edition) if not b.holding}

    @cached_property
    def speaking(self) -> dict[str, Escort]:
        """Interpreters by guest."""
        return {e.guest_id: e for e in self.escorts.find(edition=self.edition) if e.interpreter_id}

    def name(self, guest_id: str) -> str:
        """A guest's name, with the own script where it differs."""
        guest = self.guests.get(guest_id)
        if guest is None:
            return guest_id.rpartition(".")[2]
        own = guest.own_script_name
        return f"{guest.name} {own}".strip() if own and not own.isascii() else guest.name

    def paper(self, kind: PaperKind, title: str, reader: str, *sheets: Sheet) -> Paper:
        """A paper that says from which plan it was made."""
        return Paper(kind, title, reader, self.plans.in_force(self.edition).number, sheets)


def meeting_point(arrival: Arrival, rank: Rank | None) -> str:
    """Where the liaison waits: as fixed with the gate, otherwise by rank and mode."""
    if arrival.meeting_point:
        return arrival.meeting_point
    if arrival.mode is Mode.ROAD:
        return "hotel entrance"
    if rank in (Rank.V1, Rank.V2):
        return "VIP room"
    return {Mode.FLIGHT: "arrivals exit", Mode.TRAIN: "platform exit", Mode.SHIP: "pier exit"}[arrival.mode]


def write_paper(desk: Desk, kind: PaperKind, reference: str) -> Paper:
    """The paper of one reader, by the organisers' reference."""
    writers: dict[PaperKind, Callable[[Desk, str], Paper]] = {
        PaperKind.DRIVER: _driver,
        PaperKind.GATE: _gate,
        PaperKind.HOTEL: _hotel,
        PaperKind.GUEST: _guest,
        PaperKind.ROOMING: _rooming,
        PaperKind.KITCHEN: _kitchen,
    }
    return writers[kind](desk, reference)


def _driver(desk: Desk, reference: str) -> Paper:
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
                    _place(trip.origin.value, [arrival.terminal for arrival in arrivals] if there else ()),
                    trip.destination.value,
                    clock(trip.arrives),
                    ", ".join(desk.name(guest_id) for guest_id in trip.guest_ids),
                    _joined(arrival.number for arrival in arrivals) if there else "",
                    _joined(f"{a.liaison} {a.liaison_phone}".strip() for a in arrivals),
                )
            )
    columns = ("Leaves", "From", "To", "Arrives", "Guests", "Flight", "Call")
    title = f"{vehicle.plate} · {vehicle.driver}"
    return desk.paper(PaperKind.DRIVER, title, vehicle.driver, Sheet("Trips", columns, tuple(rows)))


def _gate(desk: Desk, reference: str) -> Paper:
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
                    _place(arrival.number, [arrival.terminal]),
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


def _hotel(desk: Desk, reference: str) -> Paper:
    """Who comes to one hotel when, with which car; keys are ready, nobody queues at the desk."""
    hotel = _hotel_of(desk, reference)
    beds = sorted(
        (b for b in desk.allotments.in_force(desk.edition) if b.hotel_id == hotel.id),
        key=lambda bed: (bed.first_night, bed.room, bed.guest_id),
    )
    rows = []
    for bed in beds:
        arrival, leaves = desk.arriving.get(bed.guest_id), desk.leaving.get(bed.guest_id)
        trip = next((t for t in desk.driven if arrival and arrival.id in t.leg_ids), None)
        rows.append(
            (
                bed.room,
                desk.name(bed.guest_id),
                bed.kind.value,
                day(bed.first_night),
                day(bed.last_night),
                clock(arrival.in_town_from) if arrival else "",
                trip.plate if trip else "",
                clock(leaves.leaves_by) if leaves else "",
                "key handed over in the car",
            )
        )
    columns = ("Room", "Guest", "Kind", "First night", "Last night", "Comes", "Car", "Leaves", "Note")
    return desk.paper(PaperKind.HOTEL, hotel.name, reference, Sheet("Guests", columns, tuple(rows)))


def _rooming(desk: Desk, reference: str) -> Paper:
    """Room by room who sleeps there, with country and whether the lodging is registered."""
    hotel = _hotel_of(desk, reference)
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
                _joined(desk.name(other) for other in bed.shares_with),
                state,
            )
        )
    columns = ("Room", "Guest", "Country", "Kind", "First night", "Last night", "Shares with", "Registration")
    return desk.paper(PaperKind.ROOMING, f"{hotel.name} · rooming list", reference,
                      Sheet("Rooms", columns, tuple(rows)))  # fmt: skip


def _hotel_of(desk: Desk, reference: str) -> Hotel:
    hotel = next((one for one in desk.houses.values() if one.reference == reference), None)
    if hotel is None:
        raise NoSuchReader(kind="hotel", reference=reference)
    return hotel


def _guest(desk: Desk, reference: str) -> Paper:
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
    arrival, leaves, bed = (
        desk.arriving.get(guest.id), desk.leaving.get(guest.id), desk.beds.get(guest.id),
    )  # fmt: skip
    if arrival is not None:
        at, point = arrival.expected, meeting_point(arrival, guest.rank)
        what = f"{arrival.number} cancelled" if arrival.cancelled else f"{arrival.number} arrives"
        yield at.isoformat(), clock(at), what, _place(arrival.gate.value, [arrival.terminal]), point
    for trip in desk.driven:
        if guest.id in trip.guest_ids:
            vehicle = desk.fleet.get(trip.vehicle_id)
            with_whom = f"{trip.plate} {vehicle.driver if vehicle else ''}".strip()
            way = f"{trip.origin.value} → {trip.destination.value}"
            yield trip.departs.isoformat(), clock(trip.departs), "car", way, with_whom
    if bed is not None and arrival is not None:
        hotel, nights = desk.houses[bed.hotel_id], f"{day(bed.first_night)} to {day(bed.last_night)}"
        at = arrival.in_town_from
        yield at.isoformat(), clock(at), f"room {bed.room}", hotel.name, nights
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
            _place(leaves.gate.value, [leaves.terminal]),
            "",
        )


def _people(desk: Desk, guest: Traveller) -> Iterable[tuple[str, ...]]:
    arrival, escort = desk.arriving.get(guest.id), desk.speaking.get(guest.id)
    if arrival is not None and arrival.liaison:
        yield "liaison", arrival.liaison, arrival.liaison_phone
    if escort is not None:
        yield "interpreter", escort.interpreter_name, ""


def _kitchen(desk: Desk, reference: str) -> Paper:
    """How many eat and what they need, then the place cards that need a word."""
    sitting = next(
        (s for s in desk.dining.sittings.find(edition=desk.edition) if s.reference == reference), None
    )
    if sitting is None:
        raise NoSuchReader(kind="kitchen", reference=reference)
    count = count_needs(desk.dining, sitting.id)
    counts = [("guests", str(count.guests)), *((need, str(n)) for need, n in count.by_need.items())]
    counts.append(("not said", str(count.not_said)))
    cards = [(one["name"], ", ".join(one["needs"])) for one in needs_by_name(desk.dining, sitting.id)]
    return desk.paper(
        PaperKind.KITCHEN,
        f"{sitting.name or sitting.reference} · {clock(sitting.starts)}",
        reference,
        Sheet("Counts", ("Need", "Guests"), tuple(counts)),
        Sheet("Place cards", ("Guest", "Needs"), tuple(cards)),
    )


def _place(name: str, terminals: Sequence[str]) -> str:
    terminal = _joined(terminals)
    return f"{name} {terminal}".strip()


def _joined(texts: Iterable[str]) -> str:
    """Different texts once each, in the order given."""
    return ", ".join(dict.fromkeys(text for text in texts if text))
