"""The one place that asks what time it is, so that tests can hold the clock still."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _source()


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at one moment, for rehearsals and tests."""
    global _source  # noqa: PLW0603 - the clock is the one deliberate process-wide state
    previous, _source = _source, lambda: at
    try:
        yield
    finally:
        _source = previous
