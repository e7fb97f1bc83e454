"""What scheduling has heard from logistics of the cars that bring guests to their meetings."""

from dataclasses import dataclass
from datetime import datetime


@dataclass
class TripFact:
    """A trip as logistics last announced it."""

    id: str
    edition: str
    meeting_id: str | None
    guest_ids: tuple[str, ...]
    arrives: datetime
    cancelled: bool
    version: int = 0
