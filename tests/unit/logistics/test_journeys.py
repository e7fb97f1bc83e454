"""Legs in local times: the date line, changes of the clocks, two places at once, and what they make."""

from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest

from services.logistics import solver
from services.logistics.domain.departure import Departure
from services.logistics.domain.local_time import CITY
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.schemas.ways import JourneyOut
from services.logistics.storage import Arrivals, Departures, Itineraries, Travellers
from services.logistics.use_cases import imports, journeys
from services.logistics.use_cases.situation import Store
from shared.storage.memory import MemoryBackend
from tests.unit.logistics.builders import a_mark, a_traveller, a_vehicle, expect

WISHES: dict[str, Any] = {"mapping": {}, "dry_run": False, "partial": False}
HONOLULU = {
    "Guest": "A001", "Direction": "arrival", "Mode": "flight", "Number": "HA861", "From": "HNL",
    "From zone": "Pacific/Honolulu", "Departs": "2019-10-15 14:30", "To": "ICN", "To zone": "Asia/Seoul",
    "Arrives": "2019-10-16 19:25", "International": "yes", "Bags": "2", "Zone": "",
}  # fmt: skip
ONWARD = {
    **HONOLULU, "Number": "KE893", "From": "ICN", "From zone": "Asia/Seoul", "Departs": "2019-10-17 08:30",
    "To": "PVG", "To zone": "Asia/Shanghai", "Arrives": "2019-10-17 09:35", "To terminal": "T1",
    "Zone": "ZHUJIAJIAN",
}  # fmt: skip
HOME = {
    **HONOLULU, "Direction": "departure", "Number": "KE896", "From": "PVG", "From zone": "Asia/Shanghai",
    "From terminal": "T1", "Departs": "2019-10-20 12:55", "To": "ICN", "To zone": "Asia/Seoul",
    "Arrives": "2019-10-20 15:50", "Zone": "ZHUJIAJIAN",
}  # fmt: skip

DIRECT = {
    **HONOLULU, "Number": "MU572", "Departs": "2019-10-16 14:10", "To": "PVG", "To zone": "Asia/Shanghai",
    "Arrives": "2019-10-17 18:40", "Zone": "ZHUJIAJIAN",
}  # fmt: skip
BACK = {
    **HOME, "Number": "MU571", "Departs": "2019-10-20 17:00", "To": "HNL", "To zone": "Pacific/Honolulu",
    "Arrives": "2019-10-20 08:20",
}  # fmt: skip


class Office:
    """Where legs are read."""

    def __init__(self) -> None:
        backend = MemoryBackend("logistics")
        self.at = journeys.Journeys(
            Itineraries(backend), Arrivals(backend), Departures(backend), Travellers(backend)
        )
        expect(Store(backend), a_traveller("A001", Rank.V4))

    def read(self, *rows: dict[str, str]) -> dict[str, Any]:
        return journeys.import_journeys(self.at, "e", rows, **WISHES)


@pytest.fixture
def office() -> Office:
    return Office()


def test_a_guest_from_honolulu_is_met_on_the_right_day_in_shanghai_time(office: Office) -> None:
    report = office.read(HONOLULU, ONWARD)

    arrival = office.at.arrivals.get("e.a.A001")
    shown = JourneyOut().dump(office.at.itineraries.get("e.way.A001.arrival"))
    assert report["rejected"] == []
    assert (arrival.gate, arrival.terminal, arrival.bags) == (Place.PVG, "T1", 2)
    assert arrival.scheduled == datetime(2019, 10, 17, 1, 35, tzinfo=UTC)
    assert arrival.ready_at == datetime(2019, 10, 17, 2, 35, tzinfo=UTC)
    assert [(leg["departs"], leg["arrives"]) for leg in shown["legs"]] == [
        ("2019-10-15T14:30:00-10:00", "2019-10-16T19:25:00+09:00"),
        ("2019-10-17T08:30:00+09:00", "2019-10-17T09:35:00+08:00"),
    ]


