"""One meeting after the other, each where it is best: a quick plan to start the search from, often already the best."""

from collections.abc import Callable

from services.scheduling.engine.board import Board, Choices, best_choice, better
from services.scheduling.engine.marks import bits
from services.scheduling.engine.model import Candidate

Order = Callable[[Candidate], tuple[int, ...]]


def _by_weight(candidate: Candidate) -> tuple[int, ...]:
    return (-candidate.costs.weight,)


def _by_room_to_move(candidate: Candidate) -> tuple[int, ...]:
    return (sum(o.starts.bit_count() for o in candidate.openings), -candidate.costs.weight)


def _by_latest_start(candidate: Candidate) -> tuple[int, ...]:
    return (max(o.starts.bit_length() for o in candidate.openings), -candidate.costs.weight)


def _by_time_with_the_wanted_host(candidate: Candidate) -> tuple[int, ...]:
    own = 0
    for opening in candidate.openings:
        if opening.host.id == candidate.meeting.wanted_host_id:
            own |= opening.starts
    return (len(list(bits(own))), -candidate.costs.weight)


ORDERS: tuple[Order, ...] = (_by_weight, _by_time_with_the_wanted_host, _by_room_to_move, _by_latest_start)


def greedy(board: Board, kept: Choices) -> Choices:
    """The best of several orders of insertion beside what is kept."""
    plans = [_insert(board, kept, order) for order in ORDERS]
    best = plans[0]
    for plan in plans[1:]:
        if better(board.totals(plan), board.totals(best)):
            best = plan
    return best


def _insert(board: Board, kept: Choices, order: Order) -> Choices:
    choices = dict(kept)
    held = [board.held(i, choice) for i, choice in kept.items()]
    free = [candidate for i, candidate in board.candidates.items() if i not in kept]
    for candidate in sorted(free, key=lambda c: (order(c), c.meeting.id)):
        choice = best_choice(board.beside(candidate, held))
        if choice is not None:
            choices[candidate.meeting.id] = choice
            held.append(board.held(candidate.meeting.id, choice))
    return choices
