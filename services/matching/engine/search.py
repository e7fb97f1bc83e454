"""Clusters of units that compete, grown from conflicts: small where few people are wanted twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.domain.duty import MOST_INTERPRETING
from services.matching.engine.cluster import Limits, Outcome, Worths, decide_together
from services.matching.engine.group import Engagements
from services.matching.engine.table import Bools
from services.matching.engine.wishes import Wishes

TERMS = 8


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
    seconds: float | None = None,
) -> Found:
    """The best plan for all units, cluster by cluster; proven where every cluster is."""
    clusters = _Clusters(engagements, worths, limits, clashing, held, seconds)
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
        seconds: float | None,
    ) -> None:
        self.engagements, self.worths, self.limits = engagements, worths, limits
        self.clashing, self.held, self.seconds = clashing, held, seconds
        self.units: dict[int, list[int]] = {unit: [unit] for unit in range(len(engagements.units))}
        self.root = list(range(len(engagements.units)))
        self.unit_of = {g: unit for unit, of in enumerate(engagements.units) for g in of.groups}
        self.clashes_of = {person: _pairs(sets) for person, sets in limits.apart.items()}
        wishes = Wishes(engagements, worths, clashing, held)
        self.outcomes: dict[int, Outcome] = {}
        for unit in self.units:
            self.outcomes[unit] = wishes.alone(unit) or self._decide([unit])

    def merge_conflicts(self) -> bool:
        """Put clusters together that want one person too much, and decide those anew; False: nobody is."""
        touched: set[int] = set()
        for person, groups in self._wanted().items():
            for some, other in self._conflicts(person, groups):
                first, second = self._find(self.unit_of[some]), self._find(self.unit_of[other])
                if first != second:
                    low, high = min(first, second), max(first, second)
                    self.root[high] = low
                    self.units[low] = sorted(self.units[low] + self.units.pop(high))
                    del self.outcomes[high]
                    touched.discard(high)
                    touched.add(low)
        for cluster in sorted(touched):
            self.outcomes[cluster] = self._decide(self.units[cluster])
        return bool(touched)

    def _decide(self, units: Sequence[int]) -> Outcome:
        calm = self._calm(set(units))
        return decide_together(
            self.engagements, units, self.worths, self.limits, self.held, calm, self.seconds
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
        return {person: sorted(groups) for person, groups in sorted(wanted.items())}

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
            people = self.engagements.groups[group].people
            if not self.worths.own[group][np.searchsorted(people, person)]:
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
