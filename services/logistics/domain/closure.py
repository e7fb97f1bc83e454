"""A stretch closed or slowed for a while, as a notice says or a rule of the weather makes it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from services.logistics.domain.instant import minute_from, minute_until, whole_milliseconds
from services.logistics.domain.network import Network, Pace, Span
from services.logistics.domain.place import DRIVES, Place
from services.logistics.domain.stretch import PLIED_BY, Means, Stretch
from shared.errors import Invalid, Refused


class ClosureEndsBeforeItBegins(Invalid):
    """A closure ends after it begins."""

    code = "closure_ends_before_it_begins"


class NobodyGoesThere(Invalid):
    """A closure bars means that use the stretch; these do not."""

    code = "nobody_goes_there"


class NotAnEndOfIt(Invalid):
    """A last departure is from one end of the stretch."""

    code = "not_an_end_of_it"


class LimitMalformed(Invalid):
    """A limit makes drives take longer: more than 100 percent of the planning time, 1000 at most."""

    code = "limit_malformed"


class ClosureWithdrawn(Refused):
    """The closure was withdrawn; announce a new one."""

    code = "closure_withdrawn"


class Trigger(StrEnum):
    """Why a stretch is closed or slowed."""

    WIND = "wind"
    VISIBILITY = "visibility"
    TYPHOON = "typhoon"
    NOTICE = "notice"


ENDS_OF = {
    Stretch.SEA_PUTUOSHAN: (Place.ZHUJIAJIAN, Place.PUTUOSHAN),
    Stretch.SEA_SHANGHAI: (Place.SHP, Place.ZHUJIAJIAN),
}
"""The piers from which a last departure can be announced."""


@dataclass
class Closure:
    """A stretch closed for these means from `starts` to `ends` (None: until further notice).

    With `percent` it is open, but drives over it take that share of their planning time; `limit_kmh` is what
    the notice said. `leaving` makes it a cut-off: the last departure from that pier is at `starts`. `grade`
    is the trigger's measure in words, such as `force 10` or `below 500 m`; `source` who said so, and
    `announced_at` when. `weather` names the readings it follows from.
    """

    id: str
    edition: str
    stretch: Stretch
    means: tuple[Means, ...]
    starts: datetime
    ends: datetime | None
    trigger: Trigger
    grade: str
    source: str
    announced_at: datetime
    percent: int | None = None
    limit_kmh: int | None = None
    leaving: Place | None = None
    weather: str | None = None
    withdrawn: bool = False
    version: int = 0

    def __post_init__(self) -> None:
        self.starts, self.announced_at = (
            whole_milliseconds(self.starts),
            whole_milliseconds(self.announced_at),
        )
        self.ends = None if self.ends is None else whole_milliseconds(self.ends)
        if self.ends is not None and self.ends <= self.starts:
            raise ClosureEndsBeforeItBegins(field="ends", value=self.ends.isoformat())
        strangers = sorted(set(self.means) - PLIED_BY[self.stretch])
        if strangers or not self.means:
            raise NobodyGoesThere(field="means", value=strangers, known=sorted(PLIED_BY[self.stretch]))
        if self.percent is not None and not 100 < self.percent <= 1000:
            raise LimitMalformed(field="percent", value=self.percent)
        if self.leaving is not None and self.leaving not in ENDS_OF.get(self.stretch, ()):
            raise NotAnEndOfIt(field="leaving", value=self.leaving.value)

    @property
    def is_limit(self) -> bool:
        """Open, but slow."""
        return self.percent is not None

    def lifted_at(self, at: datetime) -> Self:
        """Open again from then on; withdrawn altogether when it has not begun by then."""
        if self.withdrawn:
            raise ClosureWithdrawn(closure_id=self.id)
        if self.ends is not None and self.ends <= at:
            return self
        return replace(self, withdrawn=True) if at <= self.starts else replace(self, ends=at)

    def span(self) -> Span:
        """As the network sees it; begun minutes count as closed."""
        return Span(
            self.stretch,
            frozenset(self.means),
            minute_until(self.starts),
            None if self.ends is None else minute_from(self.ends),
            self.percent,
            self.id,
            self.leaving.value if self.leaving else None,
        )


class NoSuchDrive(Invalid):
    """Planning times are measured between two places with a drive between them, within hours of one day."""

    code = "no_such_drive"


@dataclass
class PlanningTime:
    """How long the drive between two places takes for who leaves from `from_hour` to before `until_hour`."""

    id: str
    edition: str
    origin: Place
    destination: Place
    from_hour: int
    until_hour: int
    minutes: int
    version: int = 0

    def __post_init__(self) -> None:
        if (self.origin, self.destination) not in DRIVES or self.origin is self.destination:
            raise NoSuchDrive(field="destination", value=self.destination.value)
        if self.from_hour == self.until_hour:
            raise NoSuchDrive(field="until_hour", value=self.until_hour)

    def pace(self) -> Pace:
        """As the network sees it."""
        return Pace(self.origin, self.destination, self.from_hour, self.until_hour, self.minutes)


def network_of(closures: Iterable[Closure], times: Iterable[PlanningTime] = ()) -> Network:
    """The network with everything closed or slowed, and the times measured; the same for any order of them."""
    in_force = sorted((one for one in closures if not one.withdrawn), key=lambda one: one.id)
    return Network(
        tuple(closure.span() for closure in in_force),
        tuple(time.pace() for time in sorted(times, key=lambda time: time.id)),
    )
