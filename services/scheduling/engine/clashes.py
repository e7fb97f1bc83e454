"""How far apart two meetings must lie: nobody and no room twice, time to clear the room, time to drive."""

from dataclasses import dataclass

from services.scheduling.domain import rules
from services.scheduling.domain.calendar import Host
from services.scheduling.domain.meeting import BUFFER, Meeting, Placement
from services.scheduling.domain.room import Room
from services.scheduling.domain.rules import Rule
from services.scheduling.domain.travel import drive
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.marks import Marks, Span, minutes, taken

BUFFER_MINUTES = minutes(BUFFER)


@dataclass(frozen=True)
class Held:
    """A meeting that holds host, room and time, seen from others that want the same."""

    host_id: str
    room: Room
    people: frozenset[str]
    span: Span


def held(instance: Instance, meeting: Meeting, placement: Placement) -> Held:
    """What a placed meeting holds."""
    return Held(
        placement.host_id,
        instance.room[placement.room_id],
        frozenset(instance.coming(meeting)),
        taken(placement.starts, placement.ends),
    )


def gaps(host: Host, room: Room, people: frozenset[str], other: Held) -> list[tuple[Rule, int]]:
    """For each thing two meetings share, the minutes that must lie between them; empty: they do not meet."""
    driving = minutes(drive(room.place, other.room.place))
    result = []
    if host.id == other.host_id:
        result.append((rules.HOST_FREE, max(BUFFER_MINUTES, driving)))
    if room.id == other.room.id:
        result.append((rules.ROOM_FREE, BUFFER_MINUTES))
    if people & other.people:
        result.append((rules.GUEST_FREE, driving))
    return result


def free_starts(
    marks: Marks, length: int, host: Host, room: Room, people: frozenset[str], others: list[Held]
) -> int:
    """Starts that keep away far enough from all these meetings."""
    mask = marks.every
    for other in others:
        for _, gap in gaps(host, room, people, other):
            mask &= marks.beside([other.span], length, gap)
    return mask
