"""Rooms: what kind of meeting they suit, how many they seat, and when they are open."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from zoneinfo import ZoneInfo

from shared.errors import Invalid

TOWN = ZoneInfo("Asia/Shanghai")
"""Clock times of rooms and spreadsheets are those of the host city."""


class RoomClosesBeforeItOpens(Invalid):
    """A room must close after it opens, on the same day."""

    code = "room_closes_before_it_opens"


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
    """A room; `place` is a zone of the planning-time matrix, `opens` and `closes` are clock times in town."""

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
    version: int = 0

    def __post_init__(self) -> None:
        if self.closes <= self.opens:
            raise RoomClosesBeforeItOpens(room_id=self.id, opens=str(self.opens), closes=str(self.closes))