def test_legs_in_any_order_and_twice_make_the_same_way() -> None:
    ends = set()
    for order in permutations([HONOLULU, ONWARD, HOME]):
        office = Office()
        office.read(*order)
        again = office.read(*order)
        assert (again["new"], again["changed"]) == ([], [])
        ends.add(repr((office.at.itineraries.find(edition="e"), office.at.arrivals.find(edition="e"))))

    assert len(ends) == 1


def test_a_guest_from_honolulu_is_picked_up_on_the_right_day() -> None:
    backend = MemoryBackend("logistics")
    store = Store(backend)
    expect(store, a_traveller("A001", Rank.V2))
    store.vehicles.save(a_vehicle("S1"))
    at = journeys.Journeys(Itineraries(backend), store.arrivals, store.departures, store.travellers)
    journeys.import_journeys(at, "e", [DIRECT, BACK], **WISHES)
    solver.replan(backend, "e", [a_mark("arrivals", "e.a.A001")])

    arrival = store.arrivals.get("e.a.A001")
    trips = [(t.kind.value, f"{t.departs.astimezone(CITY):%m-%d %H:%M}") for t in store.trips.planned("e")]
    (home,) = at.itineraries.get("e.way.A001.departure").legs
    assert f"{arrival.scheduled.astimezone(CITY):%m-%d %H:%M}" == "10-17 18:40"
    assert sorted(trips) == [("pick_up", "10-17 19:05"), ("send_off", "10-20 11:00")]
    # It lands in Honolulu on the morning of the day on which it left in the afternoon, ten hours later.
    assert (home.leaves_locally.isoformat(), home.lands_locally.isoformat()) == (
        "2019-10-20T17:00:00+08:00",
        "2019-10-20T08:20:00-10:00",
    )
    assert (home.arrives - home.departs).total_seconds() == (9 * 60 + 20) * 60


def test_a_night_in_which_the_clocks_change_where_the_flight_begins_is_as_long_as_it_is(
    office: Office,
) -> None:
    over_night = {
        **HONOLULU, "Number": "AF116", "From": "CDG", "From zone": "Europe/Paris", "Departs": "2019-10-26 23:30",
        "To": "PVG", "To zone": "Asia/Shanghai", "Arrives": "2019-10-27 16:40", "Zone": "PUTUO",
    }  # fmt: skip
    after = {**over_night, "Guest": "A002", "Number": "AF111", "Departs": "2019-10-27 23:30",
             "Arrives": "2019-10-28 17:40"}  # fmt: skip

    report = office.read(over_night, after)

    lasts = [leg.arrives - leg.departs for way in office.at.itineraries.find(edition="e") for leg in way.legs]
    assert report["rejected"] == []
    assert [each.total_seconds() / 3600 for each in lasts] == [11 + 1 / 6] * 2


def test_the_border_is_crossed_where_the_guest_crosses_it(office: Office) -> None:
    hop = {
        **ONWARD, "Number": "MU5555", "From": "PVG", "From zone": "Asia/Shanghai", "Departs": "2019-10-17 12:00",
        "To": "HSN", "Arrives": "2019-10-17 13:10", "To terminal": "", "International": "no",
    }  # fmt: skip
    zone = {"Zone": "ZHUJIAJIAN"}
    report = office.read({**hop, **zone}, {**HONOLULU, **zone}, {**ONWARD, **zone})

    assert report["rejected"] == []
    arrival = office.at.arrivals.get("e.a.A001")
    assert (arrival.gate, arrival.international) == (Place.HSN, False)
    assert arrival.ready_at == datetime(2019, 10, 17, 5, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"To": "HGH"}, "to_place"),
        ({"To": "HGH", "Arrives": "2019-10-17 10:05"}, "gate"),
        ({"Arrives": "2019-10-17 10:05"}, "arrives"),
        ({"Departs": "2019-10-17 08:00"}, "departs"),
    ],
)
def test_a_leg_in_two_places_is_rejected_by_row_also_against_what_is_known(
    office: Office, other: dict[str, str], field: str
) -> None:
    wrong = {**ONWARD, "Guest": "A002", **other}

    together = office.read(HONOLULU, ONWARD, wrong)
    office.read(HONOLULU, ONWARD)
    alone = office.read(wrong)

    assert [(one["row"], one["code"]) for one in together["rejected"]] == [(4, "flight_in_two_places")]
    assert [(one["row"], one["code"]) for one in alone["rejected"]] == [(2, "flight_in_two_places")]
    assert {one["field"] for one in (*together["rejected"], *alone["rejected"])} <= {field, None}
    assert [one.guest_id for one in office.at.arrivals.find(edition="e")] == ["e.g.A001"]


