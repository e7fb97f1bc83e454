"""One meeting after the other, each where it is best: a quick plan to start the search from, often already the best."""

from collections.abc import Callable, Iterable

from services.scheduling.engine.board import Board, Choices, best_beside, better
from services.scheduling.engine.booked import Candidate

Order = Callable[[Candidate], tuple[int, ...]]


def _by_weight(candidate: Candidate) -> tuple[int, ...]:
    return (-candidate.costs.weight,)


def _by_room_to_move(candidate: Candidate) -> tuple[int, ...]:
    hosts = sum(mask.bit_count() for mask in candidate.hosts.values())
    return (hosts * len(candidate.rooms), -candidate.costs.weight)


def _by_latest_start(candidate: Candidate) -> tuple[int, ...]:
    return (candidate.starts.bit_length(), -candidate.costs.weight)


def _by_time_with_the_wanted_host(candidate: Candidate) -> tuple[int, ...]:
    own = candidate.starts_with(candidate.meeting.wanted_host_id)
    return (own.bit_count(), -candidate.costs.weight)


ORDERS: tuple[Order, ...] = (_by_weight, _by_time_with_the_wanted_host, _by_room_to_move, _by_latest_start)


def greedy(board: Board, fixed: Choices, free: Iterable[str]) -> Choices:
    """Where the free meetings go beside the fixed ones: the best of several orders of insertion."""
    ids = sorted(free)
    plans = [_insert(board, fixed, [board.candidates[i] for i in ids], order) for order in ORDERS]
    best = plans[0]
    for plan in plans[1:]:
        if better(board.totals(plan, ids), board.totals(best, ids)):
            best = plan
    return best


def _insert(board: Board, fixed: Choices, free: list[Candidate], order: Order) -> Choices:
    choices: Choices = {}
    booked = board.bookings(fixed)
    for candidate in sorted(free, key=lambda c: (order(c), c.meeting.id)):
        choice = best_beside(booked, candidate)
        if choice is not None:
            choices[candidate.meeting.id] = choice
            booked.add(board.held(candidate.meeting.id, choice))
    return choices
