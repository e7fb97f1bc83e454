"""Waking up when something is written: a change stream as the bell, the stored documents as the truth.

A bell that rings for something already seen is ignored by comparing cluster times; a bell that is missed costs at most
`idle_seconds`, because the documents are looked at again then.
"""

from collections.abc import Mapping
from typing import Any

from bson.timestamp import Timestamp
from pymongo.change_stream import DatabaseChangeStream
from pymongo.database import Database

Document = dict[str, Any]


class Bell:
    """Rings when a document of this database gets the field `flag`."""

    def __init__(self, database: Database[Document], flag: str, idle_seconds: float = 0.5) -> None:
        written = {"$or": [{f"updateDescription.updatedFields.{flag}": {"$exists": True}},
                           {f"fullDocument.{flag}": {"$exists": True}}]}  # fmt: skip
        slim = {"operationType": 1, "clusterTime": 1, "ns": 1}
        self.stream: DatabaseChangeStream[Document] = database.watch(
            [{"$match": written}, {"$project": slim}], max_await_time_ms=int(idle_seconds * 1000)
        )

    def wait(self, seen_until: Mapping[str, Timestamp]) -> str | None:
        """The collection in which something newer was written than was seen there; None after `idle_seconds`."""
        while (rung := self.stream.try_next()) is not None:
            collection: str = rung["ns"]["coll"]
            if collection not in seen_until or rung["clusterTime"] > seen_until[collection]:
                return collection
        return None

    def close(self) -> None:
        """Stop listening."""
        self.stream.close()
