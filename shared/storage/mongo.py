"""The MongoDB backend: one conditional update a save, events inside the same document.

Fields of ours beside the thing's own: `_outbox` (events not yet confirmed by the broker), `_pending` (there are some),
`_seen` (newest version applied, by announcing aggregate), `_unplanned` (the solver has not answered this change yet).
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Any, NoReturn

from pymongo import InsertOne, MongoClient, UpdateOne
from pymongo.client_session import ClientSession
from pymongo.collection import Collection as MongoCollection
from pymongo.database import Database
from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    OperationFailure,
    PyMongoError,
    WTimeoutError,
)

from shared.errors import NotFound, Unavailable
from shared.events.envelope import Envelope, to_bytes
from shared.storage.changes import Changed, read_changes
from shared.storage.store import Above, AlreadyApplied, AlreadyExists, Cause, Index, StaleVersion, Write
from shared.storage.together import Together

Document = dict[str, Any]
Operation = InsertOne[Document] | UpdateOne


class DatabaseAway(Unavailable):
    """The database does not answer at the moment; nothing was written."""

    code = "database_away"


class DatabaseFull(Unavailable):
    """The database has no room on its disk; free some, then repeat."""

    code = "database_full"


class _Unmatched(Exception):
    """A document of a transaction was not as expected."""


_AWAY = (ConnectionFailure, ExecutionTimeout, WTimeoutError)
_OUT_OF_DISK = 14031
_DUPLICATE_KEY = 11000


def connect(uri: str, service: str) -> "MongoClient[Document]":
    """A client whose writes are on a majority's journal before they count; connects on first use."""
    return MongoClient(
        uri,
        appname=f"convoke-{service}",
        tz_aware=True,
        w="majority",
        journal=True,
        serverSelectionTimeoutMS=4000,
        connectTimeoutMS=4000,
        socketTimeoutMS=30000,
        retryWrites=True,
    )


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's faults into ours."""
    try:
        yield
    except DuplicateKeyError as fault:
        raise AlreadyExists(key=(fault.details or {}).get("keyValue")) from None
    except _AWAY as fault:
        raise DatabaseAway(fault=str(fault)[:200]) from fault
    except OperationFailure as fault:
        _raise_full_or(fault)


def _raise_full_or(fault: PyMongoError) -> NoReturn:
    if getattr(fault, "code", None) == _OUT_OF_DISK or "No space left" in str(fault):
        raise DatabaseFull(fault=str(fault)[:200]) from fault
    raise fault


