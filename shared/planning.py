"""The loop of a solver process: changed documents in, one plan out, each decision in the context it answers.

What changed is marked in the changed documents themselves (`_unplanned`), by the same write that changed them: no
signal can be lost. The plan is computed from the stored state, so computing it twice changes nothing. A plan that
became stale meanwhile is refused by the version of its `Plan` document and computed again.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any

from pymongo.errors import PyMongoError

from shared.context import answering
from shared.errors import Conflict, Unavailable
from shared.storage.lease import Lease
from shared.storage.mongo import MongoBackend
from shared.storage.store import Collection
from shared.storage.wakeup import LOOK_AGAIN_SECONDS, Bell, Seen
from shared.waiting import pauses, until_there

log = logging.getLogger(__name__)

TRIES = 20


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A changed document that the plan does not answer yet, and the change it came from."""

    collection: str
    id: str
    version: int
    edition: str
    correlation_id: str
    causation_id: str | None
    actor: str
    traceparent: str | None
    depth: int


Replan = Callable[[MongoBackend, str, list[Unplanned]], None]


@dataclass(slots=True)
class Rest:
    """How long an edition whose plan fails is left alone, longer each time."""

    waits: Iterator[float] = field(default_factory=pauses)
    until: float = 0.0

    def begin(self) -> float:
        """Rest from now on; for how many seconds."""
        pause = next(self.waits)
        self.until = monotonic() + pause
        return pause


@contextmanager
def caused_by(mark: Unplanned) -> Iterator[None]:
    """Announce what happens here as the answer to this change."""
    with answering(mark.correlation_id, mark.causation_id, mark.actor, mark.traceparent, mark.depth):
        yield


class Planner:
    """Waits for unplanned documents, has them planned edition by edition, and clears the marks."""

    def __init__(
        self,
        backend: MongoBackend,
        collections: Sequence[type[Collection[Any]]],
        replan: Replan,
        instance: str,
    ) -> None:
        self.backend = backend
        self.collections = collections
        self.replan = replan
        self.lease = Lease(backend.database, "solver", instance)
        self.stopping = False
        self.seen = Seen()
        self.failing: dict[str, Rest] = {}

    def stop(self) -> None:
        """Finish the plan under way, then leave."""
        self.stopping = True

    def run(self) -> None:
        """Work until told to stop; the database may come and go."""
        until_there("the database", self._prepare, (Unavailable,))
        waits = pauses()
        while not self.stopping:
            try:
                self._work()
                waits = pauses()
            except (PyMongoError, Unavailable) as fault:
                pause = next(waits)
                log.warning("The database is away (%s); again in %.1f s", str(fault)[:160], pause)
                sleep(pause)
            except Exception:
                pause = next(waits)
                log.exception("The changes could not be looked through; again in %.1f s", pause)
                sleep(pause)
        log.info("The solver of %s has stopped", self.backend.service)

    def _prepare(self) -> None:
        for collection in self.collections:
            collection(self.backend)

    def _work(self) -> None:
        bell = Bell(self.backend.database, "_unplanned")
        try:
            log.info("The solver of %s is ready", self.backend.service)
            rang: str | None = None
            look_again = 0.0
            while not self.stopping:
                if not self.lease.held():
                    look_again = 0.0
                elif rang or monotonic() >= look_again:
                    self.plan_all()
                    look_again = monotonic() + LOOK_AGAIN_SECONDS
                rang = bell.wait(self.seen)
            self.lease.give_back()
        finally:
            bell.close()

    def plan_all(self) -> int:
        """Answer everything unplanned; how many documents that were. One edition that fails holds up no other."""
        marks = self.unplanned()
        by_edition: defaultdict[str, list[Unplanned]] = defaultdict(list)
        for mark in marks:
            by_edition[mark.edition].append(mark)
        for edition, of_edition in by_edition.items():
            rest = self.failing.setdefault(edition, Rest())
            if monotonic() >= rest.until:
                self._try(edition, of_edition, rest)
        return len(marks)

    def _try(self, edition: str, marks: list[Unplanned], rest: Rest) -> None:
        try:
            self._plan(edition, marks)
        except (PyMongoError, Unavailable):
            raise
        except Exception:
            pause = rest.begin()
            log.exception(
                "Planning %s failed; its changes stay unplanned; again after %.1f s", edition, pause
            )
        else:
            del self.failing[edition]

    def unplanned(self) -> list[Unplanned]:
        """The marks in the documents, oldest change first."""
        marks = []
        for collection in self.collections:
            marked = self.backend.database[collection.name].find(
                {"_unplanned.correlation_id": {"$exists": True}},
                {"version": 1, "edition": 1, "_unplanned": 1},
            )
            for document in marked:
                self.seen.note(collection.name, document)
                marks.append(_mark(collection.name, document))
        return sorted(marks, key=lambda mark: (mark.causation_id or "", mark.id))

    def _plan(self, edition: str, marks: list[Unplanned]) -> None:
        began = monotonic()
        for attempt in range(TRIES):
            try:
                with caused_by(marks[0]):
                    self.replan(self.backend, edition, marks)
                break
            except Conflict as stale:
                log.info(
                    "The plan of %s became stale while it was made (%d): %s", edition, attempt + 1, stale
                )
        else:
            raise Unavailable(f"The plan of {edition} became stale {TRIES} times in a row")
        self._clear(marks)
        log.info("Planned %s after %d changes in %.3f s", edition, len(marks), monotonic() - began)

    def _clear(self, marks: list[Unplanned]) -> None:
        """Only marks whose document is still the one that was planned: a newer change stays unplanned."""
        for mark in marks:
            self.backend.database[mark.collection].update_one(
                {"_id": mark.id, "version": mark.version}, {"$unset": {"_unplanned": ""}}
            )


def _mark(collection: str, document: dict[str, Any]) -> Unplanned:
    why = document["_unplanned"]
    return Unplanned(
        collection=collection,
        id=document["_id"],
        version=document["version"],
        edition=document["edition"],
        correlation_id=why["correlation_id"],
        causation_id=why.get("causation_id"),
        actor=why.get("actor", "system"),
        traceparent=why.get("traceparent"),
        depth=why.get("depth", 0),
    )
