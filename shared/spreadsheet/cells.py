"""One cell of a workbook as the text a person sees in it, dates and times in ISO form."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from types import NoneType
from typing import Any


def text_of(cell: Any) -> str:
    """Text as written; whole numbers without a decimal point; dates, times and durations in ISO form."""
    value = cell.value
    if isinstance(value, datetime):
        return _moment(value, shows_time="h" in str(cell.number_format).lower())
    return next(written(value) for kind, written in _WRITTEN if isinstance(value, kind))


def _moment(value: datetime, shows_time: bool) -> str:
    """Midnight counts as a time only where the cell shows times: a plain date has none."""
    whole = _whole_seconds(value)
    if not shows_time and whole.time() == time():
        return whole.date().isoformat()
    return whole.isoformat(sep=" ", timespec="seconds" if whole.second else "minutes")


def _whole_seconds(value: datetime) -> datetime:
    """Workbooks store days as fractions, which come out a few microseconds off."""
    return (value + timedelta(microseconds=500_000)).replace(microsecond=0)


def _clock(value: time) -> str:
    return value.isoformat(timespec="seconds" if value.second else "minutes")


def _duration(value: timedelta) -> str:
    minutes = round(value.total_seconds() / 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _number(value: float) -> str:
    """15 digits, as spreadsheet programs show; more would be noise of the binary form."""
    return f"{value:.15g}"


# The first kind that fits counts: in Python a yes or no is also a number, and a moment also a date.
_WRITTEN: tuple[tuple[type, Callable[[Any], str]], ...] = (
    (NoneType, lambda nothing: ""),
    (str, str),
    (bool, lambda answer: "yes" if answer else "no"),
    (time, _clock),
    (timedelta, _duration),
    (date, date.isoformat),
    (object, _number),
)
