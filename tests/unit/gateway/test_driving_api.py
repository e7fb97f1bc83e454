"""Links to drivers' sheets over HTTP: planners make, list and end them; a sheet opens by its address alone."""

from typing import Any

import pytest

from services.gateway.app import create_app
from shared.errors import Refused
from tests.doubles import GOOD, FakeServices, signed_in_as

BASE = "/api/v1/editions/ipec-2019"
LINK = {
    "id": "ipec-2019.sl.1", "edition": "ipec-2019", "vehicle_id": "ipec-2019.v.S1", "good_until": "2019-10-21",
    "ended": False, "version": 1,
}  # fmt: skip
PAGE: dict[str, Any] = {
    "plate": "浙L·S0012", "vehicle_kind": "SEDAN", "driver": "Li", "plan": 4, "shuttle": [],
    "drives": [
        {
            "id": "ipec-2019.t.01", "kind": "pick_up", "origin": "HSN", "destination": "ZHUJIAJIAN",
            "departs": "2019-10-17T03:30:00+00:00", "arrives": "2019-10-17T03:50:00+00:00",
            "riders": [
                {
                    "name": "Example Guest", "interpreter": "", "flight": "ZX101", "terminal": "T1",
                    "flight_at": "2019-10-17T03:00:00+00:00", "meets_at": "VIP room", "liaison": "Wang",
                    "liaison_phone": "+86 100",
                }
            ],
        }
    ],
}  # fmt: skip


def services(role: str) -> FakeServices:
    return FakeServices(
        {
            **signed_in_as(role),
            ("registration", "get_edition"): {"id": "ipec-2019", "last_day": "2019-10-19"},
            ("logistics", "open_sheet_link"): {**LINK, "secret": "q7"},
            ("logistics", "end_sheet_link"): {**LINK, "ended": True, "version": 2},
        }
    )


def test_a_planner_makes_a_link_that_ends_with_the_edition_and_is_told_once() -> None:
    fake = services("coordinator")

    made = create_app(fake).test_client().post(f"{BASE}/vehicles/ipec-2019.v.S1/sheet-links", headers=GOOD)

    assert (made.status_code, made.get_json()) == (201, {**LINK, "path": "/drive/q7"})
    assert fake.asked[-1] == (
        "logistics", "open_sheet_link", {"vehicle_id": "ipec-2019.v.S1", "last_day": "2019-10-19"},
    )  # fmt: skip


@pytest.mark.parametrize("role", ["desk", "viewer"])
def test_nobody_else_makes_lists_or_ends_links(role: str) -> None:
    client = create_app(services(role)).test_client()

    answers = [
        client.post(f"{BASE}/vehicles/ipec-2019.v.S1/sheet-links", headers=GOOD),
        client.get(f"{BASE}/sheet-links", headers=GOOD),
        client.post(f"{BASE}/sheet-links/ipec-2019.sl.1/end", headers=GOOD),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3


def test_a_link_of_another_edition_is_not_found_here() -> None:
    client = create_app(services("organiser")).test_client()

    answers = [
        client.post("/api/v1/editions/iitc-2019/vehicles/ipec-2019.v.S1/sheet-links", headers=GOOD),
        client.post("/api/v1/editions/iitc-2019/sheet-links/ipec-2019.sl.1/end", headers=GOOD),
        client.post(f"{BASE}/sheet-links/ipec-2019.sl.1/end", headers=GOOD),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 200]


def test_the_address_alone_opens_the_sheet_and_an_ended_one_says_so() -> None:
    opens = FakeServices({("logistics", "read_driver_page"): PAGE})
    ended = FakeServices({("logistics", "read_driver_page"): Refused("Ended.", code="sheet_link_ended")})

    shown = create_app(opens).test_client().get("/api/v1/driver-sheets/q7")
    refused = create_app(ended).test_client().get("/api/v1/driver-sheets/q7")

    assert (shown.status_code, shown.get_json()) == (200, PAGE)
    assert opens.asked == [("logistics", "read_driver_page", {"secret": "q7"})]
    assert (refused.status_code, refused.get_json()["code"]) == (409, "sheet_link_ended")


def test_a_sheet_is_not_asked_for_without_end() -> None:
    client = create_app(FakeServices({("logistics", "read_driver_page"): PAGE})).test_client()

    answers = [client.get("/api/v1/driver-sheets/q7").status_code for _ in range(25)]

    assert (answers[0], answers[-1]) == (200, 429)
