"""Writes that come at the same time go together; a lone one goes at once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from shared.errors import Unavailable
from shared.storage.store import Write
from shared.storage.together import Together
from tests.waiting import eventually


def write(number: int) -> Write:
    """A write known by its number."""
    return Write("things", {"_id": str(number), "version": 1}, 0, [])


class Database:
    """Takes groups, the first only when `opened`; even numbers are old news, 13 brings a group down."""

    def __init__(self) -> None:
        self.opened = Event()
        self.groups: list[list[str]] = []

    def write_together(self, writes: Sequence[Write]) -> list[bool]:
        names = [str(one.document["_id"]) for one in writes]
        self.groups.append(names)
        self.opened.wait(5)
        if "13" in names:
            raise Unavailable("away")
        return [int(name) % 2 == 1 for name in names]


def test_a_lone_write_goes_at_once() -> None:
    database = Database()
    database.opened.set()
    together = Together(database.write_together)

    assert [together.write(write(1)), together.write(write(2))] == [True, False]
    assert database.groups == [["1"], ["2"]]


def test_writes_that_come_while_one_is_under_way_go_together_and_each_gets_its_own_outcome() -> None:
    database = Database()
    together = Together(database.write_together)
    with ThreadPoolExecutor(8) as threads:
        first = threads.submit(together.write, write(1))
        eventually(lambda: database.groups == [["1"]])
        others = [threads.submit(together.write, write(number)) for number in range(2, 8)]
        eventually(lambda: len(together.waiting) == 6)
        database.opened.set()
        outcomes = [other.result(5) for other in others]

    assert first.result() is True
    assert outcomes == [False, True, False, True, False, True]
    assert [sorted(group) for group in database.groups] == [["1"], ["2", "3", "4", "5", "6", "7"]]


def test_a_group_that_fails_fails_for_each_and_the_next_one_goes_on() -> None:
    database = Database()
    database.opened.set()
    together = Together(database.write_together)

    with pytest.raises(Unavailable):
        together.write(write(13))

    assert together.write(write(3)) is True
