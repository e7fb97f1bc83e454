"""A stay ends at night by itself: hardly anybody scans out in the evening, and everybody comes again in the morning."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

NIGHT_ENDS = timedelta(hours=4)
"""By the clock of the edition's place: banquets are over, and no breakfast has begun."""


def day_began(at: datetime, timezone: str) -> datetime:
    """The last end of a night before this moment; desks reckon the same (`dayBegan` in `night.ts`)."""
    local = at.astimezone(ZoneInfo(timezone))
    since_midnight = timedelta(
        hours=local.hour, minutes=local.minute, seconds=local.second, microseconds=local.microsecond
    )
    into_day = since_midnight - NIGHT_ENDS
    return at - (into_day if into_day >= timedelta(0) else into_day + timedelta(days=1))


def is_one_day(earlier: datetime, later: datetime, timezone: str) -> bool:
    """Whether no night lies between the two."""
    return earlier >= day_began(later, timezone)
