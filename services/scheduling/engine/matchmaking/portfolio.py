"""Searches that race on several cores: each in a process of its own, the parent keeps the best of all.

A search may sit in one call to its solver for minutes, so it cannot be asked to stop; its process is ended.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, SpawnContext
from multiprocessing.process import BaseProcess
from time import monotonic

from services.scheduling.engine.matchmaking.instance import Instance
from services.scheduling.engine.matchmaking.outcome import Outcome
from services.scheduling.engine.matchmaking.search import CHUNK
from services.scheduling.engine.matchmaking.solving import QUICK, STURDY, Approach, solve

APPROACHES = (QUICK, STURDY, Approach("maplechrono"), Approach("glucose4", looks_round=True))


def _processes() -> ForkContext | SpawnContext:
    """A copy of a process is ready in milliseconds, but a lock held by another thread stays locked in it for ever."""
    return get_context("fork") if threading.active_count() == 1 else get_context("spawn")


class SearchDied(RuntimeError):
    """Every search ended without an answer: out of memory, or killed from outside."""


@dataclass(frozen=True)
class Forever:
    """No limit: the parent ends the process in time."""

    def left(self, conflicts: int) -> int:
        """Always another chunk."""
        return CHUNK


def race(instance: Instance, seconds: float, workers: int) -> Outcome:
    """The best outcome of as many searches as workers, at most so many seconds from now."""
    until, best, answered = monotonic() + seconds, Outcome(), False
    with _searches(instance, APPROACHES[:workers]) as pipes:
        running = list(pipes)
        while running and not best.closed and (left := until - monotonic()) > 0:
            for pipe in wait(running, timeout=left):
                assert isinstance(pipe, Connection)
                news = _receive(pipe)
                if news is None:
                    running.remove(pipe)
                else:
                    best, answered = best.better_of(news), True
        if not running and not answered:
            raise SearchDied
    return best


@contextmanager
def _searches(instance: Instance, approaches: Sequence[Approach]) -> Iterator[list[Connection]]:
    started: list[tuple[BaseProcess, Connection]] = []
    processes = _processes()
    try:
        for approach in approaches:
            ours, theirs = processes.Pipe(duplex=False)
            process: BaseProcess = processes.Process(
                target=_search, args=(instance, approach, theirs), daemon=True
            )
            process.start()
            theirs.close()
            started.append((process, ours))
        yield [pipe for _, pipe in started]
    finally:
        for process, pipe in started:
            process.kill()
            process.join()
            process.close()
            pipe.close()


def _receive(pipe: Connection) -> Outcome | None:
    """What a search found; None when it has ended."""
    try:
        news = pipe.recv()
    except EOFError:
        return None
    assert isinstance(news, Outcome)
    return news


def _search(instance: Instance, approach: Approach, pipe: Connection) -> None:
    """What a search's process does."""
    pipe.send(solve(instance, approach, Forever(), pipe.send))
    pipe.close()
