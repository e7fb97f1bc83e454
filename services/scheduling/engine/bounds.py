"""What no plan can beat, found without searching: the meetings that want one host, looked at alone.

A plan that reaches these bounds is proven the best on its level.
"""

from collections.abc import Iterable

from services.scheduling.engine.booked import Candidate
from services.scheduling.engine.clashes import BUFFER_MINUTES
from services.scheduling.engine.marks import STEP
from services.scheduling.engine.objective import EACH

Pairs = dict[int, int]
"""Weight lost → least delegated."""

MOST_WITH_SLACK = 8
MOST_MEETINGS_OF_A_HOST = 12
"""Beyond, the count of subsets is not worth it; the bound is then weaker, never wrong."""


def by_wanted_host(candidates: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    """The meetings grouped by the host they want."""
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.meeting.wanted_host_id, []).append(candidate)
    return groups


def best_of_group(host_id: str, wanting: list[Candidate]) -> tuple[int, int]:
    """Most weight placed and then least delegated, of the meetings that want one host.

    Those the host cannot hold go to others, as if these had all the time in the world, or nowhere.
    """
    outside = [_outside(host_id, candidate) for candidate in wanting]
    value = min(
        (
            sum((outside[n][0] for n in range(len(wanting)) if not subset >> n & 1), 0),
            sum((outside[n][1] for n in range(len(wanting)) if not subset >> n & 1), 0),
        )
        for subset in _subsets(host_id, wanting)
    )
    return sum(c.costs.weight for c in wanting) - value[0], value[1]


def least_delegated(groups: dict[str, list[Candidate]], slack: int) -> int:
    """The least that must be delegated by any plan that places at most `slack` less than the bound.

    Who is not delegated may be left out instead; how much of the slack each group uses is for all groups together.
    """
    best: Pairs = {0: 0}
    for host_id, wanting in sorted(groups.items()):
        options = _options(host_id, wanting, slack)
        best = _lowest(
            (lost + more, delegated + other)
            for lost, delegated in best.items()
            for more, other in options.items()
            if lost + more <= slack
        )
    return min(best.values())


def _options(host_id: str, wanting: list[Candidate], slack: int) -> Pairs:
    """What one group can lose beyond the least it must, with the least delegated then."""
    if len(wanting) > MOST_WITH_SLACK:
        return {0: 0}
    outside = [_outside(host_id, candidate) for candidate in wanting]
    found: list[tuple[int, int]] = []
    for subset in _subsets(host_id, wanting):
        pairs: Pairs = {0: 0}
        for n, candidate in enumerate(wanting):
            if not subset >> n & 1:
                ways = {outside[n], (candidate.costs.weight, 0)}
                pairs = _lowest((lost + w, cost + d) for lost, cost in pairs.items() for w, d in ways)
        found += pairs.items()
    least = min(lost for lost, _ in found)
    return _lowest((lost - least, cost) for lost, cost in found if lost - least <= slack)


def _lowest(pairs: Iterable[tuple[int, int]]) -> Pairs:
    result: Pairs = {}
    for lost, delegated in pairs:
        result[lost] = min(delegated, result.get(lost, delegated))
    return result


def _subsets(host_id: str, wanting: list[Candidate]) -> Iterable[int]:
    """The sets of meetings one host could hold; of too many only the whole set, which is a weaker bound."""
    jobs = [(c.starts_with(host_id), -(-(c.length + BUFFER_MINUTES) // STEP)) for c in wanting]
    if len(jobs) > MOST_MEETINGS_OF_A_HOST:
        return [sum(1 << n for n, (starts, _) in enumerate(jobs) if starts)]
    return _held_together(jobs)


def least_moved(candidates: Iterable[Candidate]) -> int:
    """The shortest move of each meeting that cannot stay, whatever the others do."""
    return sum(_shortest(c) for c in candidates if c.costs.present is not None)


def _outside(host_id: str, candidate: Candidate) -> tuple[int, int]:
    """What it costs when the wanted host does not receive: weight lost, or delegated."""
    if any(other != host_id and candidate.starts_with(other) for other in candidate.hosts):
        return 0, EACH + candidate.costs.weight
    return candidate.costs.weight, 0


def _shortest(candidate: Candidate) -> int:
    present, costs = candidate.costs.present, candidate.costs
    assert present is not None
    if candidate.permits(present.host_id, present.room_id, present.mark):
        return 0
    here = [
        (costs.distance(o.host.id, mark) + costs.room_distance(o.room.id))
        for o in candidate.openings
        for mark in _around(o.starts, present.mark)
    ]
    return min(costs.dropped, EACH + min(here, default=EACH))


def _around(starts: int, mark: int) -> list[int]:
    above, below = starts >> mark, starts & ((1 << mark) - 1)
    up = [mark + (above & -above).bit_length() - 1] if above else []
    return up + ([below.bit_length() - 1] if below else [])


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
