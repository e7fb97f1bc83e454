"""Brings events from the broker into the feed, through a queue of its own that exists only while somebody listens."""

import logging
import threading
import time
from contextlib import suppress
from typing import Any

from kombu import Connection

from services.gateway.connections import BROKEN, connect
from services.gateway.feed import Feed
from shared.errors import Invalid
from shared.events.envelope import from_bytes
from shared.ids import new_id
from shared.messaging.topology import EVENTS

_log = logging.getLogger(__name__)
TICK_SECONDS = 0.5
LINGER_SECONDS = 120.0
LONGEST_BACKLOG = 20_000


class FeedSource:
    """Runs a thread while there are listeners, and a while after the last one left, in case it comes back."""

    def __init__(self, feed: Feed, amqp_uri: str, heartbeat_seconds: int) -> None:
        self._feed = feed
        self._server = (amqp_uri, heartbeat_seconds)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.listening = threading.Event()

    def wake(self) -> None:
        """Somebody listens: be there."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="event-feed", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        deserted_since = None
        while True:
            deserted_since = self._deserted(deserted_since)
            if self._is_over(deserted_since):
                return
            try:
                self._listen()
            except BROKEN as fault:
                _log.warning("broker connection of the stream: %r; connecting again", fault)
                time.sleep(TICK_SECONDS)
            finally:
                self.listening.clear()
                self._feed.forget()

    def _deserted(self, since: float | None) -> float | None:
        if self._feed.audience:
            return None
        return since if since is not None else time.monotonic()

    def _is_over(self, deserted_since: float | None) -> bool:
        """Whether nobody has listened for long enough.

        Decided under the lock, so that nobody wakes us in vain.
        """
        with self._lock:
            over = deserted_since is not None and time.monotonic() - deserted_since > LINGER_SECONDS
            if over:
                self._thread = None
            return over

    def _listen(self) -> None:
        with connect(*self._server) as connection:
            self._subscribe(connection)
            self.listening.set()
            beaten, deserted_since = time.monotonic(), None
            while deserted_since is None or time.monotonic() - deserted_since < LINGER_SECONDS:
                with suppress(TimeoutError):
                    connection.drain_events(timeout=TICK_SECONDS)
                deserted_since = self._deserted(deserted_since)
                if time.monotonic() - beaten >= TICK_SECONDS:
                    beaten = time.monotonic()
                    connection.heartbeat_check()

    def _subscribe(self, connection: Connection) -> None:
        channel = connection.channel()
        queue = f"stream.{new_id()}"
        channel.exchange_declare(EVENTS.name, EVENTS.type, durable=True, auto_delete=False)
        channel.queue_declare(
            queue, exclusive=True, auto_delete=True, arguments={"x-max-length": LONGEST_BACKLOG}
        )
        channel.queue_bind(queue, EVENTS.name, "#")
        channel.basic_consume(queue, no_ack=True, callback=self._receive)

    def _receive(self, message: Any) -> None:
        try:
            self._feed.happened(from_bytes(message.body))
        except Invalid as refusal:
            _log.warning("a message that is no event was left out of the stream: %s", refusal)
