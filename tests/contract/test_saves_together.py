"""Saves that reach MongoDB in one bulk write are each done or refused by themselves."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic

import pytest

from deploy.local.infrastructure import Infrastructure
from shared.errors import NotFound
from shared.storage.mongo import MongoBackend, connect
from shared.storage.store import AlreadyApplied, AlreadyExists, Cause, Collection, Index, StaleVersion


@dataclass
class Lamp:
    """A thing to save."""

    id: str
    name: str = ""
    lit: int = 0
    version: int = 0


class Lamps(Collection[Lamp]):
    """Lamps, each with a name of its own."""

    name = "lamps"
    of = Lamp
    indexes = (Index("name", unique=True),)
    remembers = 3


@pytest.fixture
def backend(infrastructure: Infrastructure, database_prefix: str) -> Iterator[MongoBackend]:
    """An empty database."""
    client = connect(infrastructure.mongo_uri, "access")
    yield MongoBackend(client, database_prefix, "access")
    client.close()


@pytest.fixture
def lamps(backend: MongoBackend) -> Lamps:
    """The collection of one process."""
    return Lamps(backend)


def test_each_save_of_a_group_is_done_or_refused_by_itself(backend: MongoBackend, lamps: Lamps) -> None:
    cause = Cause("event-1", "g-1", 4, "registration")
    for name in ("good", "stale", "applied", "kept"):
        lamps.save(Lamp(name, name), cause=cause if name == "applied" else None)
    good, stale, applied = (lamps.get(name) for name in ("good", "stale", "applied"))
    lamps.save(lamps.get("stale"))
    good.lit = 1

    outcomes = backend.saves["lamps"].write_together(
        [
            lamps.prepared(good),
            lamps.prepared(stale),
            lamps.prepared(applied, cause=cause),
            lamps.prepared(Lamp("new", "new")),
            lamps.prepared(Lamp("kept", "another")),
            lamps.prepared(Lamp("other", "kept")),
            lamps.prepared(Lamp("never", "never", version=3)),
            lamps.prepared(Lamp("applied", "applied"), cause=cause),
        ]
    )

    kinds = [type(outcome) if outcome else None for outcome in outcomes]
    assert kinds == [
        None, StaleVersion, AlreadyApplied, None, AlreadyExists, AlreadyExists, NotFound, AlreadyApplied,
    ]  # fmt: skip
    assert [(lamp.id, lamp.lit, lamp.version) for lamp in lamps.find()] == [
        ("applied", 0, 1), ("good", 1, 2), ("kept", 0, 1), ("new", 0, 1), ("stale", 0, 2),
    ]  # fmt: skip


def test_racing_saves_lose_no_update(backend: MongoBackend) -> None:
    Lamps(backend).save(Lamp("hall", "hall"))
    processes = [Lamps(backend) for _ in range(4)]

    def light(number: int) -> int:
        refused = 0
        while True:
            lamp = processes[number % 4].recall("hall")
            lamp.lit += 1
            try:
                processes[number % 4].save(lamp)
                return refused
            except StaleVersion:
                refused += 1

    with ThreadPoolExecutor(8) as threads:
        refusals = sum(threads.map(light, range(64)))

    hall = Lamps(backend).get("hall")
    assert (hall.lit, hall.version) == (64, 65)
    assert refusals > 0


def test_what_is_recalled_may_be_out_of_date_until_a_save_finds_out(
    backend: MongoBackend, lamps: Lamps
) -> None:
    lamps.save(Lamp("hall", "hall"))
    other = Lamps(backend)
    theirs = other.get("hall")
    theirs.lit = 7
    other.save(theirs)

    mine = lamps.recall("hall")
    assert mine.lit == 0
    with pytest.raises(StaleVersion):
        lamps.save(mine)

    assert lamps.recall("hall").lit == 7


def test_only_the_latest_things_are_remembered(lamps: Lamps) -> None:
    for number in range(5):
        lamps.save(Lamp(f"l-{number}", f"l-{number}"))

    assert list(lamps.recent.documents) == ["l-2", "l-3", "l-4"]


def test_what_is_remembered_for_a_while_is_read_anew_after_it(
    backend: MongoBackend, lamps: Lamps, monkeypatch: pytest.MonkeyPatch
) -> None:
    lamps.save(Lamp("hall", "hall"))
    lamps.recent.seconds = 10.0
    other = Lamps(backend)
    theirs = other.get("hall")
    theirs.lit = 7
    other.save(theirs)
    assert lamps.recall("hall").lit == 0

    later = monotonic() + 10.5
    monkeypatch.setattr("shared.storage.recent.monotonic", lambda: later)

    assert lamps.recall("hall").lit == 7
