"""Business matchmaking over HTTP: what is asked of the service, who may ask, and what comes back."""

from typing import Any

import pytest

from services.gateway.app import create_app
from tests.doubles import GOOD, FakeServices, signed_in_as

EDITION = "ipec-2019"
BASE = f"/api/v1/editions/{EDITION}"
REQUEST = f"{EDITION}.br.B001"


def services(role: str = "coordinator", **answers: Any) -> FakeServices:
    """Scheduling with these answers, and one signed-in person of this role."""
    played = {("scheduling", method): answer for method, answer in answers.items()}
    return FakeServices(signed_in_as(role, EDITION) | played)


def asked(fake: FakeServices) -> list[tuple[str, dict[str, Any]]]:
    return [(method, arguments) for service, method, arguments in fake.asked if service == "scheduling"]


def test_requests_are_listed_with_the_filters_asked_for() -> None:
    fake = services(list_business_requests={"items": [{"id": REQUEST}], "next": None})

    answer = create_app(fake).test_client().get(f"{BASE}/business-requests?answer=OPEN&limit=5", headers=GOOD)

    assert (answer.status_code, answer.json) == (200, {"items": [{"id": REQUEST}], "next": None})
    stated = {"edition": EDITION, "after": None, "limit": 5, "answer": "OPEN"}
    assert asked(fake) == [("list_business_requests", stated)]


def test_an_answer_goes_on_with_the_version_the_caller_has_read() -> None:
    fake = services(answer_business_request={"id": REQUEST, "version": 3})
    path = f"{BASE}/business-requests/{REQUEST}/answer"

    client = create_app(fake).test_client()
    answer = client.post(path, json={"answer": "ACCEPTED"}, headers=GOOD | {"If-Match": '"2"'})

    assert (answer.status_code, answer.headers["ETag"]) == (200, '"3"')
    stated = {"answer": "ACCEPTED", "request_id": REQUEST, "expected_version": 2}
    assert asked(fake) == [("answer_business_request", stated)]


def test_a_run_is_ordered_compared_and_brought_back() -> None:
    ordered = {"edition": EDITION, "number": 4, "keep": "ALL"}
    difference = {"added": [], "removed": [], "moved": [REQUEST], "unchanged": 109, "idle_runs": -1}
    fake = services(
        order_matchmaking=ordered,
        compare_matchmaking_runs=difference,
        roll_back_matchmaking={"number": 5, "again": 2, "version": 1},
    )
    client = create_app(fake).test_client()

    one = client.post(f"{BASE}/plans/matchmaking/order", json={"keep": "ALL"}, headers=GOOD)
    two = client.get(f"{BASE}/plans/matchmaking/differences?before=3&after=4", headers=GOOD)
    three = client.post(f"{BASE}/plans/matchmaking/2/roll-back", headers=GOOD)

    assert (one.status_code, one.json) == (202, ordered)
    assert (two.status_code, two.json) == (200, difference)
    assert (three.status_code, three.json) == (200, {"number": 5, "again": 2, "version": 1})
    assert asked(fake) == [
        ("order_matchmaking", {"edition": EDITION, "keep": "ALL"}),
        ("compare_matchmaking_runs", {"edition": EDITION, "before": 3, "after": 4}),
        ("roll_back_matchmaking", {"edition": EDITION, "number": 2}),
    ]


@pytest.mark.parametrize("path", ["plans/matchmaking/order", "plans/matchmaking/1/roll-back"])
def test_a_viewer_changes_nothing(path: str) -> None:
    fake = services(role="viewer")

    answer = create_app(fake).test_client().post(f"{BASE}/{path}", json={}, headers=GOOD)

    assert (answer.status_code, asked(fake)) == (403, [])
