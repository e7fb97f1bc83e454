"""List, show, replay and drop parked messages: what `convoke parked` and the organisers' page do.

A queue can only be read from its head, so a look takes messages without acknowledging them and gives them back.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from kombu import Connection
from kombu.message import Message

from shared.errors import NotFound, Unavailable
from shared.messaging.connection import BROKER_AWAY, publish_surely
from shared.messaging.topology import (
    FAULT,
    PARKED_AT,
    REASON,
    events_queue_name,
    journal_queue_name,
    parked_queue_name,
)

LOOK_AT_MOST = 1000


class BrokerAway(Unavailable):
    """The broker does not answer at the moment; try again shortly."""

    code = "broker_away"


@dataclass(frozen=True, slots=True)
class Parked:
    """One parked message: where it was parked, why, and its body as it was."""

    id: str
    service: str
    queue: str
    reason: str
    fault: str
    parked_at: str | None
    body: str


def queues_of(service: str) -> tuple[str, str]:
    """The queues whose messages a service may have parked."""
    return events_queue_name(service), journal_queue_name(service)


def list_parked(uri: str, service: str) -> list[Parked]:
    """Everything parked for a service, oldest first, at most a thousand a queue."""
    with _broker(uri) as connection:
        return [parked for queue in queues_of(service) for parked in _look(connection, service, queue)]


def show(uri: str, service: str, message_id: str) -> Parked:
    """One parked message."""
    found = next((p for p in list_parked(uri, service) if p.id == message_id), None)
    if found is None:
        raise NotFound("No parked message has this id.", id=message_id, service=service)
    return found


def replay(uri: str, service: str, message_id: str) -> Parked:
    """Give it back to its queue with fresh attempts; it is taken out only after the broker has confirmed."""

    def again(parked: Parked) -> None:
        publish_surely(uri, parked.queue, parked.body.encode(), {}, "application/cloudevents+json")

    return _take(uri, service, message_id, again)


def drop(uri: str, service: str, message_id: str) -> Parked:
    """Throw it away for good."""
    return _take(uri, service, message_id, lambda _: None)


def _take(uri: str, service: str, message_id: str, first: Callable[[Parked], None]) -> Parked:
    with _broker(uri) as connection:
        for queue in queues_of(service):
            for message in _messages(connection, queue):
                parked = _parked(service, queue, message)
                if parked.id == message_id:
                    first(parked)
                    message.ack()
                    return parked
    raise NotFound("No parked message has this id.", id=message_id, service=service)


def _look(connection: Connection, service: str, queue: str) -> Iterator[Parked]:
    for message in _messages(connection, queue):
        yield _parked(service, queue, message)


def _messages(connection: Connection, queue: str) -> Iterator[Message]:
    """Messages in order, unacknowledged: closing the channel gives back what nobody acknowledged."""
    channel = connection.channel()
    try:
        for _ in range(LOOK_AT_MOST):
            message = channel.basic_get(parked_queue_name(queue), no_ack=False)
            if message is None:
                return
            yield channel.message_to_python(message)
    except connection.channel_errors:  # this service has no such queue
        return
    finally:
        channel.close()


def _parked(service: str, queue: str, message: Message) -> Parked:
    headers: dict[str, Any] = message.headers or {}
    body = message.body if isinstance(message.body, str) else bytes(message.body).decode(errors="replace")
    return Parked(
        id=_id_in(body) or f"delivery-{message.delivery_tag}",
        service=service,
        queue=queue,
        reason=headers.get(REASON) or ("delivery_limit" if headers.get("x-death") else "unknown"),
        fault=headers.get(FAULT, ""),
        parked_at=headers.get(PARKED_AT),
        body=body,
    )


def _id_in(body: str) -> str | None:
    try:
        found = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return found.get("id") if isinstance(found, dict) else None


@contextmanager
def _broker(uri: str) -> Iterator[Connection]:
    try:
        with Connection(uri, connect_timeout=4) as connection:
            connection.ensure_connection(max_retries=1)
            yield connection
    except BROKER_AWAY as fault:
        raise BrokerAway(fault=str(fault)[:200]) from fault
