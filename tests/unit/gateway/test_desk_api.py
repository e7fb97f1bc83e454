"""Desks over HTTP: which device may do what, and what registration is asked."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.gateway.app import create_app
from shared.errors import Refused
from tests.doubles import GOOD, FakeServices, signed_in_as

EDITION = "/api/v1/editions/ipec-2019"
GUEST = f"{EDITION}/guests/ipec-2019.g.A001"
PLACE = {"edition": "ipec-2019", "device": "anna", "door": "West"}
PRINT = {"guest_id": "ipec-2019.g.A001", "token": "CVK1.X.Y", "version": 3}


def a_client(role: str, answers: dict[str, Any], *rights: str) -> tuple[FlaskClient, FakeServices]:
    """Signed in with this role; a device stands at the west door and has these rights."""
    access = signed_in_as(role, "ipec-2019")
    owner = {**access["access", "authenticate"], "rights": list(rights)}
    access["access", "authenticate"] = owner | ({"door": "West"} if role == "device" else {})
    services = FakeServices({**access, **{("registration", name): value for name, value in answers.items()}})
    return create_app(services).test_client(), services


def asked(services: FakeServices) -> list[tuple[str, dict[str, Any]]]:
    return [(method, arguments) for service, method, arguments in services.asked if service == "registration"]


def test_device_learns_where_it_stands_and_what_it_may() -> None:
    edition = {"id": "ipec-2019", "name_en": "IPEC", "name_zh": "油商大会", "timezone": "Asia/Shanghai"}
    client, _ = a_client(
        "device", {"get_edition": edition, "badge_public_key": {"public_key": "ab"}}, "search"
    )

    told = client.get(f"{EDITION}/desk", headers=GOOD).get_json()

    assert told.pop("now").startswith("20")
    assert told == {
        "device": "anna", "door": "West", "rights": ["search"], "edition": "ipec-2019", "name_en": "IPEC",
        "name_zh": "油商大会", "timezone": "Asia/Shanghai", "public_key": "ab",
    }  # fmt: skip


def test_every_device_gets_the_sealed_list_from_where_it_was() -> None:
    page = {"items": [{"lookup": "ab", "content": "cd"}], "upto": 9, "complete": True, "now": "x"}
    client, services = a_client("device", {"desk_list": page})

    answer = client.get(f"{EDITION}/desk/cards?after=7&limit=2", headers=GOOD)

    assert answer.get_json() == page
    assert asked(services) == [
        ("desk_list", {"edition": "ipec-2019", "kind": "card", "after": 7, "limit": 2})
    ]


@pytest.mark.parametrize(
    ("method", "path", "right", "rpc"),
    [
        ("GET", f"{EDITION}/desk/names", "search", "desk_list"),
        ("POST", f"{EDITION}/desk/walk-ins", "walk_in", "register_walk_in"),
        ("POST", f"{GUEST}/badge/reissue", "reissue", "reissue_badge"),
        ("GET", f"{GUEST}/badge/print", "reissue", "print_badge"),
    ],
)
def test_more_than_checking_in_needs_the_right(method: str, path: str, right: str, rpc: str) -> None:
    body = {"json": {}} if method == "POST" else {}
    plain, services = a_client("device", {})
    refused = plain.open(path, method=method, headers=GOOD, **body)
    able, reached = a_client("device", {rpc: PRINT}, right)
    clerk, _ = a_client("desk", {rpc: PRINT})

    assert (refused.status_code, refused.get_json()["code"], asked(services)) == (403, "right_missing", [])
    assert able.open(path, method=method, headers=GOOD, **body).get_json() == PRINT
    assert [name for name, _ in asked(reached)] == [rpc]
    assert clerk.open(path, method=method, headers=GOOD, **body).get_json() == PRINT


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", f"{EDITION}/admission-conflicts"), ("POST", f"{EDITION}/missing-badges")],
)
@pytest.mark.parametrize("role", ["device", "desk", "viewer"])
def test_inbox_and_card_batches_are_the_planners(role: str, method: str, path: str) -> None:
    client, _ = a_client(role, {}, "search", "walk_in", "reissue")

    answer = client.open(path, method=method, headers=GOOD)

    assert (answer.status_code, answer.get_json()["code"]) == (403, "role_not_allowed")


def test_late_scans_are_kept_for_the_device_that_brings_them() -> None:
    kept = {"items": [{"nonce": "n1", "outcome": "kept", "conflict_id": None}], "skew_ms": 5}
    client, services = a_client("device", {"keep_late_scans": kept})
    scans = [{"nonce": "n1", "at": "2019-10-18T09:00:00Z", "result": "admitted", "lookup": "a" * 32}]

    answer = client.post(
        f"{EDITION}/desk/scans", json={"sent_at": "2019-10-18T10:00:00Z", "scans": scans}, headers=GOOD
    )
    other = client.post(
        f"{EDITION}/desk/scans", json={"sent_at": "x", "scans": [], "door": "East"}, headers=GOOD
    )

    assert answer.get_json() == kept
    assert asked(services) == [
        ("keep_late_scans", {**PLACE, "sent_at": "2019-10-18T10:00:00Z", "scans": scans})
    ]
    assert (other.status_code, other.get_json()["code"]) == (409, "not_your_door")


def test_conflict_is_settled_in_the_name_of_whoever_is_signed_in() -> None:
    client, services = a_client("organiser", {"settle_conflict": {"id": "ipec-2019.q.d/1.n", "version": 2}})

    answer = client.post(
        f"{EDITION}/admission-conflicts/ipec-2019.q.d/1.n/settle",
        json={"note": "twins", "by": "somebody"},
        headers=GOOD,
    )

    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert asked(services) == [
        ("settle_conflict", {"note": "twins", "conflict_id": "ipec-2019.q.d/1.n", "by": "anna"})
    ]


def test_revoked_device_is_told_so_and_gets_nothing() -> None:
    client, services = a_client("device", {"desk_list": {}})
    services.answers["access", "authenticate"] = Refused("revoked", code="device_revoked", device_id="d1")

    answer = client.get(f"{EDITION}/desk/cards", headers=GOOD)

    assert (answer.status_code, answer.get_json()["code"], asked(services)) == (401, "device_revoked", [])
