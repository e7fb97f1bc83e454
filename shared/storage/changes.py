"""What was written since a bookmark: a change stream read on demand, for copies that are brought up to date when asked.

The stream is ordered by commit, so that nothing written before the new bookmark is missing, also not what a slow
transaction wrote. Only writes of the things themselves count: removing sent events from a document does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database
from pymongo.errors import OperationFailure

Document = dict[str, Any]
_HISTORY_LOST = (280, 286)


@dataclass(frozen=True, slots=True)
class Changed:
    """`things` are (collection, id) in the order of their last write, each once; `until` is the next bookmark.

    `all_of_them` says that the bookmark reaches back no longer, or that there was none: look at everything.
    """

    things: tuple[tuple[str, str], ...]
    until: str
    all_of_them: bool = False


def read_changes(
    database: Database[Document], collections: Sequence[str], since: str | None, most: int
) -> Changed:
    """At most so many writes after a bookmark."""
    try:
        return _read(database, collections, since, most)
    except OperationFailure as fault:
        if since is None or fault.code not in _HISTORY_LOST:
            raise
        return _read(database, collections, None, most)


def _read(database: Database[Document], collections: Sequence[str], since: str | None, most: int) -> Changed:
    written = {"$or": [{"operationType": {"$in": ["insert", "replace"]}},
                       {"updateDescription.updatedFields.version": {"$exists": True}}]}  # fmt: skip
    pipeline = [{"$match": {"ns.coll": {"$in": list(collections)}, **written}},
                {"$project": {"documentKey": 1, "ns": 1}}]  # fmt: skip
    resume = {"resume_after": {"_data": since}} if since is not None else {}
    things: dict[tuple[str, str], None] = {}
    with database.watch(pipeline, max_await_time_ms=1, batch_size=most, **resume) as stream:  # type: ignore[arg-type]
        while len(things) < most and (change := stream.try_next()) is not None:
            thing = (change["ns"]["coll"], change["documentKey"]["_id"])
            things.pop(thing, None)
            things[thing] = None
        token = stream.resume_token
    if token is None:  # a server always gives one; without it we would lose our place
        raise RuntimeError("the change stream gave no resume token")
    return Changed(tuple(things), token["_data"], all_of_them=since is None)
