"""Registration over HTTP: who may do what, and what the service is asked."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.app import create_app
from shared.errors import NotFound
from tests.doubles import GOOD, FakeServices, signed_in_as

EDITION = "/api/v1/editions/ipec-2019"
GUEST = f"{EDITION}/guests/ipec-2019.g.A001"


def a_client(
    role: str, answers: dict[str, Any], *editions: str, door: str | None = None
) -> tuple[FlaskClient, FakeServices]:
    """A client signed in with this role, and the services it reaches."""
    access = signed_in_as(role, *editions)
    access["access", "authenticate"] = {**access["access", "authenticate"], "door": door}
    services = FakeServices({**access, **{("registration", name): value for name, value in answers.items()}})
    return create_app(services).test_client(), services


def asked(services: FakeServices) -> list[tuple[str, dict[str, Any]]]:
    return [(method, arguments) for service, method, arguments in services.asked if service == "registration"]


def test_guests_are_listed_with_the_filters_given() -> None:
    client, services = a_client(
        "viewer", {"list_guests": {"items": [{"id": "x"}], "next": "ipec-2019.g.A007"}}
    )

    answer = client.get(f"{EDITION}/guests?state=confirmed&limit=1", headers=GOOD)

    assert answer.json == {"items": [{"id": "x"}], "next": "ipec-2019.g.A007"}
    assert answer.headers["Link"] == (
        '</api/v1/editions/ipec-2019/guests?state=confirmed&limit=1&after=ipec-2019.g.A007>; rel="next"'
    )
    assert asked(services) == [
        ("list_guests", {"edition": "ipec-2019", "after": None, "limit": 1, "state": "confirmed"})
    ]


def test_correction_brings_the_version_it_has_seen() -> None:
    client, services = a_client("coordinator", {"amend_guest": {"id": "ipec-2019.g.A001", "version": 8}})

    answer = client.patch(
        GUEST, json={"rank": "V1", "guest_id": "other"}, headers={**GOOD, "If-Match": '"7"'}
    )

    assert (answer.status_code, answer.headers["ETag"]) == (200, '"8"')
    assert asked(services) == [
        ("amend_guest", {"rank": "V1", "guest_id": "ipec-2019.g.A001", "expected_version": 7})
    ]


def test_id_of_another_edition_is_not_found_here() -> None:
    client, services = a_client("organiser", {})

    answer = client.get(f"{EDITION}/guests/iitc-2019.g.B001", headers=GOOD)

    assert (answer.status_code, answer.json["code"]) == (404, "not_found")
    assert asked(services) == []


def test_unknown_guest_is_a_problem() -> None:
    client, _ = a_client("organiser", {"get_guest": NotFound("There is no Guest under this id.")})

    answer = client.get(GUEST, headers=GOOD)

    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("role", "method", "path", "status"),
    [
        ("desk", "POST", f"{EDITION}/guests", 403),
        ("viewer", "POST", f"{EDITION}/check-ins", 403),
        ("viewer", "POST", f"{GUEST}/badge", 403),
        ("desk", "GET", f"{GUEST}/private", 403),
        ("viewer", "GET", f"{GUEST}/private", 403),
        ("coordinator", "POST", "/api/v1/editions", 403),
        ("desk", "POST", f"{EDITION}/close-arrivals", 403),
        ("device", "GET", f"{EDITION}/guests", 403),
        ("device", "GET", GUEST, 403),
        ("device", "POST", f"{GUEST}/badge", 403),
        ("device", "GET", f"{EDITION}/scans", 403),
        ("device", "POST", f"{EDITION}/imports/guests", 403),
        ("desk", "GET", GUEST, 200),
        ("coordinator", "GET", f"{GUEST}/private", 200),
        ("desk", "POST", f"{GUEST}/badge", 201),
        ("device", "GET", f"{EDITION}/badge-key", 200),
    ],
)
def test_each_role_may_do_its_own_work_only(role: str, method: str, path: str, status: int) -> None:
    answers = {"get_guest": {"version": 1}, "get_private": {}, "issue_badge": {}, "badge_public_key": {}}
    client, services = a_client(role, answers)

    answer = client.open(path, method=method, headers=GOOD, json={} if method == "POST" else None)

    assert (answer.status_code, len(asked(services))) == (status, int(status < 300))


def test_device_scans_at_its_own_door_under_its_own_name() -> None:
    client, services = a_client("device", {"check_in": {"result": "admitted"}}, "ipec-2019", door="North")

    answer = client.post(f"{EDITION}/check-ins", json={"token": "CVK1.A.B", "nonce": "n1"}, headers=GOOD)

    assert answer.json == {"result": "admitted"}
    assert asked(services) == [
        (
            "check_in",
            {"edition": "ipec-2019", "token": "CVK1.A.B", "nonce": "n1", "door": "North", "device": "anna"},
        )
    ]


@pytest.mark.parametrize("claimed", [{"door": "South"}, {"device": "desk-9"}])
def test_device_cannot_speak_for_another_door(claimed: dict[str, str]) -> None:
    client, services = a_client("device", {}, "ipec-2019", door="North")

    answer = client.post(f"{EDITION}/check-ins", json={"token": "x", "nonce": "n1"} | claimed, headers=GOOD)

    assert (answer.status_code, answer.json["code"], asked(services)) == (409, "not_your_door", [])


def test_device_of_another_edition_is_refused() -> None:
    client, services = a_client("device", {}, "iitc-2019", door="North")

    answer = client.post(f"{EDITION}/check-ins", json={"token": "x", "nonce": "n1"}, headers=GOOD)

    assert (answer.status_code, answer.json["code"], asked(services)) == (403, "edition_not_allowed", [])


def test_staff_name_the_door_and_may_name_the_device() -> None:
    client, services = a_client("desk", {"check_in": {"result": "admitted"}})

    client.post(f"{EDITION}/check-ins", json={"guest_id": "g", "nonce": "1", "door": "North"}, headers=GOOD)

    assert asked(services) == [
        (
            "check_in",
            {"edition": "ipec-2019", "guest_id": "g", "nonce": "1", "door": "North", "device": "anna"},
        )
    ]


def test_editions_of_others_are_not_listed() -> None:
    page = {"items": [{"id": "iitc-2019"}, {"id": "ipec-2019"}], "next": None}
    client, _ = a_client("viewer", {"list_editions": page}, "ipec-2019")

    assert client.get("/api/v1/editions", headers=GOOD).json == {"items": [{"id": "ipec-2019"}], "next": None}
