"""Links to the sheet of one vehicle: whoever has the address reads it, until it is ended or its days are over."""

from dataclasses import dataclass
from datetime import date

from shared.errors import NotFound, Refused


class SheetLinkUnknown(NotFound):
    """There is no driver's sheet under this address: copy it whole from the message it came in."""

    code = "sheet_link_unknown"


class SheetLinkEnded(Refused):
    """The organisers ended this link: ask them for a new one."""

    code = "sheet_link_ended"


class SheetLinkExpired(Refused):
    """The days of this link are over: ask the organisers for a new one."""

    code = "sheet_link_expired"


@dataclass
class SheetLink:
    """One address of a vehicle's sheet; `good_until` is the last day it opens, that day included."""

    id: str
    edition: str
    vehicle_id: str
    digest: str
    good_until: date
    ended: bool = False
    version: int = 0

    def end(self) -> None:
        """It opens nothing any more."""
        if self.ended:
            raise SheetLinkEnded(link_id=self.id)
        self.ended = True

    def require_open(self, today: date) -> None:
        """Refuse what was ended or has run out."""
        if self.ended:
            raise SheetLinkEnded
        if self.good_until < today:
            raise SheetLinkExpired(good_until=self.good_until.isoformat())
