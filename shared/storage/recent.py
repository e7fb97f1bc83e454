"""What a process remembers of the documents it handled last, so that a busy one need not be read before each write.

A remembered document may be out of date. That is harmless for whoever writes it next: the write is conditional on its
version, and a refused write makes the process forget.
"""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Recent:
    """The latest `most` documents by id; 0 remembers nothing."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.documents: OrderedDict[str, dict[str, Any]] = OrderedDict()

    def get(self, thing_id: str) -> dict[str, Any] | None:
        """The document as it was last seen, or None."""
        document = self.documents.get(thing_id)
        if document is not None:
            self.documents.move_to_end(thing_id)
        return document

    def keep(self, thing_id: str, document: dict[str, Any]) -> None:
        """Remember it, and forget the one not used for longest when there are too many."""
        if not self.most:
            return
        self.documents[thing_id] = document
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
