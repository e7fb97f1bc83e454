"""Ways home and meals of both sample editions, from the organisers' lists to cars, counts and tables."""

from typing import Any

import pytest

from services.logistics import solver
from services.logistics.domain.heard import Traveller
from services.logistics.domain.leg import TripKind
from services.logistics.domain.rank import Rank
from services.logistics.sealing import NeedsSeal
from services.logistics.storage import Departures, Escorts, Needs, Sittings
from services.logistics.use_cases import journeys, looking, sittings, table
from services.logistics.use_cases.situation import Store
from shared.storage.memory import MemoryBackend
from tests.unit.logistics.builders import a_mark, rows_of, sample_edition

WISHES: dict[str, Any] = {"mapping": {}, "dry_run": False, "partial": False}
EDITIONS = ("ipec-2019", "iitc-2019")


def dining_of(backend: MemoryBackend, store: Store, edition: str) -> table.Dining:
    """The meals and needs of an edition, as its lists have them."""
    dining = table.Dining(
        Sittings(backend), Needs(backend), store.travellers, store.arrivals, Departures(backend),
        Escorts(backend), NeedsSeal(b"secret"),
    )  # fmt: skip
    for report in (
        sittings.import_sittings(dining.sittings, edition, rows_of(edition, "sittings.xlsx"), **WISHES),
        sittings.import_needs(dining, edition, rows_of(edition, "needs.xlsx"), **WISHES),
    ):
        assert report["rejected"] == []
    return dining


def with_departures(edition: str) -> tuple[MemoryBackend, Store]:
    """An edition with its guests' ways home."""
    backend, store = sample_edition(edition)
    rows = rows_of(edition, "departures.xlsx")
    report = journeys.import_departures(store.departures, store.travellers, edition, rows, **WISHES)
    assert report["rejected"] == []
    return backend, store


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_car_leaves_town_when_the_guest_said(edition: str) -> None:
    _, store = with_departures(edition)

    said = {one.guest_id: one.leaves_at for one in store.arrivals.find(edition=edition)}
    assert {one.guest_id: one.leaves_by for one in store.departures.find(edition=edition)} == said


@pytest.mark.parametrize(("edition", "by_road"), [("ipec-2019", 2), ("iitc-2019", 2)])
def test_everybody_is_driven_to_the_gate_in_time(edition: str, by_road: int) -> None:
    backend, store = with_departures(edition)
    solver.replan(backend, edition, [a_mark("departures", "x")])

    expected = {one.id for one in store.travellers.find(edition=edition) if one.is_expected}
    due = {one.guest_id: one.be_there_by for one in store.departures.find(edition=edition)}
    arrives = {
        guest: trip.arrives
        for trip in store.trips.planned(edition)
        for guest in trip.guest_ids
        if trip.kind is TripKind.SEND_OFF
    }
    assert len(arrives) == len(expected & set(due)) - by_road
    assert [guest for guest, at in arrives.items() if at > due[guest]] == []
    assert {one.rule for one in store.plans.in_force(edition).without} == {"arrival_unknown"}
    assert looking.double_booked(store.trips, edition) == {"vehicles": 0, "guests": 0}


def test_needs_are_counted_for_the_banquet_and_everybody_has_a_chair() -> None:
    """One guest of the 160, who eats halal, leaves in the afternoon before."""
    backend, store = sample_edition("ipec-2019")
    dining = dining_of(backend, store, "ipec-2019")

    count = table.count_needs(dining, "ipec-2019.sit.E03")
    tables = table.seat_banquet(dining, "ipec-2019.sit.E03")

    seats = [seat for one in tables for seat in one.seats]
    guests: dict[str, Traveller] = {one.id: one for one in store.travellers.find(edition="ipec-2019")}
    head = [guests[seat.guest_id].rank for seat in tables[0].seats if seat.guest_id]
    assert (count.guests, count.not_said, count.warnings) == (
        159,
        0,
        ("shellfish_allergy_at_a_seafood_table",),
    )
    assert {need: count.by_need[need] for need in ("halal", "kosher", "vegan")} == {
        "halal": 18, "kosher": 2, "vegan": 3,
    }  # fmt: skip
    assert len({seat.guest_id for seat in seats if seat.guest_id}) == 159
    assert [one.seats[0].role for one in tables] == ["host"] * 24
    assert max(len(one.seats) for one in tables) <= 10
    assert set(head) <= {Rank.V1, Rank.V2}


def test_a_couple_on_the_list_is_kept_and_one_that_is_none_is_rejected() -> None:
    backend = MemoryBackend("logistics")
    meal = {
        "Reference": "B1", "Kind": "banquet", "Place": "ZHUJIAJIAN", "Starts": "2019-10-18 18:30",
        "Ends": "2019-10-18 20:00", "Tables": "1",
    }  # fmt: skip
    rows = [{**meal, "Couples": "A033/A034; A001/A002"}, {**meal, "Reference": "B2", "Couples": "A033/A033"}]

    report = sittings.import_sittings(Sittings(backend), "e", rows, **{**WISHES, "partial": True})

    assert Sittings(backend).get("e.sit.B1").spouses == {
        "e.g.A033": "e.g.A034", "e.g.A034": "e.g.A033", "e.g.A001": "e.g.A002", "e.g.A002": "e.g.A001",
    }  # fmt: skip
    assert [(one["row"], one["field"], one["code"]) for one in report["rejected"]] == [
        (3, "couples", "not_a_couple")
    ]
