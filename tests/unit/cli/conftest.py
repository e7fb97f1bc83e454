"""Every test has a gateway of its own on the wire, and no pause takes time."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from services.cli.client import rest, wire
from tests.unit.cli.gateway import PlayedGateway, Terminal


@pytest.fixture
def gateway() -> Iterator[PlayedGateway]:
    """What requests reach."""
    played = PlayedGateway()
    on_wire, resting = wire.set(httpx.MockTransport(played)), rest.set(played.pauses.append)
    yield played
    wire.reset(on_wire)
    rest.reset(resting)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Where commands are typed."""
    return Terminal(tmp_path)
