"""The network on a day: which route a vehicle can take, leaving when, around what is closed.

Minutes are whole ones as `instant` counts them. A vehicle does not wait on the way: who would stand before a
closed bridge leaves later, see `first_departure`. Where several limits or hours slow a drive, the slowest
counts for the whole of it, because a bridge that reopens backs up the road on both sides.
"""

from dataclasses import dataclass, field

from services.logistics.domain.place import DRIVES, Place
from services.logistics.domain.roads import ENDS_OF_STRETCH
from services.logistics.domain.route_search import Step, after, distances, meets, search
from services.logistics.domain.span import AS_PLANNED, Pace, Span
from services.logistics.domain.stretch import BOATS, Means, Stretch

__all__ = ("OPEN", "Network", "Pace", "Route", "Span")

_MINUTES_A_DAY = 24 * 60
_NEAR = 2 * 60
_STEP = 5


@dataclass(frozen=True)
class Route:
    """How long the drive takes, over which stretches, and the limits it meets."""

    minutes: int
    stretches: tuple[Stretch, ...]
    limits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Network:
    """Answers which route is open; without spans and paces every answer is that of the matrix."""

    spans: tuple[Span, ...] = ()
    paces: tuple[Pace, ...] = ()
    _known: dict[tuple[Place, Place, int, str], Route | None] = field(
        default_factory=dict, compare=False, repr=False
    )

    def route(self, origin: Place, destination: Place, departs: int, kind: str) -> Route | None:
        """The quickest route that is open to this kind of vehicle; None where there is none leaving then."""
        key = (origin, destination, departs, kind)
        if key not in self._known:
            self._known[key] = self._searched(origin, destination, departs, Means(kind))
        return self._known[key]

    def minutes(self, origin: Place, destination: Place, departs: int, kind: str) -> int | None:
        """How long that route takes; None where there is none."""
        if not self.paces and kind not in BOATS and self._is_quiet(departs):
            drive = DRIVES.get((origin, destination))
            return drive.planning if drive else None
        route = self.route(origin, destination, departs, kind)
        return route.minutes if route else None

    def _is_quiet(self, departs: int) -> bool:
        """Whether nothing is closed or slowed from now until any drive has ended."""
        until = departs + _MINUTES_A_DAY
        return not any(s.starts < until and (s.ends is None or s.ends > departs) for s in self.spans)

    def first_departure(
        self, origin: Place, destination: Place, kind: str, earliest: int, latest: int
    ) -> int | None:
        """The first minute of the window from which a route is open; None where it stays closed.

        Only the end of a closure opens a way, so the departures that meet a stretch just reopened are tried;
        in the next hours also every fifth minute, for ways that lead around something else.
        """
        if self.minutes(origin, destination, earliest, kind) is not None:
            return earliest
        if not self._reopens(earliest, latest):
            return None
        near = range(earliest + _STEP, min(latest, earliest + _NEAR) + 1, _STEP)
        tries: list[int] = sorted({*near, *self._reopenings(origin, earliest, latest, Means(kind))})
        for departs in tries:
            if self.minutes(origin, destination, departs, kind) is not None:
                return departs
        return None

    def _reopens(self, earliest: int, latest: int) -> bool:
        """Whether any closure ends early enough to matter to who leaves by `latest`."""
        ends = [span.ends for span in self.spans if span.percent is None and span.ends is not None]
        return any(earliest < end <= latest + _MINUTES_A_DAY for end in ends)

    def _reopenings(self, origin: Place, earliest: int, latest: int, kind: Means) -> list[int]:
        """The departures that come to either end of a stretch at the minute it reopens, at any pace."""
        paces = {AS_PLANNED, *(pace.scale for pace in self.paces)}
        slowed = {100, *(span.percent for span in self.spans if span.percent)}
        scales = sorted({pace * percent // 100 for pace in paces for percent in slowed})
        away = distances(origin, kind)
        departures = {
            span.ends - after(0, away[end], scale)
            for span in self.spans
            if span.ends is not None
            for end in ENDS_OF_STRETCH.get(span.stretch, ())
            if end in away
            for scale in scales
        }
        return sorted(departs for departs in departures if earliest < departs <= latest)

    def in_the_way(self, origin: Place, destination: Place, departs: int, kind: str) -> tuple[str, ...]:
        """The closures that a drive on the open network's route would meet."""
        usual = search(_nothing_closed, origin, destination, departs, Means(kind), AS_PLANNED)
        met = self._met(usual.trail, Means(kind)) if usual else ()
        return tuple(dict.fromkeys(span.closure_id for span in met if span.percent is None))

    def _searched(self, origin: Place, destination: Place, departs: int, kind: Means) -> Route | None:
        if origin == destination:
            inside = DRIVES.get((origin, destination))
            return Route(inside.planning if inside else 0, ())
        holding = [pace.scale for pace in self.paces if pace.holds(origin, destination, departs)]
        pace = max(holding, default=AS_PLANNED)
        scale, found = pace, search(self.is_closed, origin, destination, departs, kind, pace)
        while found is not None:
            limits = [span for span in self._met(found.trail, kind) if span.percent is not None]
            slowest = max([scale, *(pace * (span.percent or 100) // 100 for span in limits)])
            if slowest == scale:
                stretches = tuple(step.piece.stretch for step in found.trail if step.piece.stretch)
                return Route(found.arrives - departs, stretches, tuple(span.closure_id for span in limits))
            scale, found = slowest, search(self.is_closed, origin, destination, departs, kind, slowest)
        return None

    def _met(self, trail: tuple[Step, ...], kind: Means) -> list[Span]:
        """The spans that a drive along this trail meets."""
        return [span for step in trail for span in self.spans if meets(span, step, kind)]

    def is_closed(self, step: Step, kind: Means) -> bool:
        """Whether this step of a drive cannot be made."""
        return any(span.percent is None and meets(span, step, kind) for span in self.spans)


OPEN = Network()
"""Nothing closed, nothing slowed."""


def _nothing_closed(step: Step, kind: Means) -> bool:
    return False
