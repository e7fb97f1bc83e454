"""Collections: get, find, `save(thing, *events)`, and facts heard from others.

`save` is the write everything rests on: one conditional update of one document that checks the version (no lost
update), refuses a cause already applied (no double handling) and stores the events in the same document (no lost
event). `save_all` does the same for several documents of one service in one transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from shared.context import Context, current
from shared.errors import Conflict, NotFound
from shared.events.base import Event
from shared.events.envelope import Envelope, seal
from shared.storage.changes import Changed
from shared.storage.documents import from_document, to_document
from shared.storage.recent import Recent


class AlreadyApplied(Exception):
    """This cause has had its effect on this thing; there is nothing left to do."""


class StaleVersion(Conflict):
    """The thing was changed by somebody else in the meantime; read it again and repeat."""

    code = "stale_version"


class AlreadyExists(Conflict):
    """There is already a thing under this id, or under a key that must be unique."""

    code = "already_exists"


@dataclass(frozen=True, slots=True)
class Cause:
    """The event being handled: which aggregate, which version of it, and its place in the chain of answers."""

    event_id: str
    subject: str
    version: int
    source: str = ""

    @property
    def aggregate(self) -> str:
        """The aggregate that announced it, unique over all services."""
        return f"{self.source}:{self.subject}"


@dataclass(frozen=True, slots=True)
class Above:
    """As a value in a query: anything greater than this, e.g. `find(number=Above(7))`."""

    value: int


@dataclass(frozen=True, slots=True)
class Index:
    """An index by field names, e.g. `Index("edition", "reference", unique=True)`."""

    fields: tuple[str, ...]
    unique: bool

    def __init__(self, *fields: str, unique: bool = False) -> None:
        object.__setattr__(self, "fields", fields)
        object.__setattr__(self, "unique", unique)


class Thing(Protocol):
    """What a collection can hold: a dataclass with an id and a version (0: never saved)."""

    id: str
    version: int


@dataclass(slots=True)
class Write:
    """One document to write, as the backends see it."""

    collection: str
    document: dict[str, Any]
    expected_version: int
    envelopes: list[Envelope]
    cause: Cause | None = None
    unplanned: dict[str, Any] | None = None
    before: dict[str, Any] | None = None

    def fields(self) -> dict[str, Any]:
        """What must be set: all fields but the id; of a document known as it was before, those that differ."""
        before = self.before or {}
        return {n: v for n, v in self.document.items() if n != "_id" and (n not in before or before[n] != v)}


class Backend(Protocol):
    """One service's database; `mongo` and `memory` answer alike (tests/contract/test_store.py)."""

    service: str

    def prepare(self, collection: str, indexes: Sequence[Index], unplanned: bool) -> None: ...
    def read(self, collection: str, thing_id: str) -> dict[str, Any] | None: ...
    def query(
        self,
        collection: str,
        equals: dict[str, Any],
        sort: Sequence[str],
        after: str | None,
        limit: int | None,
    ) -> Iterable[dict[str, Any]]: ...
    def count(self, collection: str, equals: dict[str, Any]) -> int: ...
    def write(self, write: Write) -> None: ...
    def write_all(self, writes: Sequence[Write]) -> None: ...
    def keep(self, write: Write) -> bool: ...
    def add(self, collection: str, documents: Sequence[dict[str, Any]]) -> None: ...
    def changed(self, collections: Sequence[str], since: str | None, most: int) -> Changed: ...


T = TypeVar("T", bound=Thing)


