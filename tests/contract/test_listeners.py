"""Late, doubled and disordered deliveries of every event kind change nothing, for every listener there is.

Each listener's own methods are called on the memory store, without broker or container: first in the announcer's
order, then in any other order with repetitions. What is stored in the end must be the same.
"""

from collections.abc import Sequence
from dataclasses import replace
from inspect import getmembers_static
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared import asyncapi
from shared.events.envelope import Envelope, from_bytes
from shared.run import service_class
from shared.service import Stored
from shared.storage.memory import MemoryBackend
from shared.storage.store import AlreadyApplied

asyncapi.load_events()


def listeners() -> list[tuple[str, str, tuple[str, ...]]]:
    """(service, method, kinds) of every `@handles` in the checkout."""
    return [
        (service, name, tuple(kind.kind for kind in entrypoint.kinds))
        for service in asyncapi.services()
        for name, member in vars(service_class(service)).items()
        for entrypoint in getattr(member, "nameko_entrypoints", ())
        if hasattr(entrypoint, "kinds")
    ]


LISTENERS = listeners()


def life(kinds: Sequence[str]) -> list[Envelope]:
    """One subject's events in order: every kind of the listener twice, versions growing."""
    samples = [from_bytes((asyncapi.SAMPLES / f"{kind}.json").read_bytes()) for kind in kinds]
    return [
        replace(sample, id=f"{sample.id[:-2]}{number:02}", version=number)
        for number, sample in enumerate([*samples, *reversed(samples)], start=1)
    ]


def stored_after(service: str, method: str, deliveries: Sequence[Envelope]) -> dict[str, Any]:
    """What the listener keeps after these deliveries, by collection and id."""
    backend = MemoryBackend(service)
    cls = service_class(service)
    listener = cls.__new__(cls)
    for name, member in getmembers_static(cls):
        if isinstance(member, Stored):
            setattr(listener, name, member.collection_class(backend))
    for envelope in deliveries:
        try:
            getattr(listener, method)(envelope.event(), envelope)
        except AlreadyApplied:
            continue
    return {
        name: {i: {f: v for f, v in d.items() if f != "_unplanned"} for i, d in documents.items()}
        for name, documents in backend.documents.items()
    }


@pytest.mark.parametrize(("service", "method", "kinds"), LISTENERS, ids=lambda value: str(value)[:40])
@settings(max_examples=25, deadline=None)
@given(shuffled=st.data())
def test_order_and_repetition_change_nothing(
    service: str, method: str, kinds: tuple[str, ...], shuffled: st.DataObject
) -> None:
    in_order = life(kinds)
    disorder = shuffled.draw(st.permutations([*in_order, *in_order]))

    assert stored_after(service, method, disorder) == stored_after(service, method, in_order)


def test_every_service_that_plans_listens_to_guests() -> None:
    hearing = {service for service, _, kinds in LISTENERS if "registration.guest_withdrew.v1" in kinds}

    assert hearing >= {path.parent.name for path in asyncapi.ROOT.glob("services/*/solver.py")}
