"""Carriers' messages: any order, doubled, of any provider, about arrivals and departures."""

from datetime import datetime
from itertools import permutations
from typing import Any

import pytest

from services.cli.flights import flight_messages, last_words
from services.logistics import solver
from services.logistics.domain.rank import Rank
from services.logistics.storage import Arrivals, Departures
from services.logistics.use_cases import carriers, journeys, news_list
from services.logistics.use_cases.situation import Store
from shared.events.logistics import DepartureAmended
from shared.storage.memory import MemoryBackend
from tests.unit.logistics.builders import TEN, a_mark, a_traveller, an_arrival, expect, later, sample_edition

SCHEDULED = TEN.isoformat()


class Gate:
    """Two guests on one flight, one of whom leaves with another."""

    def __init__(self) -> None:
        self.backend = MemoryBackend("logistics")
        self.store, self.departures = Store(self.backend), Departures(self.backend)
        for guest in ("A001", "A002"):
            self.store.arrivals.save(an_arrival(guest))
        row = {
            "Guest": "A001", "Mode": "flight", "Number": "ZX900", "Gate": "PVG", "Terminal": "T2",
            "Scheduled": "2019-10-20 12:00", "International": "yes", "Origin": "ZHUJIAJIAN",
        }  # fmt: skip
        journeys.import_departures(
            self.departures, self.store.travellers, "e", [row], {}, dry_run=False, partial=False
        )

    def tell(self, provider: str, *messages: dict[str, Any]) -> dict[str, Any]:
        words = carriers.read(provider, messages)
        return carriers.take(self.store.arrivals, self.departures, "e", words)


def said(minutes_late: int, at: int, **more: Any) -> dict[str, Any]:
    return {
        "number": "ZX101", "scheduled_on": "2019-10-17", "expected": later(minutes_late).isoformat(),
        "received_at": later(at).isoformat(), **more,
    }  # fmt: skip


def test_messages_in_any_order_and_doubled_end_the_same() -> None:
    told = [said(30, -90), said(90, -60), said(60, -30, cancelled=True), said(45, -10)]
    ends = set()
    for order in permutations(told):
        gate = Gate()
        gate.tell("own", *order, *order)
        ends.add(repr([(a.expected, a.cancelled, a.news) for a in gate.store.arrivals.find(edition="e")]))

    assert len(ends) == 1


def test_a_doubled_message_announces_nothing_more() -> None:
    gate = Gate()
    gate.tell("own", said(30, -90))
    before = len(gate.backend.announced())

    answer = gate.tell("own", said(30, -90))

    assert len(gate.backend.announced()) == before
    assert answer == {
        "messages": 1, "concerned": ["e.g.A001", "e.g.A002"], "unknown_numbers": [], "refused": [],
    }  # fmt: skip


def test_a_status_feed_speaks_of_both_ends_of_a_flight() -> None:
    gate = Gate()
    told = {
        "flight": {"number": "ZX101"}, "status": "active", "updated_at": later(-60).isoformat(),
        "departure": {"scheduled": "2019-10-16T20:00:00+08:00", "estimated": "2019-10-16T21:00:00+08:00"},
        "arrival": {"scheduled": "2019-10-17T10:00:00+08:00", "estimated": later(70).isoformat()},
    }  # fmt: skip
    home = {
        "flight": {"number": "ZX900"}, "status": "cancelled", "updated_at": later(-60).isoformat(),
        "departure": {"scheduled": "2019-10-20T12:00:00+08:00"},
    }  # fmt: skip

    answer = gate.tell("status-feed", told, home)

    assert answer["unknown_numbers"] == ["ZX101"]  # nobody of ours boards it where it comes from
    assert {arrival.expected for arrival in gate.store.arrivals.find(edition="e")} == {later(70)}
    assert gate.departures.get("e.dep.A001").cancelled


@pytest.mark.parametrize(
    "scheduled", ["2019-10-18T06:30:00+08:00", "2019-10-17T22:30:00+00:00", "2019-10-18T06:30"]
)
def test_a_flight_before_eight_in_the_morning_is_of_the_day_that_the_gate_shows(scheduled: str) -> None:
    gate = Gate()
    early = datetime.fromisoformat("2019-10-18T06:30:00+08:00")
    for guest, expected in (("A001", TEN), ("A002", early)):
        arrival = gate.store.arrivals.get(f"e.a.{guest}")
        gate.store.arrivals.save(arrival.booked_as(scheduled=expected))
    feed = {
        "flight": {"number": "ZX101"}, "updated_at": later(0).isoformat(),
        "arrival": {"scheduled": scheduled, "estimated": "2019-10-18T07:30:00+08:00"},
    }  # fmt: skip

    answers = [gate.tell("status-feed", feed), gate.tell("own", said(1, 1, scheduled_on="2019-10-18"))]

    assert [one["concerned"] for one in answers] == [["e.g.A002"]] * 2
    assert gate.store.arrivals.get("e.a.A001").news is None