class MongoBackend:
    """One service's database."""

    def __init__(self, client: "MongoClient[Document]", database: str, service: str) -> None:
        self.client = client
        self.database: Database[Document] = client[database]
        self.service = service
        self.facts: defaultdict[str, Together[bool]] = defaultdict(lambda: Together(self._keep_together))
        self.saves: defaultdict[str, Together[Exception | None]] = defaultdict(
            lambda: Together(self._save_together)
        )

    def prepare(self, collection: str, indexes: Sequence[Index], unplanned: bool) -> None:
        """Create the indexes; harmless when they exist."""
        with translated():
            of = self.database[collection]
            of.create_index("_pending", partialFilterExpression={"_pending": True})
            if unplanned:
                of.create_index("_unplanned.correlation_id", sparse=True)
            for index in indexes:
                of.create_index([(field, 1) for field in index.fields], unique=index.unique)

    def read(self, collection: str, thing_id: str) -> Document | None:
        """The document under this id, or None."""
        with translated():
            return self.database[collection].find_one({"_id": thing_id}, {"_outbox": 0, "_seen": 0})

    def query(
        self, collection: str, equals: Document, sort: Sequence[str], after: str | None, limit: int | None
    ) -> Iterable[Document]:
        """Documents whose fields equal these values, in this order; `-` before a name turns its order round."""
        beyond = "$lt" if tuple(sort) == ("-id",) else "$gt"
        wanted = matching(equals) | ({"_id": {beyond: after}} if after is not None else {})
        with translated():
            cursor = self.database[collection].find(wanted, {"_outbox": 0, "_seen": 0})
            return list(cursor.sort([_direction(name) for name in sort]).limit(limit or 0))

    def count(self, collection: str, equals: Document) -> int:
        """How many documents match."""
        with translated():
            return self.database[collection].count_documents(matching(equals))

    def write(self, write: Write) -> None:
        """Write one document and its events, conditionally on its version; those at the same time go together."""
        refusal = self.saves[write.collection].write(write)
        if refusal is not None:
            raise refusal

    def _save_together(self, writes: Sequence[Write]) -> list[Exception | None]:
        """One bulk write for several documents; each is written or refused by itself."""
        if len(writes) == 1:
            return [self._refusal_of(lambda: self._save_alone(writes[0]))]
        operations: list[Operation] = [
            UpdateOne(*_update(write), upsert=True)
            if write.expected_version
            else InsertOne(new_document(write))
            for write in writes
        ]
        faults: dict[int, Document] = {}
        made: list[int] = []
        with translated():
            try:
                done = self.database[writes[0].collection].bulk_write(operations, ordered=False)
                made = list(done.upserted_ids or ())
            except BulkWriteError as fault:
                faults = {error["index"]: error for error in fault.details["writeErrors"]}
                made = [upserted["index"] for upserted in fault.details["upserted"]]
                if not faults or any(error["code"] != _DUPLICATE_KEY for error in faults.values()):
                    _raise_full_or(fault)
        outcomes: list[Exception | None] = [None] * len(writes)
        for number, error in faults.items():
            outcomes[number] = self._refusal_of(partial(self._refuse_bulk, writes[number], error))
        for number in made:
            outcomes[number] = self._refusal_of(partial(self._unmake, writes[number]))
        return outcomes

    def _refusal_of(self, attempt: Callable[[], None]) -> Exception | None:
        """What one write of a group is refused with; a database that is away concerns all of them and is raised."""
        try:
            attempt()
        except DatabaseAway:
            raise
        except Exception as refusal:
            return refusal
        return None

    def _refuse_bulk(self, write: Write, error: Document) -> NoReturn:
        """A version that did not match shows as a duplicate `_id`; any other key is taken by another thing."""
        if "_id" not in error.get("keyPattern", {}):
            raise AlreadyExists(key=error.get("keyValue"))
        if write.expected_version == 0 and write.cause is None:
            raise AlreadyExists(id=write.document["_id"])
        self._refuse(write, AlreadyExists(id=write.document["_id"]) if write.expected_version == 0 else None)

    def _unmake(self, write: Write) -> NoReturn:
        """Take back what an update made because its document had never been there; nothing deletes documents."""
        with translated():
            self.database[write.collection].delete_one({"_id": write.document["_id"]})
        raise NotFound(id=write.document["_id"])

    def _save_alone(self, write: Write) -> None:
        of = self.database[write.collection]
        with translated():
            if write.expected_version == 0:
                self._insert(of, write)
            elif not of.update_one(*_update(write)).matched_count:
                self._refuse(write)

    def _insert(self, of: "MongoCollection[Document]", write: Write) -> None:
        try:
            of.insert_one(new_document(write))
        except DuplicateKeyError as fault:
            if write.cause and "_id" in (fault.details or {}).get("keyPattern", {}):
                self._refuse(write, AlreadyExists(id=write.document["_id"]))
            raise

    def _refuse(self, write: Write, otherwise: Exception | None = None) -> NoReturn:
        """Say why a conditional write matched nothing."""
        found = self.database[write.collection].find_one(
            {"_id": write.document["_id"]}, {"version": 1, "_seen": 1}
        )
        if found is None:
            raise NotFound(id=write.document["_id"])
        if write.cause and found.get("_seen", {}).get(seen_key(write.cause), -1) >= write.cause.version:
            raise AlreadyApplied
        raise otherwise or StaleVersion(
            id=write.document["_id"], expected=write.expected_version, found=found["version"]
        )

    def write_all(self, writes: Sequence[Write]) -> None:
        """Write all documents and their events in one transaction, or none."""
        by_collection: dict[str, list[Write]] = {}
        for write in writes:
            by_collection.setdefault(write.collection, []).append(write)

        def transaction(session: ClientSession) -> None:
            for collection, group in by_collection.items():
                self._write_group(collection, group, session)

        with translated(), self.client.start_session() as session:
            try:
                session.with_transaction(transaction)
            except _Unmatched:
                self._refuse_first(writes)

    def _write_group(self, collection: str, group: list[Write], session: ClientSession) -> None:
        operations: list[Operation] = [
            UpdateOne(*_update(write)) if write.expected_version else InsertOne(new_document(write))
            for write in group
        ]
        try:
            result = self.database[collection].bulk_write(operations, ordered=True, session=session)
        except BulkWriteError as fault:
            first = fault.details["writeErrors"][0]
            if first["code"] == _DUPLICATE_KEY:
                raise AlreadyExists(key=first.get("keyValue")) from None
            raise
        if result.matched_count + result.inserted_count < len(group):
            raise _Unmatched

    def _refuse_first(self, writes: Sequence[Write]) -> NoReturn:
        """Name the write whose document was not as expected; the transaction is over and nothing was written."""
        for write in writes:
            found = self.read(write.collection, write.document["_id"])
            if write.expected_version and (found is None or found["version"] != write.expected_version):
                self._refuse(write)
        raise StaleVersion(ids=[write.document["_id"] for write in writes])

    def keep(self, write: Write) -> bool:
        """Keep a fact unless an equal or newer version is known; those that come at the same time go together."""
        return self.facts[write.collection].write(write)

    def _keep_together(self, writes: Sequence[Write]) -> list[bool]:
        """One bulk write for facts of one collection; an older fact turns into a duplicate key."""
        operations = [UpdateOne(*keeping(write), upsert=True) for write in writes]
        old_news: set[int] = set()
        with translated():
            try:
                self.database[writes[0].collection].bulk_write(operations, ordered=False)
            except BulkWriteError as fault:
                if any(error["code"] != _DUPLICATE_KEY for error in fault.details["writeErrors"]):
                    raise
                old_news = {error["index"] for error in fault.details["writeErrors"]}
        return [number not in old_news for number in range(len(writes))]

    def add(self, collection: str, documents: Sequence[Document]) -> None:
        """Insert the documents whose ids are free."""
        with translated():
            try:
                self.database[collection].insert_many(list(documents), ordered=False)
            except BulkWriteError as fault:
                if any(error["code"] != _DUPLICATE_KEY for error in fault.details["writeErrors"]):
                    raise

    def changed(self, collections: Sequence[str], since: str | None, most: int) -> Changed:
        """What was written in these collections since a bookmark."""
        with translated():
            return read_changes(self.database, collections, since, most)


