"""A plan that keeps all rules of a cluster, made seat by seat: where a search begins, and what it falls back on.

First whoever is held, then teams and engagements that keep the people in force, then whatever can be served whole,
higher ranks first; last single booths of the rest. Nobody who is free is left out of a seat he or she could take.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from services.matching.domain.duty import MOST_INTERPRETING
from services.matching.engine.group import Booth, Engagements, Unit
from services.matching.engine.limits import Limits, Worths

Seated = dict[int, set[int]]


class Fill:
    """Takes seats one by one and gives back those of a booth that stays too small or without a leader."""

    def __init__(
        self, engagements: Engagements, units: Sequence[int], worths: Worths, limits: Limits
    ) -> None:
        self.engagements, self.worths, self.limits = engagements, worths, limits
        self.units = [
            engagements.units[unit] for unit in sorted(units, key=lambda u: (-engagements.units[u].worth, u))
        ]
        self.together: dict[int, list[frozenset[int]]] = {}
        for one in limits.sets:
            for group in one:
                self.together.setdefault(group, []).append(one)
        self.order: dict[int, list[int]] = {}
        self.of_person: dict[int, set[int]] = {}
        self.seated: Seated = {}

    def from_nothing(self, held: Mapping[int, frozenset[int]]) -> Seated:
        """A plan for these units; `held` people come first."""
        self._begin({})
        for unit in self.units:
            if any(held.get(group) for group in unit.groups):
                self._unit(unit, held, whole=False)
        for unit in self.units:
            self._unit(unit, {group: self._in_force(group) for group in unit.groups}, whole=True, only=True)
        for whole in (True, False):
            for unit in self.units:
                self._unit(unit, {}, whole=whole)
        return self.seated

    def up(self, seated: Mapping[int, Collection[int]]) -> Seated:
        """The same plan with everybody added who is free for a seat that is left."""
        self._begin(seated)
        for whole in (True, False):
            for unit in self.units:
                self._unit(unit, {}, whole=whole)
        return self.seated

    def _begin(self, seated: Mapping[int, Collection[int]]) -> None:
        self.seated = {group: set() for unit in self.units for group in unit.groups}
        self.of_person = {}
        for group, people in seated.items():
            for person in people:
                self._sit(group, person)

    def _unit(
        self,
        unit: Unit,
        first: Mapping[int, Collection[int]],
        *,
        whole: bool,
        only: bool = False,
    ) -> None:
        """Fill its booths as far as possible, or not at all: `first` come first, or `only` they."""
        before = {group: set(self.seated[group]) for group in unit.groups}
        for booth in unit.booths:
            self._booth(unit, booth, first, only=only)
        manned = [any(self.seated[group] for group in booth.groups) for booth in unit.booths]
        if (whole and not all(manned)) or not self._is_led(unit):
            for group, people in before.items():
                for person in self.seated[group] - people:
                    self._rise(group, person)

    def _booth(self, unit: Unit, booth: Booth, first: Mapping[int, Collection[int]], *, only: bool) -> None:
        before = {group: set(self.seated[group]) for group in booth.groups}
        for group in booth.groups:
            for person in self._candidates(unit, group, first.get(group, ()), only=only):
                if self._taken(booth) >= booth.size or self._is_full(group):
                    break
                if self._can_sit(group, person):
                    self._sit(group, person)
        lifted = any(person in self.seated[group] for group, person in booth.lifting)
        if self._taken(booth) < booth.least and not lifted:
            for group, people in before.items():
                for person in self.seated[group] - people:
                    self._rise(group, person)

    def _candidates(self, unit: Unit, group: int, first: Collection[int], *, only: bool) -> list[int]:
        """Whom to ask, in order; while the team has no leader, whoever may lead it comes before the rest."""
        order = self._by_worth(group)
        if only:
            return [person for person in order if person in first]
        leaders = unit.leaders or frozenset()
        need_one = unit.leaders is not None and not self._is_led(unit, even_if_empty=False)
        return sorted(order, key=lambda person: (person not in first, need_one and person not in leaders))

    def _by_worth(self, group: int) -> list[int]:
        if group not in self.order:
            w = self.worths
            keys = (-w.points[group], -w.kept[group], -w.first[group], -w.own[group])
            people = self.engagements.groups[group].people
            self.order[group] = [int(people[at]) for at in np.lexsort(keys)]
        return self.order[group]

    def _in_force(self, group: int) -> list[int]:
        people = self.engagements.groups[group].people
        return [int(person) for person in people[np.asarray(self.worths.kept[group]) > 0]]

    def _is_led(self, unit: Unit, *, even_if_empty: bool = True) -> bool:
        people = [(group, person) for group in unit.groups for person in self.seated[group]]
        if unit.leaders is None or (even_if_empty and not people):
            return True
        return any(person in unit.leaders or (group, person) in unit.excused for group, person in people)

    def _taken(self, booth: Booth) -> int:
        return sum(len(self.seated[group]) for group in booth.groups)

    def _is_full(self, group: int) -> bool:
        return len(self.seated[group]) >= self.engagements.groups[group].size

    def _can_sit(self, group: int, person: int) -> bool:
        others = self.of_person.get(person, set())
        if group in others:
            return False
        apart = self.limits.apart.get(person)
        sets = self.together.get(group, ()) if apart is None else [one for one in apart if group in one]
        return all(others.isdisjoint(one) for one in sets) and self._has_hours(group, person, others)

    def _has_hours(self, group: int, person: int, others: Collection[int]) -> bool:
        if person in self.limits.tireless or self.worths.is_own(self.engagements, group, person):
            return True
        day = self.limits.days[group]
        minutes = self.limits.minutes[group] + self.limits.busy.get((person, day), 0)
        minutes += sum(
            self.limits.minutes[other]
            for other in others
            if self.limits.days[other] == day and not self.worths.is_own(self.engagements, other, person)
        )
        return self.limits.minutes[group] == 0 or minutes <= MOST_INTERPRETING

    def _sit(self, group: int, person: int) -> None:
        self.seated[group].add(person)
        self.of_person.setdefault(person, set()).add(group)

    def _rise(self, group: int, person: int) -> None:
        self.seated[group].discard(person)
        self.of_person[person].discard(group)
