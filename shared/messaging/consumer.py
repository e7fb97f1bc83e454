"""The greenlet that holds one connection and one queue for a nameko service, and survives everything but SIGTERM.

What it does better than nameko's own queue consumer: a running handler is acknowledged before the connection closes,
OSError does not kill the container, and a broker that is away at start is waited for.
"""

import logging
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Iterable
from functools import partial
from time import monotonic
from typing import Any

import eventlet
from eventlet.event import Event as Flag
from kombu import Connection, Consumer, Queue
from kombu.message import Message
from nameko.extensions import Entrypoint, ProviderCollector, SharedExtension

from shared.messaging.connection import BROKER_AWAY, connection_to, read_ahead
from shared.waiting import pauses

log = logging.getLogger(__name__)

_TURN_SECONDS = 0.2


class Delivery:
    """One message in hand. It can be settled only on the channel that brought it."""

    __slots__ = ("acks", "body", "headers", "message", "properties", "tag")

    def __init__(self, message: Message, acks: "Acks") -> None:
        self.message = message
        self.body: bytes = message.body if isinstance(message.body, bytes) else str(message.body).encode()
        self.headers: dict[str, Any] = message.headers or {}
        self.properties: dict[str, Any] = message.properties or {}
        self.tag: int = message.delivery_tag
        self.acks = acks
        acks.opened(self.tag)

    def settle(self) -> None:
        """Acknowledge; after a reconnect the broker has already taken the message back, and nothing happens."""
        self.acks.settled(self.tag)


class Acks:
    """Acknowledges runs of settled messages with one frame; a slow message does not hold back the others for long."""

    def __init__(self, channel: Any, stragglers: int = 16) -> None:
        self.channel = channel
        self.stragglers = stragglers
        self.open: OrderedDict[int, bool] = OrderedDict()
        self.waiting = 0

    def opened(self, tag: int) -> None:
        """Remember a delivery, in the broker's order."""
        self.open[tag] = False

    def settled(self, tag: int) -> None:
        """Mark it done and tell the broker what can be told."""
        if tag not in self.open:
            return
        self.open[tag] = True
        self.waiting += 1
        last = self._take_finished_run()
        try:
            if last is not None:
                self.channel.basic_ack(last, multiple=True)
            elif self.waiting >= self.stragglers:
                for done in self._take_stragglers():
                    self.channel.basic_ack(done)
        except BROKER_AWAY as fault:
            log.warning("An acknowledgement did not reach the broker; it will deliver again: %r", fault)

    def _take_finished_run(self) -> int | None:
        last = None
        while self.open and self.open[next(iter(self.open))]:
            last, _ = self.open.popitem(last=False)
            self.waiting -= 1
        return last

    def _take_stragglers(self) -> list[int]:
        done = [tag for tag, settled in self.open.items() if settled]
        for tag in done:
            del self.open[tag]
        self.waiting = 0
        return done


class QueueListener(SharedExtension, ProviderCollector, ABC):
    """Base of our consumers: subclasses say which queue, how many at once, and what to do with a delivery."""

    prefetch = 64
    purpose = "listener"

    def __init__(self) -> None:
        super().__init__()
        self.stopping = False
        self.cancelled = Flag()
        self.closing = False
        self.connection: Connection | None = None
        self.acks: Acks | None = None
        self._runner: Any = None

    # what subclasses say
    @abstractmethod
    def queues(self) -> Iterable[Queue]:
        """Every queue to declare; the last one is consumed."""

    @abstractmethod
    def received(self, delivery: Delivery) -> None:
        """Start work on a delivery without waiting for its end."""

    def taken_back(self) -> None:
        """The connection was lost: whatever was not settled will be delivered again."""

    @property
    def is_consuming(self) -> bool:
        """Whether the queue exists and deliveries may come."""
        return self.acks is not None

    @property
    def in_hand(self) -> int:
        """Deliveries not settled yet."""
        return len(self.acks.open) if self.acks else 0

    # nameko's life cycle
    def start(self) -> None:
        """Begin to consume, once for all entrypoints that share this."""
        if self._runner is None:
            self._runner = self.container.spawn_managed_thread(self._run, identifier=f"{self.purpose}")

    def take_no_more(self) -> None:
        """Stop taking deliveries; those being worked on go on and will be acknowledged."""
        self.stopping = True
        if self._runner is not None:
            self.cancelled.wait()

    def stop(self) -> None:
        """Close the connection; what was never started goes back to the queue."""
        self.closing = True
        if self._runner is not None:
            self._runner.wait()

    def _run(self) -> None:
        waits = pauses()
        while not self.closing:
            try:
                self._hold_connection()
                waits = pauses()
            except BROKER_AWAY as fault:
                if self.acks is not None:
                    waits = pauses()
                self._forget_connection()
                if self.stopping:
                    break
                log.warning("The broker is away from %s (%s); trying again", self.purpose, fault)
                self._pause(next(waits))
        self._say_cancelled()

    def _hold_connection(self) -> None:
        config = self.container.config
        name = f"{self.container.service_name} {self.purpose}"
        with connection_to(config["AMQP_URI"], config["HEARTBEAT"], name=name) as connection:
            self.connection = connection
            channel = connection.channel()
            read_ahead(connection)
            *others, main = [queue(channel) for queue in self.queues()]
            for queue in (*others, main):
                queue.declare()
            acks = Acks(channel)
            consumer = Consumer(channel, main, prefetch_count=self.prefetch)
            consumer.on_message = partial(self._on_message, acks)
            consumer.consume()
            self.acks = acks
            log.info("%s consumes %s", self.container.service_name, main.name)
            self._drain(connection, consumer)

    def _drain(self, connection: Connection, consumer: Consumer) -> None:
        consuming = True
        while not self.closing:
            if self.stopping and consuming:
                consumer.cancel()
                consuming = False
                self._say_cancelled()
            try:
                connection.drain_events(timeout=_TURN_SECONDS)
            except TimeoutError:
                connection.heartbeat_check()

    def _on_message(self, acks: Acks, message: Message) -> None:
        if not self.stopping:
            self.received(Delivery(message, acks))

    def _forget_connection(self) -> None:
        self.acks = self.connection = None
        self.taken_back()

    def _say_cancelled(self) -> None:
        if not self.cancelled.ready():
            self.cancelled.send(None)

    def _pause(self, seconds: float) -> None:
        until = monotonic() + seconds
        while monotonic() < until and not self.stopping:
            eventlet.sleep(_TURN_SECONDS)


class ListeningEntrypoint(Entrypoint):
    """Base of the entrypoints that share one `QueueListener`; they differ in what they ask of it."""

    listener: QueueListener

    def setup(self) -> None:
        """Tell the listener that this method wants deliveries."""
        self.listener.register_provider(self)

    def start(self) -> None:
        """Start the shared listener."""
        self.listener.start()

    def stop(self) -> None:
        """Take no more deliveries; nameko waits for running workers next, then stops the listener."""
        self.listener.take_no_more()
        self.listener.unregister_provider(self)
