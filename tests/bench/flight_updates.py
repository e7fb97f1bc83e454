"""Flight updates at a steady rate, some doubled, some out of order: nothing lost, nothing doubled, answered in time.

Fifty a minute for twenty minutes unless CONVOKE_BENCH_MINUTES says otherwise; CONVOKE_BENCH_SPEED sends them so many
times faster, with the same doublings and disorder.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

from services.cli.flights import Told, flight_messages, last_words
from tests.bench.edition import EDITION, load
from tests.bench.quantiles import quantile
from tests.bench.stack import Stack
from tests.bench.web import Organiser

PER_MINUTE = 50
SENDERS = 4


def measure(stack: Stack) -> dict[str, Any]:
    """Seconds from each update to its last answer, what went wrong, and how long the queues took to empty."""
    minutes = float(os.environ.get("CONVOKE_BENCH_MINUTES", "20"))
    speed = float(os.environ.get("CONVOKE_BENCH_SPEED", "1"))
    stack.run_whole()
    organiser = Organiser(stack)
    load(organiser)
    arrivals = _arrivals(organiser)
    told = flight_messages(arrivals, per_minute=PER_MINUTE, minutes=minutes)
    sent = _send(organiser, told, speed)
    ended = time.monotonic()
    organiser.wait_for_rest()
    at_rest = time.monotonic() - ended
    answers = [_answered(organiser, *one) for one in sent]
    seconds = [answer for answer in answers if answer is not None]
    return {
        "updates": len(told),
        "a_minute": round(PER_MINUTE * speed),
        "answered": len(seconds),
        "p50_s": round(quantile(seconds, 0.5), 3),
        "p95_s": round(quantile(seconds, 0.95), 3),
        "queues_empty_after_s": round(at_rest, 2),
        "lost": _lost(organiser, told),
        "doubled": _doubled(told, answers),
        "double_booked": organiser.get(f"/editions/{EDITION}/overview")["double_booked"],
    }


def _arrivals(organiser: Organiser) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = organiser.get(f"/editions/{EDITION}/arrivals", limit=500)["items"]
    return found


def _send(organiser: Organiser, told: list[Told], speed: float) -> list[tuple[str, datetime]]:
    """Send each at its time; the correlation id and the moment of sending of each."""
    began = time.monotonic()

    def send(one: Told) -> tuple[str, datetime]:
        at = datetime.now(UTC)
        answer = organiser.http.post(
            f"/editions/{EDITION}/carrier-news/own", json={"messages": [one.message]}
        )
        assert answer.is_success, answer.text
        return answer.headers["X-Correlation-Id"], at

    under_way: list[Future[tuple[str, datetime]]] = []
    with ThreadPoolExecutor(SENDERS) as senders:
        for one in told:
            time.sleep(max(0.0, began + one.after_seconds / speed - time.monotonic()))
            under_way.append(senders.submit(send, one))
        return [future.result() for future in under_way]


def _answered(organiser: Organiser, correlation_id: str, sent_at: datetime) -> float | None:
    """Seconds to the last event of the change; none when the message changed nothing."""
    answer = organiser.http.get(f"/changes/{correlation_id}")
    events = answer.json()["items"] if answer.is_success else []
    if not events:
        return None
    return (max(datetime.fromisoformat(event["at"]) for event in events) - sent_at).total_seconds()


def _lost(organiser: Organiser, told: list[Told]) -> int:
    """Arrivals that are not expected when the youngest message said."""
    wanted = last_words(told)
    return sum(
        datetime.fromisoformat(arrival["expected"]) != wanted[arrival["number"]]
        for arrival in _arrivals(organiser)
        if arrival["number"] in wanted
    )


def _doubled(told: list[Told], answers: list[float | None]) -> int:
    """Second sendings that had an effect."""
    return sum(one.again and answer is not None for one, answer in zip(told, answers, strict=True))
