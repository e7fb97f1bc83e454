"""The loop of a solver process: which changes it answers, and what one edition that fails does to the others."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from deploy.local.infrastructure import Infrastructure
from shared.planning import Planner, Unplanned
from shared.storage.mongo import MongoBackend, connect
from shared.storage.store import Collection


@dataclass
class Wish:
    """Something to plan."""

    id: str
    edition: str
    version: int = 0


class Wishes(Collection[Wish]):
    """What wakes the planner."""

    name = "wishes"
    of = Wish
    wakes_solver = True


class Plans:
    """Plans editions, or fails at those that are broken."""

    def __init__(self) -> None:
        self.broken: set[str] = set()
        self.planned: list[str] = []
        self.tried: list[str] = []

    def __call__(self, backend: MongoBackend, edition: str, marks: list[Unplanned]) -> None:
        """Plan one edition."""
        self.tried.append(edition)
        if edition in self.broken:
            raise OverflowError("a figure too large to keep")
        self.planned.append(edition)


@pytest.fixture
def backend(infrastructure: Infrastructure, database_prefix: str) -> Iterator[MongoBackend]:
    """An empty database."""
    client = connect(infrastructure.mongo_uri, "access")
    yield MongoBackend(client, database_prefix, "access")
    client.close()


def test_an_edition_that_fails_holds_up_no_other_and_is_tried_again_after_a_rest(
    backend: MongoBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = Plans()
    plans.broken = {"broken-2019"}
    planner = Planner(backend, [Wishes], plans, "test")
    wishes = Wishes(backend)
    wishes.save(Wish("broken-2019.w.1", "broken-2019"))
    wishes.save(Wish("whole-2019.w.1", "whole-2019"))

    planner.plan_all()
    assert plans.planned == ["whole-2019"]
    assert [mark.edition for mark in planner.unplanned()] == ["broken-2019"]

    planner.plan_all()
    assert plans.tried.count("broken-2019") == 1, "it rests"

    plans.broken.clear()
    later = planner.failing["broken-2019"].until
    monkeypatch.setattr("shared.planning.monotonic", lambda: later)
    planner.plan_all()
    assert plans.planned == ["whole-2019", "broken-2019"]
    assert planner.unplanned() == []
