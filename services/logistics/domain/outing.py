"""Visits and banquets that guests are driven to together."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.logistics.domain.place import GATES, Place
from shared.errors import Invalid, Refused


class OutingEndsBeforeItBegins(Invalid):
    """An outing ends after it begins."""

    code = "outing_ends_before_it_begins"


class NobodyGoes(Invalid):
    """An outing has at least one guest."""

    code = "nobody_goes"


class NotInTown(Invalid):
    """Outings go to a zone of the city or to a sight, not to a gate."""

    code = "not_in_town"


class CancelledAlready(Refused):
    """It was cancelled before."""

    code = "cancelled_already"


class OutingKind(StrEnum):
    """What it is."""

    VISIT = "visit"
    BANQUET = "banquet"


@dataclass
class Outing:
    """A visit or banquet at `place`, with those who go; `by_boat` when the last part is on the water."""

    id: str
    edition: str
    reference: str
    kind: OutingKind
    name: str
    place: Place
    starts: datetime
    ends: datetime
    guest_ids: tuple[str, ...]
    by_boat: bool = False
    cancelled: bool = False
    version: int = 0

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise OutingEndsBeforeItBegins(field="ends", value=self.ends.isoformat())
        if self.place in GATES:
            raise NotInTown(field="place", value=self.place.value)
        if not self.guest_ids:
            raise NobodyGoes(field="guests", value="")

    def cancel(self) -> None:
        """Nobody goes, nobody is driven there; raises `CancelledAlready`."""
        if self.cancelled:
            raise CancelledAlready(id=self.id)
        self.cancelled = True
