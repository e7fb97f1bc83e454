"""Beds: no room twice, nobody moved without need, rank and licence kept; checked on random editions."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from services.logistics.domain.lodging import RoomKind
from services.logistics.domain.place import Place
from services.logistics.engine.bedding import Bed, BedProblem, Beds, Unlodged, give_beds
from tests.unit.logistics.beds import (
    FIRST,
    a_block,
    a_hotel,
    a_stay,
    broken_bed_rules,
    most_weight_lodged,
    random_beds,
)


def beds_for(problem: BedProblem) -> Beds:
    beds = give_beds(problem)
    assert broken_bed_rules(problem, beds) == []
    return beds


@pytest.mark.parametrize("seed", range(100))
def test_no_bed_is_given_twice_in_random_editions(seed: int) -> None:
    beds_for(random_beds(seed))


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 1100))
def test_no_bed_is_given_twice_in_a_thousand_random_editions(seed: int) -> None:
    beds_for(random_beds(seed))


@pytest.mark.parametrize("seed", range(40))
def test_as_many_are_lodged_as_can_be_by_rank(seed: int) -> None:
    problem = random_beds(seed)
    few = replace(problem, stays=problem.stays[:6], blocks=tuple(replace(b, rooms=1) for b in problem.blocks))

    beds = beds_for(few)

    unlodged = {left.stay_id for left in beds.unlodged}
    lodged = sum(stay.weight for stay in few.stays if stay.id not in unlodged)
    assert (lodged, beds.penalty) == (most_weight_lodged(few), beds.bound)


@pytest.mark.parametrize("seed", range(30))
def test_a_new_guest_moves_nobody_while_rooms_are_free(seed: int) -> None:
    tight = random_beds(seed)
    problem = replace(tight, blocks=tuple(replace(block, rooms=block.rooms + 40) for block in tight.blocks))
    before = beds_for(problem)
    held = {bed.stay_id: bed for bed in before.beds}
    guest = a_stay("new", foreigner=False)

    after = beds_for(replace(problem, stays=(*problem.stays, guest), in_force=held))

    blocks_before = {bed.stay_id: bed.block_id for bed in before.beds}
    blocks_after = {bed.stay_id: bed.block_id for bed in after.beds}
    assert {stay: blocks_after.get(stay) for stay in blocks_before} == blocks_before


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_the_input_does_not_matter(seed: int) -> None:
    problem = random_beds(seed)
    stays, blocks = list(problem.stays), list(problem.blocks)
    Random(seed).shuffle(stays)
    Random(seed).shuffle(blocks)

    assert give_beds(replace(problem, stays=tuple(stays), blocks=tuple(blocks))) == give_beds(problem)


HOTELS = {
    hotel.id: hotel for hotel in (a_hotel("A"), a_hotel("B", Place.DINGHAI), a_hotel("C", licensed=False))
}


def asked(*stays: object, blocks: object = (), **more: object) -> Beds:
    return beds_for(BedProblem(tuple(stays), HOTELS, tuple(blocks), **more))  # type: ignore[arg-type]


def test_a_room_is_free_again_on_the_day_a_guest_leaves() -> None:
    blocks = [a_block("A1", "A", 1)]

    beds = asked(a_stay("1", 0, 2), a_stay("2", 2, 2), a_stay("3", 1, 1, weight=1), blocks=blocks)

    assert beds.beds == (Bed("e.g.1", "e.block.A1", 1), Bed("e.g.2", "e.block.A1", 1))
    assert beds.unlodged == (Unlodged("e.g.3", "no_room_free"),)


def test_a_hotel_without_licence_takes_no_foreigner() -> None:
    blocks = [a_block("C1", "C", 9)]

    beds = asked(a_stay("1"), a_stay("2", foreigner=False), blocks=blocks)

    assert beds.beds == (Bed("e.g.2", "e.block.C1", 1),)
    assert beds.unlodged == (Unlodged("e.g.1", "no_licensed_hotel"),)


def test_nights_beyond_the_block_are_named() -> None:
    beds = asked(a_stay("1", 4, 2), blocks=[a_block("A1", "A", 1, nights=5)])

    assert beds.unlodged == (Unlodged("e.g.1", "nights_outside_blocks"),)


def test_suites_go_to_those_whose_rank_is_due_one() -> None:
    blocks = [a_block("A1", "A", 9), a_block("AS", "A", 1, RoomKind.SUITE)]
    minister = a_stay("1", due=RoomKind.SUITE, weight=5)

    beds = asked(a_stay("2", weight=1), minister, a_stay("3", weight=1), blocks=blocks)

    assert {bed.stay_id: bed.block_id for bed in beds.beds} == {
        "e.g.1": "e.block.AS",
        "e.g.2": "e.block.A1",
        "e.g.3": "e.block.A1",
    }


def test_a_delegation_sleeps_in_one_hotel() -> None:
    blocks = [a_block("A1", "A", 3), a_block("B1", "B", 3)]
    zones = (Place.ZHUJIAJIAN, Place.DINGHAI)
    stays = [
        a_stay(f"{party}{n}", delegation_id=party, zone=zones[party == "KR"])
        for party in ("FR", "KR")
        for n in (1, 2, 3)
    ]

    beds = asked(*stays, blocks=blocks)

    assert {(bed.stay_id[4:6], bed.block_id) for bed in beds.beds} == {
        ("FR", "e.block.A1"),
        ("KR", "e.block.B1"),
    }


def test_a_guest_in_the_room_stays_when_somebody_of_higher_rank_comes() -> None:
    blocks = [a_block("A1", "A", 1)]
    held = {"e.g.1": Bed("e.g.1", "e.block.A1", 1)}

    beds = asked(a_stay("1", 0, 3, weight=2), a_stay("2", 1, 1, weight=5), blocks=blocks, in_force=held,
                 fixed=frozenset({"e.g.1"}))  # fmt: skip

    assert (beds.beds, [left.stay_id for left in beds.unlodged]) == ((held["e.g.1"],), ["e.g.2"])


def test_rooms_are_kept_while_stays_change() -> None:
    block = a_block("A1", "A", 3)
    stays = [a_stay("1", 0, 3), a_stay("2", 0, 3), a_stay("3", 0, 3)]
    held = {bed.stay_id: bed for bed in asked(*stays, blocks=[block]).beds}
    longer = replace(stays[1], last=FIRST + timedelta(days=3))

    beds = asked(stays[0], longer, stays[2], blocks=[block], in_force=held)

    assert {bed.stay_id: bed.number for bed in beds.beds} == {s: bed.number for s, bed in held.items()}
    assert longer.last == date(2019, 10, 19)
