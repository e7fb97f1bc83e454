"""The fleet: what kinds of car there are, and one car with its driver."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

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


class VehicleWithoutDriver(Invalid):
    """A vehicle needs at least one driver."""

    code = "vehicle_without_driver"


USUAL_BAGS = MappingProxyType(
    {
        VehicleKind.SEDAN: 4,
        VehicleKind.SEVEN_SEATER: 8,
        VehicleKind.COACH_19: 30,
        VehicleKind.COACH_45: 90,
        VehicleKind.FAST_BOAT: 60,
        VehicleKind.REGULAR_BOAT: 300,
    }
)
"""Pieces of luggage a vehicle of each kind carries beside its passengers; the planner's background values."""


@dataclass
class Vehicle:
    """One car, coach or boat of an edition, with its driver; `seats` are those for guests.

    `bags` is how many pieces of luggage it carries, 0 stands for the usual of its kind; `drivers` how many
    people take turns at the wheel, which makes the duty so many times as long.
    """

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
    bags: int = 0
    drivers: int = 1

    @property
    def carries(self) -> int:
        """Pieces of luggage."""
        return self.bags or USUAL_BAGS[self.kind]

    def __post_init__(self) -> None:
        if self.seats < 1:
            raise VehicleWithoutSeats(field="seats", value=self.seats)
        if self.drivers < 1:
            raise VehicleWithoutDriver(field="drivers", value=self.drivers)
        if self.base not in ZONES:
            raise BaseOutsideTown(field="base", value=self.base.value)
