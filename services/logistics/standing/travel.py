"""What is told of how guests come and leave: itineraries and what carriers say."""

from datetime import timedelta
from typing import Any

from services.logistics.domain.alternative import Alternative, DecisionState
from services.logistics.domain.arrival import Arrival
from services.logistics.domain.departure import Departure
from shared.events.base import Event
from shared.events.logistics import (
    AlternativeAccepted,
    AlternativeDropped,
    AlternativeProposed,
    ArrivalAmended,
    ArrivalCancelled,
    ArrivalConfirmed,
    ArrivalDelayed,
    ArrivalRecorded,
    DepartureAmended,
    DepartureCancelled,
    DepartureDelayed,
    DepartureRecorded,
)


def of_itinerary(arrival: Arrival, before: Arrival | None) -> Event:
    """An itinerary was recorded for the first time, or corrected."""
    kind = ArrivalRecorded if before is None else ArrivalAmended
    return kind(**_of_arrival(arrival))


def of_news(arrival: Arrival, before: Arrival) -> Event:
    """The carrier said something newer than what was known."""
    if arrival.cancelled:
        return (ArrivalConfirmed if before.cancelled else ArrivalCancelled)(**_of_arrival(arrival))
    if arrival.expected == before.expected and not before.cancelled:
        return ArrivalConfirmed(**_of_arrival(arrival))
    return ArrivalDelayed(minutes=arrival.minutes_later_than(before), **_of_arrival(arrival))


def _of_arrival(arrival: Arrival) -> dict[str, Any]:
    return {
        "arrival_id": arrival.id,
        "guest_id": arrival.guest_id,
        "mode": arrival.mode.value,
        "number": arrival.number,
        "gate": arrival.gate.value,
        "destination": arrival.destination.value,
        "international": arrival.international,
        "scheduled": arrival.scheduled,
        "expected": arrival.expected,
        "ready_at": arrival.ready_at,
        "in_town_from": arrival.in_town_from,
        "leaves_at": arrival.leaves_at,
        "cancelled": arrival.cancelled,
    }


def of_departure(departure: Departure, before: Departure | None) -> Event:
    """A way home was recorded or corrected."""
    kind = DepartureRecorded if before is None else DepartureAmended
    return kind(**_of_departure(departure))


def of_departure_news(departure: Departure, before: Departure) -> Event:
    """The carrier said something newer about a way home."""
    if departure.cancelled:
        return DepartureCancelled(**_of_departure(departure))
    minutes = round((departure.expected - before.expected) / timedelta(minutes=1))
    return DepartureDelayed(minutes=minutes, **_of_departure(departure))


def _of_departure(departure: Departure) -> dict[str, Any]:
    return {
        "departure_id": departure.id,
        "guest_id": departure.guest_id,
        "mode": departure.mode.value,
        "number": departure.number,
        "gate": departure.gate.value,
        "terminal": departure.terminal,
        "origin": departure.origin.value,
        "international": departure.international,
        "scheduled": departure.scheduled,
        "expected": departure.expected,
        "be_there_by": departure.be_there_by,
        "leaves_by": departure.leaves_by,
        "cancelled": departure.cancelled,
    }


def of_alternative(alternative: Alternative) -> Event:
    """Ways were proposed, one was accepted, or none is needed any more."""
    kinds = {
        DecisionState.PROPOSED: AlternativeProposed,
        DecisionState.ACCEPTED: AlternativeAccepted,
        DecisionState.DROPPED: AlternativeDropped,
    }
    return kinds[alternative.state](
        alternative_id=alternative.id,
        guest_id=alternative.guest_id,
        arrival_id=alternative.arrival_id,
        ways=tuple(option.way.value for option in alternative.options),
        chosen=alternative.chosen.way.value if alternative.chosen else None,
        decided_by=alternative.decided_by,
    )