def test_a_leg_may_not_contradict_the_list_of_arrivals_or_departures(office: Office) -> None:
    listed = {**ARRIVAL, "Guest": "A009", "Number": "KE893", "Gate": "HGH", "Scheduled": "2019-10-17 09:35"}
    leaving = {
        "Guest": "A009", "Mode": "flight", "Number": "KE896", "Gate": "HGH", "Scheduled": "2019-10-20 12:55",
        "Origin": "ZHUJIAJIAN",
    }  # fmt: skip
    imports.import_arrivals(office.at.arrivals, office.at.travellers, "e", [listed], **WISHES)
    journeys.import_departures(office.at.departures, office.at.travellers, "e", [leaving], **WISHES)

    report = office.read(ONWARD, HOME)

    assert [(one["row"], one["code"]) for one in report["rejected"]] == [
        (2, "flight_in_two_places"), (3, "flight_in_two_places"),
    ]  # fmt: skip


def test_who_boards_or_leaves_on_the_way_of_a_longer_run_contradicts_nobody(office: Office) -> None:
    train = {
        **HONOLULU, "Mode": "train", "Number": "G7501", "From": "SHH", "From zone": "Asia/Shanghai",
        "Departs": "2019-10-17 08:00", "To": "NGB_RAIL", "To zone": "Asia/Shanghai", "Arrives": "2019-10-17 10:00",
        "Zone": "PUTUO",
    }  # fmt: skip
    boards_later = {**train, "Guest": "A002", "From": "HZH", "Departs": "2019-10-17 09:00"}

    assert office.read(train, boards_later)["rejected"] == []


def test_a_whole_way_put_off_by_a_day_is_taken(office: Office) -> None:
    rows = [HONOLULU, ONWARD]
    office.read(*rows)
    shifted = [
        {**row, **{name: row[name].replace(*days) for name in ("Departs", "Arrives")}}
        for row, days in zip(rows, (("10-1", "10-2"), ("10-17", "10-27")), strict=True)
    ]

    report = office.read(*shifted)

    assert report["rejected"] == []
    assert office.at.arrivals.get("e.a.A001").scheduled == datetime(2019, 10, 27, 1, 35, tzinfo=UTC)


def test_the_way_home_says_when_the_car_leaves_town(office: Office) -> None:
    office.read(HOME)

    departure: Departure = office.at.departures.get("e.dep.A001")
    assert (departure.gate, departure.terminal, departure.origin) == (Place.PVG, "T1", Place.ZHUJIAJIAN)
    assert departure.be_there_by == datetime(2019, 10, 20, 2, 55, tzinfo=UTC)
    assert departure.leaves_by == datetime(2019, 10, 19, 22, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"Departs": "2019-10-16 18:00"}, "in_two_places"),
        ({"From": "GMP"}, "legs_do_not_meet"),
        ({"Arrives": "2019-10-17 07:00"}, "leg_ends_before_it_begins"),
        ({"Arrives": "2019-11-17 07:00"}, "leg_too_long"),
        ({"To": "JFK"}, "not_a_gate"),
        ({"Zone": "PVG"}, "not_a_zone"),
        ({"To zone": "Asia/Shangai"}, "unknown_time_zone"),
    ],
)
def test_a_leg_that_cannot_be_is_rejected_and_nothing_is_written(
    office: Office, wrong: dict[str, str], code: str
) -> None:
    report = office.read(HONOLULU, {**ONWARD, **wrong})

    assert [one["code"] for one in report["rejected"]] == [code]
    assert office.at.arrivals.find(edition="e") == []


