"""What is asked of an interpreter: whom to serve, from when until when, in which language, mode and level."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.matching.domain.level import Level, Rank, floor_for

CHANGEOVER = timedelta(minutes=10)
"""Least time between two engagements in one place; the buffer scheduling keeps for rooms and hosts."""

TRANSFER = timedelta(minutes=60)
"""Least time between engagements in two places; the longest planning drive between zones is 50 minutes."""


class Purpose(StrEnum):
    """One guest's whole stay, or one meeting."""

    ONE_TO_ONE = "one_to_one"
    MEETING = "meeting"


class Mode(StrEnum):
    """How the interpreter works; one-to-one service is escort interpreting."""

    ESCORT = "ESCORT"
    CONSECUTIVE = "CONSECUTIVE"
    SIMULTANEOUS = "SIMULTANEOUS"


@dataclass(frozen=True, kw_only=True)
class Need:
    """A need for one interpreter, from `starts` up to `ends`.

    `party` are the guests present; an interpreter bound to one of them is there anyway. `fallback` is a
    language the guest can work in; it counts only when `fallback_accepted_by` names who accepted it.
    `refuses` holds interpreter references, `organisation` the guest's own.
    """

    id: str
    purpose: Purpose
    guest_id: str
    rank: Rank
    language: str
    starts: datetime
    ends: datetime
    mode: Mode = Mode.ESCORT
    fallback: str | None = None
    fallback_accepted_by: str | None = None
    party: tuple[str, ...] = ()
    place: str | None = None
    organisation: str = ""
    refuses: tuple[str, ...] = ()
    gender: str | None = None
    topics: tuple[str, ...] = ()
    meeting_id: str | None = None

    @property
    def floor(self) -> Level:
        """Lowest level that may serve: by rank; simultaneous work calls for C2S."""
        by_rank = floor_for(self.rank)
        return Level.C2S if self.mode is Mode.SIMULTANEOUS else by_rank

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages the guest may be served in, best first."""
        if self.fallback is None or not self.fallback_accepted_by or self.fallback == self.language:
            return (self.language,)
        return (self.language, self.fallback)

    def collides_with(self, other: "Need") -> bool:
        """Whether one person cannot serve both: they overlap, changeover and transfer included.

        A guest's escort is in the guest's meetings, so the stay of somebody in the party does not collide.
        """
        if _escort_is_present(self, other) or _escort_is_present(other, self):
            return False
        pause = CHANGEOVER if self.place is not None and self.place == other.place else TRANSFER
        return self.starts < other.ends + pause and other.starts < self.ends + pause


def _escort_is_present(stay: Need, meeting: Need) -> bool:
    return (
        stay.purpose is Purpose.ONE_TO_ONE
        and meeting.purpose is Purpose.MEETING
        and stay.guest_id in meeting.party
    )
