"""Poll with a deadline; tests never sleep blindly."""

from collections.abc import Callable
from time import monotonic, sleep


def eventually(holds: Callable[[], object], seconds: float = 10.0, every: float = 0.02) -> None:
    """Return once `holds` is true; fail with its last value after `seconds`."""
    until = monotonic() + seconds
    while not (last := holds()):
        assert monotonic() < until, f"still {last!r} after {seconds} s"
        sleep(every)
