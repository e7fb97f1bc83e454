"""The two broker connections of a worker: requests go out on one, replies come in on the other."""

import contextlib
import logging
import threading
import time
from typing import Any

from kombu import Connection

from services.gateway.pending import Pending
from services.gateway.problems import BrokerAway
from shared.ids import new_id
from shared.messaging.connection import publish_blindly, read_ahead

_log = logging.getLogger(__name__)
_KOMBU = Connection("amqp://")
BROKEN: tuple[type[Exception], ...] = (OSError, *_KOMBU.connection_errors, *_KOMBU.channel_errors)
CONNECT_SECONDS = 2.0
READY_SECONDS = 2.0
PAUSE_SECONDS = 0.5
TICK_SECONDS = 0.5


def connect(amqp_uri: str, heartbeat_seconds: int) -> Connection:
    """An open connection, or one of `BROKEN`."""
    connection = Connection(amqp_uri, heartbeat=heartbeat_seconds, connect_timeout=CONNECT_SECONDS)
    connection.connect()
    return connection


class Outgoing:
    """The connection for requests: one lock around each publish, opened again when it turns out broken."""

    def __init__(self, amqp_uri: str, heartbeat_seconds: int) -> None:
        self._server = (amqp_uri, heartbeat_seconds)
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._channel: Any = None

    def publish(self, message: Any, exchange: str, routing_key: str) -> None:
        """Send, on a fresh connection if the one at hand is broken; `BrokerAway` if that fails too."""
        with self._lock:
            try:
                self._ready_channel().basic_publish(message, exchange, routing_key)
            except BROKEN:
                self._drop()
                self._publish_afresh(message, exchange, routing_key)

    def _publish_afresh(self, message: Any, exchange: str, routing_key: str) -> None:
        try:
            self._ready_channel().basic_publish(message, exchange, routing_key)
        except BROKEN as fault:
            self._drop()
            raise BrokerAway(reason=type(fault).__name__) from fault

    def close(self) -> None:
        """Hang up."""
        with self._lock:
            self._drop()

    def beat(self) -> None:
        """Answer the broker's heartbeats while there is nothing to send."""
        with self._lock:
            if self._connection is None:
                return
            try:
                self._connection.heartbeat_check()
                self._connection.drain_events(timeout=0.001)
            except TimeoutError:
                return
            except BROKEN:
                self._drop()

    def _ready_channel(self) -> Any:
        if self._channel is None:
            self._connection = connect(*self._server)
            publish_blindly(self._connection)
            self._channel = self._connection.channel()
        return self._channel

    def _drop(self) -> None:
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            with contextlib.suppress(*BROKEN):
                connection.release()


class Replies:
    """The connection for replies, read by one daemon thread that also keeps both connections alive."""

    def __init__(self, amqp_uri: str, heartbeat_seconds: int, exchange: str, outgoing: Outgoing) -> None:
        self._server = (amqp_uri, heartbeat_seconds)
        self._exchange = exchange
        self._outgoing = outgoing
        self._expected: dict[str, Pending] = {}
        self._address: str | None = None
        self._listening = threading.Event()
        self._thread: threading.Thread | None = None
        self._closing = False

    def start(self) -> None:
        """Start the reply thread, once a process."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="rpc-replies", daemon=True)
            self._thread.start()

    def address(self) -> str:
        """Where replies must be sent; waits a little for a connection that is being opened."""
        if not self._listening.wait(READY_SECONDS) or self._address is None:
            raise BrokerAway
        return self._address

    def expect(self, question: str, pending: Pending) -> None:
        """Deliver the reply to this question there."""
        self._expected[question] = pending

    def give_up(self, question: str) -> None:
        """Nobody waits for this reply any more."""
        self._expected.pop(question, None)

    def close(self) -> None:
        """Stop listening and wait for the thread, at most a tick."""
        self._closing = True
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._closing:
            try:
                self._listen()
            except BROKEN as fault:
                _log.warning(
                    "broker connection for replies: %s: %s; connecting again", type(fault).__name__, fault
                )
            self._listening.clear()
            self._fail_all()
            if not self._closing:
                time.sleep(PAUSE_SECONDS)

    def _listen(self) -> None:
        """Receive replies until the connection breaks."""
        with connect(*self._server) as connection:
            self._address = self._subscribe(connection.channel())
            read_ahead(connection)
            # Set once: with a time limit at each call the driver would set it four times a reply.
            connection.connection.transport.sock.settimeout(TICK_SECONDS)
            self._listening.set()
            beaten = time.monotonic()
            while not self._closing:
                with contextlib.suppress(TimeoutError):
                    connection.drain_events()
                if time.monotonic() - beaten >= TICK_SECONDS:
                    beaten = time.monotonic()
                    connection.heartbeat_check()
                    self._outgoing.beat()

    def _subscribe(self, channel: Any) -> str:
        """An exclusive queue of our own, bound where nameko services answer to.

        Replies need no acknowledgement.
        """
        address = new_id()
        queue = f"rpc.reply-gateway-{address}"
        channel.exchange_declare(self._exchange, "topic", durable=True, auto_delete=False)
        channel.queue_declare(queue, exclusive=True, durable=False, auto_delete=True)
        channel.queue_bind(queue, self._exchange, address)
        channel.basic_consume(queue, no_ack=True, callback=self._receive)
        return address

    def _receive(self, message: Any) -> None:
        pending = self._expected.pop(message.properties.get("correlation_id"), None)
        if pending is not None:
            body = message.body
            pending.deliver(body.encode() if isinstance(body, str) else bytes(body))

    def _fail_all(self) -> None:
        """The queue is gone with its connection, and with it every reply that was under way."""
        while self._expected:
            _, pending = self._expected.popitem()
            pending.deliver(None)
