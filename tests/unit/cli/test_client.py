"""Questions to the gateway: repeated where that is safe, refused in words."""

import httpx
import pytest

from services.cli.client import AnswerLost, Api, GatewayAway, Problem
from tests.unit.cli.gateway import URL, PlayedGateway, problem

AWAY = problem(503, "broker_away", "The broker is away.")


def test_a_write_is_repeated_under_one_key(gateway: PlayedGateway) -> None:
    gateway.answers["POST /editions"] = [AWAY, httpx.ReadError("cut"), {"id": "e-1"}]
    with Api(URL, "good") as api:
        assert api.post("/editions", {"edition": "e-1"}) == {"id": "e-1"}
    assert gateway.pauses == [0.5, 1.0]
    assert len({request.headers["Idempotency-Key"] for request in gateway.requests}) == 1
    assert gateway.bodies("/editions") == [{"edition": "e-1"}] * 3


def test_two_writes_have_two_keys(gateway: PlayedGateway) -> None:
    gateway.answers["POST /editions"] = {}
    with Api(URL, "good") as api:
        api.post("/editions")
        api.post("/editions")
    assert len({request.headers["Idempotency-Key"] for request in gateway.requests}) == 2


def test_patience_ends_with_what_was_said_last(gateway: PlayedGateway) -> None:
    gateway.answers["GET /flow"] = AWAY
    with Api(URL, "good") as api, pytest.raises(Problem) as refused:
        api.get("/flow")
    assert (refused.value.status, refused.value.code) == (503, "broker_away")
    assert gateway.pauses == [0.5, 1.0, 2.0]
    assert gateway.asked == ["GET /flow"] * 4


def test_a_lost_answer_is_told_apart_from_nobody_there(gateway: PlayedGateway) -> None:
    gateway.answers["GET /flow"] = httpx.ReadError("cut")
    with Api(URL, "good") as api, pytest.raises(AnswerLost):
        api.get("/flow")
    gateway.answers["GET /flow"] = httpx.ConnectError("refused")
    with Api(URL, "good") as api, pytest.raises(GatewayAway) as away:
        api.get("/flow")
    assert str(away.value) == f"Nobody answers at {URL} (refused)."
    assert not isinstance(away.value, AnswerLost)


def test_a_refusal_is_not_repeated(gateway: PlayedGateway) -> None:
    gateway.answers["GET /flow"] = problem(403, "role_not_allowed", "Not this role.")
    with Api(URL, "good") as api, pytest.raises(Problem, match="role_not_allowed: Not this role"):
        api.get("/flow")
    assert gateway.asked == ["GET /flow"]


def test_a_list_is_read_to_its_last_page(gateway: PlayedGateway) -> None:
    gateway.answers["GET /editions/e/guests"] = [
        {"items": [{"id": "1"}, {"id": "2"}], "next": "2"},
        {"items": [{"id": "3"}], "next": None},
    ]
    with Api(URL, "good") as api:
        assert list(api.items("/editions/e/guests", rank="V1")) == [{"id": "1"}, {"id": "2"}, {"id": "3"}]
    assert gateway.asked == [
        "GET /editions/e/guests?limit=500&rank=V1",
        "GET /editions/e/guests?after=2&limit=500&rank=V1",
    ]


def test_an_answer_that_is_not_ours_is_said_to_be_not_ours(gateway: PlayedGateway) -> None:
    gateway.answers["GET /flow"] = httpx.Response(404, text="<html>other server</html>")
    with Api(URL, "good") as api, pytest.raises(Problem) as refused:
        api.get("/flow")
    assert refused.value.body == {"code": "not_convoke", "detail": "HTTP 404"}
