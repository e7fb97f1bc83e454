"""Beds of both sample editions, from the organisers' lists to rooms; and lists that cannot be."""

from dataclasses import replace
from datetime import datetime
from time import perf_counter
from typing import Any

import pytest

from services.logistics import solver
from services.logistics.domain.alternative import Alternative, DecisionState, Option, Way
from services.logistics.domain.lodging import RoomKind, first_night_of, last_night_of
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.stay import stays_of
from services.logistics.storage import Allotments, BedPlans, Hotels, LodgingWishes, RoomBlocks
from services.logistics.use_cases import lodging
from services.logistics.use_cases.answers import Answers
from services.logistics.use_cases.bedding import allot
from shared.storage.memory import MemoryBackend
from tests.unit.logistics.builders import a_mark, a_traveller, an_arrival, later, rows_of, sample_edition

WISHES: dict[str, Any] = {"mapping": {}, "dry_run": False, "partial": False}


def take(backend: MemoryBackend, edition: str) -> None:
    """The hotels and their rooms."""
    hotels, blocks = Hotels(backend), RoomBlocks(backend)
    for report in (
        lodging.import_hotels(hotels, edition, rows_of(edition, "hotels.xlsx"), **WISHES),
        lodging.import_room_blocks(blocks, hotels, edition, rows_of(edition, "room-blocks.xlsx"), **WISHES),
    ):
        assert report["rejected"] == []


@pytest.mark.parametrize(("edition", "guests", "suites"), [("ipec-2019", 160, 15), ("iitc-2019", 126, 12)])
def test_everybody_who_arrives_has_a_bed_and_ministers_have_suites(
    edition: str, guests: int, suites: int
) -> None:
    backend, store = sample_edition(edition)
    take(backend, edition)
    mark = a_mark("hotels", f"{edition}.hotel.H1")
    began = perf_counter()
    allot(backend, edition, Answers([mark]))
    seconds = perf_counter() - began

    beds = Allotments(backend).in_force(edition)
    plan = BedPlans(backend).of_edition(edition)
    important = {t.id for t in store.travellers.find(edition=edition) if t.rank in (Rank.V1, Rank.V2)}
    nights = {
        (bed.room, night)
        for bed in beds
        for night in range(bed.first_night.toordinal(), bed.last_night.toordinal() + 1)
    }
    assert (len(beds), plan.without, plan.penalty) == (guests, (), plan.bound)
    assert {bed.guest_id for bed in beds if bed.kind is RoomKind.SUITE} == {
        bed.guest_id for bed in beds if bed.guest_id in important
    }
    assert sum(bed.kind is RoomKind.SUITE for bed in beds) == suites
    assert len(nights) == sum((bed.last_night - bed.first_night).days + 1 for bed in beds)
    assert seconds < 3


HOTEL = {
    "Reference": "H1",
    "Name": "Pearl Bay",
    "Place": "ZHUJIAJIAN",
    "Licensed for foreigners": "yes",
    "Stars": "5",
}
BLOCK = {
    "Reference": "H1ST", "Hotel": "H1", "Kind": "standard", "First night": "2019-10-16", "Last night": "2019-10-20",
    "Rooms": "9",
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"Last night": "2019-10-15"}, "last_night", "block_ends_before_it_begins"),
        ({"Rooms": "0"}, "rooms", "block_without_rooms"),
        ({"Hotel": "H9"}, "hotel", "hotel_unknown"),
        ({"Kind": "tent"}, "kind", "not_a_choice"),
    ],
)
def test_a_block_that_cannot_be_is_rejected_by_row(wrong: dict[str, str], field: str, code: str) -> None:
    backend = MemoryBackend("logistics")
    hotels, blocks = Hotels(backend), RoomBlocks(backend)
    lodging.import_hotels(hotels, "e", [HOTEL], **WISHES)

    report = lodging.import_room_blocks(blocks, hotels, "e", [{**BLOCK, **wrong}], **WISHES)

    assert [(one["field"], one["code"]) for one in report["rejected"]] == [(field, code)]
    assert blocks.find(edition="e") == []


def test_a_wish_to_move_in_after_the_last_night_leaves_nobody_without_a_bed() -> None:
    backend, _ = sample_edition("ipec-2019")
    take(backend, "ipec-2019")
    solver.replan(backend, "ipec-2019", [a_mark("hotels", "ipec-2019.hotel.H1")])
    by_journey = Allotments(backend).get("ipec-2019.bed.A033")
    too_late = [{"Guest": "A033", "First night": "2019-12-24"}]
    lodging.import_lodging_wishes(LodgingWishes(backend), Hotels(backend), "ipec-2019", too_late, **WISHES)

    solver.replan(backend, "ipec-2019", [a_mark("lodging_wishes", "ipec-2019.wish.A033")])

    bed = Allotments(backend).get("ipec-2019.bed.A033")
    assert (bed.state, bed.first_night, bed.last_night) == (
        by_journey.state, by_journey.first_night, by_journey.last_night,
    )  # fmt: skip


