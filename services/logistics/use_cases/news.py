"""News from carriers: one message over RPC, or a file of them; doubled and late ones change nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from datetime import date, datetime
from typing import Any

from services.logistics import standing
from services.logistics.domain.arrival import Arrival, News
from services.logistics.domain.flight import check_news, same_service
from services.logistics.storage import Arrivals
from services.logistics.use_cases import columns
from services.logistics.use_cases.imports import Report, Rows, arrival_id
from shared.errors import Conflict, Invalid
from shared.importing import Entry, Form, Values, import_rows
from shared.storage.store import Change, save_all

_TRIES = 10


class WhoseArrival(Invalid):
    """Say whose arrival it is: the arrival, the guest, or the number of the flight, train or ship."""

    code = "whose_arrival"


def record_arrival_update(
    arrivals: Arrivals,
    news: News,
    *,
    arrival_id: str | None = None,
    guest_id: str | None = None,
    edition: str | None = None,
    number: str | None = None,
    on: date | None = None,
) -> list[Arrival]:
    """Take news of one arrival, or of all on one number; returns them as they now are.

    The newest `received_at` wins, so a message that comes late or twice changes nothing. News that meets
    another change of the same arrival is taken again, because it is right in either order.
    """
    for _ in range(_TRIES - 1):
        try:
            return _take(arrivals, news, _concerned(arrivals, arrival_id, guest_id, edition, number, on))
        except Conflict:
            continue
    return _take(arrivals, news, _concerned(arrivals, arrival_id, guest_id, edition, number, on))


def _concerned(
    arrivals: Arrivals,
    arrival_id: str | None,
    guest_id: str | None,
    edition: str | None,
    number: str | None,
    on: date | None,
) -> list[Arrival]:
    if arrival_id:
        return [arrivals.get(arrival_id)]
    if guest_id:
        return same_service(arrivals.find(guest_id=guest_id), guest_id, None)
    if edition and number:
        return same_service(arrivals.of_number(edition, number), number, on)
    raise WhoseArrival()


def _take(arrivals: Arrivals, news: News, concerned: list[Arrival]) -> list[Arrival]:
    check_news(news, concerned)
    heard = [(before, before.heard(news)) for before in concerned]
    save_all([_change(arrivals, after, before) for before, after in heard if after is not before])
    return [after for _, after in heard]


def _change(arrivals: Arrivals, after: Arrival, before: Arrival) -> Change:
    return Change(arrivals, after, (standing.of_news(after, before),))


@dataclass
class Heard:
    """The arrivals one line of a file is about, as the report shows them; all in the order of the guests."""

    guest_ids: tuple[str, ...] = field(init=False)
    expected: tuple[datetime, ...] = field(init=False)
    cancelled: tuple[bool, ...] = field(init=False)
    received_at: tuple[datetime | None, ...] = field(init=False)
    arrivals: InitVar[Sequence[Arrival]]

    def __post_init__(self, arrivals: Sequence[Arrival]) -> None:
        self.all = tuple(arrivals)
        self.guest_ids = tuple(arrival.guest_id for arrival in arrivals)
        self.expected = tuple(arrival.expected for arrival in arrivals)
        self.cancelled = tuple(arrival.cancelled for arrival in arrivals)
        self.received_at = tuple(arrival.news.received_at if arrival.news else None for arrival in arrivals)


def import_arrival_updates(
    arrivals: Arrivals, edition: str, rows: Rows, mapping: Mapping[str, str], *, dry_run: bool, partial: bool
) -> Report:
    """A file of messages in any order; each names a guest or a number."""
    return import_rows(
        Form("arrival_updates", columns.ARRIVAL_UPDATES, _concerns, _heard, repeats=True),
        rows,
        mapping,
        stored=lambda keys: _stored(arrivals, edition, keys),
        write=lambda entries: save_all(_changes(arrivals, entries)),
        dry_run=dry_run,
        partial=partial,
    )


def _concerns(values: Values) -> str:
    """The key of a line: `guest A017` or `number ZX101`."""
    if values.get("guest"):
        return f"guest {values['guest']}"
    if values.get("number"):
        return f"number {values['number']}"
    return "nobody"


def _stored(arrivals: Arrivals, edition: str, keys: Sequence[str]) -> dict[str, Heard]:
    """The arrivals each key concerns; keys that concern none are left out and rejected by row."""
    every = arrivals.find(edition=edition)
    found = {}
    for key in keys:
        kind, _, name = key.partition(" ")
        of_guest = arrival_id(edition, name)
        mine = [a for a in every if (a.id == of_guest if kind == "guest" else a.number == name)]
        if mine and kind != "nobody":
            found[key] = Heard(mine)
    return found


def _heard(key: str, values: Values, before: Heard | None) -> Heard:
    if key == "nobody":
        raise WhoseArrival(field="guest", value="")
    name = key.partition(" ")[2]
    news = News(values["received_at"], values.get("expected"), values.get("cancelled", False), "import")
    concerned = same_service(list(before.all if before else ()), name, None)
    check_news(news, concerned)
    after = [arrival.heard(news) for arrival in concerned]
    changed = any(one is not other for one, other in zip(after, concerned, strict=True))
    return Heard(after) if changed or before is None else before


def _changes(arrivals: Arrivals, entries: Sequence[Entry[Heard]]) -> list[Change]:
    """One change an arrival, the newest where a guest's and a number's lines are about the same."""
    stored: dict[str, Arrival] = {}
    newest: dict[str, Arrival] = {}
    for entry in entries:
        assert entry.before is not None, "a line that concerns nobody is rejected"
        for before, after in zip(entry.before.all, entry.thing.all, strict=True):
            stored[before.id] = before
            known = newest.get(after.id, before)
            newest[after.id] = after if _order(after) >= _order(known) else known
    return [
        _change(arrivals, newest[key], stored[key]) for key in sorted(newest) if newest[key] != stored[key]
    ]


def _order(arrival: Arrival) -> tuple[Any, ...]:
    return (1, *arrival.news.order) if arrival.news else (0,)
