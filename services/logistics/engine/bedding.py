"""Beds: which block takes which stay, and which room of it; exact, and moving nobody who need not move.

First everybody gets a bed, those of higher rank before others; then nobody is moved; then the kind due to the
rank, the zone and the wishes, and delegations together. CP-SAT chooses blocks; rooms are given out night by
night, which always works because a block holds the same rooms every night.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ortools.sat.python import cp_model

from services.logistics.domain.lodging import Hotel, RoomBlock, RoomKind
from services.logistics.domain.place import ZONES
from services.logistics.domain.stay import Stay

_SECONDS = 20.0
UNLODGED, MOVED, WRONG_KIND, ELSEWHERE, UNWISHED, SPLIT = 10**11, 10**7, 2_000, 300, 40, 8
_IN_THE_ROOM = 20
"""How much worse it is to move a guest who has moved in, or to put the guest out."""


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
    """The block of each stay that has one, the penalty and its bound."""
    model = cp_model.CpModel()
    takes = {(s.id, b.id): model.new_bool_var(f"{s.id} {b.id}") for s in stays for b in allowed[s.id]}
    terms = []
    for stay in stays:
        mine = [takes[stay.id, block.id] for block in allowed[stay.id]]
        model.add_at_most_one(mine)
        terms.append(_left_cost(problem, stay) * (1 - sum(mine)))
        terms += [_cost(problem, stay, block) * takes[stay.id, block.id] for block in allowed[stay.id]]
    for block in blocks:
        for night in _nights(block.first_night, block.last_night):
            sleeping = [
                takes[s.id, block.id]
                for s in stays
                if (s.id, block.id) in takes and s.first <= night <= s.last
            ]
            if len(sleeping) > block.rooms:
                model.add(sum(sleeping) <= block.rooms)
    terms += _splits(model, problem, stays, takes)
    model.minimize(sum(terms))
    for (stay_id, block_id), var in takes.items():
        before = problem.in_force.get(stay_id)
        model.add_hint(var, before is not None and before.block_id == block_id)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 7
    solver.parameters.max_deterministic_time = _SECONDS
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise RuntimeError(f"the choice of blocks ended with {solver.status_name(status)}")
    chosen = {stay_id: block_id for (stay_id, block_id), var in takes.items() if solver.boolean_value(var)}
    return chosen, round(solver.objective_value), round(solver.best_objective_bound)


def _left_cost(problem: BedProblem, stay: Stay) -> int:
    """How bad it is to leave a stay without a bed; nobody is put out of a room for somebody else."""
    weight = stay.weight * (_IN_THE_ROOM if stay.id in problem.fixed else 1)
    return UNLODGED * weight + MOVED * (stay.id in problem.in_force)


def _cost(problem: BedProblem, stay: Stay, block: RoomBlock) -> int:
    hotel = problem.hotels[block.hotel_id]
    before = problem.in_force.get(stay.id)
    cost = MOVED if before is not None and before.block_id != block.id else 0
    cost *= _IN_THE_ROOM if stay.id in problem.fixed else 1
    wrong = block.kind is not (stay.kind or stay.due)
    cost += WRONG_KIND * wrong * (stay.weight if block.kind is RoomKind.STANDARD else 1)
    cost += ELSEWHERE * (stay.holding is None and hotel.place is not stay.zone)
    return cost + UNWISHED * (stay.hotel_id is not None and hotel.id != stay.hotel_id)


def _splits(
    model: cp_model.CpModel,
    problem: BedProblem,
    stays: Sequence[Stay],
    takes: Mapping[tuple[str, str], cp_model.IntVar],
) -> list[cp_model.LinearExpr]:
    """A little for each hotel that a delegation is spread over."""
    of_hotel = {block.id: block.hotel_id for block in problem.blocks}
    groups: dict[tuple[str, str], list[cp_model.IntVar]] = defaultdict(list)
    delegations = {stay.id: stay.delegation_id for stay in stays if stay.delegation_id is not None}
    for (stay_id, block_id), var in takes.items():
        if stay_id in delegations:
            groups[delegations[stay_id], of_hotel[block_id]].append(var)
    terms = []
    for (delegation, hotel), variables in sorted(groups.items()):
        if len(variables) > 1:
            used = model.new_bool_var(f"{delegation} at {hotel}")
            model.add_max_equality(used, variables)
            terms.append(SPLIT * used)
    return terms


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
