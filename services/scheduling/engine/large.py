"""Editions too large to be searched at once: what is disturbed is planned anew, part by part, beside the rest.

A part is the meetings that want one host, and those of other hosts who may take them over are the few with most time
left. So the values are good, not proven; the bounds are those of each host looked at alone, which always hold.
"""

from collections.abc import Iterable

from services.scheduling.domain.meeting import MeetingState
from services.scheduling.engine.board import Board, Choices, Totals, better
from services.scheduling.engine.booked import Bookings, Candidate
from services.scheduling.engine.bounds import best_of_group, by_wanted_host, least_delegated
from services.scheduling.engine.greedy import greedy
from services.scheduling.engine.objective import LEVELS
from services.scheduling.engine.search import Found, Level, bounds_of, search

WORK_A_PART = 0.3
"""The solver's deterministic units for a level of one part."""

OTHER_HOSTS = 4
"""So many other hosts are looked at for a meeting that may be delegated."""

Groups = dict[str, set[str]]


def plan_in_parts(board: Board, groups: Groups, kept: Choices) -> Found:
    """A good plan: the disturbed groups anew, then every group that falls short of its bound once more."""
    disturbed = {host: ids for host, ids in groups.items() if _disturbed(board, ids, kept)}
    choices = kept | greedy(board, kept, board.candidates.keys() - kept.keys())
    for host in sorted(disturbed):
        if _short(board, host, groups[host], choices):
            choices = _improved(board, groups[host], choices)
    return Found(choices, bounded(board, board.totals(choices)))


def max_of(board: Board, one: Choices, other: Choices) -> Choices:
    """The better of two plans."""
    return other if better(board.totals(other), board.totals(one)) else one


def _disturbed(board: Board, ids: Iterable[str], kept: Choices) -> bool:
    """Whether somebody lost a place, or asks for the first time."""
    return any(
        i not in kept and (c.costs.present is not None or c.meeting.state is not MeetingState.UNPLACEABLE)
        for i in ids
        for c in [board.candidates[i]]
    )


def _short(board: Board, host: str, ids: set[str], choices: Choices) -> bool:
    return board.totals(choices, ids)[:2] != best_of_group(host, [board.candidates[i] for i in sorted(ids)])


def _improved(board: Board, part: set[str], choices: Choices) -> Choices:
    others = {i: choice for i, choice in choices.items() if i not in part}
    present = {i: choice for i, choice in choices.items() if i in part}
    booked = board.bookings(others)
    fewer = {i: _few_hosts(board, booked, board.candidates[i]) for i in part}
    found = search(board, part, others, [present], work=WORK_A_PART, instead=fewer)
    return max_of(board, choices, others | found.choices)


def _few_hosts(board: Board, booked: Bookings, candidate: Candidate) -> Candidate:
    """The wanted host and the few others with most time left."""
    wanted = candidate.meeting.wanted_host_id
    left = booked.beside(candidate)
    others = sorted(
        (h for h in candidate.hosts if h != wanted), key=lambda h: (-left.starts_with(h).bit_count(), h)
    )
    own = candidate.costs.present.host_id if candidate.costs.present else wanted
    return left.with_hosts({wanted, own, *others[:OTHER_HOSTS]})


def bounded(board: Board, values: Totals) -> tuple[Level, ...]:
    """Values with bounds that hold for any plan as good on the levels before, found without searching."""
    candidates = [board.candidates[i] for i in sorted(board.candidates)]
    placed, _, moved = bounds_of(candidates)
    delegated = least_delegated(by_wanted_host(candidates), max(0, placed - values[0]))
    bounds = (placed, delegated, moved, 0)
    return tuple(Level(name, value, bound) for name, value, bound in zip(LEVELS, values, bounds, strict=True))
