"""One drive of one vehicle with its guests."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.logistics.domain.leg import TripKind
from services.logistics.domain.place import Place
from services.logistics.domain.vehicle import VehicleKind


class TripState(StrEnum):
    """Planned trips bind a vehicle; cancelled ones are kept to be read."""

    PLANNED = "planned"
    CANCELLED = "cancelled"


@dataclass
class Trip:
    """A vehicle takes these guests from one place to another.

    `leg_ids` are sorted and name what each of `guest_ids`, in the same order, is driven for: the arrival's
    id, or `<meeting>.to.<guest>` and `<meeting>.back.<guest>`. `meeting_id` is set when the trip is for one
    meeting.
    """

    id: str
    edition: str
    kind: TripKind
    origin: Place
    destination: Place
    departs: datetime
    arrives: datetime
    vehicle_id: str
    plate: str
    vehicle_kind: VehicleKind
    leg_ids: tuple[str, ...]
    guest_ids: tuple[str, ...]
    meeting_id: str | None = None
    state: TripState = TripState.PLANNED
    version: int = 0
