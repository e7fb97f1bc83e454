"""The guests who arrive together on one flight, train or ship, and news that is for all of them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from services.logistics.domain.arrival import Arrival, News
from services.logistics.domain.departure import Departure
from shared.errors import Invalid, NotFound

_WITHIN_DAYS = 2


class NobodyOnThisNumber(NotFound):
    """Nobody arrives, or leaves, with this number."""

    code = "number_unknown"


class NumberAmbiguous(Invalid):
    """Guests travel with this number on several days; name the guest, or the day of the schedule."""

    code = "number_ambiguous"


class NewsEmpty(Invalid):
    """News says a time, or that the arrival is cancelled."""

    code = "news_empty"


class NewsFarFromSchedule(Invalid):
    """The time is more than two days from the schedule; correct it, or correct the itinerary."""

    code = "news_far_from_schedule"


class FlightInTwoPlaces(Invalid):
    """One flight, train or ship is at one gate and time on one day; one of the two rows is wrong."""

    code = "flight_in_two_places"


class Scheduled(Protocol):
    """A flight, train or ship with a time in the schedule."""

    @property
    def scheduled(self) -> datetime: ...


Travel = TypeVar("Travel", bound=Scheduled)
"""An arrival or a departure."""


def one_place(others: Iterable[Arrival | Departure], booked: Arrival | Departure) -> None:
    """Refuse an arrival, or departure, whose number is elsewhere, or at another time, on the same local day."""
    for other in others:
        if other.id == booked.id or not booked.number or other.number != booked.number:
            continue
        same_day = _local_day(other) == _local_day(booked)
        if same_day and (other.gate, other.scheduled) != (booked.gate, booked.scheduled):
            field = "gate" if other.gate is not booked.gate else "scheduled"
            value = booked.gate.value if field == "gate" else booked.scheduled.isoformat()
            raise FlightInTwoPlaces(field=field, value=value, number=booked.number, other=other.guest_id)


def _local_day(booked: Arrival | Departure) -> date:
    return booked.scheduled.astimezone(ZoneInfo(booked.time_zone)).date()


def same_service(arrivals: list[Travel], number: str, on: date | None) -> list[Travel]:
    """The arrivals, or departures, that news of a number is about; all of them were to be on one day.

    `on` is a UTC day of the schedule and tells several days apart.
    """
    found = [arrival for arrival in arrivals if on is None or arrival.scheduled.date() == on]
    days = sorted({arrival.scheduled.date() for arrival in found})
    if not found:
        raise NobodyOnThisNumber(field="number", value=number)
    if len(days) > 1:
        raise NumberAmbiguous(field="number", value=number, days=[day.isoformat() for day in days])
    return found


def check_news(news: News, arrivals: Iterable[Scheduled]) -> None:
    """Refuse news that says nothing, or a time that cannot belong to these arrivals or departures."""
    if news.expected is None and not news.cancelled:
        raise NewsEmpty(field="expected", value="")
    for arrival in arrivals:
        if news.expected is not None and abs((news.expected - arrival.scheduled).days) > _WITHIN_DAYS:
            raise NewsFarFromSchedule(field="expected", value=news.expected.isoformat())
