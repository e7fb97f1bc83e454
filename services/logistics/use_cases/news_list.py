"""A file of carriers' messages in any order, about arrivals and departures by whatever means.

A row names a guest or a number; without a direction it is about an arrival. Doubled and late rows change nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from datetime import datetime
from typing import Any

from services.logistics.domain.arrival import Arrival, News
from services.logistics.domain.departure import Departure
from services.logistics.domain.flight import check_news, same_service
from services.logistics.domain.itinerary import Direction
from services.logistics.storage import Arrivals, Departures
from services.logistics.use_cases import columns
from services.logistics.use_cases.imports import Report, Rows
from services.logistics.use_cases.news import WhoseArrival, arrival_heard, departure_heard
from shared.importing import Entry, Form, Values, import_rows
from shared.storage.store import Change, save_all

Travel = Arrival | Departure


@dataclass
class Heard:
    """Those whom one line of a file is about, as the report shows them; all in the order of the guests."""

    guest_ids: tuple[str, ...] = field(init=False)
    expected: tuple[datetime, ...] = field(init=False)
    cancelled: tuple[bool, ...] = field(init=False)
    received_at: tuple[datetime | None, ...] = field(init=False)
    travels: InitVar[Sequence[Travel]]

    def __post_init__(self, travels: Sequence[Travel]) -> None:
        self.all = tuple(travels)
        self.guest_ids = tuple(one.guest_id for one in travels)
        self.expected = tuple(one.expected for one in travels)
        self.cancelled = tuple(one.cancelled for one in travels)
        self.received_at = tuple(one.news.received_at if one.news else None for one in travels)


def import_arrival_updates(
    arrivals: Arrivals, departures: Departures, edition: str, rows: Rows, mapping: Mapping[str, str],
    *, dry_run: bool, partial: bool,
) -> Report:  # fmt: skip
    """A file of messages; each names a guest or a number, and those who leave by their direction."""
    return import_rows(
        Form("arrival_updates", columns.ARRIVAL_UPDATES, _concerns, _heard, repeats=True),
        rows,
        mapping,
        stored=lambda keys: _stored(arrivals, departures, edition, keys),
        write=lambda entries: save_all(_changes(arrivals, departures, entries)),
        dry_run=dry_run,
        partial=partial,
    )


def _concerns(values: Values) -> str:
    """The key of a line: `arrival guest A017` or `departure number ZX101`."""
    direction = values.get("direction", Direction.ARRIVAL).value
    for kind in ("guest", "number"):
        if values.get(kind):
            return f"{direction} {kind} {values[kind]}"
    return "nobody"


def _stored(
    arrivals: Arrivals, departures: Departures, edition: str, keys: Sequence[str]
) -> dict[str, Heard]:
    """Those whom each key concerns; keys that concern nobody are left out and rejected by row."""
    every: dict[str, list[Travel]] = {
        Direction.ARRIVAL.value: [*arrivals.find(edition=edition)],
        Direction.DEPARTURE.value: [*departures.find(edition=edition)],
    }
    found = {key: _named_by(key, every, edition) for key in keys if key != "nobody"}
    return {key: Heard(mine) for key, mine in found.items() if mine}


def _named_by(key: str, every: Mapping[str, list[Travel]], edition: str) -> list[Travel]:
    direction, kind, name = key.split(" ", 2)
    if kind == "guest":
        return [one for one in every[direction] if one.guest_id == f"{edition}.g.{name}"]
    return [one for one in every[direction] if one.number == name]


def _heard(key: str, values: Values, before: Heard | None) -> Heard:
    if key == "nobody":
        raise WhoseArrival(field="guest", value="")
    name = key.split(" ", 2)[2]
    news = News(values["received_at"], values.get("expected"), values.get("cancelled", False), "import")
    concerned = same_service(list(before.all if before else ()), name, None)
    check_news(news, concerned)
    after = [one.heard(news) for one in concerned]
    changed = any(one is not other for one, other in zip(after, concerned, strict=True))
    return Heard(after) if changed or before is None else before


def _changes(arrivals: Arrivals, departures: Departures, entries: Iterable[Entry[Heard]]) -> list[Change]:
    """One change each, the newest where a guest's and a number's lines are about the same."""
    stored: dict[str, Travel] = {}
    newest: dict[str, Travel] = {}
    for entry in entries:
        assert entry.before is not None, "a line that concerns nobody is rejected"
        for before, after in zip(entry.before.all, entry.thing.all, strict=True):
            stored[before.id] = before
            known = newest.get(after.id, before)
            newest[after.id] = after if _order(after) >= _order(known) else known
    return [
        _change(arrivals, departures, newest[key], stored[key])
        for key in sorted(newest)
        if newest[key] != stored[key]
    ]


def _change(arrivals: Arrivals, departures: Departures, after: Travel, before: Travel) -> Change:
    if isinstance(after, Arrival) and isinstance(before, Arrival):
        return arrival_heard(arrivals, after, before)
    assert isinstance(after, Departure), "what arrives is no departure"
    assert isinstance(before, Departure), "news leaves an arrival an arrival"
    return departure_heard(departures, after, before)


def _order(travel: Travel) -> tuple[Any, ...]:
    return (1, *travel.news.order) if travel.news else (0,)
