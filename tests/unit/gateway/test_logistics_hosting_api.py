"""Closures, receivers and papers over HTTP: what is asked of the service, and what is refused at the door."""

from typing import Any

import pytest

from services.gateway.app import create_app
from shared.errors import Invalid, Refused
from tests.doubles import GOOD, FakeServices, signed_in_as

NOTICE = {"stretch": "ZHOUSHAN_BRIDGE", "starts": "2019-08-28T15:00:00+08:00", "source": "police"}
CLOSURE = {"id": "ipec-2019.c.B1", "version": 2}
PAPER = {
    "kind": "driver", "title": "浙L·S0001", "reader": "Li", "plan": 7,
    "sheets": [{"heading": "Trips", "columns": ["Leaves"], "rows": [["10-17 10:25"]]}],
}  # fmt: skip
BASE = "/api/v1/editions/ipec-2019"


def services(role: str, **answers: Any) -> FakeServices:
    played = {("logistics", method): answer for method, answer in answers.items()}
    return FakeServices({**signed_in_as(role), **played})


def asked(fake: FakeServices) -> list[tuple[str, dict[str, Any]]]:
    return [(method, arguments) for service, method, arguments in fake.asked if service == "logistics"]


def test_a_route_is_closed_for_the_edition_of_the_path_only() -> None:
    fake = services("coordinator", close_route=CLOSURE)

    answer = create_app(fake).test_client().post(
        f"{BASE}/closures", json={**NOTICE, "edition": "iitc-2019"}, headers=GOOD
    )  # fmt: skip

    assert (answer.status_code, answer.headers["ETag"], answer.get_json()) == (201, '"2"', CLOSURE)
    assert asked(fake) == [("close_route", {**NOTICE, "edition": "ipec-2019"})]


def test_a_closure_that_ends_before_it_begins_is_answered_with_the_reason() -> None:
    refusal = Invalid("A closure ends after it begins.", code="closure_ends_before_it_begins", field="ends")
    fake = services("coordinator", close_route=refusal)

    answer = create_app(fake).test_client().post(f"{BASE}/closures", json=NOTICE, headers=GOOD)

    body = answer.get_json()
    assert (answer.status_code, body["code"], body["detail"]) == (
        422, "closure_ends_before_it_begins", "A closure ends after it begins.",
    )  # fmt: skip


def test_a_viewer_closes_nothing_and_hands_out_nothing() -> None:
    client = create_app(services("viewer")).test_client()

    refused = [
        client.post(f"{BASE}/{path}", json={}, headers=GOOD).status_code
        for path in (
            "closures",
            "weather",
            "carrier-news/own",
            "receivers/MH/OPENING/out",
            "waivers",
            "gifts",
        )
    ]

    assert refused == [403] * 6


@pytest.mark.parametrize(("what", "key"), [("outing", "out"), ("sitting", "sit")])
def test_a_planner_cancels_an_outing_or_a_meal_of_the_edition_of_the_path(what: str, key: str) -> None:
    cancelled = {"id": f"ipec-2019.{key}.B1", "cancelled": True, "version": 3}
    played = {f"cancel_{what}": cancelled}
    fake, viewer = services("coordinator", **played), services("viewer", **played)
    path = f"{BASE}/{what}s/ipec-2019.{key}.B1/cancel"

    done = create_app(fake).test_client().post(path, headers={**GOOD, "If-Match": '"2"'})
    elsewhere = create_app(fake).test_client().post(path.replace("/ipec-2019/", "/iitc-2019/"), headers=GOOD)
    refused = create_app(viewer).test_client().post(path, headers=GOOD)

    assert (done.status_code, done.headers["ETag"], done.get_json()) == (200, '"3"', cancelled)
    assert (elsewhere.status_code, refused.status_code) == (404, 403)
    assert asked(fake) == [(f"cancel_{what}", {f"{what}_id": f"ipec-2019.{key}.B1", "expected_version": 2})]


def test_a_webhook_hands_the_messages_on_as_they_came() -> None:
    told = {"messages": [{"flight": {"number": "ZX101"}}]}
    answer = {"messages": 1, "concerned": [], "unknown_numbers": ["ZX101"], "refused": []}
    fake = services("coordinator", take_carrier_news=answer)

    got = create_app(fake).test_client().post(f"{BASE}/carrier-news/status-feed", json=told, headers=GOOD)

    assert (got.status_code, got.get_json()) == (200, answer)
    assert asked(fake) == [("take_carrier_news", {**told, "edition": "ipec-2019", "provider": "status-feed"})]


def test_a_room_with_receivers_out_is_not_signed_off() -> None:
    missing = [{"number": "R-017", "seat": "row 17", "holder": "Guest 17"}]
    fake = services(
        "desk", sign_off_room=Refused("Receivers are still out.", code="receivers_missing", missing=missing)
    )

    answer = create_app(fake).test_client().post(
        f"{BASE}/receivers/MH/OPENING/sign-off", json={"by": "captain"}, headers=GOOD
    )  # fmt: skip

    body = answer.get_json()
    assert (answer.status_code, body["code"], body["data"]["missing"]) == (409, "receivers_missing", missing)


@pytest.mark.parametrize(
    ("ending", "content_type", "begins"),
    [
        ("", "application/json", b'{"kind":"driver"'),
        (".html", "text/html; charset=utf-8", b"<!doctype html>"),
        (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_a_paper_comes_as_data_page_or_workbook(ending: str, content_type: str, begins: bytes) -> None:
    fake = services("viewer", write_paper=PAPER)

    answer = create_app(fake).test_client().get(f"{BASE}/papers/driver/S01{ending}", headers=GOOD)

    assert (answer.status_code, answer.content_type, answer.data[: len(begins)]) == (
        200,
        content_type,
        begins,
    )
    assert asked(fake) == [("write_paper", {"edition": "ipec-2019", "kind": "driver", "reference": "S01"})]


def test_the_kitchens_paper_is_for_planners_only() -> None:
    client = create_app(services("viewer")).test_client()

    answer = client.get(f"{BASE}/papers/kitchen/B1", headers=GOOD)

    assert (answer.status_code, answer.get_json()["code"]) == (403, "role_not_allowed")


def test_the_shuttles_timetable_is_asked_of_logistics_as_it_stands() -> None:
    timetable = {
        "items": [],
        "guests_without_ride": [{"guest_id": "ipec-2019.g.A001", "rule": "no_vehicle_free"}],
    }
    fake = services("viewer", shuttle_timetable=timetable)

    answer = create_app(fake).test_client().get(f"{BASE}/shuttle", headers=GOOD)

    assert (answer.status_code, answer.get_json()) == (200, timetable)
    assert asked(fake) == [("shuttle_timetable", {"edition": "ipec-2019"})]
