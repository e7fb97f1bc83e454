"""An interpreter of the roster: languages, levels, consent of the home unit, pledge, and times of service."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from services.matching.domain.absence import Absence
from services.matching.domain.competence import LanguageClass, Tier
from services.matching.domain.level import Level


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


@dataclass(kw_only=True)
class Interpreter:
    """One person of one edition's roster.

    `languages` are the foreign ones (ISO 639-1), `classes` those that are not B. `level` holds in every mode
    without a value of its own in `mode_levels`. `booth` marks simultaneous staff kept for the booths.
    `conflicts` names organisations for whose guests the person may not work. `home_place` is the zone of the
    home unit, `practised` what the person did in former editions, e.g. `SIMULTANEOUS` or `CONSECUTIVE:V1`.
    `person` is one human being over all editions; phone and email are shown to coordinators only.
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
    tier: Tier = Tier.CORE
    classes: dict[str, LanguageClass] = field(default_factory=dict)
    mode_levels: dict[str, Level] = field(default_factory=dict)
    home_place: str = ""
    practised: tuple[str, ...] = ()
    person: str = ""
    phone: str = ""
    email: str = ""
    version: int = 0

    @property
    def person_id(self) -> str:
        """The same human being in other editions; the reference where nothing else was said."""
        return self.person or self.reference

    @property
    def may_serve(self) -> bool:
        """Lent by the home unit and pledged: without both nobody serves."""
        return self.consent is Consent.GIVEN and self.pledge_signed_on is not None

    def class_of(self, language: str) -> LanguageClass | None:
        """How the person works in a foreign language; None: not at all."""
        return self.classes.get(language, LanguageClass.B) if language in self.languages else None

    def speaks(self, language: str) -> bool:
        """Whether the person interprets both ways between Chinese and this language."""
        return self.class_of(language) in (LanguageClass.A, LanguageClass.B)

    def hears(self, language: str) -> bool:
        """Whether the person interprets at least out of this language into Chinese."""
        return language in self.languages

    def level_in(self, mode: str) -> Level:
        """The level in one mode of interpreting."""
        return self.mode_levels.get(mode, self.level)

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

    def back_from(self, starts: datetime, ends: datetime) -> "Interpreter":
        """Without the absence of these times; there being none changes nothing."""
        left = tuple(a for a in self.absences if (a.starts, a.ends) != (starts, ends))
        return self if left == self.absences else replace(self, absences=left)
