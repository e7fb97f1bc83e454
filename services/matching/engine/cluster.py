"""Units that compete for the same people, decided together; each term proven.

Terms in order: what is held already; units served, higher worth, booths, seats; then by the guest's own interpreter,
in the first language, pairs in force kept, points; last, out of the way of other units.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from services.matching.domain.duty import MOST_INTERPRETING
from services.matching.engine.fill import Fill
from services.matching.engine.group import Engagements
from services.matching.engine.limits import Limits, Worths
from services.matching.engine.program import Program, Rows, Term
from services.matching.engine.table import Ints

COVERAGE = ("served", "rank", "booths", "seats")
PREFERENCE = ("own_interpreter", "first_language", "kept", "points")


@dataclass(frozen=True)
class Outcome:
    """Who sits where: people by group; the totals of all terms and the bounds on them."""

    seated: dict[int, tuple[int, ...]]
    totals: tuple[int, ...]
    bounds: tuple[int, ...]


def decide_together(
    engagements: Engagements,
    units: Sequence[int],
    worths: Worths,
    limits: Limits,
    held: Mapping[int, frozenset[int]],
    calm: Mapping[tuple[int, int], int],
    until: float | None = None,
) -> Outcome:
    """The best way to serve these units, as if there were no others; `until` is a moment of the monotonic clock.

    `held` are people who sit in a group already; `calm` counts by (group, person) how many other units want the
    person at that time, and decides between equals.
    """
    model = _Model(engagements, units, worths, limits)
    terms = [model.holding(held), *model.terms(), model.disturbance(calm)]
    fill = Fill(engagements, units, worths, limits)
    start = partial(_start, model, fill, held)
    answer = Program(model.width, model.rows, start, until).maximise(terms)
    seated: Mapping[int, Collection[int]] = model.seated(answer.values)
    totals, bounds = answer.totals, answer.bounds
    if totals != bounds:
        seated = fill.up(seated)
        values = model.values(seated)
        is_held_less = totals[0] != bounds[0]
        totals = tuple(int(term.counts @ values) for term in terms)
        if is_held_less:
            bounds = tuple(term.most for term in terms)
        bounds = tuple(max(pair) for pair in zip(totals, bounds, strict=True))
    return Outcome({g: tuple(sorted(p)) for g, p in seated.items()}, totals[1:-1], bounds[1:-1])


def _start(model: "_Model", fill: Fill, held: Mapping[int, frozenset[int]]) -> Ints:
    """A plan made seat by seat, for a search that ends without one."""
    return model.values(fill.from_nothing(held))


class _Model:
    """The columns and rows of a cluster: a column for each pair, each booth and each unit."""

    def __init__(
        self, engagements: Engagements, units: Sequence[int], worths: Worths, limits: Limits
    ) -> None:
        self.engagements, self.units, self.worths = engagements, units, worths
        self.groups = [group for unit in units for group in engagements.units[unit].groups]
        self.rows = Rows()
        self.column: dict[tuple[int, int], int] = {}
        self.of_person: dict[int, dict[int, int]] = {}
        self.first_column: dict[int, int] = {}
        for group in self.groups:
            self.first_column[group] = len(self.column)
            for person in engagements.groups[group].people.tolist():
                number = len(self.column)
                self.column[group, person] = number
                self.of_person.setdefault(person, {})[group] = number
        self.width = len(self.column)
        self.booth_columns: dict[tuple[int, int], int] = {}
        self.unit_columns: dict[int, int] = {}
        for unit in units:
            self._add_unit(unit)
        for person, columns in self.of_person.items():
            self._add_person(person, columns, limits)

    def values(self, seated: Mapping[int, Collection[int]]) -> Ints:
        """The columns of a plan that keeps all rows."""
        found = np.zeros(self.width, dtype=np.int64)
        for group, people in seated.items():
            for person in people:
                found[self.column[group, person]] = 1
        for (unit, number), column in self.booth_columns.items():
            if column >= 0:
                groups = self.engagements.units[unit].booths[number].groups
                found[column] = any(seated.get(group) for group in groups)
        for unit, column in self.unit_columns.items():
            booths = self.engagements.units[unit].booths
            found[column] = all(any(seated.get(group) for group in booth.groups) for booth in booths)
        return found

    def seated(self, values: Ints) -> dict[int, tuple[int, ...]]:
        """Who sits in each group."""
        return {
            group: tuple(
                int(person)
                for person in self.engagements.groups[group].people
                if values[self.column[group, int(person)]]
            )
            for group in self.groups
        }

    def _new(self) -> int:
        self.width += 1
        return self.width - 1

    def _add_unit(self, unit: int) -> None:
        of = self.engagements.units[unit]
        leading: list[int] = []
        for number, booth in enumerate(of.booths):
            seats = [
                self.column[group, person]
                for group in booth.groups
                for person in self.engagements.groups[group].people.tolist()
            ]
            for group in booth.groups:
                inside = [self.column[group, p] for p in self.engagements.groups[group].people.tolist()]
                if len(booth.groups) > 1 and len(inside) > self.engagements.groups[group].size:
                    self.rows.add(-np.inf, self.engagements.groups[group].size, inside, [1.0] * len(inside))
            if of.leaders is not None:
                leading += [
                    self.column[group, person]
                    for group in booth.groups
                    for person in self.engagements.groups[group].people.tolist()
                    if person in of.leaders or (group, person) in of.excused
                ]
            if booth.size == 1:
                self.rows.at_most_one(seats)
                self.booth_columns[unit, number] = -1
                continue
            manned = self._new()
            self.booth_columns[unit, number] = manned
            enough = {self.column[pair] for pair in booth.lifting}
            counts = [float(booth.least) if seat in enough else 1.0 for seat in seats]
            self.rows.add(0.0, np.inf, [*seats, manned], [*counts, -float(booth.least)])
            self.rows.add(-np.inf, 0.0, [*seats, manned], [1.0] * len(seats) + [-float(booth.size)])
        self._lead(unit, leading)
        if len(of.booths) > 1:
            whole = self._new()
            self.unit_columns[unit] = whole
            for number in range(len(of.booths)):
                columns = self._manned(unit, number)
                self.rows.add(-np.inf, 0.0, [whole, *columns], [1.0] + [-1.0] * len(columns))

    def _manned(self, unit: int, number: int) -> list[int]:
        """Columns whose sum says whether the booth is manned."""
        column = self.booth_columns[unit, number]
        if column >= 0:
            return [column]
        booth = self.engagements.units[unit].booths[number]
        return [
            self.column[group, person]
            for group in booth.groups
            for person in self.engagements.groups[group].people.tolist()
        ]

    def _lead(self, unit: int, leading: list[int]) -> None:
        """No booth without a leader somewhere in the team."""
        if self.engagements.units[unit].leaders is None:
            return
        for number in range(len(self.engagements.units[unit].booths)):
            manned = [column for column in self._manned(unit, number) if column not in set(leading)]
            alone = [column for column in self._manned(unit, number) if column in set(leading)]
            if self.booth_columns[unit, number] >= 0:
                self.rows.add(0.0, np.inf, [*leading, *manned], [1.0] * len(leading) + [-1.0] * len(manned))
            else:
                others = [column for column in leading if column not in set(alone)]
                for column in manned:
                    self.rows.add(0.0, np.inf, [*others, column], [1.0] * len(others) + [-1.0])

    def _add_person(self, person: int, columns: dict[int, int], limits: Limits) -> None:
        for together in _largest(limits.apart.get(person, limits.sets), frozenset(columns)):
            self.rows.at_most_one([columns[group] for group in together])
        if person in limits.tireless:
            return
        by_day: dict[int, list[int]] = {}
        for group in columns:
            by_day.setdefault(limits.days[group], []).append(group)
        for day, groups in by_day.items():
            counted = [
                g
                for g in groups
                if not self.worths.is_own(self.engagements, g, person) and limits.minutes[g] > 0
            ]
            left = MOST_INTERPRETING - limits.busy.get((person, day), 0)
            if sum(limits.minutes[group] for group in counted) > left:
                self.rows.add(
                    -np.inf,
                    float(left),
                    [columns[group] for group in counted],
                    [float(limits.minutes[group]) for group in counted],
                )

    def terms(self) -> list[Term]:
        """Coverage and preferences, most important first, as one number for each column."""
        served, rank, booths = (np.zeros(self.width, dtype=np.int64) for _ in range(3))
        for unit in self.units:
            of = self.engagements.units[unit]
            whole = self.unit_columns.get(unit)
            for column in [whole] if whole is not None else self._manned(unit, 0):
                served[column] = 1
                rank[column] = of.worth
            for number in range(len(of.booths)):
                booths[self._manned(unit, number)] = 1
        units = [self.engagements.units[unit] for unit in self.units]
        of_units = [
            Term(served, len(units)),
            Term(rank, sum(unit.worth for unit in units)),
            Term(booths, sum(len(unit.booths) for unit in units)),
        ]
        ones = [np.ones_like(self.engagements.groups[group].people) for group in range(len(self.worths.own))]
        w = self.worths
        return [*of_units, *(self._of_pairs(counts) for counts in (ones, w.own, w.first, w.kept, w.points))]

    def disturbance(self, calm: Mapping[tuple[int, int], int]) -> Term:
        """How little each pair is in the way of other units."""
        found = np.zeros(self.width, dtype=np.int64)
        for pair, others in calm.items():
            if pair in self.column:
                found[self.column[pair]] = -others
        return Term(
            found, int(-found.min(initial=0)) * sum(self.engagements.groups[g].size for g in self.groups)
        )

    def holding(self, held: Mapping[int, frozenset[int]]) -> Term:
        """Who sits somewhere already."""
        found = np.zeros(self.width, dtype=np.int64)
        for group in self.groups:
            for person in held.get(group, ()):
                found[self.column[group, person]] = 1
        return Term(found, int(found.sum()))

    def _of_pairs(self, counts: Sequence[Ints]) -> Term:
        """A term that every pair adds to; a group adds at most its best pairs, and at least its worst."""
        found = np.zeros(self.width, dtype=np.int64)
        reach = 0
        for group in self.groups:
            first = self.first_column[group]
            found[first : first + len(counts[group])] = counts[group]
            most, least = int(counts[group].max(initial=0)), int(counts[group].min(initial=0))
            reach += self.engagements.groups[group].size * (most - least)
        return Term(found, reach)


def _largest(sets: Sequence[frozenset[int]], groups: frozenset[int]) -> list[list[int]]:
    """What these sets have in common with the groups, without anything that lies within another."""
    inside = {frozenset(one) for s in sets if len(one := s & groups) > 1}
    found: list[frozenset[int]] = []
    for one in sorted(inside, key=lambda one: (-len(one), sorted(one))):
        if not any(one <= other for other in found):
            found.append(one)
    return [sorted(one) for one in found]
