"""The organisers' lists: what is taken, what is refused and why."""

from datetime import UTC, datetime
from typing import Any

import pytest

from services.logistics.domain.instant import minute_from
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.vehicle import VehicleKind
from services.logistics.storage import PlanningTimes, network_now
from services.logistics.use_cases import imports, journeys, news_list
from services.logistics.use_cases.situation import Store, situation_of
from shared.storage.memory import MemoryBackend
from tests.unit.logistics.builders import a_traveller, expect

WISHES: dict[str, Any] = {"mapping": {}, "dry_run": False, "partial": False}
ARRIVAL = {
    "Guest": "A001",
    "Mode": "flight",
    "Number": "ZX101",
    "Gate": "PVG",
    "Scheduled": "2019-10-17 10:00",
    "Destination": "ZHUJIAJIAN",
}
VEHICLE = {"Reference": "S01", "Plate": "L-1", "Kind": "SEDAN", "Seats": "3", "Base": "PUTUO"}


@pytest.fixture
def store() -> Store:
    made = Store(MemoryBackend("logistics"))
    expect(made, a_traveller("A001"))
    return made


def take_arrivals(store: Store, *rows: dict[str, str]) -> dict[str, Any]:
    return imports.import_arrivals(store.arrivals, store.travellers, "e", rows, **WISHES)


def rejected(report: dict[str, Any]) -> list[tuple[int, str, str]]:
    return [(one["row"], one["field"], one["code"]) for one in report["rejected"]]


@pytest.mark.parametrize(
    ("cell", "value", "refusal"),
    [
        ("Gate", "DINGHAI", ("gate", "not_a_gate")),
        ("Gate", "JFK", ("gate", "not_a_choice")),
        ("Destination", "PVG", ("destination", "not_a_zone")),
        ("Scheduled", "17/10/2019", ("scheduled", "not_a_time")),
        ("Mode", "balloon", ("mode", "not_a_choice")),
        ("Guest", "A 1", ("guest", "bad_reference")),
        ("Guest", "", ("guest", "cell_empty")),
    ],
)
def test_a_bad_row_is_rejected_and_nothing_is_written(
    store: Store, cell: str, value: str, refusal: tuple[str, str]
) -> None:
    good = {**ARRIVAL, "Guest": "A002"}

    report = take_arrivals(store, {**ARRIVAL, cell: value}, good)

    assert rejected(report) == [(2, *refusal)]
    assert store.arrivals.find(edition="e") == []


def test_times_are_those_of_the_zone_of_the_row(store: Store) -> None:
    honolulu = {**ARRIVAL, "Scheduled": "2019-10-16 16:00", "Time zone": "Pacific/Honolulu"}

    take_arrivals(store, honolulu)

    assert store.arrivals.get("e.a.A001").scheduled.isoformat() == "2019-10-17T02:00:00+00:00"


def test_a_guest_nobody_announced_is_pointed_out(store: Store) -> None:
    report = take_arrivals(store, ARRIVAL, {**ARRIVAL, "Guest": "A404"})

    assert [(note["row"], note["code"]) for note in report["notes"]] == [(3, "guest_not_announced")]
    assert len(report["new"]) == 2


def test_a_corrected_list_changes_only_what_it_says(store: Store) -> None:
    take_arrivals(store, {**ARRIVAL, "Bags": "3"})

    report = take_arrivals(store, {**ARRIVAL, "Number": "ZX102"})

    assert report["changed"] == [
        {"row": 2, "key": "A001", "before": {"number": "ZX101"}, "after": {"number": "ZX102"}}
    ]
    assert store.arrivals.get("e.a.A001").bags == 3


