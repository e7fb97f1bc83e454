"""The guests who arrive together on one flight, train or ship, and news that is for all of them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Protocol, TypeVar

from services.logistics.domain.arrival import Arrival, News
from services.logistics.domain.departure import Departure
from services.logistics.domain.itinerary import TravelLeg
from services.logistics.domain.local_time import day_here
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
        same_day = day_here(other.scheduled) == day_here(booked.scheduled)
        if same_day and (other.gate, other.scheduled) != (booked.gate, booked.scheduled):
            field = "gate" if other.gate is not booked.gate else "scheduled"
            value = booked.gate.value if field == "gate" else booked.scheduled.isoformat()
            raise FlightInTwoPlaces(field=field, value=value, number=booked.number, other=other.guest_id)


def one_run(others: Iterable[tuple[str, TravelLeg]], leg: TravelLeg) -> None:
    """Refuse a leg whose number leaves one place, or reaches one, at two times, or lands in two places at once.

    `others` are legs by guest; only those of the same number on the same local day of leaving count. Who gets on
    or off on the way of a longer run contradicts nobody.
    """
    for guest, other in others:
        if (other.number, other.leaves_locally.date()) != (leg.number, leg.leaves_locally.date()):
            continue
        field = ""
        if other.from_place == leg.from_place and other.departs != leg.departs:
            field = "departs"
        elif other.to_place == leg.to_place and other.arrives != leg.arrives:
            field = "arrives"
        elif other.to_place != leg.to_place and other.arrives == leg.arrives:
            field = "to_place"
        if field:
            value = getattr(leg, field)
            written = value if isinstance(value, str) else value.isoformat()
            raise FlightInTwoPlaces(field=field, value=written, number=leg.number, other=guest)


def same_service(arrivals: list[Travel], number: str, on: date | None) -> list[Travel]:
    """The arrivals, or departures, that news of a number is about; all of them were to be on one day.

    `on` is the day of the schedule by the clocks of the gate and tells several days apart.
    """
    found = [arrival for arrival in arrivals if on is None or day_here(arrival.scheduled) == on]
    days = sorted({day_here(arrival.scheduled) for arrival in found})
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