def test_a_late_departure_lets_the_car_leave_later() -> None:
    gate = Gate()
    before = gate.departures.get("e.dep.A001")
    late = {
        "direction": "departure", "number": "ZX900", "expected": "2019-10-20T14:00:00+08:00",
        "received_at": "2019-10-20T08:00:00+08:00",
    }  # fmt: skip

    gate.tell("own", late)

    after = gate.departures.get("e.dep.A001")
    assert (after.leaves_by - before.leaves_by).total_seconds() == 2 * 3600


@pytest.mark.parametrize(
    ("provider", "message", "code"),
    [
        ("nobody", said(1, 1), "provider_unknown"),
        ("own", {"number": "ZX101"}, "message_unreadable"),
        ("own", said(1, 1, received_at="2019-10-17 10:00"), "message_unreadable"),
        ("own", said(1, 1, cancelled="false"), "message_unreadable"),
        ("own", said(1, 1, received_at="0001-01-01T00:00:00+14:00"), "message_unreadable"),
        ("own", said(1, 1, direction="sideways"), "message_unreadable"),
        ("status-feed", {"flight": "ZX101"}, "message_unreadable"),
    ],
)
def test_what_cannot_be_read_is_refused(provider: str, message: dict[str, Any], code: str) -> None:
    with pytest.raises((carriers.ProviderUnknown, carriers.MessageUnreadable)) as refused:
        Gate().tell(provider, message)

    assert refused.value.refusal == code


def test_a_number_of_nobody_and_an_impossible_time_are_answered_not_lost() -> None:
    answer = Gate().tell("own", said(1, 1, number="XX1"), said(60 * 24 * 9, 2))

    assert answer["unknown_numbers"] == ["XX1"]
    assert [one["code"] for one in answer["refused"]] == ["news_far_from_schedule"]


def test_the_simulated_provider_doubles_and_disorders_and_nothing_is_lost() -> None:
    backend, store = sample_edition("ipec-2019")
    arrivals = [
        {"number": a.number, "mode": a.mode.value, "scheduled": a.scheduled.isoformat()}
        for a in Arrivals(backend).find(edition="ipec-2019")
    ]
    told = flight_messages(arrivals, per_minute=50, minutes=2)

    for one in told:
        carriers.take(store.arrivals, Departures(backend), "ipec-2019", carriers.read("own", [one.message]))

    wanted = last_words(told)
    received = [datetime.fromisoformat(one.message["received_at"]) for one in told]
    assert len(told) - sum(one.again for one in told) == 100
    assert sum(one.again for one in told) > 0
    assert received != sorted(received)
    assert {a.number: a.expected for a in store.arrivals.find(edition="ipec-2019") if a.news} == wanted


def a_row(**cells: str) -> dict[str, str]:
    empty = {
        "Guest": "",
        "Number": "",
        "Expected": "",
        "Received at": "2019-10-20 08:00",
        "Direction": "departure",
    }
    return {**empty, **cells}


def test_a_file_of_news_is_about_departures_too_in_any_order_and_doubled() -> None:
    late = a_row(Number="ZX900", Expected="2019-10-20 14:00")
    later_still = a_row(Guest="A001", Expected="2019-10-20 15:00", **{"Received at": "2019-10-20 09:00"})
    landing = a_row(Number="ZX101", Expected="2019-10-17 11:00", Direction="arrival")
    ends = set()
    for rows in permutations([late, later_still, landing, late]):
        gate = Gate()
        read = (gate.store.arrivals, gate.departures, "e", list(rows), {})
        report = news_list.import_arrival_updates(*read, dry_run=False, partial=False)
        again = news_list.import_arrival_updates(*read, dry_run=False, partial=False)
        assert (report["rejected"], again["changed"]) == ([], [])
        leaves = gate.departures.get("e.dep.A001")
        ends.add((leaves.expected, gate.store.arrivals.get("e.a.A002").expected))

    assert ends == {(datetime.fromisoformat("2019-10-20T15:00+08:00"), later(60))}


def test_news_of_a_departure_nobody_takes_is_rejected_by_row() -> None:
    gate = Gate()
    rows = [
        a_row(Number="ZX101", Expected="2019-10-20 14:00"),
        a_row(Guest="A002", Expected="2019-10-20 14:00"),
    ]

    report = news_list.import_arrival_updates(
        gate.store.arrivals, gate.departures, "e", rows, {}, dry_run=False, partial=False
    )

    assert [(one["row"], one["code"]) for one in report["rejected"]] == [
        (2, "number_unknown"), (3, "number_unknown"),
    ]  # fmt: skip


def test_a_guest_of_higher_rank_is_due_the_vip_lane_on_the_way_home_too() -> None:
    gate = Gate()
    before = gate.departures.get("e.dep.A001")
    expect(gate.store, a_traveller("A001", Rank.V2))

    solver.replan(gate.backend, "e", [a_mark("travellers", "e.g.A001")])

    after = gate.departures.get("e.dep.A001")
    assert (before.vip_lane, after.vip_lane) == (False, True)
    assert (after.leaves_by - before.leaves_by).total_seconds() == 45 * 60
    assert [e for e in gate.backend.announced() if isinstance(e, DepartureAmended)][
        -1
    ].leaves_by == after.leaves_by
