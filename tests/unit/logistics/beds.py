"""Random editions of hotels and stays, and an independent check of beds that shares no code with the engine."""

import random
from collections import defaultdict
from datetime import date, timedelta

from services.logistics.domain.lodging import Hotel, RoomBlock, RoomKind
from services.logistics.domain.place import Place
from services.logistics.domain.stay import Stay
from services.logistics.engine.bedding import BedProblem, Beds

FIRST = date(2019, 10, 16)
ZONES = (Place.ZHUJIAJIAN, Place.DINGHAI)


def a_hotel(reference: str, place: Place = Place.ZHUJIAJIAN, licensed: bool = True) -> Hotel:
    """A five-star hotel."""
    return Hotel(f"e.hotel.{reference}", "e", reference, f"Hotel {reference}", "", place, licensed, 5)


def a_block(
    reference: str,
    hotel: str,
    rooms: int,
    kind: RoomKind = RoomKind.STANDARD,
    nights: int = 5,
    after: int = 0,
) -> RoomBlock:
    """Rooms from the first night on."""
    first = FIRST + timedelta(days=after)
    last = first + timedelta(days=nights - 1)
    return RoomBlock(f"e.block.{reference}", "e", reference, f"e.hotel.{hotel}", kind, first, last, rooms)


def a_stay(
    guest: str, first: int = 0, nights: int = 2, due: RoomKind = RoomKind.STANDARD, **more: object
) -> Stay:
    """A foreigner's nights, counted from the first night."""
    begins = FIRST + timedelta(days=first)
    given: dict[str, object] = {
        "guest_ids": (f"e.g.{guest}",), "zone": Place.ZHUJIAJIAN, "weight": 2, "foreigner": True, **more,
    }  # fmt: skip
    ends = begins + timedelta(days=nights - 1)
    return Stay(f"e.g.{guest}", first=begins, last=ends, due=due, **given)  # type: ignore[arg-type]


def random_beds(seed: int) -> BedProblem:
    """Up to forty guests, three hotels of which one may not take foreigners, blocks that may be too small."""
    draw = random.Random(seed)
    hotels = [
        a_hotel("A"),
        a_hotel("B", Place.DINGHAI),
        a_hotel("C", licensed=False),
        a_hotel("N", Place.NGB),
    ]
    blocks = [
        a_block(
            f"{hotel.reference}{number}", hotel.reference, draw.randint(1, 9), draw.choice(list(RoomKind)),
            draw.randint(2, 6), draw.randint(0, 2),
        )
        for hotel in hotels
        for number in range(draw.randint(1, 3))
    ]  # fmt: skip
    stays = [_random_stay(draw, number) for number in range(draw.randint(0, 40))]
    return BedProblem(tuple(stays), {hotel.id: hotel for hotel in hotels}, tuple(blocks))


def _random_stay(draw: random.Random, number: int) -> Stay:
    important = draw.random() < 0.2
    holding = Place.NGB if draw.random() < 0.1 else None
    guests = (f"e.g.{number:03}",) if draw.random() < 0.9 else (f"e.g.{number:03}", f"e.g.{number:03}x")
    return a_stay(
        f"{number:03}",
        draw.randint(0, 3),
        1 if holding else draw.randint(1, 4),
        RoomKind.SUITE if important else RoomKind.STANDARD,
        guest_ids=guests,
        zone=holding or draw.choice(ZONES),
        holding=holding,
        weight=draw.randint(4, 5) if important else draw.randint(1, 3),
        foreigner=draw.random() < 0.9,
        delegation_id=draw.choice((None, "e.d.FR", "e.d.KR", "e.d.IT")),
    )


def broken_bed_rules(problem: BedProblem, beds: Beds) -> list[str]:
    """Every hard rule that beds break, in words; empty when they break none."""
    stays = {stay.id: stay for stay in problem.stays}
    blocks = {block.id: block for block in problem.blocks}
    found = []
    dealt_with = [bed.stay_id for bed in beds.beds] + [left.stay_id for left in beds.unlodged]
    if sorted(dealt_with) != sorted(stays):
        found.append(f"dealt with: {sorted(dealt_with)}")
    sleeping: dict[tuple[str, int, date], list[str]] = defaultdict(list)
    for bed in beds.beds:
        stay, block = stays[bed.stay_id], blocks[bed.block_id]
        hotel = problem.hotels[block.hotel_id]
        night = stay.first
        while night <= stay.last:
            sleeping[bed.block_id, bed.number, night].append(stay.id)
            if not block.first_night <= night <= block.last_night:
                found.append(f"{stay.id} sleeps in {block.id} on {night}, when it is not held")
            night += timedelta(days=1)
        if not 1 <= bed.number <= block.rooms:
            found.append(f"{block.id} has no room {bed.number}")
        if stay.foreigner and not hotel.licensed_for_foreigners:
            found.append(f"{stay.id} may not sleep in {hotel.id}")
        on_islands = hotel.place in (Place.ZHUJIAJIAN, Place.DINGHAI, Place.PUTUO, Place.LINCHENG)
        if hotel.place is not stay.holding if stay.holding else not on_islands:
            found.append(f"{stay.id} is on the wrong side of the water")
    found += [f"{room} is given twice: {who}" for room, who in sleeping.items() if len(who) > 1]
    return found


def most_weight_lodged(problem: BedProblem) -> int:
    """The weight of everybody lodged by trying every way; for a few stays only."""
    stays = sorted(problem.stays, key=lambda stay: stay.id)

    def best(index: int, taken: dict[tuple[str, date], int]) -> int:
        if index == len(stays):
            return 0
        stay = stays[index]
        nights = [stay.first + timedelta(days=n) for n in range(stay.nights)]
        found = best(index + 1, taken)
        for block in problem.blocks:
            hotel = problem.hotels[block.hotel_id]
            fits = block.first_night <= stay.first and stay.last <= block.last_night
            licensed = hotel.licensed_for_foreigners or not stay.foreigner
            there = hotel.place is stay.holding if stay.holding else hotel.place is not Place.NGB
            free = all(taken.get((block.id, night), 0) < block.rooms for night in nights)
            if fits and licensed and there and free:
                with_it = dict(taken)
                for night in nights:
                    with_it[block.id, night] = with_it.get((block.id, night), 0) + 1
                found = max(found, stay.weight + best(index + 1, with_it))
        return found

    return best(0, {})
