"""What scheduling has heard of a guest: rank, whether still expected, and from when to when in town."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Rank(StrEnum):
    """Guest categories, highest first (protocol practice 4.1)."""

    V1 = "V1"
    V2 = "V2"
    V3 = "V3"
    V4 = "V4"
    V5 = "V5"

    @property
    def number(self) -> int:
        """1 for the highest rank to 5."""
        return int(self.value[1])


GONE = frozenset({"withdrew", "no_show"})

# Time to reach the room and freshen up before the first appointment; ours, data so that a protocol office can alter it.
REST_AFTER_ARRIVAL = {rank: timedelta(minutes=30) for rank in Rank}


@dataclass
class GuestFact:
    """A guest as registration last announced them."""

    id: str
    edition: str
    rank: Rank
    state: str
    name: str = ""
    own_script: str = ""
    version: int = 0

    @property
    def expected(self) -> bool:
        """Whether the guest is still coming, or already here."""
        return self.state not in GONE

    @property
    def state_counts(self) -> str:
        """The state as far as meetings depend on it: gone in one way or another, or expected."""
        return self.state if self.state in GONE else "expected"


@dataclass
class ArrivalFact:
    """A guest's arrival as logistics last announced it.

    `in_town_from` already contains border, baggage and the drive to the zone `destination`; `leaves_at` is the
    departure from town, None while unknown. A cancelled arrival means there is no way to come yet.
    """

    id: str
    edition: str
    guest_id: str
    destination: str
    in_town_from: datetime
    leaves_at: datetime | None = None
    cancelled: bool = False
    version: int = 0
