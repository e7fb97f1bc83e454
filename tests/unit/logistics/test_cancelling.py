"""Outings and sittings that are cancelled: cars, counts and rules follow, lists bring back nothing by themselves."""

from typing import Any

import pytest

from services.logistics import solver
from services.logistics.domain.meal import Need
from services.logistics.domain.outing import CancelledAlready
from services.logistics.domain.rank import Rank
from services.logistics.domain.reception import Limits
from services.logistics.sealing import NeedsSeal
from services.logistics.storage import (
    Allotments,
    Departures,
    Escorts,
    Gifts,
    Hotels,
    Needs,
    Sittings,
    Waivers,
)
from services.logistics.use_cases import journeys, reception, sittings, table
from services.logistics.use_cases.situation import Store
from shared.events.logistics import SittingAmended
from shared.storage.memory import MemoryBackend
from shared.storage.store import StaleVersion
from tests.unit.logistics.builders import a_mark, a_traveller, a_vehicle, an_arrival, expect, later

WISHES: dict[str, Any] = {"mapping": {}, "dry_run": False, "partial": False}
EVENING = {"starts": later(600).isoformat(), "ends": later(720).isoformat()}
VISIT = {"reference": "V1", "kind": "visit", "place": "DINGHAI", "guests": "A001;A002", **EVENING}
BANQUET = {
    "reference": "B1", "kind": "banquet", "place": "ZHUJIAJIAN", "Cost per head": "900", "guests": "A001;A002",
    "companions": "Zhang Wei/en;Li Na/en;Wu Bo/en;Xu Li/en", "tables": "1", **EVENING,
}  # fmt: skip


def two_guests() -> tuple[MemoryBackend, Store]:
    backend = MemoryBackend("logistics")
    store = Store(backend)
    for reference in ("A001", "A002"):
        expect(store, a_traveller(reference, Rank.V3))
        store.arrivals.save(an_arrival(reference, leaves_at=later(60 * 50)))
    for vehicle in ("S1", "S2"):
        store.vehicles.save(a_vehicle(vehicle))
    return backend, store


def test_a_cancelled_visit_frees_its_cars_and_the_list_brings_it_back_only_when_it_says_so() -> None:
    backend, store = two_guests()
    journeys.import_outings(store.outings, "e", [VISIT], **WISHES)
    solver.replan(backend, "e", [a_mark("outings", "e.out.V1")])
    driven = {trip.id for trip in store.trips.planned("e") if trip.meeting_id == "e.out.V1"}

    with pytest.raises(StaleVersion):
        journeys.cancel_outing(store.outings, "e.out.V1", store.outings.get("e.out.V1").version - 1)
    journeys.cancel_outing(store.outings, "e.out.V1", store.outings.get("e.out.V1").version)
    solver.replan(backend, "e", [a_mark("outings", "e.out.V1")])
    kept = {trip.id for trip in store.trips.planned("e")}
    with pytest.raises(CancelledAlready, match="cancelled before"):
        journeys.cancel_outing(store.outings, "e.out.V1", None)
    same = journeys.import_outings(store.outings, "e", [VISIT], **WISHES)
    journeys.import_outings(store.outings, "e", [{**VISIT, "cancelled": "no"}], **WISHES)

    assert driven
    assert not driven & kept
    assert (same["unchanged"], store.outings.get("e.out.V1").cancelled) == (1, False)


def test_a_cancelled_banquet_is_announced_feeds_nobody_and_breaks_no_rule() -> None:
    backend, store = two_guests()
    dining = table.Dining(
        Sittings(backend), Needs(backend), store.travellers, store.arrivals, Departures(backend),
        Escorts(backend), NeedsSeal(b"secret"),
    )  # fmt: skip
    at = reception.Reception(
        dining, Allotments(backend), Hotels(backend), Gifts(backend), Waivers(backend), store.trips
    )
    sittings.import_sittings(dining.sittings, "e", [BANQUET], **WISHES)
    sittings.import_needs(dining, "e", [{"guest": "A001", "needs": "halal"}], **WISHES)
    before = (table.count_needs(dining, "e.sit.B1"), reception.check_reception(at, "e", Limits()))

    with pytest.raises(StaleVersion):
        sittings.cancel_sitting(dining.sittings, "e.sit.B1", 7)
    sittings.cancel_sitting(dining.sittings, "e.sit.B1", dining.sittings.get("e.sit.B1").version)

    told = [event for event in backend.announced() if isinstance(event, SittingAmended)]
    after = (table.count_needs(dining, "e.sit.B1"), reception.check_reception(at, "e", Limits()))
    assert (before[0].guests, before[0].by_need) == (2, {Need.HALAL.value: 1})
    assert [one["rule"] for one in before[1]] == ["banquet_cost", "companions"]
    assert (after[0].guests, after[1], table.seat_banquet(dining, "e.sit.B1")) == (0, [], [])
    assert [event.cancelled for event in told] == [True]
    with pytest.raises(CancelledAlready):
        sittings.cancel_sitting(dining.sittings, "e.sit.B1", None)
