"""Engagements as the search sees them: like seats together, booths that are full or empty, teams with a leader."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from services.matching.domain.instance import Instance
from services.matching.domain.need import Need, Purpose
from services.matching.domain.team import may_lead
from services.matching.engine.table import Bools, Ints, Table


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
    """Groups that are manned together: with at least `least` people, or not at all."""

    groups: tuple[int, ...]
    least: int
    size: int


@dataclass(frozen=True)
class Unit:
    """What is decided as one: a single engagement, or all booths of a sitting.

    `leaders` are the columns of those who may lead the team, None where no leader is asked for.
    """

    booths: tuple[Booth, ...]
    worth: int
    leaders: frozenset[int] | None = None

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
            booths.append(Booth(numbers, _lifted_size(instance, judged, rows, least), len(rows)))
        rows = [row for part in by_booth.values() for row in part]
        leaders = leading if _needs_a_leader(instance, judged, rows) else None
        units.append(Unit(tuple(booths), max(worth[row] for row in rows), leaders))
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


def _lifted_size(instance: Instance, judged: Table, rows: list[int], least: int) -> int:
    ids = {judged.needs[row].id for row in rows}
    lifted = any("team_size_local" in codes for (need, _), codes in instance.waived.items() if need in ids)
    return 1 if lifted else least


def _needs_a_leader(instance: Instance, judged: Table, rows: list[int]) -> bool:
    ids = {judged.needs[row].id for row in rows}
    lifted = any("team_leader" in codes for (need, _), codes in instance.waived.items() if need in ids)
    return judged.needs[rows[0]].purpose is Purpose.BOOTH and not lifted
