"""The network on a day: which route a vehicle can take, leaving when, around what is closed.

Minutes are whole ones as `instant` counts them. A vehicle does not wait on the way: who would stand before a
closed bridge leaves later, see `first_departure`. Where several limits or hours slow a drive, the slowest
counts for the whole of it, because a bridge that reopens backs up the road on both sides.
"""

from dataclasses import dataclass, field
from heapq import heappop, heappush

from services.logistics.domain.place import DRIVES, Place
from services.logistics.domain.roads import ENDS_OF_STRETCH, NO_THROUGH_ROAD, PIECES_AT, Piece
from services.logistics.domain.stretch import BOATS, Means, Stretch

_MINUTES_A_DAY = 24 * 60
_NEAR = 2 * 60
_STEP = 5
_AS_PLANNED = 10_000
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
        return _AS_PLANNED if drive is None else self.minutes * _AS_PLANNED // drive.planning

    def holds(self, origin: Place, destination: Place, departs: int) -> bool:
        """Whether it holds for this drive, in either direction."""
        if {origin, destination} != {self.origin, self.destination}:
            return False
        hour = (departs + _EAST_OF_GREENWICH) % _MINUTES_A_DAY // 60
        if self.from_hour <= self.until_hour:
            return self.from_hour <= hour < self.until_hour
        return hour >= self.from_hour or hour < self.until_hour


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

    def _reopenings(self, origin: Place, after: int, latest: int, kind: Means) -> list[int]:
        """The departures that come to either end of a stretch at the minute it reopens, at any pace."""
        paces = {_AS_PLANNED, *(pace.scale for pace in self.paces)}
        slowed = {100, *(span.percent for span in self.spans if span.percent)}
        scales = sorted({pace * percent // 100 for pace in paces for percent in slowed})
        away = _distances(origin, kind)
        departures = {
            span.ends - _after(0, away[end], scale)
            for span in self.spans
            if span.ends is not None
            for end in ENDS_OF_STRETCH.get(span.stretch, ())
            if end in away
            for scale in scales
        }
        return sorted(departs for departs in departures if after < departs <= latest)

    def in_the_way(self, origin: Place, destination: Place, departs: int, kind: str) -> tuple[str, ...]:
        """The closures that a drive on the open network's route would meet."""
        usual = _search(Network(), origin, destination, departs, Means(kind), _AS_PLANNED)
        met = self._met(usual.trail, Means(kind)) if usual else ()
        return tuple(dict.fromkeys(span.closure_id for span in met if span.percent is None))

    def _searched(self, origin: Place, destination: Place, departs: int, kind: Means) -> Route | None:
        if origin == destination:
            inside = DRIVES.get((origin, destination))
            return Route(inside.planning if inside else 0, ())
        holding = [pace.scale for pace in self.paces if pace.holds(origin, destination, departs)]
        pace = max(holding, default=_AS_PLANNED)
        scale, found = pace, _search(self, origin, destination, departs, kind, pace)
        while found is not None:
            limits = [span for span in self._met(found.trail, kind) if span.percent is not None]
            slowest = max([scale, *(pace * (span.percent or 100) // 100 for span in limits)])
            if slowest == scale:
                stretches = tuple(step.piece.stretch for step in found.trail if step.piece.stretch)
                return Route(found.arrives - departs, stretches, tuple(span.closure_id for span in limits))
            scale, found = slowest, _search(self, origin, destination, departs, kind, slowest)
        return None

    def _met(self, trail: tuple["_Step", ...], kind: Means) -> list[Span]:
        """The spans that a drive along this trail meets."""
        return [span for step in trail for span in self.spans if _meets(span, step, kind)]

    def is_closed(self, step: "_Step", kind: Means) -> bool:
        """Whether this step of a drive cannot be made."""
        return any(span.percent is None and _meets(span, step, kind) for span in self.spans)


OPEN = Network()
"""Nothing closed, nothing slowed."""


@dataclass(frozen=True)
class _Step:
    """One piece of a drive: from which end, at which minute in and out."""

    piece: Piece
    end: str
    begins: int
    until: int


@dataclass(frozen=True)
class _Found:
    arrives: int
    trail: tuple[_Step, ...]


def _meets(span: Span, step: _Step, kind: Means) -> bool:
    if span.stretch is not step.piece.stretch or (step.piece.by or kind) not in span.means:
        return False
    return span.touches(step.begins, step.until, step.end)


def _search(
    network: Network, origin: Place, destination: Place, departs: int, kind: Means, scale: int
) -> _Found | None:
    """Earliest arrival over open pieces, every piece at `scale` ten-thousandths of its planning time (Dijkstra).

    Times are rounded up from the beginning of the drive, so that the pieces add up to the whole.
    """
    queue: list[tuple[int, int, str, tuple[_Step, ...]]] = [(0, 0, str(origin), ())]
    settled: set[str] = set()
    number = 0
    while queue:
        planned, _, end, trail = heappop(queue)
        if end in settled:
            continue
        settled.add(end)
        if end == destination:
            return _Found(_after(departs, planned, scale), trail)
        if trail and end in NO_THROUGH_ROAD:
            continue
        for piece in PIECES_AT.get(end, ()):
            there, total = piece.far_end(end), planned + piece.drive.planning
            if there in settled or kind not in piece.carries:
                continue
            step = _Step(piece, end, _after(departs, planned, scale), _after(departs, total, scale))
            if not network.is_closed(step, kind):
                number += 1
                heappush(queue, (total, number, str(there), (*trail, step)))
    return None


def _distances(origin: Place, kind: Means) -> dict[str, int]:
    """Planning minutes to every place and junction on the open network."""
    away: dict[str, int] = {}
    queue = [(0, str(origin))]
    while queue:
        planned, end = heappop(queue)
        if end in away:
            continue
        away[end] = planned
        for piece in PIECES_AT.get(end, ()):
            if kind in piece.carries and piece.far_end(end) not in away:
                heappush(queue, (planned + piece.drive.planning, str(piece.far_end(end))))
    return away


def _after(departs: int, planned: int, scale: int) -> int:
    return departs - (-planned * scale // _AS_PLANNED)
