"""The guests' ways leg by leg; the leg at our gate makes the arrival or the departure."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.logistics import standing
from services.logistics.domain.arrival import Arrival
from services.logistics.domain.departure import Departure
from services.logistics.domain.flight import one_place, one_run
from services.logistics.domain.itinerary import Direction, Itinerary, TravelLeg, itinerary_id
from services.logistics.domain.place import Place
from services.logistics.storage import Arrivals, Departures, Itineraries, Travellers
from services.logistics.use_cases import columns_of_journeys as columns
from services.logistics.use_cases.imports import Itineraries as ArrivalRows
from services.logistics.use_cases.imports import Report, Rows
from services.logistics.use_cases.journeys.departures import by_reference, departure_change, departure_of
from services.logistics.use_cases.journeys.one_leg import check_way, leg_of
from shared.importing import Entry, Form, Values, import_rows
from shared.storage.store import Change, save_all


@dataclass(frozen=True)
class Journeys:
    """The collections that legs fill."""

    itineraries: Itineraries
    arrivals: Arrivals
    departures: Departures
    travellers: Travellers


def import_journeys(
    journeys: Journeys, edition: str, rows: Rows, mapping: Mapping[str, str], *, dry_run: bool, partial: bool
) -> Report:
    """Legs in local times of both ends; the leg at our gate makes the arrival or the departure.

    A row a leg, in any order; legs of one guest and direction must meet and not overlap once all are read.
    """
    reader = _Legs(journeys, edition)
    return import_rows(
        Form("journeys", columns.LEGS, reader.key, reader.build, repeats=True),
        rows,
        mapping,
        stored=reader.stored,
        write=lambda entries: save_all([change for entry in entries for change in reader.changes(entry)]),
        dry_run=dry_run,
        partial=partial,
    )


class _Legs:
    """Builds ways of one edition from rows."""

    def __init__(self, journeys: Journeys, edition: str) -> None:
        self.at, self.edition = journeys, edition
        self.known = by_reference(journeys.travellers, edition)
        self.rows = ArrivalRows(edition, self.known, ())
        self.arriving: dict[str, Arrival] = {}
        self.departing: dict[str, Departure] = {}
        self.leaving: dict[str, Departure] = {}
        self.runs: dict[tuple[str, date], list[tuple[str, TravelLeg]]] = defaultdict(list)
        self.unread: Counter[str] = Counter()

    def key(self, values: Values) -> str:
        """Whose way in which direction a row is about; counts them, all before the first is built."""
        key = f"{values['guest']} {values['direction'].value}"
        self.unread[key] += 1
        return key

    def stored(self, keys: Sequence[str]) -> dict[str, Itinerary]:
        """The ways known of these keys; those of all others are what the rows must fit to."""
        wanted = {self._id(key): key for key in keys}
        known = self.at.itineraries.find(edition=self.edition)
        for way in known:
            if way.id not in wanted:
                self._note(way.guest_id, way.legs)
        listed = set(keys)
        self.arriving = {one.guest_id: one for one in self.at.arrivals.find(edition=self.edition)}
        self.departing = {one.guest_id: one for one in self.at.departures.find(edition=self.edition)}
        others = [a for guest, a in self.arriving.items() if _key(guest, Direction.ARRIVAL) not in listed]
        self.rows = ArrivalRows(self.edition, self.known, others)
        self.leaving = {
            one.id: one
            for guest, one in self.departing.items()
            if _key(guest, Direction.DEPARTURE) not in listed
        }
        return {wanted[one.id]: one for one in known if one.id in wanted}

    def _note(self, guest_id: str, legs: Sequence[TravelLeg]) -> None:
        for leg in legs:
            self.runs[leg.number, leg.leaves_locally.date()].append((guest_id, leg))

    def build(self, key: str, values: Values, before: Itinerary | None) -> Itinerary:
        """The way with one more leg; `before` itself when the row says nothing new."""
        self.unread[key] -= 1
        guest, _, direction = key.partition(" ")
        way = before or Itinerary(
            self._id(key), self.edition, f"{self.edition}.g.{guest}", Direction(direction)
        )
        leg = leg_of(values)
        others = self.runs[leg.number, leg.leaves_locally.date()]
        one_run((one for one in others if one[0] != way.guest_id), leg)
        made = replace(
            way.with_leg(leg),
            bags=max(way.bags, values.get("bags", 0)),
            zone_of_city=values.get("zone_of_city") or way.zone_of_city,
        )
        if not self.unread[key]:
            self._check(guest, made)
        self._note(way.guest_id, [leg])
        return before if before == made else made

    def _check(self, guest: str, way: Itinerary) -> None:
        """Refuse a way that cannot be, or whose flight at our gate is listed elsewhere, once all of it is read."""
        way.check()
        if way.zone_of_city is not None:
            check_way(way, way.zone_of_city)
        if way.direction is Direction.ARRIVAL:
            self._arrival(guest, way)
        else:
            self._departure(guest, way)

    def changes(self, entry: Entry[Itinerary]) -> list[Change]:
        """The way, and the arrival or departure it makes."""
        way = entry.thing
        saved = Change(self.at.itineraries, way)
        guest = entry.key.partition(" ")[0]
        if way.direction is Direction.ARRIVAL:
            arrival, known = self._arrival(guest, way)
            if arrival is None or arrival == known:
                return [saved]
            return [saved, Change(self.at.arrivals, arrival, (standing.of_itinerary(arrival, known),))]
        departure, before = self._departure(guest, way)
        if departure is None or departure == before:
            return [saved]
        return [saved, departure_change(self.at.departures, departure, before)]

    def _id(self, key: str) -> str:
        guest, _, direction = key.partition(" ")
        return itinerary_id(self.edition, guest, Direction(direction))

    def _arrival(self, guest: str, way: Itinerary) -> tuple[Arrival | None, Arrival | None]:
        before = self.arriving.get(way.guest_id)
        zone = way.zone_of_city or (before.destination if before else None)
        last = way.legs[-1]
        if zone is None or last.to_place not in set(Place):
            return None, before
        values = {
            "guest": guest, "mode": last.mode, "number": last.number, "gate": Place(last.to_place),
            "scheduled": last.arrives, "time_zone": last.to_zone, "terminal": last.to_terminal,
            "international": last.international, "bags": way.bags, "destination": zone,
        }  # fmt: skip
        return self.rows.build(guest, values, before), before

    def _departure(self, guest: str, way: Itinerary) -> tuple[Departure | None, Departure | None]:
        before = self.departing.get(way.guest_id)
        zone = way.zone_of_city or (before.origin if before else None)
        first = way.legs[0]
        if zone is None or first.from_place not in set(Place):
            return None, before
        given = {
            "mode": first.mode, "number": first.number, "gate": Place(first.from_place),
            "terminal": first.from_terminal, "scheduled": first.departs, "time_zone": first.from_zone,
            "international": first.international, "bags": way.bags, "origin": zone,
        }  # fmt: skip
        after = departure_of(self.edition, guest, given, before, self.known.get(guest))
        one_place(self.leaving.values(), after)
        self.leaving[after.id] = after
        return after, before


def _key(guest_id: str, direction: Direction) -> str:
    return f"{guest_id.rpartition('.')[2]} {direction.value}"
