"""The shuttle: who is driven to the programme and back, when, and in which vehicles beside the trips planned."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from services.logistics import solver
from services.logistics.domain.heard import Occasion
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.riding import RIDING
from services.logistics.domain.shuttle import Stage, stages
from services.logistics.domain.vehicle import VehicleKind
from services.logistics.storage import Departures, Occasions
from services.logistics.use_cases.shuttle import Shuttle, Timetable
from services.logistics.use_cases.situation import Store
from shared.storage.memory import MemoryBackend
from shared.storage.store import Cause
from tests.unit.logistics.builders import (
    a_mark,
    a_traveller,
    a_vehicle,
    an_arrival,
    expect,
    later,
    rows_of,
    sample_edition,
)

MORNING = later(24 * 60)
"""Ten o'clock on the day after the arrivals."""
EDITIONS = {"ipec-2019": 159, "iitc-2019": 125}
"""Guests who can be at some session from its beginning to its end; one of each edition cannot."""


def a_session(name: str, after: int, minutes: int = 60, place: str = "ZHUJIAJIAN") -> Occasion:
    """So many minutes after ten on the day after the arrivals."""
    starts = MORNING + timedelta(minutes=after)
    ends = starts + timedelta(minutes=minutes)
    return Occasion(f"e.s.{name}", "e", "FORUM", f"Forum {name}", "e.r.1", place, starts, ends)


def shuttle_of(backend: MemoryBackend, store: Store) -> Shuttle:
    return Shuttle(
        Occasions(backend), store.trips, store.vehicles, store.travellers, store.arrivals, Departures(backend)
    )


class Town:
    """Guests of some ranks who live in Putuo, and a programme on Zhujiajian."""

    def __init__(self, *ranks: Rank) -> None:
        self.backend = MemoryBackend("logistics")
        self.store = Store(self.backend)
        for number, rank in enumerate(ranks, start=1):
            expect(self.store, a_traveller(f"A{number:03}", rank))
            arrival = an_arrival(f"A{number:03}", destination=Place.PUTUO)
            self.store.arrivals.save(arrival.cleared_as(rank))

    def hold(self, *sessions: Occasion) -> None:
        for session in sessions:
            Occasions(self.backend).keep(session, Cause(session.id, session.id, 1, "scheduling"))

    def timetable(self) -> Timetable:
        return shuttle_of(self.backend, self.store).timetable("e")

    def told(self) -> list[tuple[datetime, str, tuple[str, ...], str]]:
        return [
            (
                ride.departs,
                ride.destination.value,
                tuple(g[-4:] for g in ride.guest_ids),
                ride.vehicle.reference,
            )
            for ride in self.timetable().rides
        ]


def test_sessions_with_short_breaks_are_one_stage_and_other_places_are_others() -> None:
    morning, noon, evening = a_session("1", 0), a_session("2", 210), a_session("3", 421)
    elsewhere = a_session("4", 0, place="DINGHAI")

    assert stages([evening, noon, elsewhere, morning, a_session("5", 0, place="")], 150) == [
        Stage(Place.DINGHAI, (elsewhere,)),
        Stage(Place.ZHUJIAJIAN, (morning, noon)),
        Stage(Place.ZHUJIAJIAN, (evening,)),
    ]


def test_guests_are_at_the_door_ten_minutes_before_and_leave_ten_minutes_after() -> None:
    town = Town(Rank.V4, Rank.V5)
    town.store.vehicles.save(a_vehicle("C1", VehicleKind.COACH_19, 18))
    town.hold(a_session("1", 0), a_session("2", 90))

    assert town.told() == [
        (MORNING - timedelta(minutes=10 + 30), "ZHUJIAJIAN", ("A001", "A002"), "C1"),
        (MORNING + timedelta(minutes=150 + 10), "PUTUO", ("A001", "A002"), "C1"),
    ]


def test_ministers_ride_alone_and_heads_not_with_delegates() -> None:
    town = Town(Rank.V1, Rank.V3, Rank.V5)
    for vehicle in (
        a_vehicle("S1"), a_vehicle("S2"), a_vehicle("V1", VehicleKind.SEVEN_SEATER, 5),
    ):  # fmt: skip
        town.store.vehicles.save(vehicle)
    town.hold(a_session("1", 0))

    there = [(guests, vehicle) for _, place, guests, vehicle in town.told() if place == "ZHUJIAJIAN"]
    assert sorted(there) == [(("A001",), "S1"), (("A002",), "S2"), (("A003",), "V1")]


