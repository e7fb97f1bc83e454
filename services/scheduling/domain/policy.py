"""What an edition decides about its meetings: caps, and how grave each kind of conflict is."""

from dataclasses import dataclass, field
from enum import StrEnum

from shared.errors import Invalid


class CapOutOfRange(Invalid):
    """A guest may be asked for 1 to 20 meetings a day."""

    code = "cap_out_of_range"


class UnknownConflict(Invalid):
    """There is no such kind of conflict."""

    code = "unknown_conflict"


class GradeTooMild(Invalid):
    """Nobody can be in two places: such a conflict always blocks."""

    code = "grade_too_mild"


class Grade(StrEnum):
    """How grave a conflict is."""

    BLOCK = "block"
    """The plan must not be like this; a placement by hand that brings it about is refused."""
    BLOCK_RELEASE = "block_release"
    """The draft may be like this, but it is not released."""
    WARN = "warn"
    """Shown, and nothing more."""
    IGNORE = "ignore"
    """Not shown."""


ALWAYS_BLOCKING = frozenset({"host_taken", "room_taken", "guest_taken"})

GRADES = {
    "host_taken": Grade.BLOCK,
    "room_taken": Grade.BLOCK,
    "guest_taken": Grade.BLOCK,
    "guest_in_session": Grade.BLOCK,
    "guest_not_in_town": Grade.BLOCK_RELEASE,
    "guest_has_no_way_to_come": Grade.BLOCK_RELEASE,
    "guest_not_known": Grade.BLOCK_RELEASE,
    "rest_after_arrival": Grade.WARN,
    "too_many_a_day": Grade.WARN,
    "host_not_available": Grade.BLOCK_RELEASE,
    "host_held": Grade.BLOCK_RELEASE,
    "host_level_too_low": Grade.BLOCK_RELEASE,
    "delegation_not_allowed": Grade.BLOCK_RELEASE,
    "host_not_lower": Grade.WARN,
    "requested_time": Grade.WARN,
    "room_kind": Grade.WARN,
    "room_too_small": Grade.BLOCK_RELEASE,
    "room_closed": Grade.BLOCK_RELEASE,
    "room_held": Grade.BLOCK_RELEASE,
    "room_lacks_equipment": Grade.WARN,
    "room_does_not_admit": Grade.BLOCK_RELEASE,
    "no_interpreter": Grade.WARN,
    "language_not_interpreted": Grade.WARN,
    "meeting_unplaced": Grade.WARN,
    "session_rooms_overlap": Grade.BLOCK_RELEASE,
    "session_room_closed": Grade.WARN,
    "speaker_twice": Grade.BLOCK_RELEASE,
    "speaker_not_in_town": Grade.BLOCK_RELEASE,
    "speaker_gone": Grade.BLOCK_RELEASE,
    "texts_missing": Grade.WARN,
}
"""Every kind of conflict with its grade, unless an edition grades it otherwise."""


@dataclass
class Policy:
    """Decisions of one edition; `grades` holds only those that differ from the usual ones."""

    id: str
    edition: str
    most_a_day: int = 3
    grades: dict[str, Grade] = field(default_factory=dict)
    version: int = 0

    def __post_init__(self) -> None:
        if not 1 <= self.most_a_day <= 20:
            raise CapOutOfRange(most_a_day=self.most_a_day)
        for code, grade in self.grades.items():
            if code not in GRADES:
                raise UnknownConflict(conflict=code, known=sorted(GRADES))
            if code in ALWAYS_BLOCKING and grade is not Grade.BLOCK:
                raise GradeTooMild(conflict=code, grade=grade.value)

    def grade(self, code: str) -> Grade:
        """How grave this kind of conflict is here."""
        return self.grades.get(code, GRADES[code])
