"""Who rides with whom, in what kind of car, and how many seats they need.

V1 and V2 have a sedan of their own, with the interpreter beside the driver. V3 ride with V3 only, in a
sedan or seven-seater; each has an interpreter, the first beside the driver, the others on a guest's seat.
V4 and V5 are pooled by head-count, not in sedans: the reception rules keep those for the few important
guests.
"""

from dataclasses import dataclass
from types import MappingProxyType

from services.logistics.domain.rank import Rank
from services.logistics.domain.vehicle import VehicleKind

FRONT_SEATS = 1


@dataclass(frozen=True)
class Riding:
    """The courtesy of the road due to a rank."""

    company: str
    kinds: tuple[VehicleKind, ...]
    alone: bool
    with_interpreter: bool

    def seats_for(self, guests: int) -> int:
        """Guest seats that so many guests need, with their interpreters behind the first."""
        behind = max(0, guests - FRONT_SEATS) if self.with_interpreter else 0
        return guests + behind

    def guests_in(self, seats: int) -> int:
        """How many guests of this courtesy fit on so many guest seats."""
        if self.alone:
            return min(1, seats)
        return (seats + FRONT_SEATS) // 2 if self.with_interpreter else seats


_OWN_SEDAN = Riding("own", (VehicleKind.SEDAN,), alone=True, with_interpreter=True)
_HEADS = Riding("heads", (VehicleKind.SEDAN, VehicleKind.SEVEN_SEATER), alone=False, with_interpreter=True)
_DELEGATES = Riding(
    "delegates",
    (VehicleKind.SEVEN_SEATER, VehicleKind.COACH_19, VehicleKind.COACH_45),
    alone=False,
    with_interpreter=False,
)

RIDING = MappingProxyType(
    {Rank.V1: _OWN_SEDAN, Rank.V2: _OWN_SEDAN, Rank.V3: _HEADS, Rank.V4: _DELEGATES, Rank.V5: _DELEGATES}
)
