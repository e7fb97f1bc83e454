"""Sessions of the programme: they take their room and their speakers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.errors import Invalid


class SessionEndsBeforeItStarts(Invalid):
    """A session must end after it starts."""

    code = "session_ends_before_it_starts"


class NotASpeaker(Invalid):
    """This guest does not speak in this session."""

    code = "not_a_speaker"


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
    RECEPTION = "RECEPTION"
    INTERVIEW = "INTERVIEW"
    COMMENDATION = "COMMENDATION"


@dataclass
class Session:
    """A session; `room_id` is None for a site visit, `speakers` are guest ids.

    Speakers owe their texts to the interpreters until `texts_due`; `texts_received` are those who gave them.
    """

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
    texts_due: datetime | None = None
    texts_received: tuple[str, ...] = ()
    version: int = 0

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise SessionEndsBeforeItStarts(session_id=self.id, starts=self.starts.isoformat())

    def texts_missing(self) -> tuple[str, ...]:
        """Speakers whose text the interpreters do not have yet."""
        return tuple(s for s in self.speakers if s not in self.texts_received)

    def receive_text(self, speaker: str) -> None:
        """Note a speaker's text; refuses somebody who does not speak here. The same text twice changes nothing."""
        if speaker not in self.speakers:
            raise NotASpeaker(session_id=self.id, guest_id=speaker)
        if speaker not in self.texts_received:
            self.texts_received = (*self.texts_received, speaker)