class Collection(Generic[T]):
    """The things of one kind that a service owns; subclasses name them and their queries."""

    name: ClassVar[str]
    of: ClassVar[type[Any]]
    indexes: ClassVar[tuple[Index, ...]] = ()
    wakes_solver: ClassVar[bool] = False
    remembers: ClassVar[int] = 0
    remembers_seconds: ClassVar[float] = inf

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self.recent = Recent(self.remembers, self.remembers_seconds)
        backend.prepare(self.name, self.indexes, self.wakes_solver)

    def get(self, thing_id: str) -> T:
        """The thing under this id, or `NotFound`."""
        return self._thing(self._read(thing_id))

    def recall(self, thing_id: str) -> T:
        """The thing as this process last saw it, perhaps out of date; `NotFound` if it never was.

        For whoever saves it next: the save is refused with `StaleVersion` when somebody else was faster, and the
        next `recall` reads anew. Otherwise only for what may be `remembers_seconds` old.
        """
        document = self.recent.get(thing_id)
        if document is None:
            document = self._read(thing_id)
            self.recent.keep(thing_id, document)
        return self._thing(document)

    def exists(self, thing_id: str) -> bool:
        """Whether there is a thing under this id."""
        return self.backend.read(self.name, thing_id) is not None

    def find(
        self,
        *,
        sort: Sequence[str] = ("id",),
        after: str | None = None,
        limit: int | None = None,
        **equals: Any,
    ) -> list[T]:
        """Things whose fields equal these values (a list or tuple: any of them; `Above`), `after` an id if given.

        Sorted by ("-id",), newest id first, `after` leads back in time.
        """
        return [self._thing(d) for d in self.backend.query(self.name, equals, sort, after, limit)]

    def find_one(self, **equals: Any) -> T | None:
        """The first such thing by id, or None."""
        return next(iter(self.find(limit=1, **equals)), None)

    def page(self, after: str | None, limit: int, **equals: Any) -> tuple[list[T], str | None]:
        """One page by id, and the cursor of the next one (None: this was the last)."""
        things = self.find(after=after, limit=limit + 1, **equals)
        return _cut(things, limit)

    def latest(self, after: str | None, limit: int, **equals: Any) -> tuple[list[T], str | None]:
        """One page by id, the greatest first, and the cursor of the page before it in that order."""
        return _cut(self.find(sort=("-id",), after=after, limit=limit + 1, **equals), limit)

    def count(self, **equals: Any) -> int:
        """How many such things there are."""
        return self.backend.count(self.name, equals)

    def save(self, thing: T, *events: Event, cause: Cause | None = None) -> None:
        """Write the thing and what happened to it, or nothing.

        Raises `StaleVersion`, `AlreadyExists`, or `AlreadyApplied` when the cause had its effect before.
        """
        write = self.prepared(thing, *events, cause=cause)
        with self.recent.forgotten_unless_saved(thing.id):
            self.backend.write(write)
        thing.version = write.document["version"]
        self.recent.keep(thing.id, write.document)

    def prepared(self, thing: T, *events: Event, cause: Cause | None = None) -> Write:
        """The write of a save, not yet done; each event gets a version of its own, so their order is total."""
        context, edition = current(), getattr(thing, "edition", None)
        envelopes = [
            seal(happened, source=self.backend.service, subject=thing.id, version=thing.version + number,
                 edition=edition, context=context)
            for number, happened in enumerate(events, start=1)
        ]  # fmt: skip
        document = to_document(thing)
        document["version"] = thing.version + max(1, len(events))
        unplanned = _mark(context, envelopes[-1].id if envelopes else None) if self.wakes_solver else None
        before = self.recent.get(thing.id)
        if before is not None and before["version"] != thing.version:
            before = None
        return Write(self.name, document, thing.version, envelopes, cause, unplanned, before)

    def _read(self, thing_id: str) -> dict[str, Any]:
        document = self.backend.read(self.name, thing_id)
        if document is None:
            raise NotFound(f"There is no {self.of.__name__} under this id.", id=thing_id, of=self.of.__name__)
        return document

    def _thing(self, document: dict[str, Any]) -> T:
        thing: T = from_document(self.of, document)
        return thing


class Facts(Collection[T]):
    """A listener's copy of what others announced: the newest version wins, whatever the order of delivery."""

    def keep(self, thing: T, cause: Cause, *, wakes: bool = True) -> bool:
        """Keep this state unless a newer or equal one is known; False when it was old news. Announces nothing.

        `wakes=False` for news after which nothing has to be planned anew: the solver, if this wakes one, sleeps on.
        """
        thing.version = cause.version
        unplanned = _mark(current(), cause.event_id) if self.wakes_solver and wakes else None
        return self.backend.keep(Write(self.name, to_document(thing), 0, [], cause, unplanned))


class Journal(Collection[T]):
    """Things that are only ever added: what is there under an id stays as it is."""

    def add(self, things: Sequence[T]) -> None:
        """Add those that are not there yet, in one round trip. Announces nothing; the same again changes nothing."""
        for thing in things:
            thing.version = 1
        self.backend.add(self.name, [to_document(thing) for thing in things])


@dataclass(slots=True)
class Change:
    """One thing and what happened to it, for `save_all`. Made inside the context it answers to."""

    collection: Collection[Any]
    thing: Any
    events: tuple[Event, ...] = ()
    cause: Cause | None = None
    write: Write = field(init=False)

    def __post_init__(self) -> None:
        self.write = self.collection.prepared(self.thing, *self.events, cause=self.cause)


def save_all(changes: Sequence[Change]) -> None:
    """Write all of these or none, in one transaction; the things must belong to one service."""
    if not changes:
        return
    for change in changes:
        change.collection.recent.forget(change.thing.id)
    changes[0].collection.backend.write_all([change.write for change in changes])
    for change in changes:
        change.thing.version = change.write.document["version"]


def _cut(things: list[T], limit: int) -> tuple[list[T], str | None]:
    page = things[:limit]
    return page, page[-1].id if len(things) > limit else None


def _mark(context: Context, event_id: str | None) -> dict[str, Any]:
    """What the solver needs to answer this change in its own context."""
    return {
        "correlation_id": context.correlation_id,
        "causation_id": event_id or context.causation_id,
        "actor": context.actor,
        "traceparent": context.traceparent,
        "depth": context.depth,
    }
