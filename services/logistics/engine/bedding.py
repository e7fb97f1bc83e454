"""Beds: which block takes which stay, and which room of it; exact, and moving nobody who need not move.

First everybody gets a bed, those of higher rank before others; then nobody is moved; then the kind due to the
rank, the zone and the wishes, and delegations together. CP-SAT chooses blocks; rooms are given out night by
night, which always works because a block holds the same rooms every night.
"""

from collections.abc import Sequence

from services.logistics.domain.lodging import RoomBlock
from services.logistics.domain.place import ZONES
from services.logistics.domain.stay import Stay
from services.logistics.engine.bed_blocks import choose_blocks
from services.logistics.engine.bed_problem import (
    BED_EXPLANATIONS,
    Bed,
    BedProblem,
    Beds,
    Unlodged,
    WithoutBed,
)
from services.logistics.engine.bed_rooms import give_rooms

__all__ = ("BED_EXPLANATIONS", "Bed", "BedProblem", "Beds", "Unlodged", "WithoutBed", "give_beds")


def give_beds(problem: BedProblem) -> Beds:
    """Beds for all stays; the same for any order of the input."""
    stays = sorted(problem.stays, key=lambda stay: stay.id)
    blocks = sorted(problem.blocks, key=lambda block: block.id)
    allowed = {stay.id: [b for b in blocks if _may_take(problem, stay, b)] for stay in stays}
    chosen, penalty, bound = choose_blocks(problem, stays, blocks, allowed)
    beds: list[Bed] = []
    for block in blocks:
        beds += give_rooms(problem, block, [stay for stay in stays if chosen.get(stay.id) == block.id])
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
