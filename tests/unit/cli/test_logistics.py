"""Closing a route, a reading, a run sheet, and the plan, as typed at the desk."""

from pathlib import Path
from typing import Any

import httpx

from tests.unit.cli.gateway import PlayedGateway, Terminal

CLOSURE = {
    "id": "e.c.B1", "stretch": "ZHOUSHAN_BRIDGE", "starts": "2019-08-28T07:00:00+00:00", "ends": None,
    "means": ["COACH_19", "COACH_45"], "withdrawn": False,
}  # fmt: skip
IN_SHANGHAI = {"GET /editions/e": {"id": "e", "timezone": "Asia/Shanghai"}}
REACH = {
    "at": CLOSURE["starts"],
    "cut_off": [{"place": "NGB", "zones": ["PUTUO", "DINGHAI"], "vehicle_kinds": ["COACH_19", "COACH_45"]}],
    "guest_ids": ["e.g.B001", "e.g.B002"],
}
PAPER = {
    "kind": "driver", "title": "浙L·S0001 · Li", "reader": "Li", "plan": 7,
    "sheets": [{"heading": "Trips", "columns": ["Leaves", "Guests"], "rows": [["10-17 10:25", "KIM Young-ho"]]}],
}  # fmt: skip


def test_closing_a_route_says_what_is_cut_off(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers |= {"POST /editions/e/closures": CLOSURE, "GET /editions/e/reach": REACH, **IN_SHANGHAI}

    typed = terminal.type(
        "close", "route", "zhoushan_bridge", "--edition", "e", "--from", "2019-08-28T15:00", "--source",
        "police", "--means", "coach_45", "--means", "coach_19",
    )  # fmt: skip

    (sent,) = gateway.bodies("/editions/e/closures")
    assert (sent["starts"], sent["ends"]) == ("2019-08-28T15:00:00+08:00", None)

    lines = [line.rstrip() for line in typed.stdout.splitlines() if line.strip()]
    assert lines == [
        "e.c.B1: ZHOUSHAN_BRIDGE 2019-08-28T07:00:00+00:00 – until further notice, COACH_19 COACH_45",
        "Cut off",
        "from  to             for",
        "NGB   PUTUO DINGHAI  COACH_19 COACH_45",
        "2 guests cannot come as planned: B001 B002",
    ]


def test_a_closure_that_ends_before_it_begins_is_said_no_to(
    gateway: PlayedGateway, terminal: Terminal
) -> None:
    body = {
        "status": 422,
        "code": "closure_ends_before_it_begins",
        "detail": "A closure ends after it begins.",
    }
    gateway.answers |= {"POST /editions/e/closures": httpx.Response(422, json=body), **IN_SHANGHAI}

    typed = terminal.type(
        "close", "route", "HSN_AIR", "--edition", "e", "--from", "2019-08-28T15:00:00", "--until",
        "2019-08-28T14:00:00", "--source", "airport",
    )  # fmt: skip

    assert (typed.exit_code, "A closure ends after it begins." in typed.stderr) == (1, True)


def test_times_are_the_editions_wherever_the_desk_is(gateway: PlayedGateway, terminal: Terminal) -> None:
    lifted = {"id": "e.c.B1", "withdrawn": False, "ends": "2019-08-28T21:30:00+00:00"}
    gateway.answers |= {
        "POST /editions/e/closures/e.c.B1/lift": lifted, "POST /editions/e/weather": {"items": []},
        **IN_SHANGHAI,
    }  # fmt: skip
    reading = "2019-08-28T03:00+00:00"

    opened = terminal.type("reopen", "B1", "--edition", "e", "--at", "2019-08-29 05:30")
    read = terminal.type("weather", "HSN_AIR", "wind", "7", "--edition", "e", "--at", reading)
    wrong = terminal.type("reopen", "B1", "--edition", "e", "--at", "tomorrow")

    assert (opened.exit_code, read.exit_code, wrong.exit_code) == (0, 0, 2)
    assert gateway.bodies("/editions/e/closures/e.c.B1/lift") == [{"at": "2019-08-29T05:30:00+08:00"}]
    assert [body["at"] for body in gateway.bodies("/editions/e/weather")] == ["2019-08-28T03:00:00+00:00"]


def test_an_hour_that_the_editions_clock_shows_twice_is_asked_about(
    gateway: PlayedGateway, terminal: Terminal
) -> None:
    gateway.answers["GET /editions/e"] = {"id": "e", "timezone": "Europe/Paris"}

    typed = terminal.type("reopen", "B1", "--edition", "e", "--at", "2019-10-27T02:30")

    assert typed.exit_code == 2
    assert gateway.asked == ["GET /editions/e"]


def test_a_run_sheet_is_printed_or_written(
    gateway: PlayedGateway, terminal: Terminal, tmp_path: Path
) -> None:
    gateway.answers |= {
        "GET /editions/e/papers/driver/S01": PAPER,
        "GET /editions/e/papers/driver/S01.html": httpx.Response(200, content=b"<!doctype html>"),
    }

    shown = terminal.type("runsheet", "driver", "S01", "--edition", "e")
    written = terminal.type("runsheet", "driver", "S01", "--edition", "e", "--out", str(tmp_path / "s.html"))
    wrong: Any = terminal.type("runsheet", "cook", "S01", "--edition", "e")

    lines = [line.rstrip() for line in shown.stdout.splitlines() if line.strip()]
    assert lines == [
        "浙L·S0001 · Li · plan 7",
        "Trips",
        "Leaves       Guests",
        "10-17 10:25  KIM Young-ho",
    ]
    assert (written.exit_code, (tmp_path / "s.html").read_bytes()) == (0, b"<!doctype html>")
    assert wrong.exit_code == 2


def test_the_plan_of_trips_and_beds_is_shown_and_ordered(gateway: PlayedGateway, terminal: Terminal) -> None:
    trips = {
        "number": 3, "released": True, "trips": 78, "pick_ups": 70, "transfers": 8, "waiting_minutes": 400,
        "is_proven": True, "seconds": 0.9,
        "guests_without_trip": [{"guest_id": "e.g.A001", "rule": "route_closed", "explanation": "Closed."}],
    }  # fmt: skip
    gateway.answers |= {
        "GET /editions/e/plans/logistics": trips,
        "GET /editions/e/plans/lodging": {"number": 1, "allotted": 163, "guests_without_room": []},
        "POST /editions/e/plans/logistics/order": {},
    }

    typed = terminal.type("plan", "logistics", "--edition", "e", "--anew")

    assert gateway.asked[0] == "POST /editions/e/plans/logistics/order"
    assert ("Without trip: 1" in typed.stdout, "Without room: 0" in typed.stdout) == (True, True)


def test_a_visit_or_a_meal_is_cancelled_by_its_reference(gateway: PlayedGateway, terminal: Terminal) -> None:
    gateway.answers |= {
        "POST /editions/e/outings/e.out.V1/cancel": {"id": "e.out.V1", "cancelled": True},
        "POST /editions/e/sittings/e.sit.B1/cancel": {"id": "e.sit.B1", "cancelled": True},
    }

    visit = terminal.type("cancel", "outing", "V1", "--edition", "e", "--version", "3")
    meal = terminal.type("cancel", "sitting", "e.sit.B1", "--edition", "e")
    wrong = terminal.type("cancel", "trip", "1", "--edition", "e")

    assert [request.headers.get("If-Match") for request in gateway.requests] == ['"3"', None]
    assert (visit.stdout, meal.stdout) == ("e.out.V1: cancelled\n", "e.sit.B1: cancelled\n")
    assert wrong.exit_code == 2
