"""The gateway's own RPC client on a real broker: many threads at once, time-outs, a broker that is away."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from services.access.service import AccessService
from services.gateway.broker import BrokerCaller
from services.gateway.problems import BrokerAway, ReservedWord, ServiceTimeout
from shared.errors import NotFound
from tests.component.conftest import Stage


@pytest.fixture
def caller(stage: Stage) -> Iterator[BrokerCaller]:
    made = BrokerCaller(stage.amqp_uri, 5.0, 10)
    yield made
    made.close()


def flow(caller: BrokerCaller) -> Any:
    return caller.ask("access", "flow", {}, None).result()


def test_threads_share_one_client_and_each_gets_its_own_answer(stage: Stage, caller: BrokerCaller) -> None:
    stage.service(AccessService)
    names = [f"user {number}" for number in range(64)]

    def refused_name(name: str) -> str:
        try:
            caller.ask("access", "close_account", {"name": name}, None).result()
        except NotFound as refusal:  # the name comes back inside the refusal
            return str(refusal.data["name"])
        return "closed"

    with ThreadPoolExecutor(16) as threads:
        assert list(threads.map(refused_name, names)) == names


def test_a_service_that_is_not_there_is_a_time_out_and_leaves_no_trace(caller: BrokerCaller) -> None:
    began = time.monotonic()

    with pytest.raises(ServiceTimeout) as refusal:
        caller.ask("nobody", "flow", {}, 0.3).result()

    assert refusal.value.data == {"asked": "nobody.flow"}
    assert 0.3 <= time.monotonic() - began < 2.0


def test_a_broker_that_is_away_is_told_within_seconds() -> None:
    caller = BrokerCaller("amqp://127.0.0.1:9/", 5.0, 10)

    with pytest.raises(BrokerAway):
        flow(caller)

    caller.close()


def test_a_word_that_the_message_format_keeps_for_itself_is_refused(caller: BrokerCaller) -> None:
    with pytest.raises(ReservedWord):
        caller.ask("access", "sign_in", {"name": {"__type__": "x", "__value__": 1}}, None)
