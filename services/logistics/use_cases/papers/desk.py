"""What papers are written from, and the small texts they share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from services.logistics.domain.arrival import Arrival
from services.logistics.domain.clearance import Mode
from services.logistics.domain.departure import Departure
from services.logistics.domain.heard import Escort, Occasion, Traveller
from services.logistics.domain.lodging import Allotment, Hotel
from services.logistics.domain.paper import Paper, PaperKind, Sheet
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
from services.logistics.use_cases.shuttle import Ride, Shuttle
from services.logistics.use_cases.table import Dining
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
    shuttle: Shuttle

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

    def trip_of(self, leg_id: str) -> Trip | None:
        """The trip in force that serves a leg."""
        return self._by_leg.get(leg_id)

    @cached_property
    def _by_leg(self) -> dict[str, Trip]:
        return {leg_id: trip for trip in self.driven for leg_id in trip.leg_ids}

    @cached_property
    def shuttle_rides(self) -> tuple[Ride, ...]:
        """Departures of the shuttle, by time."""
        return self.shuttle.timetable(self.edition).rides

    def sessions_of(self, guest: Traveller) -> list[Occasion]:
        """The sessions held while a guest is in town; whoever has no arrival is in none."""
        arrival, leaves = self.arriving.get(guest.id), self.leaving.get(guest.id)
        if arrival is None or arrival.cancelled:
            return []
        until = leaves.leaves_by if leaves and not leaves.cancelled else arrival.leaves_at
        return [
            session
            for session in self.shuttle.occasions.find(edition=self.edition)
            if session.ends > arrival.in_town_from and (until is None or session.starts < until)
        ]

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
        """Beds in town by guest."""
        return {bed.guest_id: bed for bed in self._in_force if not bed.holding}

    @cached_property
    def held(self) -> dict[str, Allotment]:
        """Beds near a gate, by guest, while no way leads into town."""
        return {bed.guest_id: bed for bed in self._in_force if bed.holding}

    @cached_property
    def _in_force(self) -> list[Allotment]:
        return self.allotments.in_force(self.edition)

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


def placed(name: str, terminals: Sequence[str]) -> str:
    terminal = joined(terminals)
    return f"{name} {terminal}".strip()


def joined(texts: Iterable[str]) -> str:
    """Different texts once each, in the order given."""
    return ", ".join(dict.fromkeys(text for text in texts if text))
