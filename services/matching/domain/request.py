"""A request for interpreters that no other service announces: a banquet, a visit, an inspection, a press meeting."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.matching.domain.level import Rank
from services.matching.domain.need import Mode
from shared.errors import Invalid


class RequestKind(StrEnum):
    """What the interpreters are wanted for."""

    SESSION = "session"
    BANQUET = "banquet"
    SITE_VISIT = "site_visit"
    SIGN_INSPECTION = "sign_inspection"
    MEETING = "meeting"
    PRESS = "press"
    OTHER = "other"


class RequestBackwards(Invalid):
    """The engagement ends before it starts, or at the same moment."""

    code = "request_backwards"


@dataclass(kw_only=True)
class Request:
    """One engagement: where, from when until when, in which foreign languages, mode and number.

    `interpreters` is how many are wanted for each language; None leaves it to the table of team sizes.
    `guests` are ids of the guests it is for; it may be for nobody in particular.
    """

    id: str
    edition: str
    reference: str
    kind: RequestKind
    title: str = ""
    mode: Mode
    languages: tuple[str, ...]
    place: str
    starts: datetime
    ends: datetime
    rank: Rank = Rank.V5
    guests: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    interpreters: int | None = None
    withdrawn: bool = False
    version: int = 0

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise RequestBackwards(field="ends", value=self.ends.isoformat(), starts=self.starts.isoformat())

    def withdraw(self) -> "Request":
        """No longer asked for; once is enough."""
        return self if self.withdrawn else replace(self, withdrawn=True)


def request_id(edition: str, reference: str) -> str:
    """E.g. `ipec-2019.q.BANQUET`."""
    return f"{edition}.q.{reference}"
