"""Matching over HTTP: what is asked of the service, who may ask, and what comes back."""

from typing import Any

import pytest

from services.gateway.app import create_app
from shared.errors import Conflict, NotFound
from tests.doubles import GOOD, FakeServices, signed_in_as

EDITION = "ipec-2019"
PERSON = f"{EDITION}.i.I014"
BASE = f"/api/v1/editions/{EDITION}"


def services(role: str = "coordinator", **answers: Any) -> FakeServices:
    """Matching with these answers, and one signed-in person of this role."""
    played = {("matching", method): answer for method, answer in answers.items()}
    return FakeServices(signed_in_as(role, EDITION) | played)


def questions(fake: FakeServices) -> list[tuple[str, str, dict[str, Any]]]:
    return [question for question in fake.asked if question[0] == "matching"]


def test_demands_are_listed_with_the_filters_asked_for() -> None:
    fake = services(list_demands={"items": [{"id": f"{EDITION}.n.A001"}], "next": f"{EDITION}.n.A001"})

    answer = (
        create_app(fake).test_client().get(f"{BASE}/demands?state=unfilled&rank=V2&limit=1", headers=GOOD)
    )

    assert (answer.status_code, answer.json) == (
        200,
        {"items": [{"id": f"{EDITION}.n.A001"}], "next": f"{EDITION}.n.A001"},
    )
    assert 'rel="next"' in answer.headers["Link"]
    assert questions(fake) == [
        (
            "matching",
            "list_demands",
            {"edition": EDITION, "after": None, "limit": 1, "state": "unfilled", "rank": "V2"},
        )
    ]


def test_an_absence_goes_on_with_the_version_the_caller_has_read() -> None:
    fake = services(record_absence={"id": PERSON, "version": 8})
    absence = {"starts": "2019-10-18T06:50:00+08:00", "ends": "2019-10-19T00:00:00+08:00", "reason": "ill"}

    answer = (
        create_app(fake)
        .test_client()
        .post(f"{BASE}/interpreters/{PERSON}/absences", json=absence, headers=GOOD | {"If-Match": '"7"'})
    )

    assert (answer.status_code, answer.headers["ETag"]) == (200, '"8"')
    assert questions(fake) == [
        ("matching", "record_absence", {**absence, "interpreter_id": PERSON, "expected_version": 7})
    ]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("post", f"interpreters/{PERSON}/recall", {"reason": "needed at home"}),
        ("put", "policies/matching", {"level_floor": False}),
        ("post", "plans/matching/order", {}),
    ],
)
def test_a_viewer_may_look_and_change_nothing(method: str, path: str, body: dict[str, Any]) -> None:
    fake = services("viewer")

    answer = create_app(fake).test_client().open(f"{BASE}/{path}", method=method, json=body, headers=GOOD)

    assert answer.status_code == 403
    assert questions(fake) == []


def test_things_of_another_edition_do_not_exist_here() -> None:
    fake = services()

    answer = create_app(fake).test_client().get(f"{BASE}/demands/iitc-2019.n.A001/explanation", headers=GOOD)

    assert (answer.status_code, answer.json["code"]) == (404, "not_found")
    assert questions(fake) == []


def test_what_the_service_refuses_arrives_with_its_code() -> None:
    fake = services(
        get_interpreter=NotFound(id=PERSON),
        set_policy=Conflict(code="stale_version"),
    )
    client = create_app(fake).test_client()

    missing = client.get(f"{BASE}/interpreters/{PERSON}", headers=GOOD)
    stale = client.put(f"{BASE}/policies/matching", json={}, headers=GOOD | {"If-Match": '"1"'})

    assert (missing.status_code, missing.json["code"]) == (404, "not_found")
    assert (stale.status_code, stale.json["code"]) == (412, "stale_version")


def test_a_policy_is_decided_for_the_edition_of_the_path() -> None:
    fake = services(set_policy={"id": f"{EDITION}.policy", "version": 2})

    answer = (
        create_app(fake)
        .test_client()
        .put(f"{BASE}/policies/matching", json={"edition": "iitc-2019", "level_floor": False}, headers=GOOD)
    )

    assert answer.status_code == 200
    assert questions(fake) == [
        ("matching", "set_policy", {"edition": EDITION, "level_floor": False, "expected_version": None})
    ]
