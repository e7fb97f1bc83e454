"""The latest events in memory, and the listeners they are handed to.

A listener that was away a moment asks for everything after the last event it saw. One that does not keep up
is cut off, so that it holds up nobody; it comes back the same way.
"""

import threading
from collections import deque
from collections.abc import Iterable
from queue import Empty, Full, Queue

from shared.events.envelope import Envelope, to_bytes

REMEMBERED_EVENTS = 5_000
UNREAD_EVENTS = 1_000


class Listener:
    """One open stream: what it wants to hear, and what it has not read yet. `None` in the queue ends it."""

    def __init__(self, editions: Iterable[str] | None, kinds: Iterable[str], hears_house: bool) -> None:
        self.editions = None if editions is None else frozenset(editions)
        self.kinds = tuple(kinds)
        self.hears_house = hears_house
        self.unread: Queue[Envelope | None] = Queue(UNREAD_EVENTS)
        self.cut_off = False

    def wants(self, envelope: Envelope) -> bool:
        """Whether it asked for this; events of no edition (accounts, say) are for organisers only."""
        if self.kinds and not any(envelope.type.startswith(kind) for kind in self.kinds):
            return False
        if envelope.edition is None:
            return self.hears_house
        return self.editions is None or envelope.edition in self.editions

    def offer(self, envelope: Envelope) -> None:
        """Hand over one event, or cut the listener off if it is too far behind."""
        if self.cut_off or not self.wants(envelope):
            return
        try:
            self.unread.put_nowait(envelope)
        except Full:
            self.cut_off = True

    def next(self, patience_seconds: float) -> Envelope | None:
        """The next event, or None if there is none for so long."""
        try:
            return self.unread.get(timeout=patience_seconds)
        except Empty:
            return None


class Feed:
    """What happened lately, and who wants to hear what happens next."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._latest: deque[Envelope] = deque(maxlen=REMEMBERED_EVENTS)
        self._listeners: set[Listener] = set()

    def happened(self, envelope: Envelope) -> None:
        """Remember an event and hand it to everybody who wants it."""
        with self._lock:
            self._latest.append(envelope)
            for listener in self._listeners:
                listener.offer(envelope)

    def join(self, listener: Listener, last_seen: str | None) -> bool:
        """Listen from now on, or from after `last_seen`.

        False if that is no longer remembered: there is a gap.
        """
        with self._lock:
            missed = self._after(last_seen)
            for envelope in missed or ():
                listener.offer(envelope)
            self._listeners.add(listener)
        return missed is not None

    def leave(self, listener: Listener) -> None:
        """Listen no more."""
        with self._lock:
            self._listeners.discard(listener)

    def forget(self) -> None:
        """The connection was lost.

        What happens meanwhile is not heard, so nothing before it is a safe start.
        """
        with self._lock:
            self._latest.clear()

    @property
    def audience(self) -> int:
        """How many listen."""
        return len(self._listeners)

    def _after(self, last_seen: str | None) -> list[Envelope] | None:
        if last_seen is None:
            return []
        remembered = list(self._latest)
        places = [place for place, envelope in enumerate(remembered) if envelope.id == last_seen]
        return remembered[places[-1] + 1 :] if places else None


def as_message(envelope: Envelope) -> bytes:
    """One event as the stream sends it: its id, its kind, and the CloudEvents JSON as data."""
    head = f"id: {envelope.id}\nevent: {envelope.type}\ndata: ".encode()
    return head + to_bytes(envelope) + b"\n\n"
