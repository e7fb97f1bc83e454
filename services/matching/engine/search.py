"""Clusters of units that compete, grown from conflicts: small where few people are wanted twice."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from os import sched_getaffinity

import numpy as np

from services.matching.domain.duty import MOST_INTERPRETING
from services.matching.engine.at_once import decide_at_once
from services.matching.engine.cluster import Outcome, decide_together
from services.matching.engine.group import Engagements
from services.matching.engine.limits import Limits, Worths
from services.matching.engine.program import WIDE
from services.matching.engine.table import Bools
from services.matching.engine.teams_at_once import teams_at_once
from services.matching.engine.wishes import Wishes
from services.matching.engine.yielding import Yielding

TERMS = 8

PATIENCE = 2
"""How often a cluster grows by what it runs into, before it takes in whatever it could run into."""


@dataclass(frozen=True)
class Found:
    """Who sits where, and what it amounts to: sums over all clusters, with their bounds."""

    seated: dict[int, tuple[int, ...]]
    totals: tuple[int, ...]
    bounds: tuple[int, ...]


def search(
    engagements: Engagements,
    worths: Worths,
    limits: Limits,
    clashing: Bools,
    held: Mapping[int, frozenset[int]],
    until: float | None = None,
) -> Found:
    """The best plan for all units, cluster by cluster; proven where every cluster is."""
    clusters = _Clusters(engagements, worths, limits, clashing, held, until)
    while clusters.merge_conflicts():
        pass
    outcomes = list(clusters.outcomes.values())
    sums = [
        tuple(int(sum(column)) for column in zip(*rows, strict=True)) if rows else (0,) * TERMS
        for rows in ([o.totals for o in outcomes], [o.bounds for o in outcomes])
    ]
    seated = {group: people for outcome in outcomes for group, people in outcome.seated.items() if people}
    return Found(seated, sums[0], sums[1])


class _Clusters:
    """The clusters as they stand, by the lowest unit in each."""

    def __init__(
        self,
        engagements: Engagements,
        worths: Worths,
        limits: Limits,
        clashing: Bools,
        held: Mapping[int, frozenset[int]],
        until: float | None,
    ) -> None:
        self.engagements, self.worths, self.limits = engagements, worths, limits
        self.clashing, self.held, self.until = clashing, held, until
        self.units: dict[int, list[int]] = {unit: [unit] for unit in range(len(engagements.units))}
        self.grown: dict[int, int] = {}
        self.root = list(range(len(engagements.units)))
        self.unit_of = {g: unit for unit, of in enumerate(engagements.units) for g in of.groups}
        self.clashes_of = {person: _pairs(sets) for person, sets in limits.apart.items()}
        self.wishes = Wishes(engagements, worths, clashing, held)
        self.yielding = Yielding(engagements, worths)
        self.outcomes: dict[int, Outcome] = {}
        for unit in self.units:
            self.outcomes[unit] = self.wishes.alone(unit) or self._decide([unit])

    def merge_conflicts(self) -> bool:
        """Where a person is wanted too much, one side gives way or both are decided together; False: nobody is."""
        touched: set[int] = set()
        gave_way = False
        wanted = self._wanted()
        for person in sorted(wanted):
            for some, other in self._conflicts(person, sorted(wanted[person])):
                if some not in wanted[person] or other not in wanted[person]:
                    continue
                if self._gives_way(some, wanted) or self._gives_way(other, wanted):
                    gave_way = True
                    continue
                first, second = self._find(self.unit_of[some]), self._find(self.unit_of[other])
                if first != second:
                    touched.add(self._join(first, second))
        for cluster in sorted({self._find(cluster) for cluster in touched}):
            self.grown[cluster] = self.grown.get(cluster, 0) + 1
            if self.grown[cluster] > PATIENCE:
                self._absorb_rivals(self._find(cluster))
            if self._pairs_of(cluster) >= WIDE:
                self._absorb_all(cluster)
        self._decide_all(sorted({self._find(cluster) for cluster in touched}))
        return bool(touched) or gave_way

    def _decide_all(self, clusters: Sequence[int]) -> None:
        """One after the other; the wide ones last and side by side, which changes none of their answers.

        The solver lets other threads run meanwhile. Wide clusters are mostly the days of an edition.
        """
        wide = [cluster for cluster in clusters if self._pairs_of(cluster) >= WIDE]
        for cluster in clusters:
            if cluster not in wide:
                self.outcomes[cluster] = self._decide(self.units[cluster])
        if wide:
            with ThreadPoolExecutor(len(sched_getaffinity(0))) as threads:
                found = list(threads.map(self._decide, [self.units[cluster] for cluster in wide]))
            self.outcomes.update(zip(wide, found, strict=True))

    def _gives_way(self, group: int, wanted: dict[int, list[int]]) -> bool:
        """Let a single engagement take somebody else, if that is proven to be as well; `wanted` follows."""
        unit = self.unit_of[group]
        if not self._is_alone(unit) or group in self.held:
            return False
        rivals = {
            p: self._in_the_way(p, group, wanted) for p in self.engagements.groups[group].people.tolist()
        }
        alone = {
            rival: seated[0]
            for rival in {one for units in rivals.values() for one in units or ()}
            if self._is_alone(rival) and (seated := self._seated_alone(rival))
        }
        instead = self.yielding.give_way(unit, alone, rivals)
        if instead is None:
            return False
        for person in self._seated_alone(unit):
            wanted[person].remove(group)
        wanted.setdefault(instead, []).append(group)
        self.outcomes[unit] = self.wishes.outcome(unit, {group: (instead,)})
        return True

    def _seated_alone(self, unit: int) -> tuple[int, ...]:
        return self.outcomes[unit].seated[self.engagements.units[unit].groups[0]]

    def _is_alone(self, unit: int) -> bool:
        return self.units.get(unit) == [unit] and self.yielding.is_single(unit)

    def _in_the_way(
        self, person: int, group: int, wanted: Mapping[int, Sequence[int]]
    ) -> tuple[int, ...] | None:
        """Units that have this person when the group would; None where it is the hours of the day."""
        others = [other for other in wanted.get(person, ()) if other != group]
        found = tuple(self.unit_of[other] for other in others if self._clash(person, group, other))
        if not found and person not in self.limits.tireless and self._overworked(person, [*others, group]):
            return None
        return found

    def _absorb_rivals(self, cluster: int) -> None:
        """Take in everybody whose people this cluster could want: it would come to them one by one."""
        groups = [group for unit in self.units[cluster] for group in self.engagements.units[unit].groups]
        wanted = {person for group in groups for person in self.engagements.groups[group].people.tolist()}
        near = np.flatnonzero(self.clashing[groups].any(axis=0)).tolist()
        for other, outcome in sorted(self.outcomes.items()):
            people = {person for group in near for person in outcome.seated.get(group, ())}
            if not wanted.isdisjoint(people) and self._find(other) != self._find(cluster):
                self._join(self._find(cluster), self._find(other))

    def _absorb_all(self, cluster: int) -> None:
        """Take in the rivals of rivals too: a wide cluster takes long to decide, so it is to be decided once."""
        before = 0
        while before != len(self.units[self._find(cluster)]):
            before = len(self.units[self._find(cluster)])
            self._absorb_rivals(self._find(cluster))

    def _pairs_of(self, cluster: int) -> int:
        """How many pairs of a group and a person a cluster has."""
        groups = (
            group for unit in self.units[self._find(cluster)] for group in self.engagements.units[unit].groups
        )
        return sum(len(self.engagements.groups[group].people) for group in groups)

    def _join(self, one: int, other: int) -> int:
        """Make two clusters one, together with those that gave way to them or they to; the name of it."""
        low, high = min(one, other), max(one, other)
        self.root[high] = low
        joined = self.units.pop(high)
        self.units[low] = sorted(self.units[low] + joined)
        self.outcomes.pop(high, None)
        self.grown[low] = max(self.grown.get(low, 0), self.grown.pop(high, 0))
        for unit in list(self.units[low]):
            for bound in self.yielding.bonds.pop(unit, ()):
                if self._find(bound) != self._find(low):
                    low = self._join(self._find(low), self._find(bound))
        return low

    def _decide(self, units: Sequence[int]) -> Outcome:
        calm = self._calm(set(units))
        given = self.engagements, units, self.worths, self.limits
        at_once = *given, self.clashing, self.held, calm
        return (
            decide_at_once(*at_once)
            or teams_at_once(*at_once)
            or decide_together(*given, self.held, calm, self.until)
        )

    def _find(self, unit: int) -> int:
        while self.root[unit] != unit:
            unit = self.root[unit]
        return unit

    def _wanted(self) -> dict[int, list[int]]:
        wanted: dict[int, list[int]] = {}
        for outcome in self.outcomes.values():
            for group, people in outcome.seated.items():
                for person in people:
                    wanted.setdefault(person, []).append(group)
        return wanted

    def _conflicts(self, person: int, groups: list[int]) -> list[tuple[int, int]]:
        found = []
        for position, group in enumerate(groups):
            for other in groups[:position]:
                if self._clash(person, group, other):
                    found.append((other, group))
        if not found and person not in self.limits.tireless:
            found = self._overworked(person, groups)
        return found

    def _clash(self, person: int, group: int, other: int) -> bool:
        if person in self.clashes_of:
            return frozenset({group, other}) in self.clashes_of[person]
        return bool(self.clashing[group, other])

    def _overworked(self, person: int, groups: list[int]) -> list[tuple[int, int]]:
        by_day: dict[int, list[int]] = {}
        for group in groups:
            if not self.worths.is_own(self.engagements, group, person):
                by_day.setdefault(self.limits.days[group], []).append(group)
        return [
            (on_day[0], other)
            for day, on_day in by_day.items()
            if sum(self.limits.minutes[g] for g in on_day) + self.limits.busy.get((person, day), 0)
            > MOST_INTERPRETING
            for other in on_day[1:]
        ]

    def _calm(self, units: set[int]) -> dict[tuple[int, int], int]:
        """How often other clusters want a person when a group of these units would."""
        groups = np.array(
            [g for unit in sorted(units) for g in self.engagements.units[unit].groups], dtype=np.intp
        )
        found: dict[tuple[int, int], int] = {}
        for outcome in self.outcomes.values():
            for group, people in outcome.seated.items():
                if people and self.unit_of[group] not in units:
                    for other in groups[self.clashing[group, groups]].tolist():
                        for person in people:
                            found[other, person] = found.get((other, person), 0) + 1
        return found


def _pairs(sets: Sequence[frozenset[int]]) -> set[frozenset[int]]:
    return set(sets)
