"""Who may use which route, and what travels on with a question."""

from typing import Any

import pytest

from services.gateway.app import create_app
from shared.context import current
from shared.errors import Refused
from tests.doubles import GOOD, FakeServices, signed_in_as

NEW = {"name": "li", "password": "a long passphrase", "role": "desk"}


def client_of(role: str, *editions: str, **answers: Any) -> tuple[Any, FakeServices]:
    played = {("access", name): answer for name, answer in answers.items()}
    services = FakeServices({**signed_in_as(role, *editions), ("registration", "get_edition"): {}, **played})
    return create_app(services).test_client(), services


def test_without_a_token_nothing_is_asked() -> None:
    client, services = client_of("organiser")

    answer = client.get("/api/v1/access/accounts")

    assert (answer.status_code, answer.json["code"]) == (401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert services.asked == []


@pytest.mark.parametrize("code", ["token_unknown", "token_expired"])
def test_a_bad_token_is_refused_even_where_none_is_needed(code: str) -> None:
    client = create_app(FakeServices({("access", "authenticate"): Refused(code=code)})).test_client()

    answer = client.get("/healthz", headers=GOOD)

    assert (answer.status_code, answer.json["code"]) == (401, code)


@pytest.mark.parametrize("role", ["coordinator", "desk", "viewer", "device"])
def test_only_organisers_open_accounts(role: str) -> None:
    client, services = client_of(role, open_account=AssertionError("asked"))

    answer = client.post("/api/v1/access/accounts", json=NEW, headers=GOOD)

    assert (answer.status_code, answer.json["code"]) == (403, "role_not_allowed")
    assert answer.json["data"] == {"role": role, "needed": ["organiser"]}
    assert [method for _, method, _ in services.asked] == ["authenticate"]


def test_the_role_is_checked_before_the_body() -> None:
    client, _ = client_of("viewer")

    answer = client.post("/api/v1/access/accounts", data=b"{", content_type="application/json", headers=GOOD)

    assert answer.status_code == 403


def test_an_account_of_one_edition_sees_no_other() -> None:
    client, services = client_of("coordinator", "iitc-2019", list_devices={"items": [], "next": None})

    other = client.get("/api/v1/editions/ipec-2019/devices", headers=GOOD)
    own = client.get("/api/v1/editions/iitc-2019/devices", headers=GOOD)

    assert (other.status_code, other.json["code"]) == (403, "edition_not_allowed")
    assert own.json == {"items": [], "next": None}
    assert services.asked[1:] == [
        ("access", "list_devices", {"edition": "iitc-2019", "after": None, "limit": 100})
    ]


def test_a_token_is_looked_up_once_in_a_while_and_anew_after_a_revocation() -> None:
    client, services = client_of(
        "organiser", revoke_device={"id": "d"}, list_accounts={"items": [], "next": None}
    )

    for _ in range(3):
        client.get("/api/v1/access/accounts", headers=GOOD)
    client.delete("/api/v1/editions/ipec-2019/devices/d", headers=GOOD)
    client.get("/api/v1/access/accounts", headers=GOOD)

    assert [method for _, method, _ in services.asked] == [
        "authenticate", "list_accounts", "list_accounts", "list_accounts",
        "revoke_device", "authenticate", "list_accounts",
    ]  # fmt: skip


def heard_with(headers: dict[str, str], method: str = "POST") -> Any:
    heard = []

    def note(**_: Any) -> dict[str, Any]:
        heard.append(current())
        return {"items": [], "next": None}

    client, _ = client_of("organiser", open_account=note, list_accounts=note)
    client.open("/api/v1/access/accounts", method=method, json=NEW, headers={**GOOD, **headers})
    return heard[0] if heard else None


def test_the_question_carries_actor_correlation_trace_and_key() -> None:
    trace = "00-" + "a" * 32 + "-" + "b" * 16 + "-01"

    context = heard_with(
        {"X-Correlation-Id": "correlation-1", "traceparent": trace, "Idempotency-Key": "key-12345"}
    )

    assert (context.actor, context.correlation_id, context.traceparent, context.idempotency_key) == (
        "account:anna", "correlation-1", trace, "key-12345",
    )  # fmt: skip


def test_what_is_not_well_formed_is_not_carried_on() -> None:
    context = heard_with({"X-Correlation-Id": "a b", "traceparent": "nonsense"})

    assert (len(context.correlation_id), context.traceparent) == (26, None)
    assert heard_with({"Idempotency-Key": "short"}) is None
    assert heard_with({"Idempotency-Key": "key-12345"}, method="GET").idempotency_key is None


def test_everybody_may_set_their_own_password_and_organisers_any() -> None:
    account = {"id": "anna"}
    client, services = client_of("viewer", change_own_password=account, set_password=account)
    body = {"password": "another passphrase", "present": "a long passphrase"}

    own = client.put("/api/v1/access/accounts/anna/password", json=body, headers=GOOD)
    others = client.put("/api/v1/access/accounts/li/password", json=body, headers=GOOD)

    assert (own.status_code, others.status_code, others.json["code"]) == (200, 403, "role_not_allowed")
    assert services.asked[1] == ("access", "change_own_password", {**body, "name": "anna"})


def test_a_change_is_shown_without_what_happened_in_other_editions_or_to_accounts() -> None:
    entries = [
        {"id": "1", "edition": "ipec-2019"},
        {"id": "2", "edition": "iitc-2019"},
        {"id": "3", "edition": None},
    ]
    shown = {
        role: client_of(role, "iitc-2019", changes=entries)[0]
        .get("/api/v1/changes/c", headers=GOOD)
        .json["items"]
        for role in ("organiser", "coordinator", "desk", "viewer")
    }

    assert shown["organiser"] == entries[1:]
    assert {role: shown[role] for role in ("coordinator", "desk", "viewer")} == dict.fromkeys(
        ("coordinator", "desk", "viewer"), entries[1:2]
    )
