"""Hosts and the windows in which they receive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from services.scheduling.domain.guest import Rank
from shared.errors import Invalid


class WindowEndsBeforeItStarts(Invalid):
    """A window must end after it starts."""

    code = "window_ends_before_it_starts"


class WindowsOverlap(Invalid):
    """Two windows of one host overlap; join them, or correct one."""

    code = "windows_overlap"


class CalendarTooWide(Invalid):
    """The windows of one host lie more than half a year apart; one of the years is wrong."""

    code = "calendar_too_wide"


class HostLevel(StrEnum):
    """Levels of the hosts' side, highest first (protocol practice 4.1)."""

    H1 = "H1"
    """Provincial leader."""
    H2 = "H2"
    """Party secretary, mayor."""
    H3 = "H3"
    """Executive vice-mayor."""
    H4 = "H4"
    """Vice-mayor."""
    H5 = "H5"
    """Secretary-general, director of the foreign affairs office."""
    H6 = "H6"
    """Division."""

    @property
    def number(self) -> int:
        """1 for the highest level to 6."""
        return int(self.value[1])

    def may_receive(self, rank: Rank) -> bool:
        """Reciprocity: whether a host of this level is high enough for a guest of that rank."""
        return self.number <= LEVEL_FLOOR[rank].number


WIDEST_CALENDAR = timedelta(days=183)

# The lowest level that may receive a guest of a rank (protocol practice 4.1).
LEVEL_FLOOR = {
    Rank.V1: HostLevel.H2,
    Rank.V2: HostLevel.H3,
    Rank.V3: HostLevel.H4,
    Rank.V4: HostLevel.H5,
    Rank.V5: HostLevel.H6,
}


@dataclass(frozen=True)
class Window:
    """A stretch of time in which a host receives; the whole meeting lies inside."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Hold:
    """A stretch of time that is kept free for something the programme does not tell; nobody outside hears of it."""

    starts: datetime
    ends: datetime
    reason: str = ""


def ordered(holds: Iterable[Hold], owner_id: str) -> tuple[Hold, ...]:
    """Holds by their start; they may overlap. Raises `WindowEndsBeforeItStarts`."""
    result = tuple(sorted(holds, key=lambda h: (h.starts, h.ends)))
    for hold in result:
        if hold.ends <= hold.starts:
            raise WindowEndsBeforeItStarts(of=owner_id, starts=hold.starts.isoformat())
    return result


@dataclass
class Host:
    """A leader who receives guests, in the windows and never during a hold."""

    id: str
    edition: str
    reference: str
    name: str
    name_zh: str
    post: str
    level: HostLevel
    windows: tuple[Window, ...] = ()
    holds: tuple[Hold, ...] = ()
    version: int = 0

    def set_windows(self, windows: Iterable[Window]) -> None:
        """Replace the calendar; windows come out sorted. Raises `WindowEndsBeforeItStarts`, `WindowsOverlap`."""
        calendar = tuple(sorted(windows, key=lambda w: (w.starts, w.ends)))
        for window in calendar:
            if window.ends <= window.starts:
                raise WindowEndsBeforeItStarts(host_id=self.id, starts=window.starts.isoformat())
        for earlier, later in pairwise(calendar):
            if later.starts < earlier.ends:
                raise WindowsOverlap(host_id=self.id, starts=later.starts.isoformat())
        if calendar and calendar[-1].ends - calendar[0].starts > WIDEST_CALENDAR:
            raise CalendarTooWide(host_id=self.id, from_=calendar[0].starts.isoformat(),
                                  to=calendar[-1].ends.isoformat())  # fmt: skip
        self.windows = calendar

    def set_holds(self, holds: Iterable[Hold]) -> None:
        """Replace the holds. Raises `WindowEndsBeforeItStarts`."""
        self.holds = ordered(holds, self.id)
