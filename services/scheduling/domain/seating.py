"""Who sits where at a meeting or at talks (protocol practice 4.2).

Coordinates are metres on the floor, seen by somebody who comes in through the door: x grows to that person's right, y
grows away from the door, 0/0 is the middle of the wall with the door. So every plan has the same stated viewpoint, and
"right" never has to be guessed. `facing` is where the seated person looks: to the door, away from it, or to a side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.scheduling.domain.meeting import MeetingKind, Mode

VIEWPOINT = "as one enters: x to the right, y away from the door, metres"
ARMCHAIR, CHAIR, BEHIND, TABLE = 1.2, 0.8, 0.9, 1.8
FAR = 4.0
"""How far from the door the principals sit."""


class Side(StrEnum):
    """Whose side a seat belongs to."""

    GUEST = "guest"
    HOST = "host"


class Facing(StrEnum):
    """Where the seated person looks."""

    DOOR = "door"
    AWAY = "away"


@dataclass(frozen=True)
class Person:
    """Somebody with a seat: both names stand on the card, one on each face."""

    id: str
    name: str
    name_zh: str


@dataclass(frozen=True)
class Seat:
    """One seat; `part` is principal, member, interpreter or note_taker, `order` the precedence on that side from 1."""

    person: Person
    side: Side
    part: str
    order: int
    x: float
    y: float
    facing: Facing


@dataclass(frozen=True)
class Place:
    """A standing place for the official photo, left to right as the camera sees it."""

    person: Person
    row: int
    position: int


INTERPRETER_OF_HOST = Person("", "Interpreter", "译员")
INTERPRETER_OF_GUEST = Person("", "Guest's interpreter", "外方译员")
NOTE_TAKER = Person("", "Note-taker", "记录员")


def seats(kind: MeetingKind, mode: Mode, hosts: Sequence[Person], guests: Sequence[Person]) -> list[Seat]:
    """The seats of both sides, each side given in its order of precedence, principal first."""
    if kind is MeetingKind.TALKS:
        return _at_table(mode, hosts, guests)
    return _in_half_circle(mode, hosts, guests)


def _in_half_circle(mode: Mode, hosts: Sequence[Person], guests: Sequence[Person]) -> list[Seat]:
    """Armchairs facing the door; the guest on the host's right, which is on the left of whoever enters.

    Interpreter and note-taker sit behind the two principals.
    """
    result = []
    for side, sign, people in ((Side.HOST, 1, hosts), (Side.GUEST, -1, guests)):
        for n, person in enumerate(people):
            x, y = sign * (0.6 + ARMCHAIR * n), FAR - 0.4 * n
            result.append(
                Seat(person, side, _part(n), n + 1, round(x, 2), round(max(y, 1.0), 2), Facing.DOOR)
            )
    behind = round(FAR + BEHIND, 2)
    if mode is not Mode.NONE:
        result.append(Seat(INTERPRETER_OF_HOST, Side.HOST, "interpreter", 1, -0.6, behind, Facing.DOOR))
    result.append(Seat(NOTE_TAKER, Side.HOST, "note_taker", 1, 0.6, behind, Facing.DOOR))
    return result


def _at_table(mode: Mode, hosts: Sequence[Person], guests: Sequence[Person]) -> list[Seat]:
    """A long table across the room: guests face the door, hosts have their backs to it.

    The principal sits in the middle, the others alternate right and left of the principal; the host's interpreter sits
    at the host principal's right, the guest's at the guest principal's left, so that the two face each other.
    """
    result = []
    ways = (
        (Side.HOST, hosts, FAR - TABLE / 2, Facing.AWAY),
        (Side.GUEST, guests, FAR + TABLE / 2, Facing.DOOR),
    )
    for side, people, y, facing in ways:
        # The right hand of somebody who looks to the door is on the left of whoever enters.
        right = -1 if facing is Facing.DOOR else 1
        places = _alternating(len(people), right, interpreter=_interpreters_hand(side, right, mode))
        for n, (person, x) in enumerate(zip(people, places, strict=True)):
            result.append(Seat(person, side, _part(n), n + 1, round(x, 2), round(y, 2), facing))
        if mode is not Mode.NONE:
            interpreter = INTERPRETER_OF_HOST if side is Side.HOST else INTERPRETER_OF_GUEST
            beside = _interpreters_hand(side, right, mode) * CHAIR
            result.append(Seat(interpreter, side, "interpreter", 1, round(beside, 2), round(y, 2), facing))
    note_taker = max((abs(seat.x) for seat in result if seat.side is Side.HOST), default=0.0) + CHAIR
    result.append(
        Seat(
            NOTE_TAKER,
            Side.HOST,
            "note_taker",
            1,
            round(-note_taker, 2),
            round(FAR - TABLE / 2, 2),
            Facing.AWAY,
        )
    )
    return result


def _interpreters_hand(side: Side, right: int, mode: Mode) -> int:
    """On which side of the principal, seen by whoever enters, the interpreter sits; 0: nobody interprets."""
    if mode is Mode.NONE:
        return 0
    return right if side is Side.HOST else -right


def _alternating(count: int, right: int, interpreter: int) -> list[float]:
    """Principal in the middle, the second at the right, the third at the left; the interpreter's chair stays free."""
    used = {right: 1 if interpreter == right else 0, -right: 1 if interpreter == -right else 0}
    places = [0.0]
    for n in range(1, count):
        hand = right if n % 2 else -right
        used[hand] += 1
        places.append(hand * used[hand] * CHAIR)
    return places[:count]


def photo(hosts: Sequence[Person], guests: Sequence[Person], front: int = 9) -> list[Place]:
    """The principals in the middle of the front row, the guest on the host's right; the others outward by precedence.

    The camera sees the host's right on its left.
    """
    places = []
    each = max(1, front // 2)
    for sign, people in ((1, hosts), (-1, guests)):
        for n, person in enumerate(people):
            places.append(Place(person, 1 + n // each, sign * (1 + n % each)))
    return sorted(places, key=lambda p: (p.row, p.position))


def _part(number: int) -> str:
    return "principal" if number == 0 else "member"
