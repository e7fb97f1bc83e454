"""What the broker alone can do: messages of the same size through a quorum queue, each acknowledged."""

from __future__ import annotations

from time import monotonic

from amqp import Message
from kombu import Connection, Consumer, Queue

PREFETCH = 200
QUEUE = Queue("bench-raw", durable=True, queue_arguments={"x-queue-type": "quorum"})


def consume_rate(uri: str, messages: int, bytes_each: int) -> float:
    """Messages a second one kombu consumer takes from a filled quorum queue; prefetch 200, an ack each."""
    with Connection(uri) as connection:
        channel = connection.channel()
        QUEUE(channel).declare()
        _fill(channel, messages, bytes_each)
        rate = _consume(connection, channel, messages)
        QUEUE(channel).delete()
        return rate


def _fill(channel: object, messages: int, bytes_each: int) -> None:
    confirmed = 0

    def count(delivery_tag: int, multiple: bool) -> None:
        nonlocal confirmed
        confirmed = delivery_tag if multiple else confirmed + 1

    channel.events["basic_ack"].add(count)  # type: ignore[attr-defined]
    channel.confirm_select()  # type: ignore[attr-defined]
    for _ in range(messages):
        message = Message(b"x" * bytes_each, delivery_mode=2)
        channel.basic_publish(message, routing_key=QUEUE.name)  # type: ignore[attr-defined]
    while confirmed < messages:
        channel.connection.drain_events(timeout=30)  # type: ignore[attr-defined]


def _consume(connection: Connection, channel: object, messages: int) -> float:
    seen = 0

    def take(message: object) -> None:
        nonlocal seen
        seen += 1
        message.ack()  # type: ignore[attr-defined]

    consumer = Consumer(channel, QUEUE, on_message=take, prefetch_count=PREFETCH)
    began = monotonic()
    with consumer:
        while seen < messages:
            connection.drain_events(timeout=30)
    return messages / (monotonic() - began)
