"""Every refusal over HTTP: its status, its code, and what it says."""

from typing import Any

import pytest

from services.gateway.app import create_app
from services.gateway.problems import BrokerAway, ServiceFailed, ServiceTimeout
from shared.errors import Conflict, Invalid, NotFound, Refused, Unavailable
from tests.doubles import GOOD, FakeServices, signed_in_as

ACCOUNTS = "/api/v1/access/accounts"
JSON = {"Content-Type": "application/json"}


def answer_to(error: Exception | None, **request: Any) -> Any:
    services = FakeServices({**signed_in_as("organiser"), ("access", "open_account"): error or {"id": "x"}})
    headers = {**GOOD, "X-Correlation-Id": "correlation-1", **request.pop("headers", {})}
    return create_app(services).test_client().post(ACCOUNTS, headers=headers, **request)


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (NotFound("No.", code="unknown_guest"), 404, "unknown_guest"),
        (Conflict(code="name_taken"), 409, "name_taken"),
        (Conflict(code="stale_version"), 409, "stale_version"),
        (Refused(code="badge_already_inside"), 409, "badge_already_inside"),
        (Refused(code="too_many_attempts"), 429, "too_many_attempts"),
        (Invalid(code="invalid_request"), 422, "invalid_request"),
        (Unavailable(code="database_away"), 503, "database_away"),
        (Unavailable(code="internal_error"), 500, "internal_error"),
        (BrokerAway(), 503, "broker_away"),
        (ServiceTimeout(), 504, "service_timeout"),
        (ServiceFailed("secret of ours"), 500, "internal_error"),
        (ValueError("secret of ours"), 500, "internal_error"),
    ],
)
def test_each_kind_of_error_has_its_status_and_keeps_its_code(
    error: Exception, status: int, code: str
) -> None:
    answer = answer_to(error, json={})

    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert (answer.json["status"], answer.json["code"]) == (status, code)
    assert answer.json["correlation_id"] == answer.headers["X-Correlation-Id"] == "correlation-1"
    assert b"secret of ours" not in answer.data


def test_a_refusal_is_told_whole_with_fields_and_facts() -> None:
    refused = Invalid("Some fields.", code="invalid_request", errors={"name": ["Missing."]}, row=7)

    assert answer_to(refused, json={}).json == {
        "type": "urn:convoke:problem:invalid_request",
        "title": "Unprocessable Entity",
        "status": 422,
        "detail": "Some fields.",
        "code": "invalid_request",
        "errors": {"name": ["Missing."]},
        "data": {"row": 7},
        "correlation_id": "correlation-1",
    }


def test_a_stale_version_is_a_failed_precondition_where_one_was_stated() -> None:
    answer = answer_to(Conflict(code="stale_version"), json={}, headers={"If-Match": '"3"'})

    assert (answer.status_code, answer.json["code"]) == (412, "stale_version")


def test_whoever_is_away_says_when_to_come_back() -> None:
    assert answer_to(BrokerAway(), json={}).headers["Retry-After"] == "2"
    slowed = answer_to(Refused(code="too_many_attempts", retry_after_seconds=40), json={})
    assert slowed.headers["Retry-After"] == "40"


@pytest.mark.parametrize(
    ("body", "content_type", "status", "code"),
    [
        (b"{", "application/json", 400, "body_not_json"),
        (b"", "application/json", 400, "body_not_json"),
        (b'{"name": NaN}', "application/json", 400, "body_not_json"),
        (b'{"name": "\\ud800"}', "application/json", 400, "body_not_json"),
        (b"\xff\xfe", "application/json", 400, "body_not_json"),
        (b"[1, 2]", "application/json", 400, "body_not_an_object"),
        (b"null", "application/json", 400, "body_not_an_object"),
        (b"name=x", "application/x-www-form-urlencoded", 415, "media_type_not_supported"),
        (b'{"a": "' + b"x" * (1024 * 1024) + b'"}', "application/json", 413, "too_large"),
    ],
)
def test_a_body_that_is_no_json_object_is_refused_before_anybody_is_asked(
    body: bytes, content_type: str, status: int, code: str
) -> None:
    answer = answer_to(AssertionError("asked"), data=body, content_type=content_type)

    assert (answer.status_code, answer.json["code"]) == (status, code)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nowhere", 404, "no_such_path"),
        ("GET", "/api/v1/../../etc/passwd", 404, "no_such_path"),
        ("GET", "/api/v1/editions/..%2f..%2fx/overview", 404, "no_such_path"),
        ("PATCH", "/healthz", 405, "method_not_allowed"),
        ("GET", "/api/v1/access/accounts?limit=many", 422, "invalid"),
        ("GET", "/api/v1/access/accounts?limit=0", 422, "invalid"),
    ],
)
def test_wrong_paths_methods_and_queries_are_problems_too(
    method: str, path: str, status: int, code: str
) -> None:
    client = create_app(FakeServices(signed_in_as("organiser"))).test_client()

    answer = client.open(path, method=method, headers=GOOD)

    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.content_type == "application/problem+json"


def test_answers_tell_browsers_to_keep_to_themselves() -> None:
    answer = create_app(FakeServices({})).test_client().get("/healthz")

    assert answer.json == {"alive": True}
    assert {
        name: answer.headers[name] for name in ("X-Content-Type-Options", "Referrer-Policy", "Cache-Control")
    } == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
