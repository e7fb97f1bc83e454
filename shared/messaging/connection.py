"""Connections to the broker, and the one slow but sure way to publish a single message."""

from typing import Any

from amqp.exceptions import AMQPError
from amqp.transport import TCPTransport
from kombu import Connection
from kombu.exceptions import OperationalError

BROKER_AWAY: tuple[type[Exception], ...] = (AMQPError, OperationalError, OSError)
"""What any call on a connection may raise when the broker is gone; OSError too, which nameko does not expect."""

READ_AHEAD_BYTES = 16_384


def connection_to(uri: str, heartbeat: int, *, name: str) -> Connection:
    """A connection that notices a dead peer; `name` shows in the broker's own lists."""
    return Connection(
        uri,
        heartbeat=heartbeat,
        connect_timeout=4,
        transport_options={"client_properties": {"connection_name": name}},
    )


def read_ahead(connection: Connection) -> None:
    """Take from the socket all it holds at once; the driver asks for three pieces a frame, nine a message.

    Its own buffer takes the surplus, which allows one reader only: so publishing must not read (`publish_blindly`).
    Encrypted connections stay as they are.
    """
    publish_blindly(connection)
    transport = connection.connection.transport
    if isinstance(transport, TCPTransport):
        receive = transport.sock.recv
        transport._quick_recv = lambda _: receive(READ_AHEAD_BYTES)


def publish_blindly(connection: Connection) -> None:
    """Keep the driver from reading before each publish, in whatever greenlet publishes, whether the broker blocks us.

    A broker short of memory or disk stops reading from us all the same; a publish then waits.
    """
    connection.connection.client_properties["capabilities"]["connection.blocked"] = False


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
