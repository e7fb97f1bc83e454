"""Writes asked for at the same time travel to the database in one bulk write: the journal is flushed once for all.

Whoever comes first writes at once and alone; those who come while that write is under way wait and go together next.
So a single write is never delayed, and many cost a fraction each. Works for threads and for greenlets.
"""

from collections.abc import Callable, Sequence
from threading import Event, Lock
from typing import Generic, TypeVar

from shared.storage.store import Write

Outcome = TypeVar("Outcome")
WriteTogether = Callable[[Sequence[Write]], list[Outcome]]
"""Writes all, or raises for all; tells for each what became of it."""

MOST = 200


class _Waiting(Generic[Outcome]):
    """One write and what became of it; `leads` when it is its turn to write for all who wait."""

    __slots__ = ("fault", "leads", "result", "woken", "write")

    def __init__(self, write: Write) -> None:
        self.write = write
        self.woken = Event()
        self.leads = False
        self.result: list[Outcome] = []
        self.fault: BaseException | None = None

    def outcome(self) -> Outcome:
        """What became of it; raises what the group's write raised."""
        if self.fault is not None:
            raise self.fault
        return self.result[0]


class Together(Generic[Outcome]):
    """Collects the writes of one collection."""

    def __init__(self, write_together: WriteTogether[Outcome]) -> None:
        self.write_together = write_together
        self.lock = Lock()
        self.waiting: list[_Waiting[Outcome]] = []
        self.under_way = False

    def write(self, write: Write) -> Outcome:
        """Return when it is done, with what became of it."""
        mine: _Waiting[Outcome] = _Waiting(write)
        with self.lock:
            self.waiting.append(mine)
            mine.leads, self.under_way = not self.under_way, True
        if not mine.leads:
            mine.woken.wait()
        if mine.leads:
            self._lead()
        return mine.outcome()

    def _lead(self) -> None:
        """Write for everyone who waits by now, then hand over to the first who came meanwhile."""
        with self.lock:
            group, self.waiting = self.waiting[:MOST], self.waiting[MOST:]
        try:
            self._write_group(group)
        finally:
            for one in group:
                one.woken.set()
            self._hand_over()

    def _write_group(self, group: list[_Waiting[Outcome]]) -> None:
        try:
            outcomes = self.write_together([one.write for one in group])
        except Exception as fault:
            for one in group:
                one.fault = fault
        else:
            for one, outcome in zip(group, outcomes, strict=True):
                one.result.append(outcome)

    def _hand_over(self) -> None:
        with self.lock:
            self.under_way = bool(self.waiting)
            if self.waiting:
                self.waiting[0].leads = True
                self.waiting[0].woken.set()
