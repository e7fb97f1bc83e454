"""The quick way of reading and writing events gives what their schemas give, and never more."""

import json
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Literal

import pytest

from shared import asyncapi
from shared.errors import Invalid
from shared.events import base
from shared.events.base import REGISTRY, Event, from_payload
from shared.events.envelope import from_bytes
from shared.events.plain import Unplain, reader, writer

asyncapi.load_events()
KINDS = sorted(REGISTRY)
ODD: tuple[Any, ...] = (
    None, True, 0, 3, 2.5, "", "x", [], ["x"], {}, {"x": 1}, "2019-10-20", "20191020", "2019-10-20T09:00:00",
    "2019-10-20T09:00:00+08:00", "2019-10-20 09:00:00+08:00", "2019-W01-1", "2019-13-40", "nan",
)  # fmt: skip


def payload_of(kind: str) -> dict[str, Any]:
    return from_bytes((asyncapi.SAMPLES / f"{kind}.json").read_bytes()).data


def by_schema(kind: str, payload: dict[str, Any]) -> Event | None:
    try:
        return base._loaded(REGISTRY[kind], payload)
    except Invalid:
        return None


def quickly_or_by_schema(kind: str, payload: dict[str, Any]) -> Event | None:
    try:
        return from_payload(kind, payload)
    except Invalid:
        return None


@pytest.mark.parametrize("kind", KINDS)
def test_a_sample_takes_the_quick_way_both_ways(kind: str) -> None:
    payload = payload_of(kind)

    happened = reader(REGISTRY[kind])(payload)

    assert happened == by_schema(kind, payload)
    assert json.dumps(writer(REGISTRY[kind])(happened)) == json.dumps(base._dumped(happened))


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_a_field_holds_both_ways_answer_alike(kind: str) -> None:
    payload = payload_of(kind)

    for name in payload:
        without = {other: value for other, value in payload.items() if other != name}
        assert quickly_or_by_schema(kind, without) == by_schema(kind, without)
        for odd in ODD:
            changed = payload | {name: odd}
            assert quickly_or_by_schema(kind, changed) == by_schema(kind, changed), (name, odd)


class Colour(StrEnum):
    RED = "red"


@pytest.mark.parametrize(
    ("hint", "wrong"),
    [
        (str, 1),
        (int, True),
        (float, float("nan")),
        (bool, 1),
        (date, datetime(2019, 10, 20, tzinfo=UTC)),
        (datetime, datetime(2019, 10, 20, 9, tzinfo=UTC).replace(tzinfo=None)),
        (Colour, "red"),
        (Literal["a", "b"], "c"),
        (tuple[str, ...], ["a"]),
        (tuple[str, ...], (1,)),
        (dict[str, int], {1: 1}),
        (dict[str, int], {"a": "1"}),
        (str | None, 1),
    ],
)
def test_a_value_that_does_not_fit_is_left_to_the_schema(hint: Any, wrong: Any) -> None:
    with pytest.raises(Unplain):
        writer(hint)(wrong)
