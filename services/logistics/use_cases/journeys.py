"""The guests' ways: legs of travel, departures, and outings, as the organisers list them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.logistics import standing
from services.logistics.domain.arrival import check_itinerary
from services.logistics.domain.clearance import uses_vip_lane
from services.logistics.domain.closure import PlanningTime
from services.logistics.domain.departure import Departure, check_departure, departure_id
from services.logistics.domain.heard import Traveller
from services.logistics.domain.itinerary import Direction, Itinerary, TravelLeg, itinerary_id
from services.logistics.domain.local_time import only_one
from services.logistics.domain.outing import Outing
from services.logistics.domain.place import Place
from services.logistics.storage import Arrivals, Departures, Itineraries, Outings, PlanningTimes, Travellers
from services.logistics.use_cases import columns_of_journeys as columns
from services.logistics.use_cases.imports import Itineraries as ArrivalRows
from services.logistics.use_cases.imports import Report, Rows
from shared.errors import Invalid
from shared.importing import Entry, Form, Values, import_rows
from shared.importing.moments import moment
from shared.storage.store import Change, save_all


class NotAGateOfOurs(Invalid):
    """The last leg of an arrival ends at one of our gates, the first of a departure begins there."""

    code = "not_a_gate"


@dataclass(frozen=True)
class Journeys:
    """The collections that legs fill."""

    itineraries: Itineraries
    arrivals: Arrivals
    departures: Departures
    travellers: Travellers


def import_departures(
    departures: Departures, travellers: Travellers, edition: str, rows: Rows, mapping: Mapping[str, str],
    *, dry_run: bool, partial: bool,
) -> Report:  # fmt: skip
    """How guests leave, by guest."""
    known = _by_reference(travellers, edition)

    def build(guest: str, values: Values, before: Departure | None) -> Departure:
        given = {name: value for name, value in values.items() if name != "guest"}
        return _departure(edition, guest, given, before, known.get(guest))

    return import_rows(
        Form(
            "departures",
            columns.DEPARTURES,
            lambda values: str(values["guest"]),
            build,
            zone_field="time_zone",
        ),
        rows,
        mapping,
        stored=lambda guests: {
            guest: one
            for guest in guests
            if (one := departures.find_one(id=departure_id(edition, guest))) is not None
        },
        write=lambda entries: save_all([_departure_change(departures, e.thing, e.before) for e in entries]),
        dry_run=dry_run,
        partial=partial,
    )


def _by_reference(travellers: Travellers, edition: str) -> dict[str, Traveller]:
    return {one.reference: one for one in travellers.find(edition=edition)}


def _departure(
    edition: str, guest: str, given: dict[str, Any], before: Departure | None, traveller: Traveller | None
) -> Departure:
    check_departure(given["gate"], given["origin"])
    if before is not None:
        return before.booked_as(**given)
    defaults = {column.field: column.default for column in columns.DEPARTURES if not column.required}
    at = given["scheduled"]
    return Departure(
        id=departure_id(edition, guest),
        edition=edition,
        guest_id=f"{edition}.g.{guest}",
        expected=at,
        be_there_by=at,
        leaves_by=at,
        vip_lane=uses_vip_lane(traveller.rank if traveller else None),
        **{**defaults, **given},
    ).timed()


def _departure_change(departures: Departures, now: Departure, before: Departure | None) -> Change:
    return Change(departures, now, (standing.of_departure(now, before),))


def import_planning_times(
    times: PlanningTimes,
    edition: str,
    rows: Rows,
    mapping: Mapping[str, str],
    *,
    dry_run: bool,
    partial: bool,
) -> Report:
    """Drives measured by hour of leaving; trips are planned by them from then on."""

    def build(key: str, values: Values, before: PlanningTime | None) -> PlanningTime:
        if before is not None:
            return replace(before, **values)
        return PlanningTime(id=f"{edition}.time.{key}", edition=edition, **values)

    def key(values: Values) -> str:
        return f"{values['origin']}-{values['destination']}-{values['from_hour']}"

    return import_rows(
        Form("planning_times", columns.PLANNING_TIMES, key, build),
        rows,
        mapping,
        stored=lambda keys: {
            one.id.removeprefix(f"{edition}.time."): one
            for one in times.find(id=[f"{edition}.time.{each}" for each in keys])
        },
        write=lambda entries: save_all(
            [Change(times, e.thing, (standing.of_planning_time(e.thing),)) for e in entries]
        ),
        dry_run=dry_run,
        partial=partial,
    )


def import_outings(
    outings: Outings, edition: str, rows: Rows, mapping: Mapping[str, str], *, dry_run: bool, partial: bool
) -> Report:
    """Visits and banquets with those who go."""

    def build(reference: str, values: Values, before: Outing | None) -> Outing:
        given = {name: value for name, value in values.items() if name != "guests"}
        given["guest_ids"] = tuple(f"{edition}.g.{guest}" for guest in values["guests"])
        if before is not None:
            return replace(before, **given)
        return Outing(id=f"{edition}.out.{reference}", edition=edition, **{"name": "", **given})

    return import_rows(
        Form("outings", columns.OUTINGS, lambda values: str(values["reference"]), build),
        rows,
        mapping,
        stored=lambda keys: {o.reference: o for o in outings.find(edition=edition, reference=list(keys))},
        write=lambda entries: save_all(
            [Change(outings, e.thing, (standing.of_outing(e.thing, e.before),)) for e in entries]
        ),
        dry_run=dry_run,
        partial=partial,
    )


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
        self.known = _by_reference(journeys.travellers, edition)
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
            way.with_leg(_leg(values)),
            international=way.international or values.get("international", False),
            bags=max(way.bags, values.get("bags", 0)),
            zone_of_city=values.get("zone_of_city") or way.zone_of_city,
        )
        if made.zone_of_city is not None:
            _check(made, made.zone_of_city)
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
        after = _departure(self.edition, guest, given, before, self.known.get(guest))
        return [] if after == before else [_departure_change(self.at.departures, after, before)]


def _check(way: Itinerary, zone: Place) -> None:
    """Refuse a way that ends at no gate of ours, once all of it has been read."""
    arriving = way.direction is Direction.ARRIVAL
    end = way.legs[-1].to_place if arriving else way.legs[0].from_place
    if end not in set(Place):
        raise NotAGateOfOurs(field="to_place" if arriving else "from_place", value=end)
    if arriving:
        check_itinerary(Place(end), zone, way.legs[-1].arrives, None)
    else:
        check_departure(Place(end), zone)


def _leg(values: Values) -> TravelLeg:
    return TravelLeg(
        number=values["number"],
        mode=values["mode"],
        from_place=values["from_place"].upper(),
        from_zone=values["from_zone"],
        departs=_at("departs", values["departs"], values["from_zone"]),
        to_place=values["to_place"].upper(),
        to_zone=values["to_zone"],
        arrives=_at("arrives", values["arrives"], values["to_zone"]),
        from_terminal=values.get("from_terminal", ""),
        to_terminal=values.get("to_terminal", ""),
    )


def _at(name: str, written: str, zone: str) -> datetime:
    """The moment a local time stands for; an hour the clocks leave out or show twice is refused."""
    try:
        return only_one(moment(written, ZoneInfo(zone)))
    except Invalid as refused:
        raise Invalid(refused.message, code=refused.refusal, field=name, value=written) from None
