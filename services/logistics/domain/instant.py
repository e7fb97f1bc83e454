"""Times as whole minutes, in which plans are made: exact to add, cheap to compare, free of zones."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def minute_from(at: datetime) -> int:
    """The first whole minute not before `at`, counted from 1970 in UTC."""
    return -((_EPOCH - at) // _MINUTE)


def minute_until(at: datetime) -> int:
    """The last whole minute not after `at`, counted from 1970 in UTC."""
    return (at - _EPOCH) // _MINUTE


def time_of(minute: int) -> datetime:
    """The aware time of a minute counted from 1970 in UTC."""
    return _EPOCH + minute * _MINUTE


def whole_milliseconds(at: datetime) -> datetime:
    """The moment in UTC to the millisecond, as it is stored: what is sent again is known again."""
    moment = at.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
