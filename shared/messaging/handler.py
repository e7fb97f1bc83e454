"""`@handles(Kind, …)`: decode, call, acknowledge after the write; retry later; park with the reason.

What becomes of an event:
    handled, or its effect was there already   acknowledged
    database or another service away           held and tried again here, without limit and without counting
    any other exception                        comes back after 1 s, 5 s and 30 s, then parked with the reason
    Invalid, Refused, an unreadable message    parked at once: repeating would not help

Events of one subject are handled one after the other; different subjects side by side.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial, wraps
from typing import Any

import eventlet
from eventlet.event import Event as Flag
from kombu import Queue
from nameko.exceptions import ContainerBeingKilled

from shared.context import answering
from shared.errors import Invalid, NotFound, Refused, Unavailable
from shared.events.base import Event, UnknownKind
from shared.events.envelope import Envelope, from_bytes
from shared.messaging.connection import BROKER_AWAY
from shared.messaging.consumer import Delivery, ListeningEntrypoint, QueueListener
from shared.messaging.parking import fate
from shared.messaging.topology import events_queue_name, journal_queue_name, listening
from shared.storage.store import AlreadyApplied, Cause
from shared.waiting import pauses

log = logging.getLogger(__name__)

HOPELESS = (Invalid, Refused, NotFound)
"""Refusals that a repetition would not change."""


DEEPEST_CHAIN = 16
"""Answers to answers before a chain counts as oscillating; the longest of the design has five."""


class ChainTooDeep(Refused):
    """Services keep answering each other; the chain stops here until a person has looked."""

    code = "chain_too_deep"


class EventListener(QueueListener):
    """Consumes `<service>.events` and hands each event to the method that handles its kind."""

    purpose = "events"
    prefetch = 64

    def __init__(self) -> None:
        super().__init__()
        self.waiting: dict[str, deque[tuple[Delivery, Envelope, Event, EventHandler]]] = {}
        self.handled = 0

    def queues(self) -> Iterable[Queue]:
        """The service's queue, bound to exactly the kinds it handles."""
        return listening(self.queue_name, sorted(self.methods))

    @property
    def queue_name(self) -> str:
        """E.g. `matching.events.v1`."""
        return events_queue_name(self.container.service_name)

    @property
    def methods(self) -> dict[str, "EventHandler"]:
        """The entrypoint of each kind."""
        return {kind.kind: entrypoint for entrypoint in self._providers for kind in entrypoint.kinds}

    def received(self, delivery: Delivery) -> None:
        """Queue the event behind others of its subject, or start it."""
        try:
            envelope = from_bytes(delivery.body)
            entrypoint = self.methods.get(envelope.type)
            if entrypoint is None:
                raise UnknownKind(kind=envelope.type)
            if envelope.depth > DEEPEST_CHAIN:
                raise ChainTooDeep(correlation_id=envelope.correlation_id, depth=envelope.depth)
            happened = envelope.event()
        except (Invalid, ChainTooDeep) as refusal:
            self._settle_by_fate(delivery, refusal, hopeless=True)
            return
        work = (delivery, envelope, happened, entrypoint)
        line = self.waiting.get(envelope.subject)
        if line is None:
            self.waiting[envelope.subject] = deque()
            self._work(*work)
        else:
            line.append(work)

    def _work(
        self, delivery: Delivery, envelope: Envelope, happened: Event, entrypoint: "EventHandler"
    ) -> None:
        again = partial(self._work, delivery, envelope, happened, entrypoint)
        done = partial(self._worked, delivery, envelope, again, pauses())
        self._spawn(entrypoint, (happened, envelope), done)

    def _spawn(self, entrypoint: "EventHandler", args: tuple[Any, ...], done: Callable[..., Any]) -> None:
        try:
            self.container.spawn_worker(entrypoint, args, {}, handle_result=done)
        except ContainerBeingKilled:
            log.warning("The service is being killed; the broker will deliver again")

    def _worked(
        self, delivery: Delivery, envelope: Envelope, again: Callable[[], None], waits: Any, *outcome: Any
    ) -> tuple[Any, Any]:
        _, result, exc_info = outcome
        fault = exc_info[1] if exc_info else None
        if isinstance(fault, Unavailable):
            self._hold(envelope, again, fault)
        else:
            self._finish(delivery, envelope, fault)
        return result, None

    def _hold(self, envelope: Envelope, again: Callable[[], None], fault: Unavailable) -> None:
        if not self.stopping:
            log.warning("Holding %s: %s", envelope.type, fault)
            eventlet.spawn_after(1.0, again)

    def _finish(self, delivery: Delivery, envelope: Envelope, fault: BaseException | None) -> None:
        if fault is None or isinstance(fault, AlreadyApplied):
            self.handled += 1
            delivery.settle()
        else:
            self._settle_by_fate(delivery, fault, hopeless=isinstance(fault, HOPELESS))
        self._next_of(envelope.subject)

    def _settle_by_fate(self, delivery: Delivery, fault: BaseException, *, hopeless: bool) -> None:
        try:
            fate(self.container.config["AMQP_URI"], self.queue_name, delivery, fault, hopeless=hopeless)
        except BROKER_AWAY as away:
            log.warning("The broker is away; it will deliver again: %r", away)
        else:
            delivery.settle()

    def _next_of(self, subject: str) -> None:
        line = self.waiting.get(subject)
        if line and not self.stopping:
            self._work(*line.popleft())
        else:
            self.waiting.pop(subject, None)

    def taken_back(self) -> None:
        """After a lost connection the broker delivers again whatever was not settled."""
        self.waiting.clear()