def test_two_who_ask_for_each_other_share_a_room() -> None:
    backend, _ = sample_edition("ipec-2019")
    take(backend, "ipec-2019")
    rows = [{"Guest": "A033", "Shares with": "A034"}, {"Guest": "A034", "Shares with": "A033"}]
    lodging.import_lodging_wishes(LodgingWishes(backend), Hotels(backend), "ipec-2019", rows, **WISHES)
    oneself = [{"Guest": "A033", "Shares with": "A033"}]
    refused = lodging.import_lodging_wishes(
        LodgingWishes(backend), Hotels(backend), "ipec-2019", oneself, **WISHES
    )

    solver.replan(backend, "ipec-2019", [a_mark("lodging_wishes", "ipec-2019.wish.A033")])

    beds = Allotments(backend)
    one, other = beds.get("ipec-2019.bed.A033"), beds.get("ipec-2019.bed.A034")
    assert [rejected["code"] for rejected in refused["rejected"]] == ["shares_with_oneself"]
    assert (one.room, one.first_night, one.last_night) == (other.room, other.first_night, other.last_night)
    assert (one.shares_with, other.shares_with) == ((other.guest_id,), (one.guest_id,))


@pytest.mark.parametrize(
    ("in_town", "leaves", "nights"),
    [
        ("2019-10-17T14:00+08:00", "2019-10-19T10:00+08:00", ("2019-10-17", "2019-10-18")),
        # Before six in the morning the night that began the day before is slept through.
        ("2019-10-18T05:59+08:00", "2019-10-19T10:00+08:00", ("2019-10-17", "2019-10-18")),
        ("2019-10-18T06:00+08:00", "2019-10-19T10:00+08:00", ("2019-10-18", "2019-10-18")),
        # Who leaves after six in the evening keeps the room for that night.
        ("2019-10-17T14:00+08:00", "2019-10-19T18:00+08:00", ("2019-10-17", "2019-10-18")),
        ("2019-10-17T14:00+08:00", "2019-10-19T18:01+08:00", ("2019-10-17", "2019-10-19")),
    ],
)
def test_nights_follow_from_coming_and_leaving(in_town: str, leaves: str, nights: tuple[str, str]) -> None:
    first = first_night_of(datetime.fromisoformat(in_town))
    last = last_night_of(datetime.fromisoformat(leaves))

    assert (first.isoformat(), last.isoformat()) == nights


def test_who_waits_for_a_way_to_open_sleeps_near_the_gate_and_then_in_town() -> None:
    guest, late = a_traveller("A001"), an_arrival("A001", expected=later(10 * 60), leaves_at=later(50 * 60))
    held_up = late.held_up(8 * 60)  # in town next morning, as the bridge opens
    near = Option(Way.HOLD_ON_MAINLAND, held_up.gate)
    decided = Alternative("e.alt", "e", guest.id, held_up.id, (near,), DecisionState.ACCEPTED, near)

    stays = stays_of([guest], {guest.id: held_up}, {}, {}, {guest.id: decided})
    undecided = stays_of([guest], {guest.id: held_up}, {}, {}, {})

    assert [(one.id, one.zone, one.first.day, one.last.day) for one in stays] == [
        ("e.g.A001", Place.ZHUJIAJIAN, 18, 18), ("e.g.A001.hold", Place.PVG, 17, 17),
    ]  # fmt: skip
    assert [(one.first.day, one.last.day) for one in undecided] == [(18, 18)]


def test_two_strangers_in_one_room_are_counted() -> None:
    backend, _ = sample_edition("iitc-2019")
    take(backend, "iitc-2019")
    allot(backend, "iitc-2019", Answers([a_mark("hotels", "iitc-2019.hotel.H1")]))
    beds = Allotments(backend)
    one, other = [bed for bed in beds.in_force("iitc-2019") if bed.kind is RoomKind.SUITE][:2]
    beds.save(replace(other, room=one.room, first_night=one.first_night, last_night=one.last_night))

    nights = (one.last_night - one.first_night).days + 1
    assert lodging.double_booked(beds, "iitc-2019") == {"beds": nights}
