"""Rooms: what kind of meeting they suit, how many they seat, and when they are open."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from zoneinfo import ZoneInfo

from services.scheduling.domain.calendar import Hold, ordered
from services.scheduling.domain.guest import Rank
from shared.errors import Invalid

TOWN = ZoneInfo("Asia/Shanghai")
"""Clock times of rooms and spreadsheets are those of the host city."""


class RoomNeverOpen(Invalid):
    """A room that opens and closes at the same time is never open; a room open day and night is 00:00 to 23:59."""

    code = "room_never_open"


class RoomKind(StrEnum):
    """What a room is furnished for."""

    MAIN_HALL = "MAIN_HALL"
    FORUM_HALL = "FORUM_HALL"
    DRAWING_ROOM = "DRAWING_ROOM"
    """Armchairs in a half circle: meetings and calls."""
    TALKS_ROOM = "TALKS_ROOM"
    """A long table, the sides facing each other: talks."""
    SMALL_ROOM = "SMALL_ROOM"
    VIP_LOUNGE = "VIP_LOUNGE"
    INTERPRETERS_ROOM = "INTERPRETERS_ROOM"


@dataclass
class Room:
    """A room; `place` is a zone of the planning-time matrix, `opens` and `closes` are clock times of the edition.

    A room that closes before it opens is open past midnight. `admits` names the ranks that may enter, none: everybody.
    """

    id: str
    edition: str
    reference: str
    name: str
    name_zh: str
    kind: RoomKind
    seats: int
    place: str
    opens: time
    closes: time
    venue_id: str | None = None
    equipment: tuple[str, ...] = ()
    admits: tuple[Rank, ...] = ()
    holds: tuple[Hold, ...] = ()
    version: int = 0

    def __post_init__(self) -> None:
        if self.closes == self.opens:
            raise RoomNeverOpen(room_id=self.id, opens=str(self.opens), closes=str(self.closes))

    def set_holds(self, holds: Iterable[Hold]) -> None:
        """Replace the holds. Raises `WindowEndsBeforeItStarts`."""
        self.holds = ordered(holds, self.id)


@dataclass
class Venue:
    """A building with rooms; `place` is its zone."""

    id: str
    edition: str
    reference: str
    name: str
    name_zh: str
    place: str
    address: str = ""
    version: int = 0
