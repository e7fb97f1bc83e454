"""One guest's need to be driven from one place to another at a time, whoever else is in the car."""

from dataclasses import dataclass
from enum import StrEnum

from services.logistics.domain.place import Place, driving_minutes
from services.logistics.domain.rank import Rank
from services.logistics.domain.riding import RIDING, Riding


class TripKind(StrEnum):
    """What a drive is for."""

    PICK_UP = "pick_up"
    TRANSFER = "transfer"
    RETURN = "return"


@dataclass(frozen=True)
class Leg:
    """A guest to be driven from `origin` to `destination`, leaving between `earliest` and `latest`.

    Both are whole minutes as `instant` counts them; waiting is counted from `earliest`. `meeting_id` names
    the meeting a transfer leads to or a return comes from.
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

    @property
    def riding(self) -> Riding:
        """The courtesy of the road due to the guest."""
        return RIDING[self.rank]

    @property
    def company(self) -> tuple[str, str, str, str]:
        """Legs may share a car only when this is equal: same purpose, same way, ranks that ride together."""
        return self.kind.value, self.origin.value, self.destination.value, self.riding.company

    @property
    def minutes(self) -> int:
        """How long the drive takes at the planning value."""
        return driving_minutes(self.origin, self.destination)

    def may_leave_at(self, minute: int) -> bool:
        """Whether the guest is ready by then and has not waited longer than allowed."""
        return self.earliest <= minute <= self.latest
