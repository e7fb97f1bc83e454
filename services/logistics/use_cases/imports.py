"""Lists of the organisers: arrivals by guest, vehicles by reference."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from services.logistics import standing
from services.logistics.domain.arrival import Arrival, check_itinerary
from services.logistics.domain.clearance import uses_vip_lane
from services.logistics.domain.departure import Departure
from services.logistics.domain.flight import one_place
from services.logistics.domain.heard import Traveller
from services.logistics.domain.vehicle import Vehicle
from services.logistics.storage import Arrivals, Travellers, Vehicles
from services.logistics.use_cases import columns
from shared.importing import Entry, Form, Note, Values, import_rows
from shared.storage.store import Change, save_all

Rows = Sequence[Mapping[str, str]]
Report = dict[str, Any]
Travel = TypeVar("Travel", Arrival, Departure)


def arrival_id(edition: str, guest: str) -> str:
    """The id of a guest's arrival; a guest arrives once in an edition."""
    return f"{edition}.a.{guest}"


def import_arrivals(
    arrivals: Arrivals,
    travellers: Travellers,
    edition: str,
    rows: Rows,
    mapping: Mapping[str, str],
    *,
    dry_run: bool,
    partial: bool,
) -> Report:
    """Itineraries by guest; guests whom registration has not announced yet are pointed out, not refused."""
    expected = {traveller.reference: traveller for traveller in travellers.find(edition=edition)}
    others = not_listed(arrivals.find(edition=edition), edition, rows, mapping)
    return import_rows(
        Form(
            "arrivals",
            columns.ARRIVALS,
            _guest,
            Itineraries(edition, expected, others).build,
            zone_field="time_zone",
        ),
        rows,
        mapping,
        stored=lambda guests: _by_guest(arrivals, edition, guests),
        write=lambda entries: save_all([_arrival_change(arrivals, entry) for entry in entries]),
        remarks=lambda entries: [_unknown(entry) for entry in entries if entry.key not in expected],
        dry_run=dry_run,
        partial=partial,
    )


def import_vehicles(
    vehicles: Vehicles,
    edition: str,
    rows: Rows,
    mapping: Mapping[str, str],
    *,
    dry_run: bool,
    partial: bool,
) -> Report:
    """Vehicles by the organisers' reference."""

    def build(reference: str, values: Values, before: Vehicle | None) -> Vehicle:
        if before is not None:
            return replace(before, **values)
        given = {"driver": "", "phone": "", **values}
        return Vehicle(id=f"{edition}.v.{reference}", edition=edition, **given)

    return import_rows(
        Form("vehicles", columns.VEHICLES, lambda values: str(values["reference"]), build),
        rows,
        mapping,
        stored=lambda keys: {v.reference: v for v in vehicles.find(edition=edition, reference=list(keys))},
        write=lambda entries: save_all([_vehicle_change(vehicles, entry) for entry in entries]),
        dry_run=dry_run,
        partial=partial,
    )


def not_listed(known: Iterable[Travel], edition: str, rows: Rows, mapping: Mapping[str, str]) -> list[Travel]:
    """The arrivals, or departures, that the list does not speak of: its rows must fit to them."""
    headers = {mapping.get("guest", "Guest"), "Guest", "嘉宾编号"}
    listed = {f"{edition}.g.{row[header].strip()}" for row in rows for header in headers & set(row)}
    return [one for one in known if one.guest_id not in listed]


class Itineraries:
    """Builds arrivals of one edition from rows; `others` are those that no row speaks of."""

    def __init__(self, edition: str, travellers: Mapping[str, Traveller], others: Sequence[Arrival]) -> None:
        self.edition, self.travellers = edition, travellers
        self.booked = {arrival.id: arrival for arrival in others}

    def build(self, guest: str, values: Values, before: Arrival | None) -> Arrival:
        """The arrival the row asks for; `before` itself when the row says nothing new."""
        itinerary = {name: value for name, value in values.items() if name != "guest"}
        leaves_at = itinerary.get("leaves_at", before.leaves_at if before else None)
        check_itinerary(values["gate"], values["destination"], values["scheduled"], leaves_at)
        booked = self._new(guest, itinerary) if before is None else before.booked_as(**itinerary)
        one_place(self.booked.values(), booked)
        self.booked[booked.id] = booked
        return booked

    def _new(self, guest: str, itinerary: dict[str, Any]) -> Arrival:
        defaults = {column.field: column.default for column in columns.ARRIVALS if not column.required}
        scheduled = itinerary["scheduled"]
        traveller = self.travellers.get(guest)
        return Arrival(
            id=arrival_id(self.edition, guest),
            edition=self.edition,
            guest_id=f"{self.edition}.g.{guest}",
            expected=scheduled,
            ready_at=scheduled,
            in_town_from=scheduled,
            vip_lane=uses_vip_lane(traveller.rank if traveller else None),
            **{**defaults, **itinerary},
        ).timed()


def _guest(values: Values) -> str:
    return str(values["guest"])


def _by_guest(arrivals: Arrivals, edition: str, guests: Sequence[str]) -> dict[str, Arrival]:
    guest_ids = {f"{edition}.g.{guest}": guest for guest in guests}
    return {guest_ids[a.guest_id]: a for a in arrivals.find(edition=edition, guest_id=list(guest_ids))}


def _arrival_change(arrivals: Arrivals, entry: Entry[Arrival]) -> Change:
    return Change(arrivals, entry.thing, (standing.of_itinerary(entry.thing, entry.before),))


def _vehicle_change(vehicles: Vehicles, entry: Entry[Vehicle]) -> Change:
    return Change(vehicles, entry.thing, (standing.of_vehicle(entry.thing, entry.before),))


def _unknown(entry: Entry[Arrival]) -> Note:
    text = f"Registration has not announced a guest {entry.key}; no car is sent before it has."
    return Note(entry.row, "guest_not_announced", text)
