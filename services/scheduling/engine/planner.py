"""The engine's front door: an instance in, a proven plan out.

Meetings are grouped by the host they want. A group that keeps all its places and reaches the bound of its host is
settled: no plan does better for it, and any other plan moves more of it. What is not settled is planned anew beside
what is. That is the best plan of all when it reaches the bounds that hold whatever the settled ones did; otherwise the
settled groups in its way are planned along, until it does, at worst all of them. So one change is answered by a
proof about few meetings, not about all.
"""

from dataclasses import dataclass
from typing import Literal

from services.scheduling.domain.meeting import Placement
from services.scheduling.engine.board import Board, Choices, best_beside
from services.scheduling.engine.bounds import best_of_group, by_wanted_host
from services.scheduling.engine.greedy import greedy
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.large import bounded, plan_in_parts
from services.scheduling.engine.objective import EACH, LEVELS
from services.scheduling.engine.reasons import Reason, reason
from services.scheduling.engine.search import Found, Level, bounds_of, search

Method = Literal["kept", "repaired", "searched", "in parts"]

SEARCHED_WHOLE = 1_500
"""Editions with so many starts, host by host, are searched to the end where needed; in larger ones what is disturbed is
planned part by part. The sample editions have 480 and 248."""


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
    found, method = find(board)
    placements = {i: board.placement(i, choice) for i, choice in sorted(found.choices.items())}
    unplaced = [m for m in instance.wanted if m.id not in placements]
    booked = board.bookings(found.choices)
    reasons = {m.id: reason(board, m, booked) for m in unplaced}
    return Outcome(placements, reasons, found.levels, method)


def find(board: Board) -> tuple[Found, Method]:
    """The best choices, what is proven about them, and how they were found."""
    kept = board.kept()
    groups = {host: {c.meeting.id for c in group}
              for host, group in by_wanted_host(board.candidates.values()).items()}  # fmt: skip
    free = {i for host, ids in groups.items() if not _settled(board, host, ids, kept) for i in ids}
    if not free:
        return _whole(board, kept, Found({}, ())), "kept"
    if _size(board) > SEARCHED_WHOLE:
        return plan_in_parts(board, groups, kept), "in parts"
    while True:
        fixed = {i: choice for i, choice in kept.items() if i not in free}
        quick = _around_what_stays(board, free, fixed, kept)
        if quick is not None:
            return _whole(board, fixed, quick), "repaired"
        start = _staying(board, free, fixed, kept)
        if not fixed:
            return search(board, free, fixed, [start]), "searched"
        beside = search(board, free, fixed, [start], levels=3)
        grown, known = _in_the_way(board, free, fixed, groups, beside)
        if grown is None:
            best = search(board, free, fixed, [beside.choices], known=known)
            return _whole(board, fixed, best), "repaired"
        free = grown


def _size(board: Board) -> int:
    """Starts of all meetings, host by host."""
    return sum(c.starts_with(host).bit_count() for c in board.candidates.values() for host in c.hosts)


def _settled(board: Board, host: str, ids: set[str], kept: Choices) -> bool:
    """Whether all keep their places, nobody else of the group has one to lose, and the host's bound is reached."""
    group = [board.candidates[i] for i in sorted(ids)]
    if any(c.costs.present is not None and c.meeting.id not in kept for c in group):
        return False
    return board.totals(kept, ids)[:2] == best_of_group(host, group)


def _staying(board: Board, free: set[str], fixed: Choices, kept: Choices) -> Choices:
    """What may stay stays, and the others go where they best can beside it."""
    stay = {i: choice for i, choice in kept.items() if i in free}
    return stay | greedy(board, fixed | stay, free - stay.keys())


def _around_what_stays(board: Board, free: set[str], fixed: Choices, kept: Choices) -> Found | None:
    """The best plan that moves nothing that may stay, if it is the best of all; None when that is not certain.

    It is, when it places the most and delegates the least there can be, and when what it moves costs less than
    moving one meeting more: then every plan as good leaves the others where they are.
    """
    stay = {i: choice for i, choice in kept.items() if i in free}
    if not stay and not fixed:
        return None
    candidates = [board.candidates[i] for i in sorted(free)]
    best = bounds_of(candidates)
    around, rest = fixed | stay, free - stay.keys()
    inserted = greedy(board, around, rest)
    totals = board.totals(stay | inserted, free)
    if totals[:2] != best[:2] or totals[2] >= best[2] + EACH:
        return None
    booked = board.bookings(around)
    alone = {i: best_beside(booked, board.candidates[i]) for i in sorted(rest)}
    if all(inserted.get(i) == choice for i, choice in alone.items()):
        return _proven(board, free, stay | inserted)
    found = search(board, rest, around, [inserted])
    values = board.totals(stay | found.choices, free)
    slack = [level.value - level.bound for level in found.levels]
    bounds = [value - open_ for value, open_ in zip(values, slack, strict=True)]
    return Found(
        stay | found.choices,
        tuple(Level(n, v, b) for n, v, b in zip(LEVELS, values, bounds, strict=True)),
    )


def _in_the_way(
    board: Board, free: set[str], fixed: Choices, groups: dict[str, set[str]], beside: Found
) -> tuple[set[str] | None, list[int]]:
    """The free meetings and the settled groups they would displace; None when the plan beside these is the best.

    And the bounds of the first levels, proven beside the settled ones.
    """
    relaxed = search(board, free, {}, [beside.choices], levels=3)
    best, reached = [level.bound for level in relaxed.levels], [level.value for level in beside.levels]
    if reached[:2] == best[:2] and reached[2] < best[2] + EACH:
        return None, [level.bound for level in beside.levels]
    blocked = board.clashing(fixed | relaxed.choices) - free
    grown = free | {i for ids in groups.values() if ids & blocked for i in ids}
    return (grown if grown != free else set(board.candidates)), []


def _proven(board: Board, ids: set[str], choices: Choices) -> Found:
    totals = board.totals(choices, ids)
    return Found(choices, tuple(Level(name, v, v) for name, v in zip(LEVELS, totals, strict=True)))


def _whole(board: Board, fixed: Choices, found: Found) -> Found:
    """The plan of all meetings: what is settled is proven, so only what was open elsewhere is open here."""
    choices = fixed | found.choices
    values = board.totals(choices)
    open_ = [level.value - level.bound for level in found.levels] or [0] * len(LEVELS)
    return Found(
        choices,
        tuple(Level(n, v, v - gap) for n, v, gap in zip(LEVELS, values, open_, strict=True)),
    )


def worth(instance: Instance) -> tuple[Level, ...]:
    """What the placements in force are worth, level by level, beside bounds that hold for any plan."""
    board = Board(instance)
    present = {i: c.costs.present for i, c in board.candidates.items() if c.costs.present is not None}
    values = board.totals(
        {i: p for i, p in present.items() if board.candidates[i].permits(p.host_id, p.room_id, p.mark)}
    )
    return bounded(board, values)
