"""An interpreter of the roster: languages, level, consent of the home unit, pledge, and times of service."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from services.matching.domain.level import Level
from shared.errors import Invalid


class Team(StrEnum):
    """Official staff of the city, or people under contract for this edition."""

    OFFICIAL = "official"
    CONTRACT = "contract"


class Gender(StrEnum):
    """Asked for only where a guest wishes an interpreter of one gender."""

    FEMALE = "f"
    MALE = "m"


class Consent(StrEnum):
    """What the home unit said to lending its interpreter."""

    ASKED = "asked"
    GIVEN = "given"
    RECALLED = "recalled"


class AbsenceBackwards(Invalid):
    """An absence ends before it starts, or at the same moment."""

    code = "absence_backwards"


@dataclass(frozen=True)
class Absence:
    """A time in which the interpreter cannot serve; from `starts` up to but not including `ends`."""

    starts: datetime
    ends: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise AbsenceBackwards(starts=self.starts.isoformat(), ends=self.ends.isoformat())

    def overlaps(self, starts: datetime, ends: datetime) -> bool:
        """Whether any moment of the other interval falls into the absence."""
        return self.starts < ends and starts < self.ends


@dataclass(kw_only=True)
class Interpreter:
    """One person of one edition's roster.

    `languages` are the foreign ones (ISO 639-1); each works both ways with Chinese. `booth` marks
    simultaneous staff kept for the booths. `conflicts` names organisations for whose guests the person
    may not work.
    """

    id: str
    edition: str
    reference: str
    name: str
    name_zh: str = ""
    home_unit: str = ""
    team: Team = Team.OFFICIAL
    languages: tuple[str, ...]
    level: Level
    booth: bool = False
    topics: tuple[str, ...] = ()
    gender: Gender | None = None
    consent: Consent = Consent.ASKED
    pledge_signed_on: date | None = None
    available_from: datetime | None = None
    available_until: datetime | None = None
    absences: tuple[Absence, ...] = ()
    conflicts: tuple[str, ...] = ()
    version: int = 0

    def speaks(self, language: str) -> bool:
        """Whether the person interprets between Chinese and this language."""
        return language in self.languages

    def is_available(self, starts: datetime, ends: datetime) -> bool:
        """Whether the person can serve during all of this time."""
        if self.available_from is not None and starts < self.available_from:
            return False
        if self.available_until is not None and ends > self.available_until:
            return False
        return not any(absence.overlaps(starts, ends) for absence in self.absences)

    def absent(self, absence: Absence) -> "Interpreter":
        """With this absence noted; noting the same one again changes nothing."""
        known = {(a.starts, a.ends) for a in self.absences}
        if (absence.starts, absence.ends) in known:
            return self
        absences = sorted((*self.absences, absence), key=lambda a: (a.starts, a.ends))
        return replace(self, absences=tuple(absences))

    def recalled(self) -> "Interpreter":
        """With the home unit's consent taken back."""
        return replace(self, consent=Consent.RECALLED)
