"""What makes one plan better than another: four levels, each decided before the next is looked at.

1. placed: the weights of the placed meetings, by rank and priority; more is better.
2. delegated: how many are given to a lower host, then their weights; less is better.
3. moved: how many lose or leave the place they hold, then how far; less is better.
4. late: five-minute marks after the first permitted start, counting more the higher the guest's rank, so that
   precedence decides who comes first; then the less suitable room; less is better.
"""

from dataclasses import dataclass

from services.scheduling.domain.guest import Rank
from services.scheduling.domain.meeting import Meeting
from services.scheduling.domain.room import Room, RoomKind
from services.scheduling.engine.marks import taken
from services.scheduling.engine.openings import Openings

EACH = 100_000
"""Outweighs everything that is only a second thought on its level."""

DROPPED = 2 * EACH
"""To lose a place is worse than to change it, however far."""

MARKS_FOR_ANOTHER_HOST = 12
"""Another host is as great a move as an hour."""

MARKS_FOR_ANOTHER_ROOM = 3
"""Another room is as great a move as a quarter of an hour."""

LATE_MARK = 100
"""One mark later outweighs every preference among rooms."""

LEVELS = ("placed", "delegated", "moved", "late")


def weight(rank: Rank, priority: int) -> int:
    """What placing a meeting counts: 11 (V5, priority 9) to 59 (V1, priority 1); V1 outweighs two of V5, not five."""
    return 10 * (6 - rank.number) + 10 - priority


@dataclass(frozen=True)
class Choice:
    """One way to place a meeting, in the engine's terms."""

    host_id: str
    room_id: str
    mark: int


class Costs:
    """The costs of the choices of one meeting, level by level; `starts` and `rooms` are what the rules permit."""

    moved_at_all = EACH
    dropped_at_all = DROPPED

    def __init__(
        self, openings: Openings, meeting: Meeting, present: Choice | None, starts: int, rooms: list[Room]
    ) -> None:
        self.meeting = meeting
        self.present = present
        rank = openings.rank(meeting)
        self.weight = weight(rank, meeting.priority)
        self._a_mark = LATE_MARK * (6 - rank.number)
        self._first = (starts & -starts).bit_length() - 1 if starts else 0
        sorts = {sort: n for n, sort in enumerate(sorted({_suits(room) for room in rooms}))}
        self._position = {room.id: sorts[_suits(room)] for room in rooms}

    def delegated(self, host_id: str) -> int:
        """0 with the wanted host."""
        return 0 if host_id == self.meeting.wanted_host_id else EACH + self.weight

    def moved(self, choice: Choice) -> int:
        """0 where the meeting is now, and for a meeting that had no place."""
        if self.present is None or choice == self.present:
            return 0
        return (
            self.moved_at_all
            + self.distance(choice.host_id, choice.mark)
            + self.room_distance(choice.room_id)
        )

    @property
    def dropped(self) -> int:
        """What it costs to lose the place it holds."""
        return 0 if self.present is None else self.dropped_at_all

    def distance(self, host_id: str, mark: int) -> int:
        """How far host and time are from the present ones, in marks."""
        if self.present is None:
            return 0
        return abs(mark - self.present.mark) + MARKS_FOR_ANOTHER_HOST * (host_id != self.present.host_id)

    def room_distance(self, room_id: str) -> int:
        """How far the room is from the present one, in marks."""
        return MARKS_FOR_ANOTHER_ROOM * (self.present is not None and room_id != self.present.room_id)

    def waiting(self, mark: int) -> int:
        """How late a start is."""
        return self._a_mark * (mark - self._first)

    def room_position(self, room_id: str) -> int:
        """How far down the room is in the order of suitable ones."""
        return min(self._position[room_id], LATE_MARK - 1)

    def of(self, choice: Choice) -> tuple[int, int, int, int]:
        """All four levels."""
        late = self.waiting(choice.mark) + self.room_position(choice.room_id)
        return self.weight, self.delegated(choice.host_id), self.moved(choice), late


def _suits(room: Room) -> tuple[bool, int]:
    """Small rooms first, so that drawing rooms stay free for those who need them; then the smallest that does."""
    return room.kind is not RoomKind.SMALL_ROOM, room.seats


def present_choice(openings: Openings, meeting: Meeting) -> Choice | None:
    """The place a meeting holds, in the engine's terms; a start off the marks counts as none."""
    if meeting.placement is None:
        return None
    start, _ = taken(meeting.placement.starts, meeting.placement.ends)
    mark = openings.marks.mark(start)
    return None if mark is None else Choice(meeting.placement.host_id, meeting.placement.room_id, mark)
