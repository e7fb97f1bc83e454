"""Which engagements one person cannot both serve, for a whole edition at once; the same answers as `clash`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from services.matching.domain.duty import LEAST_REST, LONGEST_DUTY, Calendar
from services.matching.domain.need import Need
from services.matching.engine.table import Bools, Ints

DAY = 24 * 3600
LONGEST, REST = int(LONGEST_DUTY.total_seconds()), int(LEAST_REST.total_seconds())


@dataclass(frozen=True)
class Hours:
    """Shifts as whole seconds, the day of duty each belongs to, and the number of its place."""

    starts: Ints
    ends: Ints
    day: Ints
    minutes: Ints
    place: npt.NDArray[np.intp]


class Clock:
    """Turns needs of one edition into `Hours`; places are numbered as they come."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.places: dict[str | None, int] = {}
        self.days: dict[object, int] = {}

    def hours(self, needs: Sequence[Need], shift: int = 0) -> Hours:
        """The shift of this number of every need; a need that has fewer gets an empty one long ago."""
        shifts = [need.duties[shift] if shift < len(need.duties) else None for need in needs]
        numbers = [
            (int(s.starts.timestamp()), int(s.ends.timestamp()), self._day(s.starts), s.minutes)
            if s is not None
            else (-2 * DAY, -2 * DAY, -9, 0)
            for s in shifts
        ]
        columns = np.array(numbers, dtype=np.int64).reshape(len(needs), 4).T
        place = [self.places.setdefault(need.place, len(self.places)) for need in needs]
        starts, ends, day, minutes = columns
        return Hours(starts, ends, day, minutes, np.array(place, dtype=np.intp))

    def pauses(self) -> Ints:
        """Least seconds between engagements, place by place."""
        return np.array(
            [
                [int(self.calendar.travel.pause(a, b).total_seconds()) for b in self.places]
                for a in self.places
            ],
            dtype=np.int64,
        )

    def _day(self, moment: object) -> int:
        if moment not in self.days:
            self.days[moment] = self.calendar.day(moment)  # type: ignore[arg-type]
        return self.days[moment]


def too_close(some: Hours, others: Hours, pauses: Ints) -> Bools:
    """Whether they overlap, changeover and drive included."""
    pause = pauses[some.place[:, None], others.place[None, :]]
    found: Bools = (some.starts[:, None] < others.ends[None, :] + pause) & (
        others.starts[None, :] < some.ends[:, None] + pause
    )
    return found


def too_much(some: Hours, others: Hours) -> Bools:
    """Whether both make the day longer than a duty, or leave too little rest between two days."""
    short = ((some.ends - some.starts) < DAY)[:, None] & ((others.ends - others.starts) < DAY)[None, :]
    apart = some.day[:, None] - others.day[None, :]
    latest = np.maximum(some.ends[:, None], others.ends[None, :])
    span = latest - np.minimum(some.starts[:, None], others.starts[None, :])
    rest = np.where(
        apart == 1, some.starts[:, None] - others.ends[None, :], others.starts[None, :] - some.ends[:, None]
    )
    found: Bools = short & (((apart == 0) & (span > LONGEST)) | ((np.abs(apart) == 1) & (rest < REST)))
    return found


def among(needs: Sequence[Need], clock: Clock) -> tuple[Bools, Hours]:
    """Whether one person cannot serve both of two needs that are no stays, and their hours."""
    hours = clock.hours(needs)
    if not needs:
        return np.zeros((0, 0), dtype=np.bool_), hours
    found = too_close(hours, hours, clock.pauses()) | too_much(hours, hours)
    np.fill_diagonal(found, val=False)
    return found, hours


def with_stays(needs: Sequence[Need], stays: Sequence[Need], own: Bools, clock: Clock) -> Bools:
    """Whether whoever serves a stay cannot serve a need as well, needs by stays.

    `own` marks needs of the stay's own guest at which its interpreter is present anyway.
    """
    found = np.zeros((len(needs), len(stays)), dtype=np.bool_)
    if not needs or not stays:
        return found
    wanted = clock.hours(needs)
    for shift in range(max(len(stay.duties) for stay in stays)):
        hours = clock.hours(stays, shift)
        found |= (too_close(wanted, hours, clock.pauses()) & ~own) | too_much(wanted, hours)
    rows = {stay.id: column for column, stay in enumerate(stays)}
    for row, need in enumerate(needs):
        if need.relieves in rows:
            found[row, rows[need.relieves]] = True
    return found


def cliques(clashing: Bools, starts: Ints) -> list[frozenset[int]]:
    """Sets of engagements of which one person serves one at most, together covering every clash.

    Grown greedily in order of start; what overlaps at one moment ends up in one set.
    """
    order = np.argsort(starts, kind="stable")
    full = clashing[np.ix_(order, order)]
    left = np.triu(full)
    found: list[frozenset[int]] = []
    for first in range(len(order)):
        while left[first].any():
            members = [first]
            common = full[first].copy()
            for other in np.flatnonzero(left[first]):
                if common[other]:
                    members.append(int(other))
                    common &= full[other]
            for position, member in enumerate(members):
                left[member, members[position + 1 :]] = False
            found.append(frozenset(int(order[member]) for member in members))
    return found
