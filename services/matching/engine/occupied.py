"""Why people are not free for a need once everything is decided: their guest, their other engagements, their hours."""

from collections.abc import Mapping

import numpy as np

from services.matching.domain.duty import MOST_INTERPRETING
from services.matching.domain.instance import Instance
from services.matching.domain.need import Need
from services.matching.engine.clashes import CODES, Codes
from services.matching.engine.group import Engagements
from services.matching.engine.limits import Limits
from services.matching.engine.pins import clash_of
from services.matching.engine.table import Ints, Table

NOTHING = 9
"""Greater than every number in `CODES`."""


class Occupied:
    """Who sits where, as arrays: the groups and people of all seats taken, and the minutes worked by day."""

    def __init__(
        self,
        instance: Instance,
        judged: Table,
        engagements: Engagements,
        limits: Limits,
        codes: Codes,
        with_guest: Codes,
        seated: Mapping[int, int],
    ) -> None:
        self.instance, self.judged, self.limits = instance, judged, limits
        self.codes, self.with_guest, self.seated = codes, with_guest, seated
        self.group_of = {row: number for number, group in enumerate(engagements.groups) for row in group.rows}
        self.groups = np.array([self.group_of[row] for row in seated], dtype=np.intp)
        self.people = np.array(list(seated.values()), dtype=np.intp)
        self.by_day: dict[int, Ints] = {}
        self.worked: dict[tuple[int, int], int] = dict(limits.busy)
        for row, person in seated.items():
            if not judged.own[row, person]:
                day = person, limits.days[self.group_of[row]]
                self.worked[day] = self.worked.get(day, 0) + limits.minutes[self.group_of[row]]

    def held_up(self, row: int, serving: Mapping[str, Need]) -> dict[int, str]:
        """People who could not serve this need on top of what they serve, and the rule in the way."""
        group = self.group_of[row]
        found = np.where(self.with_guest[row] > 0, self.with_guest[row], NOTHING)
        between = self.codes[group, self.groups]
        same = self.groups == group
        between = np.where(same, 1, between)
        np.minimum.at(found, self.people, np.where(between > 0, between, NOTHING).astype(np.int8))
        day, minutes = self.limits.days[group], self.limits.minutes[group]
        alone = minutes > MOST_INTERPRETING
        too_much = (self._worked_on(day) + minutes > MOST_INTERPRETING) & (not alone)
        found[too_much & (found == NOTHING) & ~self.judged.own[row]] = CODES.index("interpreting")
        held = {int(person): CODES[found[person]] for person in np.flatnonzero(found < NOTHING)}
        for person in self.limits.apart:
            held.pop(person, None)
            code = self._asked(row, person, serving)
            if code is not None:
                held[person] = code
        return held

    def _worked_on(self, day: int) -> Ints:
        """Minutes everybody interprets on this day; far too few to matter for those with a waiver."""
        if day not in self.by_day:
            minutes = np.zeros(len(self.judged.people), dtype=np.int64)
            for (person, on), worked in self.worked.items():
                if on == day:
                    minutes[person] = worked
            minutes[list(self.limits.tireless)] = -MOST_INTERPRETING
            self.by_day[day] = minutes
        return self.by_day[day]

    def _asked(self, row: int, person: int, serving: Mapping[str, Need]) -> str | None:
        """The same for somebody with a waiver of a rule between engagements."""
        of = self.judged.people[person].id
        others = [self.judged.needs[other] for other, column in self.seated.items() if column == person]
        stay = [serving[of]] if of in serving else []
        return clash_of(self.instance, of, self.judged.needs[row], [*stay, *others])
