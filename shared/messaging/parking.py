"""What becomes of a message that could not be handled: it waits and comes back, or it is parked with the reason."""

import logging
from datetime import datetime
from typing import Any

from shared.clock import now
from shared.messaging.connection import publish_surely
from shared.messaging.consumer import Delivery
from shared.messaging.topology import (
    ATTEMPT,
    FAULT,
    PARKED_AT,
    REASON,
    RETRY_SECONDS,
    parked_queue_name,
    retry_queue_name,
)

log = logging.getLogger(__name__)


def fate(uri: str, queue: str, delivery: Delivery, fault: BaseException, *, hopeless: bool) -> None:
    """Send the message to its next waiting queue, or park it; raises one of `BROKER_AWAY` if that fails."""
    attempt = int(delivery.headers.get(ATTEMPT, 0))
    if hopeless or attempt >= len(RETRY_SECONDS):
        _park(uri, queue, delivery, fault, "refused" if hopeless else "attempts_used", now())
    else:
        seconds = RETRY_SECONDS[attempt]
        log.warning("Attempt %d failed, again in %d s: %r", attempt + 1, seconds, fault)
        headers = _kept(delivery) | {ATTEMPT: attempt + 1}
        _publish(uri, retry_queue_name(queue, seconds), delivery, headers)


def _park(uri: str, queue: str, delivery: Delivery, fault: BaseException, reason: str, at: datetime) -> None:
    log.error("Parked in %s (%s): %r", parked_queue_name(queue), reason, fault)
    headers = _kept(delivery) | {
        REASON: reason,
        FAULT: f"{type(fault).__name__}: {fault}"[:500],
        PARKED_AT: at.isoformat(),
    }
    _publish(uri, parked_queue_name(queue), delivery, headers)


def _kept(delivery: Delivery) -> dict[str, Any]:
    return {name: value for name, value in delivery.headers.items() if name.startswith("x-convoke-")}


def _publish(uri: str, queue: str, delivery: Delivery, headers: dict[str, Any]) -> None:
    publish_surely(uri, queue, delivery.body, headers, "application/cloudevents+json")
