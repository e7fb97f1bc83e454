"""What services may rely on from each other: kinds, samples, and the document that describes them."""

import json
from pathlib import Path

import pytest

from shared import asyncapi
from shared.events.base import REGISTRY, from_payload, to_payload
from shared.events.envelope import from_bytes, to_bytes
from shared.messaging.listeners import listeners

asyncapi.load_events()
KINDS = sorted(REGISTRY)


@pytest.mark.parametrize("kind", KINDS)
def test_a_released_sample_is_still_read(kind: str) -> None:
    body = (asyncapi.SAMPLES / f"{kind}.json").read_bytes()

    envelope = from_bytes(body)

    assert to_bytes(envelope) == body.strip()
    assert to_payload(envelope.event()).items() >= envelope.data.items()


@pytest.mark.parametrize("kind", KINDS)
def test_unknown_fields_of_a_newer_announcer_are_ignored(kind: str) -> None:
    envelope = from_bytes((asyncapi.SAMPLES / f"{kind}.json").read_bytes())

    assert from_payload(kind, envelope.data | {"added_later": 1}) == envelope.event()


def test_every_sample_belongs_to_a_kind() -> None:
    assert sorted(Path(path).stem for path in asyncapi.SAMPLES.glob("*.json")) == KINDS


def test_the_document_equals_the_code() -> None:
    assert json.loads(asyncapi.DOCUMENT.read_text()) == json.loads(json.dumps(asyncapi.document()))


def test_the_queues_relays_lay_are_those_the_handlers_name() -> None:
    assert listeners() == asyncapi.queues()


def test_every_kind_is_named_after_its_announcer_and_a_version() -> None:
    services = set(asyncapi.services())

    assert {kind.split(".")[0] for kind in KINDS} <= services
    assert {kind.rsplit(".", 1)[1] for kind in KINDS} == {"v1"}
