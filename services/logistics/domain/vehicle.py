"""The fleet: what kinds of car there are, and one car with its driver."""

from dataclasses import dataclass
from enum import StrEnum

from services.logistics.domain.place import ZONES, Place
from shared.errors import Invalid


class VehicleKind(StrEnum):
    """Kinds of vehicle, smallest first, then the boats to Putuoshan."""

    SEDAN = "SEDAN"
    SEVEN_SEATER = "SEVEN_SEATER"
    COACH_19 = "COACH_19"
    COACH_45 = "COACH_45"
    FAST_BOAT = "FAST_BOAT"
    REGULAR_BOAT = "REGULAR_BOAT"


class BaseOutsideTown(Invalid):
    """A vehicle is based in a zone of the city, because every trip begins or ends there."""

    code = "base_outside_town"


class VehicleWithoutSeats(Invalid):
    """A vehicle needs at least one seat for a guest."""

    code = "vehicle_without_seats"


@dataclass
class Vehicle:
    """One car or coach of an edition, with its driver; `seats` are those for guests."""

    id: str
    edition: str
    reference: str
    plate: str
    kind: VehicleKind
    seats: int
    driver: str
    phone: str
    base: Place
    version: int = 0

    def __post_init__(self) -> None:
        if self.seats < 1:
            raise VehicleWithoutSeats(field="seats", value=self.seats)
        if self.base not in ZONES:
            raise BaseOutsideTown(field="base", value=self.base.value)
