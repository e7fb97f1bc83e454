"""How long it takes from touching down to standing at the kerb, and who may use the VIP lane.

The international values come from the planner's matrix (immigration and baggage 60 minutes, VIP lane 25); the
others are the planner's background values. Data, so that an organiser's own figures can replace them.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from services.logistics.domain.rank import Rank


class Mode(StrEnum):
    """How a guest travels to the city."""

    FLIGHT = "flight"
    TRAIN = "train"
    ROAD = "road"
    SHIP = "ship"


@dataclass(frozen=True)
class Clearance:
    """Minutes between arriving and being ready to be driven off."""

    ordinary: int
    vip_lane: int


INTERNATIONAL = MappingProxyType(
    {
        Mode.FLIGHT: Clearance(ordinary=60, vip_lane=25),
        Mode.SHIP: Clearance(ordinary=60, vip_lane=25),
        Mode.TRAIN: Clearance(ordinary=60, vip_lane=25),
        Mode.ROAD: Clearance(ordinary=0, vip_lane=0),
    }
)
DOMESTIC = MappingProxyType(
    {
        Mode.FLIGHT: Clearance(ordinary=20, vip_lane=20),
        Mode.SHIP: Clearance(ordinary=20, vip_lane=20),
        Mode.TRAIN: Clearance(ordinary=15, vip_lane=15),
        Mode.ROAD: Clearance(ordinary=0, vip_lane=0),
    }
)


def uses_vip_lane(rank: Rank | None) -> bool:
    """Ministers, ambassadors, governors pass through the VIP lane; an unknown rank does not count on it."""
    return rank in (Rank.V1, Rank.V2)


def clearance_minutes(mode: Mode, *, international: bool, vip_lane: bool) -> int:
    """Minutes from arriving to being ready for the car."""
    clearance = (INTERNATIONAL if international else DOMESTIC)[mode]
    return clearance.vip_lane if vip_lane else clearance.ordinary
