"""How dates, times and spans of time are read from cells; every time comes out aware."""

import re
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from shared.errors import Invalid

_DATE = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_OFFSET = re.compile(r"(Z|[+-]\d{2}:?\d{2})$")


def day(cell: str, zone: ZoneInfo) -> date:
    """A calendar day of 1900 to 2100: 2019-10-18, 2019/10/18, 2019.10.18 or 2019年10月18日.

    Other orders are refused, because 10/11/2019 is two days.
    """
    found = _DATE.fullmatch(cell)
    try:
        read = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        read = None
    if read is None or not 1900 <= read.year <= 2100:
        raise Invalid("Write the day as year-month-day, such as 2019-10-18.", code="not_a_date")
    return read


def clock_time(cell: str, zone: ZoneInfo) -> str:
    """A time of day as HH:MM."""
    hour, minute, _ = _clock(cell)
    return f"{hour:02}:{minute:02}"


def moment(cell: str, zone: ZoneInfo) -> datetime:
    """A day and a time, such as 2019-10-18 08:30, in the zone of the row unless an offset follows."""
    written, offset = _without_offset(cell.replace("T", " "))
    parts = written.split()
    if len(parts) != 2:
        raise Invalid("Write day and time, such as 2019-10-18 08:30.", code="not_a_time")
    on, (hour, minute, second) = day(parts[0], zone), _clock(parts[1])
    local = datetime(on.year, on.month, on.day, hour, minute, second, tzinfo=zone)
    return local.replace(tzinfo=_fixed(offset)) if offset else _only_one(local)


def span(cell: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Two moments divided by a slash, such as 2019-10-17 08:00/2019-10-17 12:00; the second is later.

    The days inside a span are written with - so that the slash stands between the two only.
    """
    parts = cell.split("/")
    if len(parts) != 2:
        raise Invalid(
            "Write two times with / between, such as 2019-10-17 08:00/2019-10-17 12:00.", code="not_a_span"
        )
    starts, ends = (moment(part.strip(), zone) for part in parts)
    if ends <= starts:
        raise Invalid("The end must be later than the start.", code="ends_before_start")
    return starts, ends


def _clock(cell: str) -> tuple[int, int, int]:
    found = _CLOCK.fullmatch(cell)
    if found and int(found[1]) < 24 and int(found[2]) < 60 and int(found[3] or 0) < 60:
        return int(found[1]), int(found[2]), int(found[3] or 0)
    raise Invalid("Write the time of day as HH:MM, such as 08:30.", code="not_a_time")


def _without_offset(cell: str) -> tuple[str, str]:
    found = _OFFSET.search(cell) if ":" in cell else None
    return (cell[: found.start()], found[1].replace("Z", "+00:00")) if found else (cell, "")


def _only_one(local: datetime) -> datetime:
    """Refuses the hour that a change to summer time leaves out, and the one that the change back shows twice."""
    utc = ZoneInfo("UTC")
    if local.astimezone(utc).astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Invalid("The clocks leave this hour out on that day.", code="no_such_time")
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise Invalid(
            "The clocks show this hour twice on that day; add the offset from UTC, such as +02:00.",
            code="time_is_ambiguous",
        )
    return local


def _fixed(offset: str) -> timezone:
    """`+08:00` or `+0800`; no zone of the world is 15 hours or more from UTC."""
    minutes = int(offset[1:3]) * 60 + int(offset[-2:])
    if minutes >= 15 * 60:
        raise Invalid("Write the offset from UTC as +08:00.", code="not_a_time")
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
