"""Starts on five-minute marks, as bits of one whole number.

Programmes are printed in steps of five minutes, so meetings start on such marks. Bit k of a mask stands for the start
`origin + 5 k` minutes; a rule is the mask of the starts it permits, and rules together are their conjunction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

STEP = 5

Span = tuple[int, int]
"""From minute to minute since the epoch; the end does not belong to it."""


def usable(starts: datetime, ends: datetime) -> Span:
    """The whole minutes inside a stretch of time that may be used."""
    return -int(-starts.timestamp() // 60), int(ends.timestamp() // 60)


def taken(starts: datetime, ends: datetime) -> Span:
    """The whole minutes touched by a stretch of time that is taken."""
    return int(starts.timestamp() // 60), -int(-ends.timestamp() // 60)


def moment(at: int) -> datetime:
    """The moment of a minute since the epoch."""
    return datetime.fromtimestamp(at * 60, UTC)


def minutes(length: timedelta) -> int:
    """A length in whole minutes, rounded up."""
    return -int(-length.total_seconds() // 60)


@dataclass(frozen=True)
class Marks:
    """The possible starts: `size` marks from minute `origin`, which is a multiple of five."""

    origin: int
    size: int

    @property
    def every(self) -> int:
        """All starts."""
        return (1 << self.size) - 1

    def at(self, mark: int) -> int:
        """The minute of a mark."""
        return self.origin + STEP * mark

    def mark(self, start: int) -> int | None:
        """The mark of a minute, None when it is not one."""
        mark, rest = divmod(start - self.origin, STEP)
        return mark if rest == 0 and 0 <= mark < self.size else None

    def inside(self, spans: Iterable[Span], length: int) -> int:
        """Starts from which `length` minutes lie inside one of these spans; touching spans count as one."""
        mask = 0
        for starts, ends in joined(spans):
            mask |= self._between(starts, ends - length)
        return mask

    def beside(self, spans: Iterable[Span], length: int, gap: int) -> int:
        """Starts from which `length` minutes keep at least `gap` minutes from each of these spans."""
        mask = self.every
        for starts, ends in spans:
            mask &= ~self._between(starts - gap - length + 1, ends + gap - 1)
        return mask

    def _between(self, first: int, last: int) -> int:
        """Starts at or after one minute and at or before another."""
        low = max(0, -((self.origin - first) // STEP))
        high = min(self.size - 1, (last - self.origin) // STEP)
        return ((1 << (high - low + 1)) - 1) << low if high >= low else 0


def marks_over(spans: Iterable[Span]) -> Marks:
    """The marks over these spans."""
    spans = list(spans)
    if not spans:
        return Marks(0, 0)
    first = min(starts for starts, _ in spans) // STEP * STEP
    last = max(ends for _, ends in spans)
    return Marks(first, (last - first) // STEP + 1)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Touching and overlapping spans as one, in order."""
    result: list[Span] = []
    for starts, ends in sorted(spans):
        if result and starts <= result[-1][1]:
            result[-1] = (result[-1][0], max(ends, result[-1][1]))
        else:
            result.append((starts, ends))
    return result


def bits(mask: int) -> Iterator[int]:
    """The marks of a mask, ascending."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
