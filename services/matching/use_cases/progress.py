"""Showing that a plan is being made, once it takes longer than people wait without a word."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Thread

from services.matching.domain.progress import Progress, progress_id
from services.matching.storage import Progresses
from shared.clock import now

LONG_SECONDS = 1.0


@contextmanager
def shown(
    progresses: Progresses, edition: str, changes: int, after_seconds: float = LONG_SECONDS
) -> Iterator[None]:
    """While the work inside takes longer than that, the edition shows since when it is planned."""
    since, done = now(), Event()

    def watch() -> None:
        if done.wait(after_seconds):
            return
        known = progresses.find_one(id=progress_id(edition))
        version = known.version if known else 0
        progress = Progress(
            id=progress_id(edition), edition=edition, since=since, changes=changes, version=version
        )
        progresses.save(progress)
        done.wait()
        progresses.save(replace(progress).ready(now()))

    watcher = Thread(target=watch, name="progress", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
