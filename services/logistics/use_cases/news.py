"""News from carriers, one message at a time; doubled and late ones change nothing."""

from datetime import date

from services.logistics import standing
from services.logistics.domain.arrival import Arrival, News
from services.logistics.domain.departure import Departure
from services.logistics.domain.flight import check_news, same_service
from services.logistics.storage import Arrivals, Departures
from shared.errors import Conflict, Invalid
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
    save_all([arrival_heard(arrivals, after, before) for before, after in heard if after is not before])
    return [after for _, after in heard]


def arrival_heard(arrivals: Arrivals, after: Arrival, before: Arrival) -> Change:
    """An arrival after news of it."""
    return Change(arrivals, after, (standing.of_news(after, before),))


def record_departure_update(
    departures: Departures, news: News, *, edition: str, number: str, on: date | None
) -> list[Departure]:
    """Take news of all who leave on one number; returns them as they now are, by the rules for arrivals."""
    for _ in range(_TRIES - 1):
        try:
            return _take_of_departures(departures, news, edition, number, on)
        except Conflict:
            continue
    return _take_of_departures(departures, news, edition, number, on)


def _take_of_departures(
    departures: Departures, news: News, edition: str, number: str, on: date | None
) -> list[Departure]:
    concerned = same_service(departures.find(edition=edition, number=number), number, on)
    check_news(news, concerned)
    heard = [(before, before.heard(news)) for before in concerned]
    save_all([departure_heard(departures, after, before) for before, after in heard if after is not before])
    return [after for _, after in heard]


def departure_heard(departures: Departures, after: Departure, before: Departure) -> Change:
    """A departure after news of it."""
    return Change(departures, after, (standing.of_departure_news(after, before),))
