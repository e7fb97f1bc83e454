"""What changes the ways of a day: stretches closed or slowed, and times measured by hour.

Minutes are whole ones as `instant` counts them.
"""

from dataclasses import dataclass

from services.logistics.domain.place import DRIVES, Place
from services.logistics.domain.stretch import Means, Stretch

AS_PLANNED = 10_000
"""Ten-thousandths of the planning time."""
_MINUTES_A_DAY = 24 * 60
_EAST_OF_GREENWICH = 8 * 60
"""The city has one zone, eight hours ahead, and no summer time."""


@dataclass(frozen=True)
class Span:
    """A stretch closed, or slowed to `percent` of the planning time, for some means and minutes.

    `ends` None: until further notice. `leaving` names the end from which the last departure is at `starts`;
    who has left by then arrives.
    """

    stretch: Stretch
    means: frozenset[Means]
    starts: int
    ends: int | None
    percent: int | None
    closure_id: str
    leaving: str | None = None

    def touches(self, begins: int, until: int, end: str) -> bool:
        """Whether who goes in at `end` at minute `begins` and comes out at `until` meets it."""
        if self.leaving is not None:
            return self.leaving == end and begins > self.starts and (self.ends is None or begins < self.ends)
        return until > self.starts and (self.ends is None or begins < self.ends)


@dataclass(frozen=True)
class Pace:
    """Measured planning times: drives between two places that leave within these hours take so many minutes.

    Hours are those of the city, `until_hour` excluded; hours may run over midnight.
    """

    origin: Place
    destination: Place
    from_hour: int
    until_hour: int
    minutes: int

    @property
    def scale(self) -> int:
        """The share of the planning value, in ten-thousandths; rounded so that the minutes come out again."""
        drive = DRIVES.get((self.origin, self.destination))
        return AS_PLANNED if drive is None else self.minutes * AS_PLANNED // drive.planning

    def holds(self, origin: Place, destination: Place, departs: int) -> bool:
        """Whether it holds for this drive, in either direction."""
        if {origin, destination} != {self.origin, self.destination}:
            return False
        hour = (departs + _EAST_OF_GREENWICH) % _MINUTES_A_DAY // 60
        if self.from_hour <= self.until_hour:
            return self.from_hour <= hour < self.until_hour
        return hour >= self.from_hour or hour < self.until_hour
