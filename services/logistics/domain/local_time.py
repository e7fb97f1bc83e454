"""Local times around a change of the clocks: an hour shown twice is asked about, never guessed."""

from datetime import datetime

from shared.errors import Invalid


class TimeIsAmbiguous(Invalid):
    """The clocks show this hour twice on that day; add the offset from UTC, such as +02:00."""

    code = "time_is_ambiguous"


def only_one(at: datetime) -> datetime:
    """The moment, if the clock showed it once."""
    if at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset():
        raise TimeIsAmbiguous(value=at.replace(tzinfo=None).isoformat())
    return at
