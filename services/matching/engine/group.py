"""Engagements as the search sees them: like seats together, booths that are full or empty, teams with a leader."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from services.matching.domain.instance import Instance
from services.matching.domain.need import Need, Purpose
from services.matching.domain.team import may_lead
from services.matching.engine.table import Bools, Ints, Table

Pairs = frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Group:
    """Like seats of one booth, or one engagement for one person; `rows` are the needs in order of their seats.

    `people` holds the columns of those who may sit there.
    """

    rows: tuple[int, ...]
    people: Ints

    @property
    def size(self) -> int:
        """How many seats there are."""
        return len(self.rows)


@dataclass(frozen=True)
class Booth:
    """Groups that are manned together: with at least `least` people, or not at all.

    `lifting` are pairs of a group and a person with a waiver of that number: with one of them there, one is enough.
    """

    groups: tuple[int, ...]
    least: int
    size: int
    lifting: Pairs = frozenset()


@dataclass(frozen=True)
class Unit:
    """What is decided as one: a single engagement, or all booths of a sitting.

    `leaders` are the columns of those who may lead the team, None where no leader is asked for; `excused` are pairs
    of a group and a person with a waiver of that: a team one of them sits in needs no leader.
    """

    booths: tuple[Booth, ...]
    worth: int
    leaders: frozenset[int] | None = None
    excused: Pairs = frozenset()

    @property
    def groups(self) -> tuple[int, ...]:
        """All its groups."""
        return tuple(group for booth in self.booths for group in booth.groups)


@dataclass(frozen=True)
class Engagements:
    """Everything beside the stays: groups, and the units they form."""

    groups: tuple[Group, ...]
    units: tuple[Unit, ...]
    needs: Sequence[Need] = field(default_factory=tuple)

    def need(self, group: int) -> Need:
        """The need of a group's first seat; its place and hours are those of every seat."""
        return self.needs[self.groups[group].rows[0]]


def grouped(
    instance: Instance, judged: Table, allowed: Bools, worth: Sequence[int], held: Collection[str]
) -> Engagements:
    """Form the groups and units; a seat with a manual assignment, a ban or a waiver of its own stands alone."""
    special = {need for need, _ in instance.waived} | set(held) | set(instance.forbidden)
    by_team: dict[str, dict[str, list[int]]] = {}
    for row, need in enumerate(judged.needs):
        by_team.setdefault(need.team or need.id, {}).setdefault(need.booth or "", []).append(row)
    leading = frozenset(column for column, person in enumerate(judged.people) if may_lead(person))
    groups: list[Group] = []
    units: list[Unit] = []
    for by_booth in by_team.values():
        booths = []
        for rows in by_booth.values():
            parts = _parts(rows, judged, allowed, special)
            numbers = tuple(range(len(groups), len(groups) + len(parts)))
            groups += parts
            least = max(1, sum(not judged.needs[row].extra for row in rows))
            lifting = _lifting(instance, judged, groups, numbers, "team_size_local")
            booths.append(Booth(numbers, least, len(rows), lifting))
        rows = [row for part in by_booth.values() for row in part]
        leaders = leading if judged.needs[rows[0]].purpose is Purpose.BOOTH else None
        seats = [number for booth in booths for number in booth.groups]
        excused = (
            _lifting(instance, judged, groups, seats, "team_leader") if leaders is not None else frozenset()
        )
        units.append(Unit(tuple(booths), max(worth[row] for row in rows), leaders, excused))
    return Engagements(tuple(groups), tuple(units), judged.needs)


def _parts(rows: list[int], judged: Table, allowed: Bools, special: set[str]) -> list[Group]:
    alike: list[int] = []
    apart: list[Group] = []
    for row in sorted(rows, key=lambda row: (judged.needs[row].seat, judged.needs[row].id)):
        same = alike and np.array_equal(allowed[row], allowed[alike[0]])
        if judged.needs[row].id in special or (alike and not same):
            apart.append(Group((row,), np.flatnonzero(allowed[row])))
        else:
            alike.append(row)
    together = [Group(tuple(alike), np.flatnonzero(allowed[alike[0]]))] if alike else []
    return together + apart


def _lifting(
    instance: Instance, judged: Table, groups: Sequence[Group], numbers: Sequence[int], rule: str
) -> Pairs:
    """Who has a waiver of this rule on a seat of these groups; it counts only if that person takes that seat."""
    if not instance.waived:
        return frozenset()
    return frozenset(
        (number, person)
        for number in numbers
        for row in groups[number].rows
        for person in groups[number].people.tolist()
        if rule in instance.waived.get((judged.needs[row].id, judged.people[person].id), ())
    )
