"""The clock of the city, by which nights, hours and days of schedules are told: all its gates keep that time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

CITY = ZoneInfo("Asia/Shanghai")


def day_here(at: datetime) -> date:
    """The day that the city's calendar shows at a moment."""
    return at.astimezone(CITY).date()
