"""Whom a unit would take if it were alone, wherever that can be seen without a search."""

from collections.abc import Mapping

import numpy as np

from services.matching.engine.cluster import Outcome
from services.matching.engine.group import Booth, Engagements
from services.matching.engine.limits import Worths
from services.matching.engine.table import Bools, Ints

POINTS_RANGE = 2**20


class Wishes:
    """Takes the best for each unit in turn; among equals whoever is not wanted by an earlier one."""

    def __init__(
        self,
        engagements: Engagements,
        worths: Worths,
        clashing: Bools,
        held: Mapping[int, frozenset[int]],
    ) -> None:
        self.engagements, self.worths, self.clashing, self.held = engagements, worths, clashing, held
        self.wanted: dict[int, list[int]] = {}

    def alone(self, unit: int) -> Outcome | None:
        """The best for this unit, or None where only a search can tell."""
        of = self.engagements.units[unit]
        seated: dict[int, tuple[int, ...]] = {}
        used: set[int] = set()
        for booth in of.booths:
            chosen = self._booth(booth, used)
            if chosen is None:
                return None
            seated[booth.groups[0]] = chosen
            used.update(chosen)
        if of.leaders is not None and used and not used & of.leaders:
            return None
        for group, people in seated.items():
            for person in people:
                self.wanted.setdefault(person, []).append(group)
        return self.outcome(unit, seated)

    def _booth(self, booth: Booth, used: set[int]) -> tuple[int, ...] | None:
        if len(booth.groups) > 1:
            return None
        group = self.engagements.groups[booth.groups[0]]
        if len(group.people) == 0 and booth.least >= 1:
            return () if len(used) == 0 and booth.size == 1 else None
        values = self._values(booth.groups[0])
        order = np.lexsort((self._disturbed(booth.groups[0]), -values))
        best = values[order[: booth.size]]
        free = [int(column) for column in order if int(group.people[column]) not in used][: booth.size]
        if len(free) < min(booth.size, len(order)) or len(free) < booth.least:
            return None
        if not np.array_equal(np.sort(values[free]), np.sort(best)):
            return None
        return tuple(sorted(int(group.people[column]) for column in free))

    def _values(self, group: int) -> Ints:
        """Terms in order of importance as one number a person."""
        w = self.worths
        value = (w.own[group] * 2 + w.first[group]) * 8 + w.kept[group]
        return value * POINTS_RANGE + w.points[group] + POINTS_RANGE // 2

    def _disturbed(self, group: int) -> Ints:
        people = self.engagements.groups[group].people.tolist()
        return np.array(
            [sum(bool(self.clashing[group, other]) for other in self.wanted.get(p, ())) for p in people],
            dtype=np.int64,
        )

    def outcome(self, unit: int, seated: dict[int, tuple[int, ...]]) -> Outcome:
        """What these people amount to."""
        of = self.engagements.units[unit]
        manned = [bool(seated.get(booth.groups[0])) for booth in of.booths]
        totals = [int(all(manned)), of.worth * int(all(manned)), sum(manned), sum(map(len, seated.values()))]
        w = self.worths
        for term in (w.own, w.first, w.kept, w.points):
            totals.append(
                sum(
                    int(term[group][np.searchsorted(self.engagements.groups[group].people, person)])
                    for group, people in seated.items()
                    for person in people
                )
            )
        return Outcome(seated, tuple(totals), tuple(totals))