@pytest.mark.parametrize(
    ("departs", "code"), [("2019-03-31 02:30", "no_such_time"), ("2019-10-27 02:30", "time_is_ambiguous")]
)
def test_an_hour_that_the_clocks_leave_out_or_show_twice_is_asked_about(
    office: Office, departs: str, code: str
) -> None:
    day = departs[:10]
    paris = {
        **HONOLULU,
        "From": "CDG",
        "From zone": "Europe/Paris",
        "Departs": departs,
        "Arrives": f"{day} 23:00",
    }

    report = office.read(paris)
    known = office.read({**paris, "Departs": f"{departs}+02:00"}) if code == "time_is_ambiguous" else None

    assert [(one["field"], one["code"]) for one in report["rejected"]] == [("departs", code)]
    assert known is None or known["rejected"] == []


ARRIVAL = {
    "Guest": "A001", "Mode": "flight", "Number": "ZX101", "Gate": "PVG", "Scheduled": "2019-10-17 10:00",
    "Destination": "ZHUJIAJIAN",
}  # fmt: skip


def test_an_hour_shown_twice_is_asked_about_in_every_list(office: Office) -> None:
    row = {**ARRIVAL, "Time zone": "Europe/Paris", "Scheduled": "2019-10-27 02:30"}

    report = imports.import_arrivals(office.at.arrivals, office.at.travellers, "e", [row], **WISHES)

    assert [(one["field"], one["code"]) for one in report["rejected"]] == [("scheduled", "time_is_ambiguous")]


@pytest.mark.parametrize(
    ("other", "field"), [({"Gate": "HSN"}, "gate"), ({"Scheduled": "2019-10-17 11:00"}, "scheduled")]
)
def test_a_flight_in_two_places_is_rejected(office: Office, other: dict[str, str], field: str) -> None:
    rows = [ARRIVAL, {**ARRIVAL, "Guest": "A002", **other}]

    in_one_list = imports.import_arrivals(office.at.arrivals, office.at.travellers, "e", rows, **WISHES)
    imports.import_arrivals(office.at.arrivals, office.at.travellers, "e", rows[:1], **WISHES)
    later_list = imports.import_arrivals(office.at.arrivals, office.at.travellers, "e", rows[1:], **WISHES)

    for report in (in_one_list, later_list):
        assert [(one["field"], one["code"]) for one in report["rejected"]] == [
            (field, "flight_in_two_places")
        ]


def test_a_flight_home_from_two_places_is_rejected(office: Office) -> None:
    home = {
        "Guest": "A001", "Mode": "flight", "Number": "ZX900", "Gate": "PVG", "Scheduled": "2019-10-20 10:00",
        "Origin": "ZHUJIAJIAN",
    }  # fmt: skip
    rows = [home, {**home, "Guest": "A002", "Gate": "HGH"}]

    report = journeys.import_departures(office.at.departures, office.at.travellers, "e", rows, **WISHES)

    assert [(one["row"], one["field"], one["code"]) for one in report["rejected"]] == [
        (3, "gate", "flight_in_two_places")
    ]
    assert office.at.departures.find(edition="e") == []


def test_a_whole_flight_moved_in_one_list_is_taken(office: Office) -> None:
    rows = [ARRIVAL, {**ARRIVAL, "Guest": "A002"}]
    imports.import_arrivals(office.at.arrivals, office.at.travellers, "e", rows, **WISHES)

    moved = [{**row, "Gate": "HGH"} for row in rows]
    report = imports.import_arrivals(office.at.arrivals, office.at.travellers, "e", moved, **WISHES)

    assert (report["rejected"], len(report["changed"])) == ([], 2)
