"""A simulated flight-status provider: how carriers' messages come in, late, doubled and out of order.

Pure: the same arrivals and seed give the same messages. Times of sending are seconds from the beginning.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

AT_THE_GATES = ZoneInfo("Asia/Shanghai")
LATE_MINUTES = (0, 0, 0, 5, 10, 15, 20, 30, 45, 60, 90, 135, 175)
HELD_UP_SECONDS = (4.0, 20.0)
AGAIN_SECONDS = (0.2, 8.0)


@dataclass(frozen=True)
class Told:
    """One message and when it is sent; `again` marks the second sending of the same one."""

    after_seconds: float
    message: dict[str, Any]
    again: bool = False


def flight_messages(
    arrivals: Sequence[dict[str, Any]],
    *,
    per_minute: int,
    minutes: float,
    doubled_percent: float = 5.0,
    disordered_percent: float = 5.0,
    seed: int = 7,
) -> list[Told]:
    """Messages about the flights of these arrivals, in the order in which they are sent.

    A message held up arrives after younger ones; its `received_at` says how old it is.
    """
    draw = random.Random(seed)
    flights = _flights(arrivals)
    begins = min(scheduled for _, scheduled in flights) - timedelta(hours=6)
    told = []
    for number in range(round(per_minute * minutes)):
        said_after = number * 60 / per_minute
        flight, scheduled = draw.choice(flights)
        message = {
            "direction": "arrival",
            "number": flight,
            "scheduled_on": scheduled.astimezone(AT_THE_GATES).date().isoformat(),
            "expected": (scheduled + timedelta(minutes=draw.choice(LATE_MINUTES))).isoformat(),
            "received_at": (begins + timedelta(seconds=said_after)).isoformat(),
        }
        held_up = draw.uniform(*HELD_UP_SECONDS) if draw.random() * 100 < disordered_percent else 0.0
        told.append(Told(said_after + held_up, message))
        if draw.random() * 100 < doubled_percent:
            told.append(Told(said_after + held_up + draw.uniform(*AGAIN_SECONDS), message, again=True))
    return sorted(told, key=lambda one: (one.after_seconds, one.again))


def _flights(arrivals: Sequence[dict[str, Any]]) -> list[tuple[str, datetime]]:
    """Numbers with their time of the schedule in UTC, each once."""
    found = {
        (arrival["number"], datetime.fromisoformat(arrival["scheduled"])): None
        for arrival in arrivals
        if arrival["mode"] == "flight" and arrival["number"]
    }
    return sorted(found)


def last_words(told: Iterable[Told]) -> dict[str, datetime]:
    """What each flight is expected at once all messages are in: the youngest counts, however it came."""
    youngest: dict[str, tuple[datetime, datetime]] = {}
    for one in told:
        number = one.message["number"]
        said = datetime.fromisoformat(one.message["received_at"])
        expected = datetime.fromisoformat(one.message["expected"])
        youngest[number] = max(youngest.get(number, (said, expected)), (said, expected))
    return {number: expected for number, (_, expected) in youngest.items()}
