"""A single engagement gives way without a search, where that is provably as well for the plan as a whole.

It wanted somebody who serves elsewhere at that time, and takes the best person who is free. That costs nothing if
everyone it would rather have had is worth at least as much more where he or she is than that one's next best: the
difference is the price of that person, and at these prices nobody wants to change.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from services.matching.engine.group import Engagements
from services.matching.engine.limits import Worths

RADIX = 2**20
PRICELESS = RADIX**6
"""The regret of an engagement that has nobody else."""


class Yielding:
    """Prices paid so far: what each engagement's person is still worth more to it than the next best."""

    def __init__(self, engagements: Engagements, worths: Worths) -> None:
        self.engagements, self.worths = engagements, worths
        self.left: dict[int, int] = {}
        self.yielded: set[int] = set()
        self.bonds: dict[int, set[int]] = {}

    def is_single(self, unit: int) -> bool:
        """Whether the unit is one engagement for one person."""
        of = self.engagements.units[unit]
        return of.leaders is None and len(of.booths) == 1 and of.booths[0].size == 1

    def give_way(
        self, unit: int, alone: Mapping[int, int], rivals: Mapping[int, Sequence[int] | None]
    ) -> int | None:
        """The best free person at prices the others can bear, or None where only a search can tell.

        `alone` maps single units that are decided alone, and have their best, to the person they have; `rivals` maps
        people to the units in the way of this one, None where it is the person's hours that are in the way.
        """
        if unit in self.yielded or unit in self.bonds:
            return None
        group = self.engagements.units[unit].groups[0]
        values = self._values(group)
        order = sorted(values, key=lambda person: (-values[person], person))
        instead = next((person for person in order if rivals.get(person, ()) == ()), None)
        if instead is None:
            return None
        paid: dict[int, int] = {}
        for person in order:
            gap = values[person] - values[instead]
            if gap <= 0:
                break
            owner = self._owner(person, gap, alone, rivals.get(person), paid)
            if owner is None:
                return None
            paid[owner] = paid.get(owner, 0) + gap
        for owner, price in paid.items():
            self.left[owner] = self._regret(owner, alone[owner]) - price
            self.bonds.setdefault(owner, set()).add(unit)
            self.bonds.setdefault(unit, set()).add(owner)
        self.yielded.add(unit)
        return instead

    def _owner(
        self,
        person: int,
        gap: int,
        alone: Mapping[int, int],
        rivals: Sequence[int] | None,
        paid: Mapping[int, int],
    ) -> int | None:
        """A unit in the way whose regret bears this price on top of what is paid already."""
        for unit in rivals or ():
            bears = alone.get(unit) == person and unit not in self.yielded
            if bears and self._regret(unit, person) - paid.get(unit, 0) >= gap:
                return unit
        return None

    def _regret(self, unit: int, person: int) -> int:
        """What is left of the difference between the person and the unit's next best."""
        if unit not in self.left:
            values = self._values(self.engagements.units[unit].groups[0])
            others = [value for other, value in values.items() if other != person]
            self.left[unit] = values[person] - max(others) if others else PRICELESS
        return self.left[unit]

    def _values(self, group: int) -> dict[int, int]:
        """What each person is worth to a group, all terms in one number; sums of a few never carry over."""
        w = self.worths
        columns = zip(
            self.engagements.groups[group].people.tolist(),
            *(np.asarray(term[group]).tolist() for term in (w.own, w.first, w.kept, w.points)),
            strict=True,
        )
        return {
            person: ((own * RADIX + first) * RADIX + kept) * RADIX + points
            for person, own, first, kept, points in columns
        }
