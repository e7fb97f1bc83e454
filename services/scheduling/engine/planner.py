"""The engine's front door: an instance in, a proven plan out.

First everything that may stay stays and only the rest is placed. Where that reaches the bounds no plan can beat, it is
the best plan: any other would place less, delegate more, or move a meeting that could have stayed. Otherwise all
meetings are searched together, starting from there.
"""

from dataclasses import dataclass
from typing import Literal

from services.scheduling.domain.meeting import Placement
from services.scheduling.engine.board import Board, Choices, best_choice
from services.scheduling.engine.bounds import least_delegated, least_moved, most_placed
from services.scheduling.engine.greedy import greedy
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.objective import LEVELS
from services.scheduling.engine.reasons import Reason, reason
from services.scheduling.engine.search import Found, Level, search

Method = Literal["kept", "repaired", "searched"]


@dataclass(frozen=True)
class Outcome:
    """A plan: placements by meeting id, reasons for the rest, the objective level by level, and how it was found."""

    placements: dict[str, Placement]
    unplaceable: dict[str, Reason]
    levels: tuple[Level, ...]
    method: Method

    @property
    def proven(self) -> bool:
        """Whether no plan is better on any level."""
        return all(level.proven for level in self.levels)


def plan(instance: Instance) -> Outcome:
    """Place the wanted meetings of one edition."""
    board = Board(instance)
    found, method = _find(board)
    placements = {i: board.placement(i, choice) for i, choice in sorted(found.choices.items())}
    unplaced = [m for m in instance.wanted if m.id not in placements]
    reasons = {m.id: reason(board, m, found.choices) for m in unplaced}
    return Outcome(placements, reasons, found.levels, method)


def _find(board: Board) -> tuple[Found, Method]:
    candidates, kept = list(board.candidates.values()), board.kept()
    bounds = (most_placed(candidates), least_delegated(candidates), least_moved(candidates, kept))
    repaired = _repair(board, kept)
    if repaired is not None and board.totals(repaired.choices)[:2] == bounds[:2]:
        # All are placed and those kept do not move, so the plans as good as this one differ only in the others,
        # and among those the repair is the best.
        levels = tuple(
            Level(name, value, value) for name, value in zip(LEVELS, _values(board, repaired), strict=True)
        )
        if all(level.proven for level in repaired.levels):
            return Found(repaired.choices, levels), "kept" if len(kept) == len(
                repaired.choices
            ) else "repaired"
    start = greedy(board, kept) if repaired is None else repaired.choices
    return search(board, candidates, start, (*bounds, None)), "searched"


def _values(board: Board, found: Found) -> tuple[int, int, int, int]:
    return board.totals(found.choices)


def _repair(board: Board, kept: Choices) -> Found | None:
    """The best plan that moves nothing that may stay; None when nothing is there to stay."""
    held = [board.held(i, choice) for i, choice in kept.items()]
    others = [board.beside(c, held) for i, c in board.candidates.items() if i not in kept]
    free = [candidate for candidate in others if candidate.openings]
    if not kept and free:
        return None
    alone = {c.meeting.id: best_choice(c) for c in free}
    own = {i: choice for i, choice in alone.items() if choice is not None}
    inserted = greedy(board, kept)
    if all(inserted.get(i) == choice for i, choice in own.items()):
        levels = tuple(
            Level(name, value, value) for name, value in zip(LEVELS, board.totals(inserted), strict=True)
        )
        return Found(inserted, levels)
    start = {i: choice for i, choice in inserted.items() if i not in kept}
    found = search(board, free, start, (most_placed(free), None, None, None))
    return Found(kept | found.choices, found.levels)