@pytest.mark.parametrize(
    ("cell", "value", "refusal"),
    [
        ("Seats", "0", ("seats", "not_a_whole_number")),
        ("Base", "PVG", ("base", "base_outside_town")),
        ("Kind", "ROCKET", ("kind", "not_a_choice")),
    ],
)
def test_a_vehicle_that_cannot_serve_is_rejected(
    store: Store, cell: str, value: str, refusal: tuple[str, str]
) -> None:
    report = imports.import_vehicles(store.vehicles, "e", [{**VEHICLE, cell: value}], **WISHES)

    assert rejected(report) == [(2, *refusal)]


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        ({"Number": "ZX404", "Expected": "2019-10-17 12:00"}, ("number", "number_unknown")),
        ({"Guest": "A404", "Expected": "2019-10-17 12:00"}, ("number", "number_unknown")),
        ({"Expected": "2019-10-17 12:00"}, ("guest", "whose_arrival")),
        ({"Number": "ZX101"}, ("expected", "news_empty")),
        ({"Number": "ZX101", "Expected": "2019-10-27 12:00"}, ("expected", "news_far_from_schedule")),
    ],
)
def test_news_that_cannot_be_taken_is_rejected_by_row(
    store: Store, row: dict[str, str], refusal: tuple[str, str]
) -> None:
    take_arrivals(store, ARRIVAL)
    given = {"Guest": "", "Number": "", "Expected": "", **row, "Received at": "2019-10-17 09:00"}

    report = news_list.import_arrival_updates(store.arrivals, store.departures, "e", [given], **WISHES)

    assert rejected(report) == [(2, *refusal)]


def test_a_guests_and_a_numbers_news_of_one_arrival_leave_the_newest(store: Store) -> None:
    take_arrivals(store, ARRIVAL)
    by_number = {
        "Guest": "",
        "Number": "ZX101",
        "Expected": "2019-10-17 12:00",
        "Received at": "2019-10-17 09:00",
    }
    by_guest = {
        "Guest": "A001",
        "Number": "",
        "Expected": "2019-10-17 13:00",
        "Received at": "2019-10-17 09:30",
    }

    for rows in ([by_number, by_guest], [by_guest, by_number]):
        news_list.import_arrival_updates(store.arrivals, store.departures, "e", rows, **WISHES)

    assert store.arrivals.get("e.a.A001").expected.isoformat() == "2019-10-17T05:00:00+00:00"


def test_measured_times_hold_once_imported_and_impossible_ones_are_rejected() -> None:
    backend = MemoryBackend("logistics")
    times = PlanningTimes(backend)
    row = {"From": "NGB", "To": "DINGHAI", "From hour": "7", "Until hour": "9", "Minutes": "140"}

    taken = journeys.import_planning_times(times, "e", [row], **WISHES)
    again = journeys.import_planning_times(times, "e", [row], **WISHES)
    wrong = [
        {**row, "To": "NGB"},
        {**row, "To": "PUTUOSHAN"},
        {**row, "Until hour": "7"},
        {**row, "Minutes": "0"},
    ]
    refused = [
        code
        for one in wrong
        for _, _, code in rejected(journeys.import_planning_times(times, "e", [one], **WISHES))
    ]

    network = network_now(backend, "e")
    at = [minute_from(datetime(2019, 10, 17, hour, tzinfo=UTC)) for hour in (0, 2)]
    assert (len(taken["new"]), again["unchanged"]) == (1, 1)
    assert [network.minutes(Place.NGB, Place.DINGHAI, minute, "SEDAN") for minute in at] == [140, 110]
    assert refused == ["no_such_drive", "no_such_drive", "no_such_drive", "not_a_whole_number"]


def test_luggage_and_drivers_of_a_vehicle_are_listed_or_usual(store: Store) -> None:
    coach = {**VEHICLE, "Reference": "C01", "Kind": "客轮", "Bags": "120", "Drivers": "2"}

    imports.import_vehicles(store.vehicles, "e", [VEHICLE, coach], **WISHES)

    listed = {one.reference: (one.kind, one.carries, one.drivers) for one in store.vehicles.find(edition="e")}
    assert listed["C01"] == (VehicleKind.REGULAR_BOAT, 120, 2)
    assert [listed[reference][1:] for reference in listed if reference != "C01"] == [(4, 1)]


def test_one_liaison_of_several_guests_on_a_flight_takes_one_seat(store: Store) -> None:
    met = {"Liaison": "Wang", "Liaison phone": "1"}
    take_arrivals(
        store, {**ARRIVAL, **met}, {**ARRIVAL, **met, "Guest": "A002"}, {**ARRIVAL, "Guest": "A003"}
    )
    for guest in ("A001", "A002", "A003"):
        expect(store, a_traveller(guest, Rank.V4))

    legs = situation_of(store, "e").journeys().legs

    assert {leg.guest_id: leg.companions for leg in legs} == {"e.g.A001": 1, "e.g.A002": 0, "e.g.A003": 0}