class EventHandler(ListeningEntrypoint):
    """The entrypoint behind `@handles`."""

    listener = EventListener()

    def __init__(self, kinds: tuple[type[Event], ...]) -> None:
        self.kinds = kinds
        super().__init__(expected_exceptions=(AlreadyApplied, Unavailable))


def handles(*kinds: type[Event]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Call this method `(self, event, cause)` for every event of these kinds, in the context it answers to."""

    def decorate(method: Callable[..., None]) -> Callable[..., None]:
        @wraps(method)
        def handle(self: Any, happened: Event, envelope: Envelope) -> None:
            depth = envelope.depth + 1
            with answering(envelope.correlation_id, envelope.id, envelope.actor, envelope.traceparent, depth):
                method(self, happened, cause_of(envelope))

        decorated: Callable[..., None] = EventHandler.decorator(kinds=kinds)(handle)
        return decorated

    return decorate


def cause_of(envelope: Envelope) -> Cause:
    """What a save or a fact needs to know of the event it answers."""
    return Cause(envelope.id, envelope.subject, envelope.version, envelope.announcer)


class JournalListener(QueueListener):
    """Consumes every event of every service, many at a time, for a service that keeps a journal."""

    purpose = "journal"
    prefetch = 400
    linger_seconds = 0.05
    keeper: "JournalKeeper"

    def __init__(self) -> None:
        super().__init__()
        self.batch: list[Delivery] = []
        self.due: Any = None
        self.handled = 0

    @property
    def queue_name(self) -> str:
        """E.g. `access.journal.v1`."""
        return journal_queue_name(self.container.service_name)

    def queues(self) -> Iterable[Queue]:
        """The journal queue, bound to everything."""
        return listening(self.queue_name, ["#"])

    def received(self, delivery: Delivery) -> None:
        """Collect until the batch is full or a moment has passed."""
        self.batch.append(delivery)
        if len(self.batch) >= self.keeper.batch:
            self._flush()
        elif self.due is None:
            self.due = eventlet.spawn_after(self.linger_seconds, self._flush)

    def _flush(self) -> None:
        batch, self.batch = self.batch, []
        due, self.due = self.due, None
        if due is not None:
            due.cancel()
        readable = [pair for delivery in batch if (pair := self._read(delivery))]
        if readable and not self.stopping:
            eventlet.spawn(self._write, readable)

    def _read(self, delivery: Delivery) -> tuple[Delivery, Envelope] | None:
        try:
            return delivery, from_bytes(delivery.body)
        except Invalid as refusal:
            self._park(delivery, refusal)
            return None

    def _write(self, pairs: list[tuple[Delivery, Envelope]]) -> None:
        """Write a batch; held while the database is away, split when something in it is refused."""
        for pause in pauses():
            fault = self._call([envelope for _, envelope in pairs])
            if not isinstance(fault, Unavailable):
                break
            log.warning("Holding %d events for the journal: %s", len(pairs), fault)
            eventlet.sleep(pause)
            if self.stopping:
                return
        if fault is None:
            self.handled += len(pairs)
            for delivery, _ in pairs:
                delivery.settle()
        elif len(pairs) > 1:
            for pair in pairs:
                self._write([pair])
        else:
            self._park(pairs[0][0], fault)

    def _call(self, envelopes: list[Envelope]) -> BaseException | None:
        outcome = Flag()

        def done(_: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
            outcome.send(exc_info[1] if exc_info else None)
            return result, None

        self.container.spawn_worker(self.keeper, (envelopes,), {}, handle_result=done)
        fault: BaseException | None = outcome.wait()
        return fault

    def _park(self, delivery: Delivery, fault: BaseException) -> None:
        try:
            hopeless = isinstance(fault, HOPELESS)
            fate(self.container.config["AMQP_URI"], self.queue_name, delivery, fault, hopeless=hopeless)
        except BROKER_AWAY as away:
            log.warning("The broker is away; it will deliver again: %r", away)
        else:
            delivery.settle()

    def taken_back(self) -> None:
        """After a lost connection the broker delivers again whatever was not settled."""
        self.batch.clear()


class JournalKeeper(ListeningEntrypoint):
    """The entrypoint behind `@handles_all`."""

    listener = JournalListener()

    def __init__(self, batch: int) -> None:
        self.batch = batch
        super().__init__(expected_exceptions=(Unavailable,))

    def setup(self) -> None:
        """A service keeps one journal, with one method."""
        super().setup()
        self.listener.keeper = self


def handles_all(batch: int = 200) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Call this method `(self, envelopes)` with all events, up to `batch` at a time; it must be idempotent."""
    decorated: Callable[..., Callable[..., None]] = JournalKeeper.decorator(batch=batch)
    return decorated
