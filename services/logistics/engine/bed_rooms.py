"""Which room of its block each stay gets, night by night."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from services.logistics.domain.lodging import RoomBlock
from services.logistics.domain.stay import Stay
from services.logistics.engine.bed_problem import Bed, BedProblem


def give_rooms(problem: BedProblem, block: RoomBlock, stays: Sequence[Stay]) -> list[Bed]:
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
