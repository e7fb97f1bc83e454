"""What a process remembers of the documents it handled last, so that a busy one need not be read before each write.

A remembered document may be out of date. That is harmless for whoever writes it next: the write is conditional on its
version, and a refused write makes the process forget.
"""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from time import monotonic
from typing import Any


class Recent:
    """The latest `most` documents by id, none for longer than `seconds`; 0 of either remembers nothing."""

    def __init__(self, most: int, seconds: float = inf) -> None:
        self.most, self.seconds = most, seconds
        self.documents: OrderedDict[str, tuple[float, dict[str, Any]]] = OrderedDict()

    def get(self, thing_id: str) -> dict[str, Any] | None:
        """The document as it was last seen, or None."""
        seen_at, document = self.documents.get(thing_id, (0.0, None))
        if document is None:
            return None
        if monotonic() - seen_at >= self.seconds:
            self.forget(thing_id)
            return None
        self.documents.move_to_end(thing_id)
        return document

    def keep(self, thing_id: str, document: dict[str, Any]) -> None:
        """Remember it, and forget the one not used for longest when there are too many."""
        if not self.most:
            return
        self.documents[thing_id] = (monotonic(), document)
        self.documents.move_to_end(thing_id)
        while len(self.documents) > self.most:
            self.documents.popitem(last=False)

    def forget(self, thing_id: str) -> None:
        """Read it anew next time."""
        self.documents.pop(thing_id, None)

    @contextmanager
    def forgotten_unless_saved(self, thing_id: str) -> Iterator[None]:
        """Forget it when the save inside fails for any reason."""
        try:
            yield
        except BaseException:
            self.forget(thing_id)
            raise
