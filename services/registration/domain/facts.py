"""What other services announced about our guests, kept for the guest's own page."""

from dataclasses import dataclass
from datetime import datetime


@dataclass
class AssignmentFact:
    """A demand for an interpreter and who serves it; `standing` is assigned, released, unfilled or closed."""

    id: str
    edition: str
    guest_id: str
    purpose: str
    standing: str
    starts: datetime
    ends: datetime
    meeting_id: str | None = None
    interpreter_id: str | None = None
    interpreter_name: str = ""
    serves_in: str = ""
    fallback: bool = False
    version: int = 0


@dataclass
class MeetingFact:
    """A leaders' meeting, guest of honour first; `standing`: requested, scheduled, unplaceable, cancelled."""

    id: str
    edition: str
    guest_ids: tuple[str, ...]
    meeting_kind: str
    standing: str
    host_name: str = ""
    delegated: bool = False
    room_name: str = ""
    place: str = ""
    starts: datetime | None = None
    ends: datetime | None = None
    version: int = 0


@dataclass
class TripFact:
    """A drive; `standing` is planned or cancelled."""

    id: str
    edition: str
    guest_ids: tuple[str, ...]
    trip_kind: str
    standing: str
    plate: str
    from_place: str
    to_place: str
    departs: datetime
    arrives: datetime
    version: int = 0
