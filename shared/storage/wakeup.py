"""Waking up when something is written: a change stream as the bell, the stored documents as the truth.

A bell that rings for a version already looked at is ignored; a bell that is missed costs at most
`LOOK_AGAIN_SECONDS`, because the documents are looked at again then. Versions and not cluster times decide what was
looked at: the time a read reports may lie after a write that the read did not see.
"""

from typing import Any

from pymongo.change_stream import DatabaseChangeStream
from pymongo.database import Database

Document = dict[str, Any]


LOOK_AGAIN_SECONDS = 5.0
"""How often all documents are looked at although no bell rang: a stack at rest should cost next to nothing."""


class Seen:
    """The latest version that was looked at, of the `most` documents looked at last."""

    def __init__(self, most: int = 20_000) -> None:
        self.most = most
        self.versions: dict[tuple[str, str], int] = {}

    def note(self, collection: str, document: Document) -> None:
        """This document was looked at, in this version."""
        key = (collection, document["_id"])
        self.versions.pop(key, None)
        self.versions[key] = document["version"]
        if len(self.versions) > self.most:
            del self.versions[next(iter(self.versions))]

    def is_news(self, collection: str, thing_id: str, version: int | None) -> bool:
        """Whether this version was not looked at yet."""
        return version is None or version > self.versions.get((collection, thing_id), 0)


class Bell:
    """Rings when a document of this database gets the field `flag`."""

    def __init__(self, database: Database[Document], flag: str, idle_seconds: float = 0.5) -> None:
        written = {"$or": [{f"updateDescription.updatedFields.{flag}": {"$exists": True}},
                           {f"fullDocument.{flag}": {"$exists": True}}]}  # fmt: skip
        version = {"$ifNull": ["$updateDescription.updatedFields.version", "$fullDocument.version"]}
        slim = {"ns": 1, "documentKey": 1, "version": version}
        self.stream: DatabaseChangeStream[Document] = database.watch(
            [{"$match": written}, {"$project": slim}], max_await_time_ms=int(idle_seconds * 1000)
        )

    def wait(self, seen: Seen) -> str | None:
        """The collection in which something was written that was not looked at; None after `idle_seconds`."""
        while (rung := self.stream.try_next()) is not None:
            collection: str = rung["ns"]["coll"]
            if seen.is_news(collection, rung["documentKey"]["_id"], rung.get("version")):
                return collection
        return None

    def close(self) -> None:
        """Stop listening."""
        self.stream.close()
