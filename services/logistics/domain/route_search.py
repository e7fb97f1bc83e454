"""The search for a route: earliest arrival over the pieces of the way that are open at their minute."""

from collections.abc import Callable
from dataclasses import dataclass
from heapq import heappop, heappush

from services.logistics.domain.place import Place
from services.logistics.domain.roads import NO_THROUGH_ROAD, PIECES_AT, Piece
from services.logistics.domain.span import AS_PLANNED, Span
from services.logistics.domain.stretch import Means


@dataclass(frozen=True)
class Step:
    """One piece of a drive: from which end, at which minute in and out."""

    piece: Piece
    end: str
    begins: int
    until: int


@dataclass(frozen=True)
class Found:
    arrives: int
    trail: tuple[Step, ...]


def meets(span: Span, step: Step, kind: Means) -> bool:
    if span.stretch is not step.piece.stretch or (step.piece.by or kind) not in span.means:
        return False
    return span.touches(step.begins, step.until, step.end)


def search(
    is_closed: Callable[[Step, Means], bool],
    origin: Place,
    destination: Place,
    departs: int,
    kind: Means,
    scale: int,
) -> Found | None:
    """Earliest arrival over open pieces, every piece at `scale` ten-thousandths of its planning time (Dijkstra).

    Times are rounded up from the beginning of the drive, so that the pieces add up to the whole.
    """
    queue: list[tuple[int, int, str, tuple[Step, ...]]] = [(0, 0, str(origin), ())]
    settled: set[str] = set()
    number = 0
    while queue:
        planned, _, end, trail = heappop(queue)
        if end in settled:
            continue
        settled.add(end)
        if end == destination:
            return Found(after(departs, planned, scale), trail)
        if trail and end in NO_THROUGH_ROAD:
            continue
        for piece in PIECES_AT.get(end, ()):
            there, total = piece.far_end(end), planned + piece.drive.planning
            if there in settled or kind not in piece.carries:
                continue
            step = Step(piece, end, after(departs, planned, scale), after(departs, total, scale))
            if not is_closed(step, kind):
                number += 1
                heappush(queue, (total, number, str(there), (*trail, step)))
    return None


def distances(origin: Place, kind: Means) -> dict[str, int]:
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


def after(departs: int, planned: int, scale: int) -> int:
    return departs - (-planned * scale // AS_PLANNED)
