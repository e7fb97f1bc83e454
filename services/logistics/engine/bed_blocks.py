"""Which block takes which stay: three aims, one after the other, over stays that nothing tells apart."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from ortools.sat.python import cp_model

from services.logistics.domain.lodging import RoomBlock, RoomKind
from services.logistics.domain.stay import Stay
from services.logistics.engine.bed_problem import BedProblem

_SECONDS = 20.0
WRONG_KIND, ELSEWHERE, UNWISHED, SPLIT = 200, 30, 4, 1
_IN_THE_ROOM = 20
"""How much worse it is to move a guest who has moved in, or to put the guest out."""
_SCALES = (10**12, 10**7, 1)
"""What the aims count for in the penalty: everybody lodged, nobody moved, everybody content."""

Counts = Mapping[tuple[int, str], cp_model.IntVar]
"""How many of each group of stays alike a block takes."""


def choose_blocks(
    problem: BedProblem,
    stays: Sequence[Stay],
    blocks: Sequence[RoomBlock],
    allowed: Mapping[str, Sequence[RoomBlock]],
) -> tuple[dict[str, str], int, int]:
    """The block of each stay that has one, the penalty and its bound.

    Stays that nothing tells apart are counted together, and the three aims are met one after the other, each
    without giving up what the one before has reached.
    """
    alike = _alike(problem, stays)
    model = cp_model.CpModel()
    counts = {
        (number, block.id): model.new_int_var(0, len(group), f"{number} {block.id}")
        for number, group in enumerate(alike)
        for block in allowed[group[0].id]
    }
    _limit(model, alike, blocks, counts)
    aims = _aims(model, problem, alike, blocks, counts)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 7
    solver.parameters.max_deterministic_time = _SECONDS
    penalty = bound = 0
    for aim, scale in zip(aims, _SCALES, strict=True):
        model.minimize(aim)
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise RuntimeError(f"the choice of blocks ended with {solver.status_name(status)}")
        reached = round(solver.objective_value)
        penalty += scale * reached
        bound += scale * round(solver.best_objective_bound)
        model.add(aim <= reached)
        model.clear_hints()  # type: ignore[no-untyped-call]
        for var in counts.values():
            model.add_hint(var, solver.value(var))
    return _by_name(alike, blocks, {key: solver.value(var) for key, var in counts.items()}), penalty, bound


def _alike(problem: BedProblem, stays: Sequence[Stay]) -> list[list[Stay]]:
    """Stays that differ in nothing that matters, together; groups and stays in the order of their ids."""
    groups: dict[tuple[Any, ...], list[Stay]] = defaultdict(list)
    for stay in stays:
        held = problem.in_force.get(stay.id)
        groups[
            stay.first, stay.last, stay.due, stay.kind, stay.zone, stay.holding, stay.foreigner, stay.hotel_id,
            stay.delegation_id, stay.weight, held.block_id if held else None, stay.id in problem.fixed,
        ].append(stay)  # fmt: skip
    return list(groups.values())


def _limit(
    model: cp_model.CpModel, alike: Sequence[Sequence[Stay]], blocks: Sequence[RoomBlock], counts: Counts
) -> None:
    """Nobody is counted twice, and no block has more stays than rooms on any night."""
    for number, group in enumerate(alike):
        model.add(sum(counts[number, b.id] for b in blocks if (number, b.id) in counts) <= len(group))
    for block in blocks:
        mine = [(group, counts[n, block.id]) for n, group in enumerate(alike) if (n, block.id) in counts]
        for night in _nights(block.first_night, block.last_night):
            sleeping = [(len(g), var) for g, var in mine if g[0].first <= night <= g[0].last]
            if sum(size for size, _ in sleeping) > block.rooms:
                model.add(sum(var for _, var in sleeping) <= block.rooms)


def _aims(
    model: cp_model.CpModel,
    problem: BedProblem,
    alike: Sequence[Sequence[Stay]],
    blocks: Sequence[RoomBlock],
    counts: Counts,
) -> tuple[cp_model.LinearExpr | int, ...]:
    """Weight left without a bed; stays moved; rooms against rank, zone, wish and delegation."""
    left: cp_model.LinearExpr | int = 0
    moved: cp_model.LinearExpr | int = 0
    liked: cp_model.LinearExpr | int = _splits(model, problem, alike, counts)
    for number, group in enumerate(alike):
        stay = group[0]
        mine = [(block, counts[number, block.id]) for block in blocks if (number, block.id) in counts]
        weight = _IN_THE_ROOM if stay.id in problem.fixed else 1
        held = problem.in_force.get(stay.id)
        left += weight * stay.weight * (len(group) - sum(var for _, var in mine))
        for block, var in mine:
            liked += _cost(problem, stay, block) * var
        if held is not None:
            kept = sum(var for block, var in mine if block.id == held.block_id)
            moved += weight * (len(group) - kept)
    return left, moved, liked


def _cost(problem: BedProblem, stay: Stay, block: RoomBlock) -> int:
    hotel = problem.hotels[block.hotel_id]
    wrong = block.kind is not (stay.kind or stay.due)
    cost = WRONG_KIND * wrong * (stay.weight if block.kind is RoomKind.STANDARD else 1)
    cost += ELSEWHERE * (stay.holding is None and hotel.place is not stay.zone)
    return cost + UNWISHED * (stay.hotel_id is not None and hotel.id != stay.hotel_id)


def _splits(
    model: cp_model.CpModel, problem: BedProblem, alike: Sequence[Sequence[Stay]], counts: Counts
) -> cp_model.LinearExpr | int:
    """A little for each hotel that a delegation is spread over."""
    of_hotel = {block.id: block.hotel_id for block in problem.blocks}
    spread: dict[tuple[str, str], list[tuple[int, cp_model.IntVar]]] = defaultdict(list)
    for (number, block_id), var in counts.items():
        delegation = alike[number][0].delegation_id
        if delegation is not None:
            spread[delegation, of_hotel[block_id]].append((len(alike[number]), var))
    total: cp_model.LinearExpr | int = 0
    for (delegation, hotel), members in sorted(spread.items(), key=lambda one: one[0]):
        used = model.new_bool_var(f"{delegation} at {hotel}")
        for size, var in members:
            model.add(var <= size * used)
        total += SPLIT * used
    return total


def _by_name(
    alike: Sequence[Sequence[Stay]], blocks: Sequence[RoomBlock], counts: Mapping[tuple[int, str], int]
) -> dict[str, str]:
    """The block of each stay, by the counts of those alike."""
    chosen = {}
    for number, group in enumerate(alike):
        waiting = iter(group)
        for block in blocks:
            for _ in range(counts.get((number, block.id), 0)):
                chosen[next(waiting).id] = block.id
    return chosen


def _nights(first: date, last: date) -> list[date]:
    return [first + timedelta(days=days) for days in range((last - first).days + 1)]
