"""Names and arguments of every exchange and queue: the only such strings in the project.

RabbitMQ refuses to declare a queue with other arguments than it has, so a change of arguments needs a new suffix.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from kombu import Exchange, Queue, binding

EVENTS = Exchange("convoke.events", type="topic", durable=True)
RPC = Exchange("nameko-rpc", type="topic", durable=True)

RETRY_SECONDS = (1, 5, 30)
DELIVERY_LIMIT = 20
"""Redeliveries without an answer (the process died) before the broker itself parks a message."""

# What a message that came back, or was parked, tells about it in its headers.
ATTEMPT = "x-convoke-attempt"
REASON = "x-convoke-reason"
FAULT = "x-convoke-fault"
PARKED_AT = "x-convoke-parked-at"

_SUFFIX = "v1"


def events_queue_name(service: str) -> str:
    """The one queue in which a service hears events, e.g. `matching.events.v1`."""
    return f"{service}.events.{_SUFFIX}"


def journal_queue_name(service: str) -> str:
    """The queue of a service that keeps a journal of everything."""
    return f"{service}.journal.{_SUFFIX}"


def retry_queue_name(queue: str, seconds: int) -> str:
    """Where a message waits `seconds` before it comes back to `queue`."""
    return f"{queue}.retry.{seconds}s"


def parked_queue_name(queue: str) -> str:
    """Where messages of `queue` wait for a person."""
    return f"{queue}.parked"


def rpc_queue_name(service: str) -> str:
    """nameko's name for the requests of a service."""
    return f"rpc-{service}"


def listening(queue: str, kinds: Iterable[str]) -> Iterator[Queue]:
    """A listener's queue bound to these kinds, with its waiting and parked queues."""
    yield _quorum(parked_queue_name(queue))
    for seconds in RETRY_SECONDS:
        yield _quorum(
            retry_queue_name(queue, seconds),
            {"x-message-ttl": seconds * 1000} | _dead_letter_to(queue),
        )
    main = _quorum(queue, {"x-delivery-limit": DELIVERY_LIMIT} | _dead_letter_to(parked_queue_name(queue)))
    main.bindings = {binding(EVENTS, routing_key=kind) for kind in kinds}
    yield main


def requests(service: str) -> Queue:
    """The queue of RPC requests: classic, since a request is only worth as long as somebody waits for it."""
    return Queue(rpc_queue_name(service), exchange=RPC, routing_key=f"{service}.*", durable=True)


def _dead_letter_to(queue: str) -> dict[str, Any]:
    return {
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": queue,
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def _quorum(name: str, arguments: dict[str, Any] | None = None) -> Queue:
    return Queue(name, durable=True, queue_arguments={"x-queue-type": "quorum"} | (arguments or {}))
