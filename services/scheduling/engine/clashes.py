"""How far apart two meetings must lie: nobody and no room twice, time to clear the room, time to drive."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.scheduling.domain import rules
from services.scheduling.domain.meeting import BUFFER
from services.scheduling.domain.room import Room
from services.scheduling.domain.rules import Rule
from services.scheduling.domain.travel import drive
from services.scheduling.engine.interpreters import NOBODY, Need
from services.scheduling.engine.marks import Span, minutes

BUFFER_MINUTES = minutes(BUFFER)


@dataclass(frozen=True)
class Held:
    """A meeting that holds hosts, room, people, interpreters and time, seen from others that want the same.

    `hosts` are the receiving host and those who accompany. `counted`: it counts as one of a guest's meetings a day.
    """

    hosts: frozenset[str]
    room: Room
    people: frozenset[str]
    span: Span
    need: Need = NOBODY
    meeting_id: str = ""
    counted: bool = True


def gaps(hosts: frozenset[str], room: Room, people: frozenset[str], other: Held) -> list[tuple[Rule, int]]:
    """For each thing two meetings share, the minutes that must lie between them; empty: they do not meet."""
    driving = minutes(drive(room.place, other.room.place))
    result = []
    if hosts & other.hosts:
        result.append((rules.HOST_FREE, max(BUFFER_MINUTES, driving)))
    if room.id == other.room.id:
        result.append((rules.ROOM_FREE, BUFFER_MINUTES))
    if people & other.people:
        result.append((rules.GUEST_FREE, driving))
    return result


def clash(one: Held, other: Held) -> tuple[Rule, ...]:
    """The rules two meetings break between them."""
    apart = max(other.span[0] - one.span[1], one.span[0] - other.span[1])
    return tuple(rule for rule, gap in gaps(one.hosts, one.room, one.people, other) if apart < gap)


def keys(held: Held) -> Iterable[tuple[str, str]]:
    """The things a meeting holds, by name: two meetings without a common one cannot clash."""
    yield "room", held.room.id
    for host in held.hosts:
        yield "host", host
    for person in held.people:
        yield "person", person
