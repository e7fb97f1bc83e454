"""Alive says little; ready says what answers and what does not."""

from services.gateway import api
from services.gateway.app import create_app
from services.gateway.problems import BrokerAway, ServiceTimeout
from tests.doubles import FakeServices

ALL_READY = {(service, "alive"): True for service in api.names()}


class NoWay:
    """The broker is away: nothing can even be asked."""

    def __init__(self) -> None:
        self.attempts = 0

    def ask(self, *_: object) -> object:
        self.attempts += 1
        raise BrokerAway


def test_everything_that_answers_is_ready() -> None:
    answer = create_app(FakeServices(ALL_READY)).test_client().get("/readyz")

    assert (answer.status_code, answer.json) == (
        200,
        {"ready": True, "services": dict.fromkeys(api.names(), "ready")},
    )


def test_a_service_that_is_silent_is_named() -> None:
    services = FakeServices({**ALL_READY, ("matching", "alive"): ServiceTimeout()})

    answer = create_app(services).test_client().get("/readyz")

    expected = {**dict.fromkeys(api.names(), "ready"), "matching": "service_timeout"}
    assert (answer.status_code, answer.json) == (503, {"ready": False, "services": expected})


def test_without_a_broker_nothing_is_ready_and_one_attempt_is_enough() -> None:
    no_way = NoWay()

    answer = create_app(no_way).test_client().get("/readyz")

    expected = dict.fromkeys(api.names(), "broker_away")
    assert (answer.status_code, answer.json) == (503, {"ready": False, "services": expected})
    assert no_way.attempts == 1
