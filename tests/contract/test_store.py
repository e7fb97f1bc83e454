"""The memory store answers as MongoDB does: every test here runs on both."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from deploy.local.infrastructure import Infrastructure
from shared.errors import NotFound
from shared.events.access import AccountClosed, AccountOpened
from shared.storage.memory import MemoryBackend
from shared.storage.mongo import MongoBackend, connect
from shared.storage.store import (
    Above,
    AlreadyApplied,
    AlreadyExists,
    Backend,
    Cause,
    Change,
    Collection,
    Facts,
    Index,
    StaleVersion,
    save_all,
)


class Colour(StrEnum):
    """A value with a name."""

    RED = "red"
    BLUE = "blue"


@dataclass
class Part:
    """A thing inside a thing."""

    at: datetime
    weight: float | None = None


@dataclass
class Chest:
    """A thing with every sort of field."""

    id: str
    edition: str = "e-1"
    name: str = ""
    colour: Colour = Colour.RED
    day: date | None = None
    tags: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    version: int = 0


class Chests(Collection[Chest]):
    """Own things."""

    name = "chests"
    of = Chest
    indexes = (Index("edition", "name", unique=True),)


class ChestFacts(Facts[Chest]):
    """Things heard of."""

    name = "heard_chests"
    of = Chest


@pytest.fixture(params=["memory", "mongo"])
def backend(request: pytest.FixtureRequest) -> Iterator[Backend]:
    """Either backend, empty."""
    if request.param == "memory":
        yield MemoryBackend("access")
        return
    infrastructure: Infrastructure = request.getfixturevalue("infrastructure")
    client = connect(infrastructure.mongo_uri, "access")
    yield MongoBackend(client, request.getfixturevalue("database_prefix"), "access")
    client.close()


@pytest.fixture
def chests(backend: Backend) -> Chests:
    """An empty collection."""
    return Chests(backend)


def opened(chest: Chest) -> AccountOpened:
    """Some event about it."""
    return AccountOpened(account_id=chest.id, name=chest.name, role="desk")


def closed(chest: Chest) -> AccountClosed:
    """Another event about it."""
    return AccountClosed(account_id=chest.id, name=chest.name, role="desk")


def test_a_thing_comes_back_as_it_was_saved(chests: Chests) -> None:
    moment = datetime(2019, 10, 18, 9, 0, 0, 123000, tzinfo=UTC)
    chest = Chest(
        "c-1", "e-1", "大箱", Colour.BLUE, date(2019, 10, 18), ("a", "b"), (Part(moment, 1.5), Part(moment))
    )

    chests.save(chest)

    assert chests.get("c-1") == chest
    assert chest.version == 1


def test_each_event_raises_the_version(chests: Chests) -> None:
    chest = Chest("c-1")

    chests.save(chest, opened(chest), closed(chest))

    assert (chest.version, chests.get("c-1").version) == (2, 2)


def test_a_stale_thing_is_refused_and_changes_nothing(chests: Chests) -> None:
    chests.save(Chest("c-1", name="first"))
    mine, theirs = chests.get("c-1"), chests.get("c-1")
    theirs.name = "theirs"
    chests.save(theirs)
    mine.name = "mine"

    with pytest.raises(StaleVersion) as refusal:
        chests.save(mine)

    assert refusal.value.data == {"id": "c-1", "expected": 1, "found": 2}
    assert chests.get("c-1").name == "theirs"


def test_a_second_thing_under_the_same_id_is_refused(chests: Chests) -> None:
    chests.save(Chest("c-1", name="first"))

    with pytest.raises(AlreadyExists):
        chests.save(Chest("c-1", name="second"))

    assert chests.get("c-1").name == "first"


def test_a_second_thing_under_a_unique_key_is_refused(chests: Chests) -> None:
    chests.save(Chest("c-1", name="same"))

    with pytest.raises(AlreadyExists):
        chests.save(Chest("c-2", name="same"))

    assert not chests.exists("c-2")


def test_saving_what_was_never_there_is_refused(chests: Chests) -> None:
    with pytest.raises(NotFound):
        chests.save(Chest("c-1", version=3))


def test_a_cause_has_one_effect(chests: Chests) -> None:
    chests.save(Chest("c-1", name="0"))
    cause = Cause("event-1", "g-1", 4, "registration")
    chest = chests.get("c-1")
    chest.name = "1"
    chests.save(chest, cause=cause)
    again = chests.get("c-1")
    again.name = "2"

    with pytest.raises(AlreadyApplied):
        chests.save(again, cause=cause)

    assert chests.get("c-1").name == "1"


def test_the_cause_of_a_first_save_has_one_effect(chests: Chests) -> None:
    cause = Cause("event-1", "g-1", 4, "registration")
    chests.save(Chest("c-1", name="1"), cause=cause)

    with pytest.raises(AlreadyApplied):
        chests.save(Chest("c-1", name="2"), cause=cause)


def test_an_older_cause_of_the_same_aggregate_is_old_news_another_aggregate_is_not(chests: Chests) -> None:
    chests.save(Chest("c-1"), cause=Cause("event-1", "g-1", 4, "registration"))
    chest = chests.get("c-1")

    with pytest.raises(AlreadyApplied):
        chests.save(chest, cause=Cause("event-0", "g-1", 3, "registration"))
    chests.save(chest, cause=Cause("event-9", "g-2", 1, "registration"))

    assert chests.get("c-1").version == 2


def test_many_things_are_written_together(chests: Chests) -> None:
    first, second = Chest("c-1", name="1"), Chest("c-2", name="2")
    chests.save(first)
    first.name = "new"

    save_all(
        [Change(chests, first, (opened(first),)), Change(chests, second, (opened(second), closed(second)))]
    )

    assert [(c.id, c.name, c.version) for c in chests.find()] == [("c-1", "new", 2), ("c-2", "2", 2)]
    assert (first.version, second.version) == (2, 2)


def test_many_things_are_written_together_or_not_at_all(chests: Chests) -> None:
    first = Chest("c-1", name="1")
    chests.save(first)
    stale = chests.get("c-1")
    chests.save(first)
    fresh = Chest("c-2", name="2")

    with pytest.raises(StaleVersion) as refusal:
        save_all([Change(chests, fresh, (opened(fresh),)), Change(chests, stale)])

    assert refusal.value.data["id"] == "c-1"
    assert [c.id for c in chests.find()] == ["c-1"]


def test_a_doubled_key_among_many_writes_none(chests: Chests) -> None:
    chests.save(Chest("c-1", name="1"))

    with pytest.raises(AlreadyExists):
        save_all([Change(chests, Chest("c-2", name="2")), Change(chests, Chest("c-3", name="1"))])

    assert [c.id for c in chests.find()] == ["c-1"]


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 2, 1), (2, 3, 1), (3, 3, 1)])
def test_the_newest_fact_wins_in_any_order(backend: Backend, order: tuple[int, ...]) -> None:
    facts = ChestFacts(backend)

    news = [facts.keep(Chest("c-1", name=str(n)), Cause(f"event-{n}", "c-1", n)) for n in order]

    assert facts.get("c-1") == Chest("c-1", name="3", version=3)
    assert news == [all(n > earlier for earlier in order[:place]) for place, n in enumerate(order)]


def test_queries_agree(chests: Chests) -> None:
    for number, colour in enumerate((Colour.RED, Colour.BLUE, Colour.RED), start=1):
        chests.save(
            Chest(
                f"c-{number}",
                name=f"n{number}",
                colour=colour,
                day=date(2019, 10, number),
                tags=("x", f"t{number}"),
            )
        )

    assert [c.id for c in chests.find(colour=Colour.RED)] == ["c-1", "c-3"]
    assert [c.id for c in chests.find(colour=[Colour.RED, Colour.BLUE], sort=("day",))] == [
        "c-1",
        "c-2",
        "c-3",
    ]
    assert [c.id for c in chests.find(day=date(2019, 10, 2))] == ["c-2"]
    assert [c.id for c in chests.find(tags="t3")] == ["c-3"]
    assert [c.id for c in chests.find(version=Above(0))] == ["c-1", "c-2", "c-3"]
    assert chests.find(version=Above(1)) == []
    assert chests.find_one(name="nobody") is None
    assert chests.count(colour=Colour.RED) == 2


def test_the_latest_come_first_and_pages_lead_back(chests: Chests) -> None:
    for number in range(5):
        colour = Colour.BLUE if number % 2 else Colour.RED
        chests.save(Chest(f"c-{number}", name=f"n{number}", colour=colour))

    first, after = chests.latest(None, 2, colour=Colour.RED)
    rest, end = chests.latest(after, 2, colour=Colour.RED)

    assert ([c.id for c in first], [c.id for c in rest], end) == (["c-4", "c-2"], ["c-0"], None)


def test_pages_follow_each_other_without_gap(chests: Chests) -> None:
    for number in range(5):
        chests.save(Chest(f"c-{number}", name=f"n{number}"))

    first, cursor = chests.page(None, 2)
    second, cursor = chests.page(cursor, 2)
    third, end = chests.page(cursor, 2)

    assert [[c.id for c in page] for page in (first, second, third)] == [
        ["c-0", "c-1"],
        ["c-2", "c-3"],
        ["c-4"],
    ]
    assert end is None


def test_what_was_written_since_a_bookmark(backend: Backend, chests: Chests) -> None:
    chests.save(Chest("c-0"))
    start = backend.changed(["chests", "heard_chests"], None, 10)
    chests.save(Chest("c-1", name="n1"))
    save_all([Change(chests, Chest("c-2", name="n2")), Change(chests, Chest("c-3", name="n3"))])
    chests.save(chests.get("c-1"), opened(chests.get("c-1")))
    ChestFacts(backend).keep(Chest("c-4"), Cause("e", "s", 1))

    first = backend.changed(["chests"], start.until, 10)
    both = backend.changed(["chests", "heard_chests"], start.until, 10)
    rest = backend.changed(["chests", "heard_chests"], both.until, 10)

    assert (start.things, start.all_of_them) == ((), True)
    assert first.things == (("chests", "c-2"), ("chests", "c-3"), ("chests", "c-1"))
    assert both.things == (*first.things, ("heard_chests", "c-4"))
    assert (rest.things, rest.all_of_them) == ((), False)


def test_many_writes_are_read_in_portions(backend: Backend, chests: Chests) -> None:
    bookmark = backend.changed(["chests"], None, 10).until
    for number in range(5):
        chests.save(Chest(f"c-{number}", name=f"n{number}"))

    read: list[tuple[str, str]] = []
    for _ in range(3):
        portion = backend.changed(["chests"], bookmark, 2)
        read += portion.things
        bookmark = portion.until

    assert read == [("chests", f"c-{number}") for number in range(5)]


def test_lost_bookmark_means_everything(backend: Backend, chests: Chests) -> None:
    chests.save(Chest("c-0"))
    start = backend.changed(["chests"], None, 10)

    assert (start.things, start.all_of_them) == ((), True)
