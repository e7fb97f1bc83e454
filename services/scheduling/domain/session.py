"""Sessions of the programme: they take their room and their speakers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.errors import Invalid


class SessionEndsBeforeItStarts(Invalid):
    """A session must end after it starts."""

    code = "session_ends_before_it_starts"


class SessionType(StrEnum):
    """Formats seen at the conferences (conferences 1.3)."""

    OPENING = "OPENING"
    CLOSING = "CLOSING"
    FORUM = "FORUM"
    ROUND_TABLE = "ROUND_TABLE"
    CONSULTATION = "CONSULTATION"
    SEMINAR = "SEMINAR"
    PROMOTION = "PROMOTION"
    SIGNING = "SIGNING"
    EXPO = "EXPO"
    BANQUET = "BANQUET"
    MAIN_FORUM = "MAIN_FORUM"
    RELEASE = "RELEASE"
    SUPPORTING = "SUPPORTING"
    VISIT = "VISIT"
    MATCHMAKING = "MATCHMAKING"


@dataclass
class Session:
    """A session; `room_id` is None for a site visit, `speakers` are guest ids."""

    id: str
    edition: str
    reference: str
    title: str
    title_zh: str
    session_type: SessionType
    room_id: str | None
    starts: datetime
    ends: datetime
    working_languages: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    version: int = 0

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise SessionEndsBeforeItStarts(session_id=self.id, starts=self.starts.isoformat())
