"""Memory of everything that runs, broker and database included, when nothing happens."""

from __future__ import annotations

from time import sleep

from tests.bench.stack import Stack
from tests.bench.web import Organiser


def measure(stack: Stack) -> float:
    """Megabytes of the whole stack at rest."""
    stack.run_whole()
    Organiser(stack).wait_for_rest()
    sleep(5)
    return round(stack.memory_mb(), 1)
