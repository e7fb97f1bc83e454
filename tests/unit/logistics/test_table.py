"""Meals, tables, the rules of reception and receivers."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from services.logistics.domain.heard import Traveller
from services.logistics.domain.leg import TripKind
from services.logistics.domain.lodging import Allotment, RoomKind
from services.logistics.domain.meal import (
    Count,
    HostRank,
    Need,
    NoTable,
    Sitting,
    SittingEndsBeforeItBegins,
    SittingKind,
    counted,
    who_eats,
)
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.receiver import (
    Handed,
    ReceiverIsNotOut,
    ReceiverIsOut,
    Receivers,
    ReceiversMissing,
    RoomIsSignedOff,
)
from services.logistics.domain.reception import (
    Breach,
    Gift,
    Limits,
    UnknownRule,
    Waiver,
    WaiverWithoutReason,
    check_beds,
    check_cars,
    check_gifts,
    check_meals,
    check_sitting,
    companions_allowed,
    with_waivers,
)
from services.logistics.domain.table import Companion, NobodyHosts, TooFewSeats, companion_of, seated
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import VehicleKind
from tests.unit.logistics.beds import a_hotel
from tests.unit.logistics.builders import TEN, a_traveller, an_arrival, later

EVENING = later(8 * 60 + 30)


def a_sitting(**more: Any) -> Sitting:
    given: dict[str, Any] = {
        "id": "e.sit.B1", "edition": "e", "reference": "B1", "kind": SittingKind.BANQUET, "name": "Banquet",
        "place": Place.ZHUJIAJIAN, "starts": EVENING, "ends": EVENING + timedelta(minutes=90), "tables": 2,
        **more,
    }  # fmt: skip
    return Sitting(**given)


def test_needs_are_counted_of_those_who_are_in_town() -> None:
    guests = [
        a_traveller("A001"),
        a_traveller("A002"),
        a_traveller("A003"),
        a_traveller("A004", state="withdrew"),
    ]
    arrivals = {
        "e.g.A001": an_arrival("A001"),
        "e.g.A002": an_arrival("A002", expected=later(600)),
        "e.g.A003": an_arrival("A003"),
        "e.g.A004": an_arrival("A004"),
    }
    needs = {
        "e.g.A001": (Need.HALAL, Need.SHELLFISH_ALLERGY),
        "e.g.A002": (Need.VEGAN,),
    }

    eating = who_eats(a_sitting(), guests, arrivals, {})

    assert [guest.id for guest in eating] == ["e.g.A001", "e.g.A003"]
    assert counted(a_sitting(), eating, needs) == Count(
        2, {"halal": 1, "shellfish_allergy": 1}, 1, ("shellfish_allergy_at_a_seafood_table",)
    )


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"ends": EVENING}, SittingEndsBeforeItBegins),
        ({"tables": 0}, NoTable),
        ({"seats_a_table": 2}, NoTable),
        ({"place": Place.PVG}, NoTable),
    ],
)
def test_a_sitting_that_cannot_be_is_refused(wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        a_sitting(**wrong)


def guest(reference: str, rank: Rank, language: str = "en", **more: Any) -> Traveller:
    return replace(a_traveller(reference, rank), language=language, **more)


def test_guests_sit_by_precedence_with_the_hosts_people_between_them() -> None:
    guests = [
        guest("A3", Rank.V3, "ko"),
        guest("A1", Rank.V1, "fr"),
        guest("A2", Rank.V2, "en"),
        guest("A4", Rank.V3, "en", head_of_delegation=True),
    ]
    companions = [companion_of(text) for text in ("Mayor", "Wang/ko", "Li/fr", "Zhao/en")]

    tables = seated(guests, companions, {"e.g.A1": "Chen"}, 1, 10)

    # Clockwise from the host: the right side outwards, then the left side from its far end.
    assert [(seat.guest_id or seat.name, seat.role, seat.interpreter) for seat in tables[0].seats] == [
        ("Mayor", "host", ""),
        ("e.g.A1", "guest", "Chen"),
        ("Li", "companion", ""),
        ("e.g.A4", "guest", ""),
        ("Zhao", "companion", ""),
        ("e.g.A3", "guest", ""),
        ("Wang", "companion", ""),
        ("e.g.A2", "guest", ""),
    ]


def test_the_highest_sit_at_the_head_table_and_everybody_has_one_seat() -> None:
    guests = [guest(f"A{number:02}", rank) for number, rank in enumerate([Rank.V5] * 12 + [Rank.V2] * 6)]
    companions = [Companion(f"C{number}") for number in range(5)]

    tables = seated(guests, companions, {}, 3, 10)

    seats = [seat for table in tables for seat in table.seats]
    assert {seat.guest_id for seat in tables[0].seats if seat.guest_id} == {
        f"e.g.A{n}" for n in range(12, 18)
    }
    assert sorted(seat.name for seat in seats if seat.role != "guest") == ["C0", "C1", "C2", "C3", "C4"]
    assert sorted(seat.guest_id for seat in seats if seat.guest_id) == [one.id for one in guests]
    assert [table.seats[0].role for table in tables] == ["host"] * 3


def test_spouses_do_not_sit_side_by_side() -> None:
    guests = [guest(f"A{number}", Rank.V3) for number in range(6)]
    spouses = {"e.g.A0": "e.g.A2", "e.g.A2": "e.g.A0"}

    tables = seated(guests, [Companion("Host")], {}, 1, 10, spouses)

    right = [seat.guest_id for seat in tables[0].seats[1:4]]
    assert right == ["e.g.A0", "e.g.A3", "e.g.A4"]  # A2 and A3 have changed sides


@pytest.mark.parametrize(("guests", "companions", "refusal"), [(9, 2, TooFewSeats), (3, 0, NobodyHosts)])
def test_a_banquet_without_room_or_host_is_refused(
    guests: int, companions: int, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        seated(
            [guest(f"A{n}", Rank.V4) for n in range(guests)],
            [Companion(str(n)) for n in range(companions)],
            {},
            1,
            10,
        )


@pytest.mark.parametrize(
    ("guests", "down", "up"), [(3, 3, 3), (5, 5, 5), (6, 5, 6), (12, 8, 9), (15, 10, 10)]
)
def test_companions_are_one_to_one_up_to_five_and_one_for_two_above(guests: int, down: int, up: int) -> None:
    assert companions_allowed(guests, Limits()) == down
    assert companions_allowed(guests, Limits(companions_round_up=True)) == up


def test_every_rule_of_spending_names_its_limit() -> None:
    dear = a_sitting(cost_per_head=350, companions=tuple("abc"))
    provincial = replace(dear, host_rank=HostRank.PROVINCIAL)
    tea = a_sitting(kind=SittingKind.TEA, cost_per_head=61)
    lunch = a_sitting(id="e.sit.L", kind=SittingKind.MEAL, cost_per_head=301)

    assert check_sitting(dear, 2, Limits()) == [
        Breach("banquet_cost", "e.sit.B1", 350, 300),
        Breach("companions", "e.sit.B1", 3, 2),
    ]
    assert check_sitting(provincial, 12, Limits()) == []
    assert check_sitting(tea, 1, Limits()) == [Breach("banquet_cost", "e.sit.B1", 61, 60)]
    assert check_meals({"g": [lunch, dear, dear, dear]}, {"g": Rank.V4}, Limits()) == [
        Breach("banquets", "g", 3, 2),
        Breach("meals_a_day", "g 2019-10-17", 301, 300),
    ]
    assert check_meals({"g": [lunch]}, {"g": Rank.V2}, Limits()) == []


def test_beds_are_checked_for_days_stars_and_rank() -> None:
    hotels = {"e.hotel.A": a_hotel("A")}
    night = date(2019, 10, 17)
    bed = Allotment("e.bed.A1", "e", "e.g.A1", "e.hotel.A", "b", RoomKind.STANDARD, "A-001", night,
                    night + timedelta(days=4), breaks=("room_below_rank",))  # fmt: skip

    assert check_beds([bed], hotels, {}, Limits()) == [
        Breach("hosted_days", "e.g.A1", 6, 5),
        Breach("hotel_stars", "e.g.A1", 5, 4),
        Breach("room_below_rank", "e.g.A1", 1, 0),
    ]
    assert check_beds([replace(bed, breaks=(), last_night=night)], hotels, {"e.g.A1": True}, Limits()) == []


def test_a_sedan_for_those_who_ride_by_head_count_is_named() -> None:
    at = later(0)
    trip = Trip("e.t.1", "e", TripKind.PICK_UP, Place.NGB, Place.PUTUO, at, at, "e.v.S1", "L-1",
                VehicleKind.SEDAN, ("a", "b"), ("e.g.A1", "e.g.A2"))  # fmt: skip
    ranks = {"e.g.A1": Rank.V4, "e.g.A2": Rank.V5}

    assert check_cars([trip], ranks) == [Breach("sedans", "e.t.1", 2, 0)]
    assert check_cars([trip], {**ranks, "e.g.A2": Rank.V3}) == []
    assert check_cars([replace(trip, vehicle_kind=VehicleKind.SEVEN_SEATER)], ranks) == []


def test_gifts_have_a_value_and_are_given_once() -> None:
    gift = Gift("1", "e", "g", "silk", 201, "FAO", False, TEN)

    assert check_gifts([gift, replace(gift, id="2", value=400, minister=True)], Limits()) == [
        Breach("gift_value", "g", 201, 200),
        Breach("gift_once", "g", 2, 1),
    ]


def test_a_waiver_is_shown_beside_the_breach_with_its_name() -> None:
    waivers = [
        Waiver("w1", "e", "hotel_stars", "*", "Head of the FAO", "only hotel licensed", TEN),
        Waiver("w2", "e", "meals_a_day", "g", "Head of the FAO", "late arrival", TEN),
    ]
    breaches = [
        Breach("hotel_stars", "g", 5, 4),
        Breach("meals_a_day", "g 2019-10-17", 301, 300),
        Breach("gift_once", "g", 2, 1),
    ]

    assert [one.waived_by for one in with_waivers(breaches, waivers)] == [
        "Head of the FAO",
        "Head of the FAO",
        "",
    ]


@pytest.mark.parametrize(
    ("rule", "reason", "refusal"), [("no_rule", "x", UnknownRule), ("gift_once", " ", WaiverWithoutReason)]
)
def test_a_waiver_without_rule_or_reason_is_refused(rule: str, reason: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        Waiver("w", "e", rule, "*", "somebody", reason, TEN)


def out(number: int, at: datetime = TEN) -> Handed:
    return Handed(f"R-{number:03}", f"row {number}", f"Guest {number}", at)


def test_a_receiver_is_with_one_person_at_a_time() -> None:
    handed = Receivers("r", "e", "OPENING", "HALL").hand_out([out(1)])

    assert handed.hand_out([out(1, later(5))]) == handed
    with pytest.raises(ReceiverIsOut):
        handed.hand_out([replace(out(1), holder="somebody else")])
    with pytest.raises(ReceiverIsNotOut):
        handed.take_back(["R-009"], later(9))
    back = handed.take_back(["R-001"], later(9))
    assert back.take_back(["R-001"], later(20)) == back
    again = back.hand_out([replace(out(1), seat="row 7", holder="somebody else")])
    assert [one.holder for one in again.missing] == ["somebody else"]


def test_a_room_is_signed_off_once_all_are_back_and_stays_so() -> None:
    handed = Receivers("r", "e", "OPENING", "HALL").hand_out([out(1), out(2)])
    with pytest.raises(ReceiversMissing):
        handed.sign_off("captain", later(60))

    signed = handed.take_back(["R-001", "R-002"], later(50)).sign_off("captain", later(60))

    assert (signed.signed_off_by, signed.sign_off("another", later(90))) == ("captain", signed)
    with pytest.raises(RoomIsSignedOff):
        signed.hand_out([out(3)])


def test_couples_of_the_list_are_kept_apart_at_every_place_of_the_table() -> None:
    """Whoever the two are, and with as many of the host's people as there may be."""
    guests = [a_traveller(f"A{number}", Rank.V4) for number in range(6)]
    beside = []
    for one in range(6):
        for other in range(one + 1, 6):
            for companions in range(1, 5):
                hosts = [Companion(f"Host {number}") for number in range(companions)]
                spouses = {f"e.g.A{one}": f"e.g.A{other}", f"e.g.A{other}": f"e.g.A{one}"}
                (table,) = seated(guests, hosts, {}, 1, 10, spouses)
                around = [seat.guest_id for seat in table.seats]
                assert sorted(filter(None, around)) == [guest.id for guest in guests]
                pairs = zip(around, [*around[1:], around[0]], strict=True)
                beside += [pair for pair in pairs if pair[0] in spouses and spouses[pair[0]] == pair[1]]

    assert beside == []
