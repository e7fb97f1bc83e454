"""How often pages without sign-in may be asked: by link and by address, counted in this process.

Every worker counts for itself, so the limits are per worker. The address is that of the peer: behind a proxy it is the
proxy's, which is why an address may ask far more often than a single link.
"""

import time
from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from math import ceil
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from flask import current_app, request

from shared.errors import Refused

LINK_BURST, LINK_SECONDS = 20, 3.0
ADDRESS_BURST, ADDRESS_SECONDS = 120, 0.5
REMEMBERED = 10_000
P = ParamSpec("P")
R = TypeVar("R")


class TooManyRequests(Refused):
    """This page is asked for too often from here; wait as long as Retry-After says."""

    code = "too_many_requests"


class Pace:
    """`burst` requests of one key at once, then one every `seconds`; keys are kept as digests."""

    def __init__(
        self, burst: int, seconds: float, clock: Callable[[], float] = time.monotonic, keys: int = REMEMBERED
    ) -> None:
        self._room, self._seconds = burst * seconds, seconds
        self._clock, self._keys = clock, keys
        self._rested_at: dict[bytes, float] = {}
        self._lock = Lock()

    def take(self, key: str) -> None:
        """Count one request; raises `TooManyRequests`, which is not counted."""
        digest, now = sha256(key.encode()).digest(), self._clock()
        with self._lock:
            rested_at = max(self._rested_at.pop(digest, now), now) + self._seconds
            wait = rested_at - now - self._room
            self._rested_at[digest] = rested_at if wait <= 0 else rested_at - self._seconds
            self._forget(now)
        if wait > 0:
            raise TooManyRequests(retry_after_seconds=ceil(wait))

    def _forget(self, now: float) -> None:
        """Keep memory bounded: whoever has rested is as good as new, then whoever asked longest ago."""
        if len(self._rested_at) > self._keys:
            self._rested_at = {key: at for key, at in self._rested_at.items() if at > now}
        while len(self._rested_at) > self._keys:
            del self._rested_at[next(iter(self._rested_at))]


class Paces:
    """The pace of links and that of addresses."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._links = Pace(LINK_BURST, LINK_SECONDS, clock)
        self._addresses = Pace(ADDRESS_BURST, ADDRESS_SECONDS, clock)

    def take(self, address: str, token: str) -> None:
        """Count one request of this address for this link."""
        self._addresses.take(address)
        self._links.take(token)


def paced(view: Callable[P, R]) -> Callable[P, R]:
    """Limit how often a route with a `token` in its path may be asked."""

    @wraps(view)
    def counted(*args: P.args, **kwargs: P.kwargs) -> R:
        paces: Paces = current_app.extensions["convoke.paces"]
        paces.take(request.remote_addr or "", str((request.view_args or {})["token"]))
        return view(*args, **kwargs)

    described: dict[str, Any] = deepcopy(getattr(view, "_apidoc", {}))
    responses = described.setdefault("response", {}).setdefault("responses", {})
    responses.setdefault(429, []).append(HTTPStatus.TOO_MANY_REQUESTS.name)
    counted._apidoc = described  # type: ignore[attr-defined]
    return counted
