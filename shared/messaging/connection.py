"""Connections to the broker, and the one slow but sure way to publish a single message."""

from typing import Any

from amqp.exceptions import AMQPError
from kombu import Connection
from kombu.exceptions import OperationalError

BROKER_AWAY: tuple[type[Exception], ...] = (AMQPError, OperationalError, OSError)
"""What any call on a connection may raise when the broker is gone; OSError too, which nameko does not expect."""


def connection_to(uri: str, heartbeat: int, *, name: str) -> Connection:
    """A connection that notices a dead peer; `name` shows in the broker's own lists."""
    return Connection(
        uri,
        heartbeat=heartbeat,
        connect_timeout=4,
        transport_options={"client_properties": {"connection_name": name}},
    )


def publish_surely(uri: str, queue: str, body: bytes, headers: dict[str, Any], content_type: str) -> None:
    """Publish one persistent message to a queue and wait for the broker's confirm; raises one of `BROKER_AWAY`."""
    with Connection(uri, connect_timeout=4, transport_options={"confirm_publish": True}) as connection:
        connection.Producer().publish(
            body,
            exchange="",
            routing_key=queue,
            delivery_mode=2,
            content_type=content_type,
            content_encoding="binary",
            headers=headers,
            mandatory=True,
            timeout=10,
        )
