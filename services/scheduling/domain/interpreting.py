"""What scheduling has heard from matching: who interprets what, when they are away, and whom they serve."""

from dataclasses import dataclass
from datetime import datetime


@dataclass
class InterpreterFact:
    """An interpreter as matching last announced them; `available` means lent and pledged."""

    id: str
    edition: str
    languages: tuple[str, ...]
    available: bool
    booth: bool
    version: int = 0


@dataclass
class AbsenceFact:
    """A stretch of time in which an interpreter cannot serve; `ended`: it no longer holds."""

    id: str
    edition: str
    interpreter_id: str
    starts: datetime
    ends: datetime
    ended: bool = False
    version: int = 0


STAY = "one_to_one"
"""The purpose of a demand that lasts a guest's whole stay."""


@dataclass
class EngagementFact:
    """A demand as matching last decided it; `interpreter_id` is None while nobody serves it."""

    id: str
    edition: str
    purpose: str
    guest_id: str
    meeting_id: str | None
    interpreter_id: str | None
    starts: datetime
    ends: datetime
    interpreter_name: str = ""
    version: int = 0
