"""How long an event takes on a quiet system: from the beginning of the save to the beginning of its handler."""

from __future__ import annotations

from tests.bench.pair import announce, heard, run_pair, wait_for_effects
from tests.bench.quantiles import quantile
from tests.bench.stack import Stack
from tests.waiting import eventually

CHANGES = 300


def measure(stack: Stack) -> dict[str, float]:
    """300 changes, 20 a second; milliseconds."""
    run_pair(stack)
    announce(stack, "trickle", "20")  # the first ones find cold connections
    stack.backend("announcer").database["accounts"].drop()
    stack.backend("listener").database["heard"].drop()
    announce(stack, "trickle", str(CHANGES))
    eventually(lambda: len(heard(stack, "trickle")) == CHANGES, 30, every=0.2)
    wait_for_effects(stack, "trickle", 1)
    waits = [(one.heard_ns - int(one.role)) / 1e6 for one in heard(stack, "trickle")]
    return {"p50": quantile(waits, 0.5), "p99": quantile(waits, 0.99)}
