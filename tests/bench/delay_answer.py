"""From the word that a flight is late to the last decision that answers it, on the oil conference."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.bench.edition import EDITION, load
from tests.bench.quantiles import quantile
from tests.bench.stack import Stack
from tests.bench.web import Organiser

DELAYS = 24
MINUTES_LATE = 95


def measure(stack: Stack) -> dict[str, float]:
    """Seconds over two dozen arrivals of all gates and hours; the clock runs from the request to the last event."""
    stack.run_whole()
    organiser = Organiser(stack)
    load(organiser)
    arrivals = organiser.get(f"/editions/{EDITION}/arrivals", limit=200)["items"]
    chosen = arrivals[:: max(1, len(arrivals) // DELAYS)][:DELAYS]
    seconds = [_answer_seconds(organiser, arrival["id"], arrival["scheduled"]) for arrival in chosen]
    return {"p50": quantile(seconds, 0.5), "p95": quantile(seconds, 0.95)}


def _answer_seconds(organiser: Organiser, arrival_id: str, scheduled: str) -> float:
    lands = datetime.fromisoformat(scheduled)
    body = {
        "expected": (lands + timedelta(minutes=MINUTES_LATE)).isoformat(),
        "received_at": (lands - timedelta(minutes=90)).isoformat(),
    }
    began = datetime.now().astimezone()
    told = organiser.http.post(f"/editions/{EDITION}/arrivals/{arrival_id}/news", json=body)
    assert told.is_success, told.text
    organiser.wait_for_rest()
    events = organiser.get(f"/changes/{told.headers['X-Correlation-Id']}")["items"]
    return (max(datetime.fromisoformat(event["at"]) for event in events) - began).total_seconds()
