"""The memory backend for unit tests: the same answers as MongoDB, no sockets."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from typing import Any

from shared.errors import NotFound
from shared.events.base import Event
from shared.events.envelope import Envelope
from shared.storage.changes import Changed
from shared.storage.mongo import matching, seen_key
from shared.storage.store import AlreadyApplied, AlreadyExists, Index, StaleVersion, Write

Document = dict[str, Any]


class MemoryBackend:
    """Documents in dictionaries; `announced()` tells what would have been published."""

    def __init__(self, service: str = "memory") -> None:
        self.service = service
        self.documents: defaultdict[str, dict[str, Document]] = defaultdict(dict)
        self.indexes: defaultdict[str, list[Index]] = defaultdict(list)
        self.envelopes: list[Envelope] = []
        self.written: list[tuple[str, str]] = []

    def announced(self) -> list[Event]:
        """The events saved so far, oldest first."""
        return [envelope.event() for envelope in self.envelopes]

    def unplanned(self, collection: str) -> list[str]:
        """Ids of the documents the solver has not answered yet."""
        return sorted(i for i, d in self.documents[collection].items() if "_unplanned" in d)

    def prepare(self, collection: str, indexes: Sequence[Index], unplanned: bool) -> None:
        """Remember the unique indexes."""
        self.indexes[collection] = [index for index in indexes if index.unique]

    def read(self, collection: str, thing_id: str) -> Document | None:
        """The document under this id, or None."""
        return deepcopy(self.documents[collection].get(thing_id))

    def query(
        self, collection: str, equals: Document, sort: Sequence[str], after: str | None, limit: int | None
    ) -> Iterable[Document]:
        """Documents whose fields equal these values, in this order; `-` before a name turns its order round."""
        backwards = tuple(sort) == ("-id",)
        found = [
            d
            for i, d in self.documents[collection].items()
            if after is None or (i < after if backwards else i > after)
        ]
        found = [d for d in found if _matches(d, matching(equals))]
        for name in reversed(sort):
            found.sort(key=_by(name.removeprefix("-")), reverse=name.startswith("-"))
        return deepcopy(found[:limit])

    def count(self, collection: str, equals: Document) -> int:
        """How many documents match."""
        return sum(_matches(d, matching(equals)) for d in self.documents[collection].values())

    def write(self, write: Write) -> None:
        """Write one document and its events, conditionally on its version."""
        self._check(write)
        self._apply(write)

    def write_all(self, writes: Sequence[Write]) -> None:
        """Write all or none."""
        before, announced, written = deepcopy(self.documents), len(self.envelopes), len(self.written)
        try:
            for write in writes:
                self.write(write)
        except Exception:
            self.documents = before
            del self.envelopes[announced:]
            del self.written[written:]
            raise

    def keep(self, write: Write) -> bool:
        """Keep a fact unless an equal or newer version is known."""
        known = self.documents[write.collection].get(write.document["_id"])
        if known is not None and known["version"] >= write.document["version"]:
            return False
        self._apply(write)
        return True

    def add(self, collection: str, documents: Sequence[Document]) -> None:
        """Insert the documents whose ids are free."""
        for document in documents:
            if document["_id"] not in self.documents[collection]:
                self.documents[collection][document["_id"]] = deepcopy(document)
                self.written.append((collection, document["_id"]))

    def changed(self, collections: Sequence[str], since: str | None, most: int) -> Changed:
        """What was written in these collections since a bookmark: here, a place in the list of all writes."""
        if since is None:
            return Changed((), str(len(self.written)), all_of_them=True)
        things: dict[tuple[str, str], None] = {}
        place = int(since)
        while place < len(self.written) and len(things) < most:
            thing = self.written[place]
            if thing[0] in collections:
                things.pop(thing, None)
                things[thing] = None
            place += 1
        return Changed(tuple(things), str(place))

    def _check(self, write: Write) -> None:
        known = self.documents[write.collection].get(write.document["_id"])
        if (
            known
            and write.cause
            and known.get("_seen", {}).get(seen_key(write.cause), -1) >= write.cause.version
        ):
            raise AlreadyApplied
        if write.expected_version == 0:
            if known is not None:
                raise AlreadyExists(id=write.document["_id"])
        elif known is None:
            raise NotFound(id=write.document["_id"])
        elif known["version"] != write.expected_version:
            raise StaleVersion(
                id=write.document["_id"], expected=write.expected_version, found=known["version"]
            )
        self._check_unique(write)

    def _check_unique(self, write: Write) -> None:
        for index in self.indexes[write.collection]:
            key = {name: _at(write.document, name) for name in index.fields}
            for other in self.documents[write.collection].values():
                if other["_id"] != write.document["_id"] and all(_at(other, n) == v for n, v in key.items()):
                    raise AlreadyExists(key=key)

    def _apply(self, write: Write) -> None:
        stored = self.documents[write.collection].setdefault(write.document["_id"], {})
        stored |= deepcopy(write.document)
        if write.cause:
            stored.setdefault("_seen", {})[seen_key(write.cause)] = write.cause.version
        if write.unplanned:
            stored["_unplanned"] = write.unplanned
        self.envelopes += write.envelopes
        self.written.append((write.collection, write.document["_id"]))


def _by(name: str) -> Callable[[Document], tuple[bool, Any]]:
    """A key that sorts missing values first, as MongoDB does."""
    field = "_id" if name == "id" else name
    return lambda document: ((value := _at(document, field)) is not None, value)


def _at(document: Document, path: str) -> Any:
    value: Any = document
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _matches(document: Document, wanted: Document) -> bool:
    return all(_fits(_at(document, name), value) for name, value in wanted.items())


def _fits(value: Any, wanted: Any) -> bool:
    """Equality as MongoDB means it: a list fits when one of its members does; greater where that is asked."""
    if isinstance(wanted, dict) and "$gt" in wanted:
        return value is not None and bool(value > wanted["$gt"])
    options = wanted["$in"] if isinstance(wanted, dict) and "$in" in wanted else [wanted]
    return value in options or (isinstance(value, list) and any(member in options for member in value))
