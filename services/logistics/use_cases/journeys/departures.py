"""How guests leave, by guest, as the organisers list it."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.logistics import standing
from services.logistics.domain.clearance import uses_vip_lane
from services.logistics.domain.departure import Departure, check_departure, departure_id
from services.logistics.domain.flight import one_place
from services.logistics.domain.heard import Traveller
from services.logistics.storage import Departures, Travellers
from services.logistics.use_cases import columns_of_journeys as columns
from services.logistics.use_cases.imports import Report, Rows, not_listed
from shared.importing import Form, Values, import_rows
from shared.storage.store import Change, save_all


def import_departures(
    departures: Departures, travellers: Travellers, edition: str, rows: Rows, mapping: Mapping[str, str],
    *, dry_run: bool, partial: bool,
) -> Report:  # fmt: skip
    """How guests leave, by guest."""
    known = by_reference(travellers, edition)
    others = not_listed(departures.find(edition=edition), edition, rows, mapping)
    booked = {departure.id: departure for departure in others}

    def build(guest: str, values: Values, before: Departure | None) -> Departure:
        given = {name: value for name, value in values.items() if name != "guest"}
        departure = departure_of(edition, guest, given, before, known.get(guest))
        one_place(booked.values(), departure)
        booked[departure.id] = departure
        return departure

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
        stored=lambda guests: _stored(departures, edition, guests),
        write=lambda entries: save_all([departure_change(departures, e.thing, e.before) for e in entries]),
        dry_run=dry_run,
        partial=partial,
    )


def _stored(departures: Departures, edition: str, guests: Sequence[str]) -> dict[str, Departure]:
    wanted = {departure_id(edition, guest): guest for guest in guests}
    return {wanted[one.id]: one for one in departures.find(id=list(wanted))}


def by_reference(travellers: Travellers, edition: str) -> dict[str, Traveller]:
    return {one.reference: one for one in travellers.find(edition=edition)}


def departure_of(
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


def departure_change(departures: Departures, now: Departure, before: Departure | None) -> Change:
    return Change(departures, now, (standing.of_departure(now, before),))