def keeping(write: Write) -> tuple[Document, Document]:
    """Filter and update of a fact; with upsert, an older fact turns into a duplicate key."""
    fields = write.fields()
    if write.unplanned:
        fields["_unplanned"] = write.unplanned
    return {"_id": write.document["_id"], "version": {"$lt": write.document["version"]}}, {"$set": fields}


def new_document(write: Write) -> Document:
    """The whole document of a first save."""
    document = dict(write.document)
    if write.envelopes:
        document |= {"_outbox": [_entry(e) for e in write.envelopes], "_pending": True}
    if write.cause:
        document["_seen"] = {seen_key(write.cause): write.cause.version}
    if write.unplanned:
        document["_unplanned"] = write.unplanned
    return document


def _direction(name: str) -> tuple[str, int]:
    field = name.removeprefix("-")
    return ("_id" if field == "id" else field, -1 if name.startswith("-") else 1)


def _update(write: Write) -> tuple[Document, Document]:
    """Filter and update of a later save."""
    wanted: Document = {"_id": write.document["_id"], "version": write.expected_version}
    fields = write.fields()
    change: Document = {"$set": fields}
    if write.envelopes:
        fields["_pending"] = True
        change["$push"] = {"_outbox": {"$each": [_entry(e) for e in write.envelopes]}}
    if write.cause:
        seen = f"_seen.{seen_key(write.cause)}"
        wanted[seen] = {"$not": {"$gte": write.cause.version}}
        fields[seen] = write.cause.version
    if write.unplanned:
        fields["_unplanned"] = write.unplanned
    return wanted, change


def _entry(envelope: Envelope) -> Document:
    return {"id": envelope.id, "kind": envelope.type, "body": to_bytes(envelope)}


def seen_key(cause: Cause) -> str:
    """A field name for an aggregate: ids hold dots, field names must not."""
    return hashlib.blake2b(cause.aggregate.encode(), digest_size=8).hexdigest()


def matching(equals: Document) -> Document:
    """Equality by field; a list or tuple means any of its values, `Above` whatever is greater."""
    wanted: Document = {}
    for name, value in equals.items():
        field = "_id" if name == "id" else name
        many = isinstance(value, list | tuple | set | frozenset)
        wanted[field] = {"$in": [_plain(v) for v in value]} if many else _plain(value)
    return wanted


_PLAIN: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Above, lambda value: {"$gt": value.value}),
    (StrEnum, str),
    (datetime, lambda value: value),
    (date, date.isoformat),
)


def _plain(value: Any) -> Any:
    return next((to_plain(value) for kind, to_plain in _PLAIN if isinstance(value, kind)), value)
