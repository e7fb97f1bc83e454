"""Beds: which block takes which stay, and which room of it; exact, and moving nobody who need not move.

First everybody gets a bed, those of higher rank before others; then nobody is moved; then the kind due to the
rank, the zone and the wishes, and delegations together. CP-SAT chooses blocks; rooms are given out night by
night, which always works because a block holds the same rooms every night.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ortools.sat.python import cp_model

from services.logistics.domain.lodging import Hotel, RoomBlock, RoomKind
from services.logistics.domain.place import ZONES
from services.logistics.domain.stay import Stay

_SECONDS = 20.0
WRONG_KIND, ELSEWHERE, UNWISHED, SPLIT = 200, 30, 4, 1
_IN_THE_ROOM = 20
"""How much worse it is to move a guest who has moved in, or to put the guest out."""
_SCALES = (10**12, 10**7, 1)
"""What the aims count for in the penalty: everybody lodged, nobody moved, everybody content."""

Counts = Mapping[tuple[int, str], cp_model.IntVar]
"""How many of each group of stays alike a block takes."""


class WithoutBed:
    """Why a stay has no bed."""

    NO_LICENSED_HOTEL = "no_licensed_hotel"
    NIGHTS_OUTSIDE_BLOCKS = "nights_outside_blocks"
    NO_ROOM_FREE = "no_room_free"


BED_EXPLANATIONS = {
    WithoutBed.NO_LICENSED_HOTEL: "No hotel that may take the guest has rooms there.",
    WithoutBed.NIGHTS_OUTSIDE_BLOCKS: "No block of rooms covers all the guest's nights.",
    WithoutBed.NO_ROOM_FREE: "Every room that could be the guest's is taken on one of the nights.",
}


@dataclass(frozen=True)
class Bed:
    """A room of a block for one stay."""

    stay_id: str
    block_id: str
    number: int


@dataclass(frozen=True)
class Unlodged:
    """A stay without a bed, and the rule that stands in the way."""

    stay_id: str
    rule: str


@dataclass(frozen=True)
class BedProblem:
    """Stays, hotels, blocks, and the beds in force; `fixed` are stays whose guests are in their room."""

    stays: tuple[Stay, ...]
    hotels: Mapping[str, Hotel]
    blocks: tuple[RoomBlock, ...]
    in_force: Mapping[str, Bed] = field(default_factory=dict)
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Beds:
    """The answer; `penalty` and `bound` are the objective and what no answer can beat."""

    beds: tuple[Bed, ...]
    unlodged: tuple[Unlodged, ...]
    penalty: int
    bound: int


def give_beds(problem: BedProblem) -> Beds:
    """Beds for all stays; the same for any order of the input."""
    stays = sorted(problem.stays, key=lambda stay: stay.id)
    blocks = sorted(problem.blocks, key=lambda block: block.id)
    allowed = {stay.id: [b for b in blocks if _may_take(problem, stay, b)] for stay in stays}
    chosen, penalty, bound = _choose(problem, stays, blocks, allowed)
    beds: list[Bed] = []
    for block in blocks:
        beds += _rooms(problem, block, [stay for stay in stays if chosen.get(stay.id) == block.id])
    left = [Unlodged(s.id, _why(problem, s, allowed[s.id])) for s in stays if s.id not in chosen]
    return Beds(tuple(sorted(beds, key=lambda bed: bed.stay_id)), tuple(left), penalty, bound)


def _may_take(problem: BedProblem, stay: Stay, block: RoomBlock) -> bool:
    if not _may_house(problem, stay, block):
        return False
    return block.first_night <= stay.first and stay.last <= block.last_night


def _may_house(problem: BedProblem, stay: Stay, block: RoomBlock) -> bool:
    """Licence and side of the water."""
    hotel = problem.hotels[block.hotel_id]
    if stay.foreigner and not hotel.licensed_for_foreigners:
        return False
    return hotel.place is stay.holding if stay.holding else hotel.place in ZONES


def _why(problem: BedProblem, stay: Stay, allowed: Sequence[RoomBlock]) -> str:
    if allowed:
        return WithoutBed.NO_ROOM_FREE
    housed = any(_may_house(problem, stay, block) for block in problem.blocks)
    return WithoutBed.NIGHTS_OUTSIDE_BLOCKS if housed else WithoutBed.NO_LICENSED_HOTEL


def _choose(
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


def _rooms(problem: BedProblem, block: RoomBlock, stays: Sequence[Stay]) -> list[Bed]:
    """Rooms of one block: everybody stays in the room known; others are moved only if that cannot work."""
    known = {
        stay.id: bed.number
        for stay in stays
        if (bed := problem.in_force.get(stay.id)) is not None
        and bed.block_id == block.id
        and bed.number <= block.rooms
    }
    for kept in (known, {stay_id: number for stay_id, number in known.items() if stay_id in problem.fixed}):
        given = _given_out(block, stays, kept)
        if given is not None:
            return [Bed(stay_id, block.id, number) for stay_id, number in given.items()]
    anew = _given_out(block, stays, {})
    if anew is None:
        raise RuntimeError(f"block {block.id} has more stays than rooms on a night")
    return [Bed(stay_id, block.id, number) for stay_id, number in anew.items()]


def _given_out(block: RoomBlock, stays: Sequence[Stay], kept: Mapping[str, int]) -> dict[str, int] | None:
    """The lowest room free for all nights, by first night; None where keeping those rooms leaves none."""
    taken: dict[int, list[Stay]] = defaultdict(list)
    given: dict[str, int] = {}
    for stay in sorted(stays, key=lambda stay: (stay.id not in kept, stay.first, stay.id)):
        wanted = [kept[stay.id]] if stay.id in kept else range(1, block.rooms + 1)
        number = next((n for n in wanted if not any(_overlap(stay, other) for other in taken[n])), None)
        if number is None:
            return None
        taken[number].append(stay)
        given[stay.id] = number
    return given


def _overlap(one: Stay, other: Stay) -> bool:
    return one.first <= other.last and other.first <= one.last


def _nights(first: date, last: date) -> list[date]:
    return [first + timedelta(days=days) for days in range((last - first).days + 1)]
