"""What is asked of an interpreter: whom to serve, from when until when, in which language, mode and level."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.matching.domain.level import Level, Rank, floor_for
from services.matching.domain.travel import USUAL_TRAVEL, Travel


class Purpose(StrEnum):
    """What the need is for; every seat in a booth is a need of its own."""

    ONE_TO_ONE = "one_to_one"
    MEETING = "meeting"
    BOOTH = "booth"
    TOAST = "toast"
    VISIT = "visit"
    INSPECTION = "inspection"
    RELIEF = "relief"


class Mode(StrEnum):
    """How the interpreter works; one-to-one service is escort interpreting."""

    ESCORT = "ESCORT"
    CONSECUTIVE = "CONSECUTIVE"
    SIMULTANEOUS = "SIMULTANEOUS"
    WHISPERED = "WHISPERED"


class Direction(StrEnum):
    """Between Chinese and the foreign language both ways, or one way only."""

    BOTH = "both"
    INTO_FOREIGN = "into"
    FROM_FOREIGN = "from"


@dataclass(frozen=True, order=True)
class Shift:
    """Hours of duty inside a longer engagement, and the minutes of interpreting expected in them."""

    starts: datetime
    ends: datetime
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Need:
    """A need for one interpreter, from `starts` up to `ends`.

    `party` are the guests present; an interpreter bound to one of them is there anyway. `fallback` is a
    language the guest can work in; it counts only when `fallback_accepted_by` names who accepted it.
    `refuses` holds interpreter references, `organisation` the guest's own. `shifts` are the hours of duty of
    an engagement that goes over days; without them it is one shift. Seats of one booth team share `team`;
    `extra` is a seat the association's table asks for above the local minimum. `relieves` is the stay whose
    interpreter cannot serve these hours.
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
    direction: Direction = Direction.BOTH
    shifts: tuple[Shift, ...] = ()
    team: str | None = None
    booth: str | None = None
    seat: int = 0
    extra: bool = False
    relieves: str | None = None
    session_id: str | None = None
    request_id: str | None = None
    gathering_id: str | None = None

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

    @property
    def is_in_order(self) -> bool:
        """Whether it ends after it starts, and each of its shifts too."""
        return self.starts < self.ends and all(shift.starts < shift.ends for shift in self.shifts)

    @property
    def is_stay(self) -> bool:
        """Whether it is one guest's whole stay."""
        return self.purpose is Purpose.ONE_TO_ONE

    @property
    def duties(self) -> tuple[Shift, ...]:
        """The hours on duty: the shifts, or the whole engagement as one."""
        if self.shifts:
            return self.shifts
        minutes = 0 if self.is_stay else int((self.ends - self.starts).total_seconds()) // 60
        return (Shift(self.starts, self.ends, minutes),)

    def collides_with(self, other: "Need", travel: Travel = USUAL_TRAVEL) -> bool:
        """Whether one person cannot serve both: they overlap, changeover and drive included.

        A guest's escort is in the guest's meetings, so the stay of somebody in the party does not collide;
        whoever relieves an escort is not that escort.
        """
        if self.relieves == other.id or other.relieves == self.id:
            return True
        if is_present_anyway(self, other) or is_present_anyway(other, self):
            return False
        pause = travel.pause(self.place, other.place)
        return any(
            mine.starts < theirs.ends + pause and theirs.starts < mine.ends + pause
            for mine in self.duties
            for theirs in other.duties
        )


def is_present_anyway(stay: Need, engagement: Need) -> bool:
    """Whether the interpreter of this stay attends the engagement with the guest in any case."""
    return (
        stay.is_stay
        and engagement.purpose in (Purpose.MEETING, Purpose.TOAST, Purpose.VISIT)
        and stay.guest_id in engagement.party
    )
