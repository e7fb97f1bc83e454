"""Editions too large to be searched at once: what is disturbed is planned anew, part by part, beside the rest.

A part is the meetings that want one host, and those of other hosts who may take them over are the few with most time
left. So the values are good, not proven; the bounds are those of each host looked at alone, which always hold.

Where nothing is placed yet, hours come first, for all meetings at once and with their own bounds, and then rooms.
"""

from collections.abc import Iterable
from dataclasses import replace

from services.scheduling.domain.meeting import MeetingState
from services.scheduling.engine.board import Board, Choices, Totals, best_choice, better
from services.scheduling.engine.booked import Bookings, Candidate
from services.scheduling.engine.bounds import best_of_group, by_wanted_host, least_delegated
from services.scheduling.engine.greedy import greedy
from services.scheduling.engine.hours import Hours, hours
from services.scheduling.engine.objective import LEVELS
from services.scheduling.engine.search import Found, Level, bounds_of, search

WORK_A_PART = 0.3
"""The solver's deterministic units for a level of one part."""

OTHER_HOSTS = 4
"""So many other hosts are looked at for a meeting that may be delegated."""

Groups = dict[str, set[str]]


def plan_in_parts(board: Board, groups: Groups, kept: Choices) -> Found:
    """A good plan: the disturbed groups anew, then every group that falls short of its bound once more."""
    if all(candidate.costs.present is None for candidate in board.candidates.values()):
        return _from_nothing(board, groups)
    disturbed = {host: ids for host, ids in groups.items() if _disturbed(board, ids, kept)}
    choices = kept | greedy(board, kept, board.candidates.keys() - kept.keys())
    for host in sorted(disturbed):
        if _short(board, host, groups[host], choices):
            choices = _improved(board, groups[host], choices)
    return Found(choices, bounded(board, board.totals(choices)))


def _from_nothing(board: Board, groups: Groups) -> Found:
    """Hours first, then rooms; whoever finds none goes where there is a place left."""
    best = hours(board)
    found = _with_rooms(board, best)
    found |= greedy(board, found, board.candidates.keys() - found.keys())
    choices = max_of(board, greedy(board, {}, board.candidates), found)
    for host, ids in sorted(groups.items()):
        if board.totals(choices)[:2] != (best.placed, best.delegated) and _short(board, host, ids, choices):
            choices = _improved(board, ids, choices)
    return Found(choices, _bounded_by_hours(board, board.totals(choices), best))


def _with_rooms(board: Board, best: Hours) -> Choices:
    """The best room left for each meeting at its hour, in order of time."""
    choices: Choices = {}
    booked = board.bookings({})
    for i, (host_id, mark) in sorted(best.of.items(), key=lambda one: (one[1][1], one[0])):
        own = board.candidates[i].with_hosts([host_id])
        then = (replace(o, starts=o.starts & 1 << mark) for o in own.openings)
        left = booked.beside(replace(own, left=tuple(o for o in then if o.starts)))
        choice = best_choice(left)
        if choice is not None:
            choices[i] = choice
            booked.add(board.held(i, choice))
    return choices


def _bounded_by_hours(board: Board, values: Totals, best: Hours) -> tuple[Level, ...]:
    """Values with bounds that hold whatever the plan, level by level as long as the levels before are reached."""
    alone = bounded(board, values)
    delegated = best.delegated if values[0] == best.placed else alone[1].bound
    late = best.late if values[:2] == (best.placed, best.delegated) else 0
    bounds = (min(best.placed, alone[0].bound), delegated, alone[2].bound, late)
    return tuple(Level(name, value, bound) for name, value, bound in zip(LEVELS, values, bounds, strict=True))


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
