"""A time in which an interpreter cannot serve."""

from dataclasses import dataclass
from datetime import datetime

from shared.errors import Invalid


class AbsenceBackwards(Invalid):
    """An absence ends before it starts, or at the same moment."""

    code = "absence_backwards"


@dataclass(frozen=True)
class Absence:
    """From `starts` up to but not including `ends`."""

    starts: datetime
    ends: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise AbsenceBackwards(starts=self.starts.isoformat(), ends=self.ends.isoformat())

    def overlaps(self, starts: datetime, ends: datetime) -> bool:
        """Whether any moment of the other interval falls into the absence."""
        return self.starts < ends and starts < self.ends
