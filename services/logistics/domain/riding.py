"""Who rides with whom, in what kind of car, and how many seats they need.

V1 and V2 have a sedan of their own, with the interpreter beside the driver. V3 ride with V3 only, in a
sedan or seven-seater; each has an interpreter, the first beside the driver, the others on a guest's seat.
V4 and V5 are pooled by head-count, not in sedans: the reception rules keep those for the few important
guests. Only while a closure bars coaches or seven-seaters do V4 and V5 ride in sedans too.
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
    instead: tuple[VehicleKind, ...] = ()
    """Kinds that may be used as well while a closure bars one of `kinds`."""

    def load(self, companions: int) -> int:
        """Seats that a guest takes with companions and, where there is one, the interpreter."""
        return 1 + companions + int(self.with_interpreter)

    def room(self, seats: int) -> int:
        """Seats for all of them in a vehicle with so many guest seats: interpreters may sit in front."""
        return seats + FRONT_SEATS if self.with_interpreter else seats


_OWN_SEDAN = Riding("own", (VehicleKind.SEDAN,), alone=True, with_interpreter=True)
_HEADS = Riding("heads", (VehicleKind.SEDAN, VehicleKind.SEVEN_SEATER), alone=False, with_interpreter=True)
_DELEGATES = Riding(
    "delegates",
    (VehicleKind.SEVEN_SEATER, VehicleKind.COACH_19, VehicleKind.COACH_45),
    alone=False,
    with_interpreter=False,
    instead=(VehicleKind.SEDAN,),
)

BY_BOAT = Riding(
    "boat", (VehicleKind.FAST_BOAT, VehicleKind.REGULAR_BOAT), alone=False, with_interpreter=False
)
"""Everybody takes the same boats."""

RIDING = MappingProxyType(
    {Rank.V1: _OWN_SEDAN, Rank.V2: _OWN_SEDAN, Rank.V3: _HEADS, Rank.V4: _DELEGATES, Rank.V5: _DELEGATES}
)
