"""Events a second from a state change in one service to its stored effect in another."""

from __future__ import annotations

from time import monotonic

from tests.bench.pair import announce, run_pair, wait_for_effects
from tests.bench.raw_broker import consume_rate
from tests.bench.stack import Stack

AGGREGATES, VERSIONS = 500, 10
RAW_MESSAGES, RAW_BYTES = 10_000, 600  # the size of such an event in its envelope


def measure(stack: Stack) -> dict[str, float]:
    """5,000 changes as fast as they can be saved; the clock runs from the first save to the last effect."""
    run_pair(stack)
    announce(stack, "burst", str(AGGREGATES), "1")
    wait_for_effects(stack, "burst", 1)
    raw = consume_rate(stack.amqp_uri, RAW_MESSAGES, RAW_BYTES)
    stack.backend("announcer").database["accounts"].drop()
    stack.backend("listener").database["heard"].drop()
    before = monotonic()
    began, ended = announce(stack, "burst", str(AGGREGATES), str(VERSIONS))
    last = wait_for_effects(stack, "burst", VERSIONS)
    events = AGGREGATES * VERSIONS
    per_second = events / (last - began / 1e9)
    assert before < began / 1e9
    return {
        "per_second": round(per_second, 1),
        "saved_per_second": round(events / ((ended - began) / 1e9), 1),
        "raw_per_second": round(raw, 1),
        "share": round(per_second / raw, 3),
    }
