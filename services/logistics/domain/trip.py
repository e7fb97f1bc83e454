"""One drive of one vehicle, and how two plans of drives differ."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.logistics.domain.leg import TripKind
from services.logistics.domain.place import Place


class TripState(StrEnum):
    """Planned trips bind a vehicle; cancelled ones are kept to be read."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Rider:
    """A guest on a trip, and the leg that this trip serves."""

    leg_id: str
    guest_id: str
    meeting_id: str | None = None


@dataclass
class Trip:
    """A vehicle takes these guests from one place to another; riders are sorted by leg."""

    id: str
    edition: str
    kind: TripKind
    origin: Place
    destination: Place
    departs: datetime
    arrives: datetime
    vehicle_id: str
    plate: str
    vehicle_kind: str
    riders: tuple[Rider, ...]
    state: TripState = TripState.PLANNED
    version: int = 0

    @property
    def guest_ids(self) -> tuple[str, ...]:
        """The guests on board, in the order of the riders."""
        return tuple(rider.guest_id for rider in self.riders)

    @property
    def meeting_id(self) -> str | None:
        """The meeting the trip is for, when it is for one only."""
        meetings = {rider.meeting_id for rider in self.riders}
        return meetings.pop() if len(meetings) == 1 else None
