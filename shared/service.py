"""What every nameko service has: its collections as dependencies, and the figures of its event flow."""

import logging
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

import eventlet
from nameko.extensions import DependencyProvider
from pymongo.database import Database

from shared.errors import Unavailable
from shared.messaging.handler import EventListener, JournalListener
from shared.rpc import rpc_method
from shared.storage.mongo import DatabaseAway, MongoBackend, connect, translated
from shared.storage.store import Collection
from shared.waiting import until_there

log = logging.getLogger(__name__)

C = TypeVar("C", bound=Collection[Any])


@cache
def backend_for(mongo_uri: str, database: str, service: str) -> MongoBackend:
    """The one backend a process has for a service's database."""
    return MongoBackend(connect(mongo_uri, service), database, service)


def backend_of(container: Any) -> MongoBackend:
    """The backend of the service running in this container."""
    config = container.config
    return backend_for(config["MONGO_URI"], config["DATABASE"], container.service_name)


class Stored(DependencyProvider):
    """`guests = Stored(Guests)`: the service's collection, its indexes made before the first call."""

    def __init__(self, collection: type[C]) -> None:
        self.collection_class = collection

    def setup(self) -> None:
        """Waits for the database and says so."""
        backend = backend_of(self.container)
        self.collection = until_there("the database", lambda: self.collection_class(backend), (DatabaseAway,))

    def get_dependency(self, worker_ctx: Any) -> Any:
        """The same collection for every call: it holds no state of a call."""
        return self.collection


class Starting(Unavailable):
    """The service has not reached the broker yet; it answers in a moment."""

    code = "starting"


class Flow(DependencyProvider):
    """Counts what this service handled and what is still under way."""

    flush_seconds = 0.5

    def setup(self) -> None:
        """Find the service's database."""
        self.database: Database[dict[str, Any]] = backend_of(self.container).database
        self.written = 0

    def start(self) -> None:
        """Write the number of handled events to the database now and then, so that it survives restarts."""
        self.flusher = self.container.spawn_managed_thread(self._flush_for_ever, identifier="flow")

    def stop(self) -> None:
        """Write the last numbers."""
        self.flusher.kill()
        self._flush()

    def get_dependency(self, worker_ctx: Any) -> "Flow":
        """Itself."""
        return self

    def figures(self) -> dict[str, int]:
        """Announced and handled since ever; outbox, unplanned and running at this moment."""
        self._flush()
        with translated():
            counters = {d["_id"]: d["n"] for d in self.database["_flow"].find()}
            names = [n for n in self.database.list_collection_names() if not n.startswith(("_", "system."))]
            return {
                "announced": counters.get("announced", 0),
                "handled": counters.get("handled", 0),
                "outbox": sum(self._waiting_in_outbox(name) for name in names),
                "unplanned": self._count(names, {"_unplanned.correlation_id": {"$exists": True}}),
                "running": sum(listener.in_hand for listener in self._listeners()),
            }

    def is_ready(self) -> bool:
        """True once every queue of ours exists and the database answers; until then `Unavailable`."""
        with translated():
            self.database.command("ping")
        if not all(listener.is_consuming for listener in self._listeners()):
            raise Starting(service=self.container.service_name)
        return True

    def _waiting_in_outbox(self, name: str) -> int:
        pipeline: Sequence[dict[str, Any]] = [
            {"$match": {"_pending": True}},
            {"$group": {"_id": None, "n": {"$sum": {"$size": "$_outbox"}}}},
        ]
        return next((int(d["n"]) for d in self.database[name].aggregate(pipeline)), 0)

    def _count(self, names: list[str], wanted: dict[str, Any]) -> int:
        return sum(self.database[name].count_documents(wanted) for name in names)

    def _listeners(self) -> list[EventListener | JournalListener]:
        return [e for e in self.container.extensions if isinstance(e, EventListener | JournalListener)]

    def _flush_for_ever(self) -> None:
        while True:
            eventlet.sleep(self.flush_seconds)
            try:
                self._flush()
            except DatabaseAway as fault:
                log.debug("The counters wait for the database: %s", fault)

    def _flush(self) -> None:
        handled = sum(listener.handled for listener in self._listeners())
        fresh, self.written = handled - self.written, handled
        if fresh:
            try:
                with translated():
                    self.database["_flow"].update_one({"_id": "handled"}, {"$inc": {"n": fresh}}, upsert=True)
            except DatabaseAway:
                self.written -= fresh
                raise


class Service:
    """Base of the nameko services."""

    flow_figures = Flow()

    @rpc_method(None, None)
    def flow(self) -> dict[str, int]:
        """How many events this service announced and handled, and how many are under way."""
        return self.flow_figures.figures()

    @rpc_method(None, None)
    def alive(self) -> bool:
        """Whether the service answers, hears events, and its database answers."""
        return self.flow_figures.is_ready()
