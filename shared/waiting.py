"""Patience with a broker or database that is away: wait, say so, never die of it."""

import logging
from collections.abc import Callable, Iterator
from time import monotonic, sleep
from typing import TypeVar

log = logging.getLogger(__name__)
R = TypeVar("R")


def pauses(first: float = 0.2, longest: float = 5.0) -> Iterator[float]:
    """Growing pauses in seconds, for ever."""
    pause = first
    while True:
        yield pause
        pause = min(pause * 2, longest)


def until_there(what: str, attempt: Callable[[], R], away: tuple[type[Exception], ...]) -> R:
    """Repeat `attempt` while it raises one of `away`; says once that it waits and once that it is over."""
    began = None
    for pause in pauses():
        try:
            result = attempt()
        except away as fault:
            if began is None:
                log.warning("Waiting for %s, which is away: %s", what, str(fault)[:160])
                began = monotonic()
            sleep(pause)
        else:
            if began is not None:
                log.info("%s is back after %.1f s", what, monotonic() - began)
            return result
    raise AssertionError("pauses never end")
