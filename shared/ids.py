"""Identifiers that sort by the time they were made."""

import os
import time
from threading import Lock

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_lock = Lock()
_last = 0


def new_id() -> str:
    """26 characters: 48 bits of milliseconds, then 80 random bits, in Crockford's base 32 (ULID layout).

    Within one process each is larger than the one before, also inside one millisecond: events of one save are
    published in the order in which they happened.
    """
    global _last  # noqa: PLW0603 - the order is a promise of the whole process
    with _lock:
        fresh = (time.time_ns() // 1_000_000) << 80 | int.from_bytes(os.urandom(10))
        _last = fresh if fresh > _last else _last + 1
        number = _last
    return "".join(_ALPHABET[number >> shift & 31] for shift in range(125, -1, -5))
