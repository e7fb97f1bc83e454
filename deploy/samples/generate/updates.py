"""What airports and railways told about arrivals: late, early, the same again, one message held up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from deploy.samples.generate.arrivals import Arrival
from deploy.samples.generate.description import Description


@dataclass(frozen=True)
class Message:
    """One message: about a guest or about everyone on a flight number; local times."""

    guest: str
    number: str
    expected: datetime
    received: datetime


def messages(about: Description, arrivals: list[Arrival]) -> list[Message]:
    """The messages in the order in which they came in, which is not the order of their times."""
    of_guest = {arrival.guest.key: arrival for arrival in arrivals}
    return [_message(update, of_guest) for update in about["updates"]]


def expected(arrivals: Iterable[Arrival], told: list[Message]) -> dict[str, datetime]:
    """When each guest (by reference) lands after all messages: the newest about him counts."""
    landing = {arrival.guest.reference: arrival.flight.lands for arrival in arrivals}
    for message in sorted(told, key=lambda m: m.received):
        for arrival in arrivals:
            if arrival.guest.reference == message.guest or arrival.flight.number == message.number:
                landing[arrival.guest.reference] = message.expected
    return landing


def _message(update: dict[str, Any], of_guest: dict[str, Arrival]) -> Message:
    arrival = of_guest[update.get("guest") or update["flight_of"]]
    lands = arrival.flight.lands
    return Message(
        guest=arrival.guest.reference if "guest" in update else "",
        number="" if "guest" in update else arrival.flight.number,
        expected=lands + timedelta(minutes=update["late_by"]),
        received=lands - timedelta(minutes=update["minutes_before"]),
    )
