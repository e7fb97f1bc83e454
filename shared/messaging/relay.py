"""Outbox → broker: publishes what saves left behind, with pipelined confirms, and removes only what was confirmed.

A plain process without eventlet. Killed at any moment it loses nothing: whatever was not removed is published again,
and listeners ignore what they know.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any

from amqp import Message
from kombu import Connection
from pymongo import UpdateOne
from pymongo.database import Database
from pymongo.errors import PyMongoError
from pymongo.write_concern import WriteConcern

from shared.events.envelope import CONTENT_TYPE
from shared.messaging.connection import BROKER_AWAY, connection_to, read_ahead
from shared.messaging.topology import EVENTS, listening
from shared.storage.lease import Lease
from shared.storage.wakeup import LOOK_AGAIN_SECONDS, Bell, Seen
from shared.waiting import pauses

log = logging.getLogger(__name__)

Document = dict[str, Any]

BATCH = 300
CONFIRM_SECONDS = 15.0
BUSY_SECONDS, GATHER_SECONDS = 0.025, 0.015
"""Who published a moment ago waits for more to come, so that one batch carries more; a lone event is never delayed."""
AWAY: tuple[type[Exception], ...] = (*BROKER_AWAY, PyMongoError)


class NotConfirmed(ConnectionError):
    """The broker refused or did not confirm a batch in time; it is published again on a new connection."""


@dataclass(slots=True)
class Channel:
    """A confirming channel that can have a whole batch in flight."""

    connection: Connection
    raw: Any = field(init=False)
    unconfirmed: set[int] = field(default_factory=set)
    refused: bool = False
    sent: int = 0

    def __post_init__(self) -> None:
        self.raw = self.connection.channel()
        read_ahead(self.connection)
        EVENTS(self.raw).declare()
        self.raw.events["basic_ack"].add(self._confirmed)
        self.raw.events["basic_nack"].add(self._nacked)
        self.raw.confirm_select()

    def prepare(self, listeners: Mapping[str, Sequence[str]]) -> None:
        """Lay the queues of all who listen, so that what is announced before their first start waits for them."""
        for name, kinds in listeners.items():
            *_, queue = listening(name, kinds)
            queue(self.raw).declare()

    def publish_all(self, entries: Sequence[Document]) -> None:
        """Publish all, then wait until the broker has confirmed every one."""
        for entry in entries:
            self.sent += 1
            self.unconfirmed.add(self.sent)
            message = Message(
                bytes(entry["body"]), content_type=CONTENT_TYPE, delivery_mode=2, message_id=entry["id"]
            )
            self.raw.basic_publish(message, EVENTS.name, entry["kind"])
        until = monotonic() + CONFIRM_SECONDS
        while self.unconfirmed and not self.refused:
            if monotonic() > until:
                raise NotConfirmed(f"{len(self.unconfirmed)} events were not confirmed in time")
            self._pump(0.5)
        if self.refused:
            raise NotConfirmed("the broker refused events")

    def stay_alive(self) -> None:
        """Keep heartbeats going while there is nothing to publish."""
        self._pump(0.001)
        self.connection.heartbeat_check()

    def _pump(self, seconds: float) -> None:
        try:
            self.connection.drain_events(timeout=seconds)
        except TimeoutError:
            return

    def _confirmed(self, delivery_tag: int, multiple: bool) -> None:
        if multiple:
            self.unconfirmed = {tag for tag in self.unconfirmed if tag > delivery_tag}
        else:
            self.unconfirmed.discard(delivery_tag)

    def _nacked(self, delivery_tag: int, multiple: bool) -> None:
        self.refused = True


class Outbox:
    """The events of one service that the broker has not confirmed yet, in the documents that caused them."""

    def __init__(self, database: Database[Document]) -> None:
        self.database = database
        self.seen = Seen()
        # An event whose removal is lost in a crash is published again, which listeners ignore.
        self.lazily = WriteConcern(w=1, j=False)

    def names(self) -> list[str]:
        """The collections a service may have announced from."""
        return [n for n in self.database.list_collection_names() if not n.startswith(("_", "system."))]

    def pending(self, name: str, limit: int) -> list[Document]:
        """Documents of one collection with events waiting."""
        wanted = self.database[name].find({"_pending": True}, {"_outbox": 1, "version": 1})
        found = list(wanted.limit(limit))
        for document in found:
            self.seen.note(name, document)
        return found

    def remove(self, name: str, published: Sequence[Document]) -> None:
        """Take out exactly what was published; events added meanwhile stay."""
        of = self.database[name].with_options(write_concern=self.lazily)
        untouched = of.bulk_write([_emptying(document) for document in published], ordered=False)
        if untouched.matched_count < len(published):
            of.bulk_write([_removal(document) for document in published], ordered=False)

    def count(self, announced: int) -> None:
        """Add to the number of events ever announced."""
        flow = self.database["_flow"].with_options(write_concern=self.lazily)
        flow.update_one({"_id": "announced"}, {"$inc": {"n": announced}}, upsert=True)


def _emptying(document: Document) -> UpdateOne:
    """Empty the outbox of a document that was not written since; the cheap case, and nearly every one."""
    wanted = {"_id": document["_id"], "version": document["version"], "_pending": True}
    return UpdateOne(wanted, {"$unset": {"_outbox": "", "_pending": ""}})


def _removal(document: Document) -> UpdateOne:
    """Take out what was published from a document to which more was added meanwhile."""
    sent = [entry["id"] for entry in document["_outbox"]]
    left = {"$filter": {"input": "$_outbox", "cond": {"$not": {"$in": ["$$this.id", sent]}}}}
    nothing_left = {"$eq": [{"$size": "$_outbox"}, 0]}
    unless_empty = {
        name: {"$cond": [nothing_left, "$$REMOVE", f"${name}"]} for name in ("_pending", "_outbox")
    }
    return UpdateOne(
        {"_id": document["_id"], "_pending": True}, [{"$set": {"_outbox": left}}, {"$set": unless_empty}]
    )


class Relay:
    """The loop: publish what is there, then wait for the bell."""

    def __init__(
        self,
        database: Database[Document],
        amqp_uri: str,
        heartbeat: int,
        instance: str,
        listeners: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.listeners = listeners or {}
        self.outbox = Outbox(database)
        self.database = database
        self.amqp_uri = amqp_uri
        self.heartbeat = heartbeat
        self.lease = Lease(database, "relay", instance)
        self.stopping = False
        self.published_at = 0.0

    def run(self) -> None:
        """Work until told to stop; broker and database may come and go."""
        waits = pauses()
        while not self.stopping:
            try:
                self._work()
                waits = pauses()
            except AWAY as fault:
                pause = next(waits)
                log.warning(
                    "Broker or database away (%s); again in %.1f s", str(fault)[:160] or repr(fault), pause
                )
                self._sleep(pause)
        log.info("The relay of %s has stopped", self.database.name)

    def stop(self) -> None:
        """Finish the batch under way, then leave."""
        self.stopping = True

    def _work(self) -> None:
        name = f"{self.database.name} relay"
        with connection_to(self.amqp_uri, self.heartbeat, name=name) as connection:
            channel = Channel(connection)
            channel.prepare(self.listeners)
            bell = Bell(self.database, "_pending")
            try:
                log.info("The relay of %s is connected", self.database.name)
                self._publish_as_it_comes(channel, bell)
                self.lease.give_back()
            finally:
                bell.close()

    def _publish_as_it_comes(self, channel: Channel, bell: Bell) -> None:
        """The collection that rang is looked at; all of them at first and now and then, should a bell be missed."""
        rang: str | None = None
        look_again = 0.0
        while not self.stopping:
            if not self.lease.held():
                look_again = 0.0
            elif rang:
                self._publish_all_of(rang, channel)
            elif monotonic() >= look_again:
                for name in self.outbox.names():
                    self._publish_all_of(name, channel)
                look_again = monotonic() + LOOK_AGAIN_SECONDS
            channel.stay_alive()
            rang = bell.wait(self.outbox.seen)
            if rang and monotonic() < self.published_at + BUSY_SECONDS:
                sleep(GATHER_SECONDS)

    def _publish_all_of(self, name: str, channel: Channel) -> None:
        more = True
        while more and (documents := self.outbox.pending(name, BATCH)):
            entries = sorted((e for d in documents for e in d.get("_outbox", ())), key=lambda e: e["id"])
            channel.publish_all(entries)
            self.outbox.count(len(entries))  # first: an empty outbox means that everything is counted
            self.outbox.remove(name, documents)
            self.published_at = monotonic()
            more = len(documents) == BATCH

    def _sleep(self, seconds: float) -> None:
        until = monotonic() + seconds
        while monotonic() < until and not self.stopping:
            sleep(0.1)
