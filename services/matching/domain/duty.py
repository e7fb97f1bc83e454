"""Duty, rest and working hours of one interpreter: what two engagements on top of each other break.

A day of duty begins at 04:00 in the edition's zone, so that a late banquet belongs to its evening. With days so
fixed every limit but the working hours is a matter of two engagements: the span of a day is that of its outermost
two, the rest between two days that of the last and the first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from services.matching.domain.need import Need, Shift, is_present_anyway
from services.matching.domain.travel import USUAL_TRAVEL, Travel

LONGEST_DUTY = timedelta(hours=12)
LEAST_REST = timedelta(hours=10)
MOST_INTERPRETING = 8 * 60
"""Minutes of interpreting a day (interpreting practice, 3.2)."""

DAY_BEGINS = timedelta(hours=4)


@dataclass(frozen=True)
class Calendar:
    """How days are counted and how long ways are: what the limits of one person depend on."""

    timezone: str = "Asia/Shanghai"
    travel: Travel = USUAL_TRAVEL

    def day(self, moment: datetime) -> int:
        """The day of duty a moment belongs to, as a number that rises by one each day."""
        return (moment.astimezone(ZoneInfo(self.timezone)) - DAY_BEGINS).toordinal()


def clash(first: Need, second: Need, calendar: Calendar) -> str | None:
    """The rule one person would break by serving both, most telling first; None: both can be served."""
    if first.relieves == second.id or second.relieves == first.id:
        return "engaged"
    together = is_present_anyway(first, second) or is_present_anyway(second, first)
    pause = calendar.travel.pause(first.place, second.place)
    found = {
        code
        for mine in first.duties
        for theirs in second.duties
        if (code := _clash_of(mine, theirs, pause, calendar, together)) is not None
    }
    return next((code for code in ("engaged", "travel", "duty", "rest") if code in found), None)


def _clash_of(mine: Shift, theirs: Shift, pause: timedelta, calendar: Calendar, together: bool) -> str | None:
    if not together and mine.starts < theirs.ends and theirs.starts < mine.ends:
        return "engaged"
    if not together and mine.starts < theirs.ends + pause and theirs.starts < mine.ends + pause:
        return "travel"
    if _is_longer_than_a_day(mine) or _is_longer_than_a_day(theirs):
        return None
    days = calendar.day(mine.starts) - calendar.day(theirs.starts)
    if days == 0:
        span = max(mine.ends, theirs.ends) - min(mine.starts, theirs.starts)
        return "duty" if span > LONGEST_DUTY else None
    if abs(days) == 1:
        rest = mine.starts - theirs.ends if days == 1 else theirs.starts - mine.ends
        return "rest" if rest < LEAST_REST else None
    return None


def _is_longer_than_a_day(shift: Shift) -> bool:
    """An engagement over days whose hours nobody has laid down yet has no daily limits."""
    return shift.ends - shift.starts >= timedelta(hours=24)


def is_within_a_duty(need: Need) -> bool:
    """Whether each of its shifts alone fits into one person's day of duty."""
    return all(s.ends - s.starts <= LONGEST_DUTY or _is_longer_than_a_day(s) for s in need.duties)


def is_within_working_hours(need: Need) -> bool:
    """Whether each of its shifts alone leaves one person within the working hours."""
    return all(s.minutes <= MOST_INTERPRETING or _is_longer_than_a_day(s) for s in need.duties)


def worked_minutes(needs: Iterable[Need], calendar: Calendar) -> dict[int, int]:
    """Minutes of interpreting by day of one person who serves these needs.

    An engagement of the guest whose stay the person serves is part of that stay's shift already.
    """
    engagements = list(needs)
    stays = [need for need in engagements if need.is_stay and need.shifts]
    by_day: dict[int, int] = {}
    for need in engagements:
        if any(is_present_anyway(stay, need) for stay in stays):
            continue
        for shift in need.duties:
            if not _is_longer_than_a_day(shift):
                day = calendar.day(shift.starts)
                by_day[day] = by_day.get(day, 0) + shift.minutes
    return by_day


def overworked(needs: Iterable[Need], calendar: Calendar) -> list[int]:
    """Days on which one person who serves all these would interpret for more than 8 hours."""
    return [day for day, minutes in worked_minutes(needs, calendar).items() if minutes > MOST_INTERPRETING]
