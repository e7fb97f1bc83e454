"""Calls as the gateway makes them: answered, refused with reasons, finished on stop."""

from threading import Thread

import pytest

from shared.context import Context, entered
from shared.errors import Conflict, Invalid, NotFound, Unavailable
from tests.component.conftest import Stage
from tests.component.messaging.ledger import LedgerService
from tests.waiting import eventually


def test_a_call_is_answered(stage: Stage) -> None:
    stage.service(LedgerService)

    assert stage.call("ledger", "add", left=2, right=3) == 5


def test_malformed_arguments_are_refused_field_by_field(stage: Stage) -> None:
    stage.service(LedgerService)

    with pytest.raises(Invalid) as refusal:
        stage.call("ledger", "add", left="two")

    assert refusal.value.refusal == "invalid_request"
    assert refusal.value.data["errors"] == {
        "left": ["Not a valid integer."],
        "right": ["Missing data for required field."],
    }


def test_an_unknown_method_is_refused(stage: Stage) -> None:
    stage.service(LedgerService)

    with pytest.raises(NotFound) as refusal:
        stage.call("ledger", "divide", left=1)

    assert refusal.value.refusal == "unknown_method"


def test_an_unforeseen_fault_shows_no_inside(stage: Stage) -> None:
    stage.service(LedgerService)

    with pytest.raises(Unavailable) as refusal:
        stage.call("ledger", "break_down")

    assert (refusal.value.refusal, refusal.value.data) == ("internal_error", {})


def test_a_repeated_idempotency_key_gets_the_first_answer(stage: Stage) -> None:
    stage.service(LedgerService)

    with entered(Context("c-1", actor="lin", idempotency_key="k-1")):
        first = stage.call("ledger", "add", left=2, right=3)
        again = stage.call("ledger", "add", left=2, right=3)
        with pytest.raises(Conflict) as refusal:
            stage.call("ledger", "add", left=2, right=4)

    assert (first, again) == (5, 5)
    assert refusal.value.refusal == "idempotency_key_reused"


def test_a_running_call_is_answered_when_the_service_stops(stage: Stage) -> None:
    service = stage.service(LedgerService)
    answers: list[str] = []
    caller = Thread(target=lambda: answers.append(stage.call("ledger", "wait", seconds=1.0)))
    caller.start()
    eventually(lambda: stage.call("ledger", "waiting"))

    status = stage.end(service)
    caller.join(5)

    assert (answers, status) == (["waited"], 0)