def test_who_lands_during_the_programme_takes_the_next_session_and_who_flies_leaves_before_the_end() -> None:
    town = Town(Rank.V5)
    town.store.vehicles.save(a_vehicle("C1", VehicleKind.COACH_19, 18))
    town.hold(a_session("1", 0), a_session("2", 90), a_session("3", 180))
    arrival = town.store.arrivals.get("e.a.A001")
    lands = arrival.scheduled + timedelta(
        minutes=24 * 60 - (arrival.in_town_from - later(0)).seconds // 60 + 40
    )
    goes = MORNING + timedelta(minutes=260)
    town.store.arrivals.save(replace(arrival, scheduled=lands, expected=lands, leaves_at=goes).timed())

    assert town.store.arrivals.get("e.a.A001").in_town_from == MORNING + timedelta(minutes=40)
    assert [(departs, place) for departs, place, _, _ in town.told()] == [
        (MORNING + timedelta(minutes=90 - 40), "ZHUJIAJIAN"),
        (MORNING + timedelta(minutes=150 + 10), "PUTUO"),
    ]


def test_a_guest_for_whom_no_vehicle_is_free_is_named() -> None:
    town = Town(Rank.V1, Rank.V2)
    town.store.vehicles.save(a_vehicle("S1"))
    town.hold(a_session("1", 0))

    timetable = town.timetable()

    assert [(one.guest_id, one.session.id, one.rule) for one in timetable.left] == [
        ("e.g.A002", "e.s.1", "no_vehicle_free"), ("e.g.A002", "e.s.1", "no_vehicle_free"),
    ]  # fmt: skip
    assert {ride.guest_ids for ride in timetable.rides} == {("e.g.A001",)}


def of_sample(edition: str) -> tuple[Store, Timetable]:
    """The timetable of a sample edition with its programme, beside the trips of its arrivals."""
    backend, store = sample_edition(edition)
    solver.replan(backend, edition, [a_mark("arrivals", "x")])
    for row in rows_of(edition, "sessions.xlsx"):
        starts, ends = (datetime.fromisoformat(f"{row[name]}+08:00") for name in ("Starts", "Ends"))
        session_id = f"{edition}.s.{row['Reference']}"
        session = Occasion(session_id, edition, row["Type"], row["Title"], "r", "ZHUJIAJIAN", starts, ends)
        Occasions(backend).keep(session, Cause(session_id, session_id, 1, "scheduling"))
    return store, shuttle_of(backend, store).timetable(edition)


@pytest.mark.parametrize("edition", EDITIONS)
def test_everybody_rides_in_both_editions_and_no_vehicle_is_in_two_places(edition: str) -> None:
    store, timetable = of_sample(edition)
    ranks = {one.id: one.rank for one in store.travellers.find(edition=edition)}
    spans: dict[str, list[tuple[datetime, datetime, str, str]]] = {}
    for trip in store.trips.planned(edition):
        spans.setdefault(trip.vehicle_id, []).append(
            (trip.departs, trip.arrives, trip.origin.value, trip.destination.value)
        )
    for ride in timetable.rides:
        spans.setdefault(ride.vehicle.id, []).append(
            (ride.departs, ride.arrives, ride.origin.value, ride.destination.value)
        )

    assert timetable.left == ()
    assert len({guest for ride in timetable.rides for guest in ride.guest_ids}) == EDITIONS[edition]
    assert [ride for ride in timetable.rides if ride.guests > ride.vehicle.seats] == []
    assert [
        ride
        for ride in timetable.rides
        if {ride.vehicle.kind} - {kind for guest in ride.guest_ids for kind in RIDING[ranks[guest]].kinds}
    ] == []
    for driven in spans.values():
        for one, following in pairwise(sorted(driven)):
            empty = timedelta(minutes=10 + (0 if one[3] == following[2] else 10))
            assert one[1] + empty <= following[0]
