"""What carriers and flight-status providers send: each provider is an adapter from its messages to our words.

A message may come twice, late, or about a number nobody of ours travels on; none of that is an error of the
sender, so that a webhook is answered with what was done.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from services.logistics.domain.arrival import News
from services.logistics.domain.itinerary import Direction
from services.logistics.domain.local_time import day_here
from services.logistics.storage import Arrivals, Departures
from services.logistics.use_cases.news import record_arrival_update, record_departure_update
from shared.errors import Invalid, NotFound


class ProviderUnknown(NotFound):
    """No provider of this name is set up here."""

    code = "provider_unknown"


class MessageUnreadable(Invalid):
    """The message does not have the shape this provider's messages have."""

    code = "message_unreadable"


@dataclass(frozen=True)
class Word:
    """One message in our words: which number, on which day of its schedule at our gate, what is now expected."""

    direction: Direction
    number: str
    on: date | None
    news: News


Adapter = Callable[[Mapping[str, Any]], list[Word]]


def own(message: Mapping[str, Any]) -> list[Word]:
    """Our own shape: number, direction, scheduled_on, expected, cancelled, received_at."""
    return [
        Word(
            Direction(message.get("direction", "arrival")),
            str(message["number"]),
            _day(message.get("scheduled_on")),
            News(
                _moment(message["received_at"]),
                _moment_or_none(message.get("expected")),
                _yes_or_no(message.get("cancelled", False)),
                "own",
            ),
        )
    ]


def status_feed(message: Mapping[str, Any]) -> list[Word]:
    """The shape common to flight-status feeds: a flight with a departure and an arrival, each with estimates."""
    flight, told = str(message["flight"]["number"]), _moment(message["updated_at"])
    words = []
    for direction in Direction:
        end = message.get(direction.value)
        if end is None:
            continue
        cancelled = str(message.get("status", "")).lower() in ("cancelled", "diverted")
        expected = _moment_or_none(end.get("actual") or end.get("estimated"))
        on = _day_of(end["scheduled"]) if end.get("scheduled") else None
        if expected is not None or cancelled:
            words.append(Word(direction, flight, on, News(told, expected, cancelled, "status_feed")))
    return words


PROVIDERS: Mapping[str, Adapter] = {"own": own, "status-feed": status_feed}


def read(provider: str, messages: Iterable[Mapping[str, Any]]) -> list[Word]:
    """The words of these messages; a provider or a shape nobody knows is refused."""
    adapter = PROVIDERS.get(provider)
    if adapter is None:
        raise ProviderUnknown(provider=provider, known=sorted(PROVIDERS))
    words = []
    for number, message in enumerate(messages):
        try:
            words += adapter(message)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as fault:
            raise MessageUnreadable(provider=provider, number=number, reason=repr(fault)) from None
    return words


def take(arrivals: Arrivals, departures: Departures, edition: str, words: Sequence[Word]) -> dict[str, Any]:
    """Take words in any order; how many guests they concern, and which numbers concern nobody of ours."""
    concerned: list[str] = []
    unknown: list[str] = []
    refused: list[dict[str, str]] = []
    for word in words:
        try:
            concerned += _take(arrivals, departures, edition, word)
        except NotFound:
            unknown.append(word.number)
        except Invalid as reason:
            refused.append({"number": word.number, "code": reason.refusal, "message": reason.message})
    return {
        "messages": len(words),
        "concerned": sorted(set(concerned)),
        "unknown_numbers": sorted(set(unknown)),
        "refused": refused,
    }


def _take(arrivals: Arrivals, departures: Departures, edition: str, word: Word) -> list[str]:
    if word.direction is Direction.ARRIVAL:
        heard = record_arrival_update(arrivals, word.news, edition=edition, number=word.number, on=word.on)
        return [arrival.guest_id for arrival in heard]
    leaving = record_departure_update(departures, word.news, edition=edition, number=word.number, on=word.on)
    return [departure.guest_id for departure in leaving]


def _moment(text: Any) -> datetime:
    at = datetime.fromisoformat(str(text))
    if at.tzinfo is None or not 1971 <= at.year <= 2200:
        raise ValueError(f"{text} has no offset from UTC, or is of no year from 1971 to 2200")
    return at.astimezone(UTC)


def _moment_or_none(text: Any) -> datetime | None:
    return None if text is None else _moment(text)


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _day(text: Any) -> date | None:
    return None if text is None else date.fromisoformat(str(text))


def _day_of(scheduled: Any) -> date:
    """The day at the gate: of a time with an offset as the city's calendar shows it, else as it is written."""
    at = datetime.fromisoformat(str(scheduled))
    return at.date() if at.tzinfo is None else day_here(at)
