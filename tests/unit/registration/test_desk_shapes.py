"""Scans as devices bring them: one that cannot be read does not hold up the others."""

from datetime import UTC, datetime
from typing import Any

import pytest
from marshmallow import ValidationError

from services.registration.domain.scan import Direction, Result
from services.registration.schemas.desk import LateScansIn, WalkInIn, read_brought
from services.registration.use_cases.late_batch import Brought

GOOD: dict[str, Any] = {
    "nonce": "n1",
    "at": "2019-10-18T09:00:00Z",
    "result": "admitted",
    "guest_id": "e.g.A1",
}
SENT: dict[str, Any] = {
    "edition": "e", "device": "d", "door": "North", "sent_at": "2019-10-18T10:00:00Z", "scans": [],
}  # fmt: skip


@pytest.mark.parametrize(
    "bad",
    [
        "text", None, {}, {**GOOD, "token": "t"}, {**GOOD, "guest_id": None}, {**GOOD, "lookup": "xyz"},
        {**GOOD, "result": "maybe"}, {**GOOD, "at": "0001-01-01T00:00:00Z"}, {**GOOD, "at": "soon"},
        {**GOOD, "nonce": ""}, {name: value for name, value in GOOD.items() if name != "guest_id"},
    ],
)  # fmt: skip
def test_malformed_scan_is_named_and_the_others_are_read(bad: Any) -> None:
    good, malformed = read_brought([bad, GOOD])

    assert good == [
        Brought("n1", datetime(2019, 10, 18, 9, tzinfo=UTC), Direction.IN, Result.ADMITTED, guest_id="e.g.A1")
    ]
    (one,) = malformed
    assert (one["place"], one["outcome"]) == (0, "malformed")
    assert one["errors"]


@pytest.mark.parametrize(
    "wrong", [{"sent_at": "0001-01-01T00:00:00Z"}, {"skew_ms": 10**15}, {"scans": [1] * 1001}]
)
def test_what_is_no_clock_and_no_batch_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        LateScansIn().load({**SENT, **wrong})


def test_walk_in_may_not_choose_reference_or_state() -> None:
    walk_in = {"edition": "e", "family_name": "HANSEN", "country": "NO", "rank": "V5", "language": "en"}

    assert WalkInIn().load(walk_in)["given_name"] == ""
    for extra in (
        {"reference": "A1"},
        {"state": "received"},
        {"passport": "X"},
        {"head_of_delegation": True},
    ):
        with pytest.raises(ValidationError):
            WalkInIn().load({**walk_in, **extra})
