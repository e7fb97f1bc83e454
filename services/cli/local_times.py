"""Times as people type them: without an offset they are those of the edition's own clock, wherever the desk is."""

from datetime import datetime
from zoneinfo import ZoneInfo

import typer

from services.cli.client import Api


def read_time(written: str) -> datetime:
    """2019-08-28T15:00 or 2019-08-28 15:00, with seconds or an offset such as +08:00 where wanted."""
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        raise typer.BadParameter(f"{written} is no time such as 2019-08-28T15:00") from None


class Clock:
    """The clock of one edition, asked for once."""

    def __init__(self, api: Api, edition: str) -> None:
        self.zone = ZoneInfo(api.get(f"/editions/{edition}")["timezone"])

    def moment(self, at: datetime) -> str:
        """The moment with its offset; an hour that the clock leaves out or shows twice is asked about."""
        if at.tzinfo is not None:
            return at.isoformat()
        local = at.replace(tzinfo=self.zone)
        if local.utcoffset() != local.replace(fold=1).utcoffset():
            raise typer.BadParameter(f"the clocks change at {at}; add the offset from UTC, such as +02:00")
        return local.isoformat()
