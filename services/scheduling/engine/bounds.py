"""What no plan can beat, found without searching: each meeting, and each host, looked at alone.

A plan that reaches these bounds is proven the best on its level.
"""

from collections.abc import Iterable

from services.scheduling.engine.clashes import BUFFER_MINUTES
from services.scheduling.engine.marks import STEP
from services.scheduling.engine.model import Candidate
from services.scheduling.engine.objective import EACH

MOST_MEETINGS_OF_A_HOST = 12
"""Beyond, the count of subsets is not worth it; the bound is then weaker, never wrong."""


def most_placed(candidates: Iterable[Candidate]) -> int:
    """Everything that has any opening, by weight."""
    return sum(candidate.costs.weight for candidate in candidates)


def least_delegated(candidates: Iterable[Candidate]) -> int:
    """When all of these are placed: what the wanted hosts cannot hold, each host's calendar looked at alone."""
    by_host: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        by_host.setdefault(candidate.meeting.wanted_host_id, []).append(candidate)
    return sum(_least_of(host_id, wanting) for host_id, wanting in by_host.items())


def least_moved(candidates: Iterable[Candidate], kept: Iterable[str]) -> int:
    """When all of these are placed: the shortest move of each that cannot stay."""
    stay = set(kept)
    return sum(_shortest(c) for c in candidates if c.costs.present is not None and c.meeting.id not in stay)


def _shortest(candidate: Candidate) -> int:
    present = candidate.costs.present
    assert present is not None
    nearest = [
        candidate.costs.distance(o.host.id, mark) + candidate.costs.room_distance(o.room.id)
        for o in candidate.openings
        for mark in _around(o.starts, present.mark)
    ]
    return EACH + min(nearest)


def _around(starts: int, mark: int) -> list[int]:
    above, below = starts >> mark, starts & ((1 << mark) - 1)
    up = [mark + (above & -above).bit_length() - 1] if above else []
    return up + ([below.bit_length() - 1] if below else [])


def _least_of(host_id: str, wanting: list[Candidate]) -> int:
    costs = [candidate.costs.weight + EACH for candidate in wanting]
    jobs = [(_starts_with(host_id, c), -(-(c.length + BUFFER_MINUTES) // STEP)) for c in wanting]
    if len(jobs) > MOST_MEETINGS_OF_A_HOST:
        return sum(cost for cost, (starts, _) in zip(costs, jobs, strict=True) if not starts)
    return min(
        sum(cost for n, cost in enumerate(costs) if not subset >> n & 1) for subset in _held_together(jobs)
    )


def _starts_with(host_id: str, candidate: Candidate) -> int:
    starts = 0
    for opening in candidate.openings:
        if opening.host.id == host_id:
            starts |= opening.starts
    return starts


def _held_together(jobs: list[tuple[int, int]]) -> dict[int, int]:
    """Subsets one host can hold one after the other, each with the earliest mark at which the host is free again."""
    free_at = {0: 0}
    for subset in range(1, 1 << len(jobs)):
        ends = []
        for n, (starts, held) in enumerate(jobs):
            before = free_at.get(subset ^ (1 << n)) if subset >> n & 1 else None
            if before is not None and starts >> before:
                later = starts >> before
                ends.append(before + (later & -later).bit_length() - 1 + held)
        if ends:
            free_at[subset] = min(ends)
    return free_at
