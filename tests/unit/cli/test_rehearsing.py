"""Playing a folder: in order, patiently, and not past a rejected row."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.unit.cli.gateway import PlayedGateway, Terminal, problem

STILL = {"in_flight": 0}
EDITION = (
    "Edition,Conference,Number,Name,Name (zh),First day,Opening day,Last day,Time zone\n"
    "e-1,IPEC,3,Third,第三届,2019-10-17,2019-10-18,2019-10-19,Asia/Shanghai\n"
)
SCANS = (
    "Guest,Door,Device,At,Nonce\n"
    "A1,East,desk-1,2019-10-18T08:00:00+08:00,n1\n"
    "A2,West,desk-2,2019-10-18T08:01:00+08:00,n2\n"
)


def report(what: str, **more: Any) -> httpx.Response:
    """A report of an import in which one row was new."""
    body = {"what": what, "dry_run": False, "applied": True, "new": [{}], "changed": [], "unchanged": 0,
            "rejected": [], "notes": []} | more  # fmt: skip
    return httpx.Response(200, json=body, headers={"X-Correlation-Id": f"c-{what}"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An edition with two lists and two scans."""
    place = tmp_path / "sample"
    place.mkdir()
    (place / "edition.csv").write_text(EDITION)
    (place / "check-ins.csv").write_text(SCANS)
    for name in ("guests.csv", "meetings.xlsx"):
        (place / name).write_text("rows")
    return place


@pytest.fixture
def house(gateway: PlayedGateway) -> PlayedGateway:
    """A gateway where everything goes well."""
    gateway.answers = {
        "POST /editions": {"id": "e-1"},
        "POST /editions/e-1/imports/guests": report("guests"),
        "POST /editions/e-1/imports/meetings": report("meetings"),
        "POST /editions/e-1/check-ins": {"result": "admitted"},
        "POST /editions/e-1/close-arrivals": {"no_show": 3},
        "GET /flow": STILL,
    }
    return gateway


def test_a_folder_is_played_in_order(house: PlayedGateway, terminal: Terminal, folder: Path) -> None:
    typed = terminal.type("rehearse", str(folder), "--json")
    played = json.loads(typed.stdout)
    assert played.pop("seconds") >= 0
    counted = {"unchanged": 0, "new": 1, "changed": 0, "rejected": 0, "notes": 0}
    assert played == {
        "edition": "e-1",
        "lists": [
            {"what": "guests", "correlation_id": "c-guests", **counted},
            {"what": "meetings", "correlation_id": "c-meetings", **counted},
        ],
        "scans": {"admitted": 2},
        "closed": {"no_show": 3},
        "in_flight": 0,
    }
    assert [asked.partition("?")[0] for asked in house.asked] == [
        "POST /editions",
        "GET /flow",
        "POST /editions/e-1/imports/guests",
        "GET /flow",
        "POST /editions/e-1/imports/meetings",
        "POST /editions/e-1/check-ins",
        "POST /editions/e-1/check-ins",
        "POST /editions/e-1/close-arrivals",
        "GET /flow",
    ]
    assert house.bodies("/editions") == [
        {
            "edition": "e-1", "conference": "IPEC", "number": 3, "name_en": "Third", "name_zh": "第三届",
            "first_day": "2019-10-17", "opening_day": "2019-10-18", "last_day": "2019-10-19",
            "timezone": "Asia/Shanghai",
        }
    ]  # fmt: skip
    assert sorted(house.bodies("/editions/e-1/check-ins"), key=lambda scan: str(scan["nonce"])) == [
        {
            "guest_id": "e-1.g.A1",
            "door": "East",
            "device": "desk-1",
            "at": "2019-10-18T08:00:00+08:00",
            "nonce": "n1",
        },
        {
            "guest_id": "e-1.g.A2",
            "door": "West",
            "device": "desk-2",
            "at": "2019-10-18T08:01:00+08:00",
            "nonce": "n2",
        },
    ]


def test_people_read_what_came_of_it(house: PlayedGateway, terminal: Terminal, folder: Path) -> None:
    said = terminal.type("rehearse", str(folder)).stdout
    assert said.startswith("e-1: played in ")
    assert said.endswith(" s; scans: 2 admitted; 3 new no-shows\n")


def test_a_rejected_row_ends_it(house: PlayedGateway, terminal: Terminal, folder: Path) -> None:
    rejected = [{"row": 2, "field": "rank", "code": "bad", "message": "No rank.", "value": "V9"}]
    house.answers["POST /editions/e-1/imports/guests"] = report(
        "guests", new=[], applied=False, rejected=rejected
    )
    typed = terminal.type("rehearse", str(folder))
    assert (typed.exit_code, len(house.asked)) == (1, 3)


def test_it_waits_for_a_gateway_that_is_away(house: PlayedGateway, terminal: Terminal, folder: Path) -> None:
    house.answers["POST /editions"] = [
        httpx.ConnectError("refused"), problem(504, "service_timeout", "No answer."), {"id": "e-1"},
    ]  # fmt: skip
    assert terminal.type("rehearse", str(folder), "--no-scans").exit_code == 0
    assert house.pauses == [1.0, 1.0]


def test_a_folder_without_edition_is_wrong_use(
    gateway: PlayedGateway, terminal: Terminal, tmp_path: Path
) -> None:
    assert (terminal.type("rehearse", str(tmp_path)).exit_code, gateway.asked) == (2, [])


def test_mutual_business_requests_are_placed_before_the_doors_open(
    house: PlayedGateway, terminal: Terminal, folder: Path
) -> None:
    (folder / "business-requests.csv").write_text("rows")
    run = {"wanted": 2, "meetings": [{}, {}], "idle_runs": 0}
    house.answers |= {
        "POST /editions/e-1/imports/business-requests": report("business_requests"),
        "POST /editions/e-1/plans/matchmaking/order": {"number": 1},
        "GET /editions/e-1/plans/matchmaking": run,
    }

    played = json.loads(terminal.type("rehearse", str(folder), "--json").stdout)

    assert played["matchmaking"] == {"wanted": 2, "placed": 2, "idle_runs": 0}
    assert house.bodies("/editions/e-1/plans/matchmaking/order") == [{"keep": "ALL"}]
