"""The guests' ways leg by leg; the leg at our gate makes the arrival or the departure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from services.logistics import standing
from services.logistics.domain.itinerary import Direction, Itinerary, itinerary_id
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

    A row a leg, in any order; legs of one guest and direction must meet and not overlap.
    """
    reader = _Legs(journeys, edition)
    return import_rows(
        Form("journeys", columns.LEGS, _way_of, reader.build, repeats=True),
        rows,
        mapping,
        stored=reader.stored,
        write=lambda entries: save_all([change for entry in entries for change in reader.changes(entry)]),
        dry_run=dry_run,
        partial=partial,
    )


def _way_of(values: Values) -> str:
    return f"{values['guest']} {values['direction'].value}"


class _Legs:
    """Builds ways of one edition from rows."""

    def __init__(self, journeys: Journeys, edition: str) -> None:
        self.at, self.edition = journeys, edition
        self.known = by_reference(journeys.travellers, edition)
        self.rows = ArrivalRows(edition, self.known, ())

    def stored(self, keys: Sequence[str]) -> dict[str, Itinerary]:
        """The ways known."""
        wanted = {self._id(key): key for key in keys}
        return {wanted[one.id]: one for one in self.at.itineraries.find(id=list(wanted))}

    def build(self, key: str, values: Values, before: Itinerary | None) -> Itinerary:
        """The way with one more leg; `before` itself when the row says nothing new."""
        guest, _, direction = key.partition(" ")
        way = before or Itinerary(
            self._id(key), self.edition, f"{self.edition}.g.{guest}", Direction(direction)
        )
        made = replace(
            way.with_leg(leg_of(values)),
            international=way.international or values.get("international", False),
            bags=max(way.bags, values.get("bags", 0)),
            zone_of_city=values.get("zone_of_city") or way.zone_of_city,
        )
        if made.zone_of_city is not None:
            check_way(made, made.zone_of_city)
        return before if before == made else made

    def changes(self, entry: Entry[Itinerary]) -> list[Change]:
        """The way, and the arrival or departure it makes."""
        way = entry.thing
        saved = Change(self.at.itineraries, way)
        guest = entry.key.partition(" ")[0]
        if way.direction is Direction.ARRIVAL:
            return [saved, *self._arrival(guest, way)]
        return [saved, *self._departure(guest, way)]

    def _id(self, key: str) -> str:
        guest, _, direction = key.partition(" ")
        return itinerary_id(self.edition, guest, Direction(direction))

    def _arrival(self, guest: str, way: Itinerary) -> list[Change]:
        before = self.at.arrivals.find_one(guest_id=way.guest_id)
        zone = way.zone_of_city or (before.destination if before else None)
        last = way.legs[-1]
        if zone is None or last.to_place not in set(Place):
            return []
        values = {
            "guest": guest, "mode": last.mode, "number": last.number, "gate": Place(last.to_place),
            "scheduled": last.arrives, "time_zone": last.to_zone, "terminal": last.to_terminal,
            "international": way.international, "bags": way.bags, "destination": zone,
        }  # fmt: skip
        after = self.rows.build(guest, values, before)
        if after == before:
            return []
        return [Change(self.at.arrivals, after, (standing.of_itinerary(after, before),))]

    def _departure(self, guest: str, way: Itinerary) -> list[Change]:
        before = self.at.departures.find_one(guest_id=way.guest_id)
        zone = way.zone_of_city or (before.origin if before else None)
        first = way.legs[0]
        if zone is None or first.from_place not in set(Place):
            return []
        given = {
            "mode": first.mode, "number": first.number, "gate": Place(first.from_place),
            "terminal": first.from_terminal, "scheduled": first.departs, "time_zone": first.from_zone,
            "international": way.international, "bags": way.bags, "origin": zone,
        }  # fmt: skip
        after = departure_of(self.edition, guest, given, before, self.known.get(guest))
        return [] if after == before else [departure_change(self.at.departures, after, before)]
