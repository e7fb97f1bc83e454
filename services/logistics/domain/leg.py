"""One guest's need to be driven from one place to another at a time, whoever else is in the car."""

from dataclasses import dataclass
from enum import StrEnum

from services.logistics.domain.place import SIGHTS, Place
from services.logistics.domain.rank import Rank
from services.logistics.domain.riding import BY_BOAT, RIDING, Riding


class TripKind(StrEnum):
    """What a drive is for."""

    PICK_UP = "pick_up"
    TRANSFER = "transfer"
    RETURN = "return"
    SEND_OFF = "send_off"


@dataclass(frozen=True)
class Leg:
    """A guest to be driven from `origin` to `destination`, leaving between `earliest` and `latest`.

    Both are whole minutes as `instant` counts them; waiting is what `waiting` says. `meeting_id` names
    the meeting or outing a transfer leads to or a return comes from. `bags` are pieces of luggage,
    `companions` people on guest seats beside the guest; `due` is the minute by which the guest must be there.
    """

    id: str
    guest_id: str
    rank: Rank
    kind: TripKind
    origin: Place
    destination: Place
    earliest: int
    latest: int
    meeting_id: str | None = None
    bags: int = 0
    companions: int = 0
    due: int | None = None

    @property
    def riding(self) -> Riding:
        """The courtesy of the road due to the guest."""
        return BY_BOAT if self.by_boat else RIDING[self.rank]

    @property
    def company(self) -> tuple[str, str, str, str]:
        """Legs may share a car only when this is equal: same purpose, same way, ranks that ride together."""
        return self.kind.value, self.origin.value, self.destination.value, self.riding.company

    @property
    def by_boat(self) -> bool:
        """Whether only boats go there."""
        return self.origin in SIGHTS or self.destination in SIGHTS

    @property
    def load(self) -> int:
        """Seats for the guest and companions, and for the interpreter where one rides along."""
        return RIDING[self.rank].load(self.companions)

    @property
    def at_best(self) -> int:
        """The minute at which leaving costs the guest no waiting.

        Whoever has arrived waits at the gate until the car leaves. Whoever leaves is at the hotel until then, and
        waits at the gate of departure for being there earlier than need be.
        """
        return self.latest if self.kind is TripKind.SEND_OFF else self.earliest

    def waiting(self, departs: int) -> int:
        """Minutes the guest waits at a gate when the car leaves then."""
        return abs(departs - self.at_best)

    def may_leave_at(self, minute: int) -> bool:
        """Whether the guest is ready by then and has not waited longer than allowed."""
        return self.earliest <= minute <= self.latest
