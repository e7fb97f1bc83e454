"""Access over a real broker and database: from the secret to the trail."""

from typing import Any

import pytest

from services.access.service import AccessService
from shared.errors import ConvokeError
from tests.component.conftest import Stage
from tests.waiting import eventually

PASSWORD = "a long passphrase"


def codes_of(stage: Stage, method: str, **arguments: Any) -> str:
    with pytest.raises(ConvokeError) as refusal:
        stage.call("access", method, **arguments)
    return refusal.value.refusal


def test_a_device_works_until_it_is_revoked_and_the_trail_tells_of_both(stage: Stage) -> None:
    stage.service(AccessService)
    stage.relay("access")

    enrolled = stage.call("access", "enrol_device", edition="ipec-2019", door="East", name="tablet")
    device_id = enrolled["device"]["id"]
    owner = stage.call("access", "authenticate", token=enrolled["token"])
    stage.call("access", "revoke_device", edition="ipec-2019", device_id=device_id)

    assert {name: owner[name] for name in ("kind", "id", "role", "editions", "door")} == {
        "kind": "device", "id": device_id, "role": "device", "editions": ["ipec-2019"], "door": "East",
    }  # fmt: skip
    assert codes_of(stage, "authenticate", token=enrolled["token"]) == "device_revoked"

    def told() -> list[tuple[str, str, dict[str, Any]]]:
        items = stage.call("access", "audit", edition="ipec-2019")["items"]
        return [(entry["kind"], entry["subject"], entry["data"]) for entry in items]

    standing = {"device_id": device_id, "name": "tablet", "door": "East", "rights": []}
    eventually(lambda: len(told()) == 2)
    assert told() == [
        ("access.device_enrolled.v1", device_id, standing),
        ("access.device_revoked.v1", device_id, standing),
    ]


def test_accounts_are_opened_and_recognised_over_rpc(stage: Stage) -> None:
    stage.service(AccessService)
    opened = stage.call(
        "access", "open_account", name="Li Na", password=PASSWORD, role="desk", editions=["ipec-2019"]
    )

    signed = stage.call("access", "sign_in", name="li na", password=PASSWORD)

    assert signed["account"] == opened
    assert stage.call("access", "authenticate", token=signed["token"])["name"] == "Li Na"
    assert codes_of(stage, "sign_in", name="li na", password="wrong") == "wrong_name_or_password"
    assert codes_of(stage, "open_account", name="x", password=PASSWORD, role="king") == "invalid_request"
    assert codes_of(stage, "no_such_method") == "unknown_method"


def test_attempts_side_by_side_gain_no_further_guess(stage: Stage) -> None:
    stage.service(AccessService)
    stage.call("access", "open_account", name="li na", password=PASSWORD, role="desk", editions=[])

    answers = [
        stage.caller.ask("access", "sign_in", {"name": "li na", "password": "w"}, None) for _ in range(12)
    ]  # type: ignore[union-attr]
    refusals = [outcome(answer) for answer in answers]

    assert set(refusals) == {"wrong_name_or_password", "too_many_attempts"}
    assert refusals.count("wrong_name_or_password") <= 5


def outcome(answer: Any) -> str:
    with pytest.raises(ConvokeError) as refusal:
        answer.result()
    return refusal.value.refusal
