"""Which engagements one person cannot both serve, for a whole edition at once; the same answers as `clash`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from services.matching.domain.duty import LEAST_REST, LONGEST_DUTY, Calendar
from services.matching.domain.need import Need, is_present_anyway
from services.matching.engine.table import Bools, Ints

Codes = npt.NDArray[np.int8]
CODES = ("", "engaged", "travel", "duty", "rest", "interpreting")
"""The rules between engagements, most telling first."""

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


def codes_between(some: Hours, others: Hours, pauses: Ints, present: Bools | None = None) -> Codes:
    """For each pair of shifts the number of the rule in `CODES` that one person would break; 0 for none.

    Where `present` is true the person attends both in any case, and only the limits of the day count.
    """
    overlap = (some.starts[:, None] < others.ends[None, :]) & (others.starts[None, :] < some.ends[:, None])
    pause = pauses[some.place[:, None], others.place[None, :]]
    close = (some.starts[:, None] < others.ends[None, :] + pause) & (
        others.starts[None, :] < some.ends[:, None] + pause
    )
    if present is not None:
        overlap, close = overlap & ~present, close & ~present
    short = ((some.ends - some.starts) < DAY)[:, None] & ((others.ends - others.starts) < DAY)[None, :]
    apart = some.day[:, None] - others.day[None, :]
    latest = np.maximum(some.ends[:, None], others.ends[None, :])
    span = latest - np.minimum(some.starts[:, None], others.starts[None, :])
    rest = np.where(
        apart == 1, some.starts[:, None] - others.ends[None, :], others.starts[None, :] - some.ends[:, None]
    )
    long = short & (apart == 0) & (span > LONGEST)
    restless = short & (np.abs(apart) == 1) & (rest < REST)
    found: Codes = np.select([overlap, close, long, restless], [1, 2, 3, 4], default=0).astype(np.int8)
    return found


def most_telling(codes: Codes, more: Codes) -> Codes:
    """Of two answers to the same question the one that tells more: a lower number that is not 0."""
    found: Codes = np.where((codes == 0) | ((more > 0) & (more < codes)), more, codes)
    return found


def among(needs: Sequence[Need], clock: Clock) -> tuple[Codes, Hours]:
    """What keeps one person from serving both of two needs that are no stays, and their hours."""
    hours = clock.hours(needs)
    if not needs:
        return np.zeros((0, 0), dtype=np.int8), hours
    found = codes_between(hours, hours, clock.pauses())
    np.fill_diagonal(found, 0)
    return found, hours


def with_stays(needs: Sequence[Need], stays: Sequence[Need], clock: Clock) -> Codes:
    """What keeps whoever serves a stay from serving a need as well, needs by stays."""
    found = np.zeros((len(needs), len(stays)), dtype=np.int8)
    if not needs or not stays:
        return found
    present = _present(needs, stays)
    wanted = clock.hours(needs)
    for shift in range(max(len(stay.duties) for stay in stays)):
        hours = clock.hours(stays, shift)
        found = most_telling(found, codes_between(wanted, hours, clock.pauses(), present))
    columns = {stay.id: column for column, stay in enumerate(stays)}
    for row, need in enumerate(needs):
        if need.relieves in columns:
            found[row, columns[need.relieves]] = 1
    return found


def _present(needs: Sequence[Need], stays: Sequence[Need]) -> Bools:
    """Where the interpreter of a stay attends the engagement with the guest anyway."""
    found = np.zeros((len(needs), len(stays)), dtype=np.bool_)
    of_guest: dict[str, list[int]] = {}
    for column, stay in enumerate(stays):
        of_guest.setdefault(stay.guest_id, []).append(column)
    for row, need in enumerate(needs):
        for guest in need.party:
            for column in of_guest.get(guest, ()):
                found[row, column] = is_present_anyway(stays[column], need)
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
