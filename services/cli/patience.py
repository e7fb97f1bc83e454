"""Repeating what may be repeated while something is away."""

import time
from collections.abc import Callable
from typing import TypeVar

from services.cli.client import GatewayAway, Problem, rest

T = TypeVar("T")
PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 1.0
AWAY = (502, 503, 504)


def patiently(attempt: Callable[[], T]) -> T:
    """Repeat while the gateway or a service is away, for a minute at most; then say what is away."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return attempt()
        except (GatewayAway, Problem) as fault:
            away = isinstance(fault, GatewayAway) or fault.status in AWAY
            if not away or time.monotonic() > until:
                raise
        rest.get()(PAUSE_SECONDS)
