"""A pickup-and-delivery instance as Li and Lim write them, and every way in which such a file can be wrong.

First line: vehicles, capacity, speed. Then one line a place: number, x, y, demand, earliest, latest, time of
service, place of the pick-up (0: none), place of the delivery (0: none). Place 0 is the depot. Distances are
Euclidean and not rounded; a drive takes as long as it is far.
"""

from dataclasses import dataclass
from functools import cached_property
from math import hypot, isfinite
from pathlib import Path

from shared.errors import Invalid

_MOST_BYTES = 5_000_000


class InstanceMalformed(Invalid):
    """The file is no pickup-and-delivery instance; `reason` says why."""

    code = "instance_malformed"


@dataclass(frozen=True)
class Stop:
    """A place: where, what is loaded there (negative: unloaded), when it may be served and how long that takes."""

    x: float
    y: float
    demand: float
    earliest: float
    latest: float
    service: float


@dataclass(frozen=True)
class Request:
    """A load to be fetched at one stop and delivered at another by the same vehicle."""

    pickup: int
    delivery: int
    amount: float


@dataclass(frozen=True)
class Instance:
    """`stops[0]` is the depot, where every vehicle begins and ends; stops are named by their position."""

    name: str
    vehicles: int
    capacity: float
    stops: tuple[Stop, ...]
    requests: tuple[Request, ...]

    @cached_property
    def distances(self) -> tuple[tuple[float, ...], ...]:
        """From each stop to each."""
        return tuple(
            tuple(hypot(one.x - other.x, one.y - other.y) for other in self.stops) for one in self.stops
        )


def read_instance(path: Path) -> Instance:
    """The instance in a file; `InstanceMalformed` names what is wrong with it."""
    if path.stat().st_size > _MOST_BYTES:
        raise _malformed(f"the file is larger than {_MOST_BYTES} bytes")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as unreadable:
        raise _malformed("the file is no text") from unreadable
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if not lines:
        raise _malformed("the file is empty")
    vehicles, capacity = _fleet(lines[0])
    rows = [_row(number, line) for number, line in enumerate(lines[1:])]
    if not rows:
        raise _malformed("there is no depot")
    stops = tuple(Stop(*row[:6]) for row in rows)
    partners = [(_place(row[6], rows), _place(row[7], rows)) for row in rows]
    _check_depot(stops[0], partners[0])
    return Instance(path.stem, vehicles, capacity, stops, _requests(stops, partners))


def _fleet(line: list[str]) -> tuple[int, float]:
    if len(line) not in (2, 3):
        raise _malformed("the first line must say vehicles, capacity and speed")
    figures = [_figure(word, "line 1") for word in line]
    if figures[0] != int(figures[0]) or figures[0] < 1:
        raise _malformed("the number of vehicles is not a whole number above zero")
    if figures[1] <= 0:
        raise _malformed("the capacity is not above zero")
    if len(figures) == 3 and figures[2] not in (0, 1):
        raise _malformed("a speed other than 1 is not known here")
    return int(figures[0]), figures[1]


def _row(number: int, line: list[str]) -> list[float]:
    where = f"the line of place {number}"
    if len(line) != 9:
        raise _malformed(f"{where} has {len(line)} figures instead of 9")
    figures = [_figure(word, where) for word in line]
    if figures[0] != number:
        raise _malformed(f"{where} is numbered {line[0]}")
    _, _, _, _, earliest, latest, service, _, _ = figures
    if earliest > latest:
        raise _malformed(f"place {number} closes before it opens")
    if service < 0:
        raise _malformed(f"place {number} has a negative time of service")
    return figures[1:]


def _figure(word: str, where: str) -> float:
    try:
        figure = float(word)
    except ValueError:
        raise _malformed(f"{where} has {word!r} where a figure belongs") from None
    if not isfinite(figure):
        raise _malformed(f"{where} has {word!r} where a figure belongs")
    return figure


def _place(figure: float, rows: list[list[float]]) -> int:
    place = int(figure)
    if place != figure or not 0 <= place < len(rows):
        raise _malformed(f"there is no place {figure:g}")
    return place


def _check_depot(depot: Stop, partners: tuple[int, int]) -> None:
    if depot.demand or partners != (0, 0):
        raise _malformed("the depot has a demand or a partner")


def _requests(stops: tuple[Stop, ...], partners: list[tuple[int, int]]) -> tuple[Request, ...]:
    """Each pick-up with its delivery; both must name each other and what is loaded is what is unloaded."""
    requests = []
    for place, (pickup, delivery) in enumerate(partners[1:], start=1):
        if (pickup == 0) == (delivery == 0):
            raise _malformed(f"place {place} must have either a pick-up or a delivery")
        if delivery:
            if partners[delivery] != (place, 0):
                raise _malformed(f"places {place} and {delivery} do not name each other")
            amount = stops[place].demand
            if amount < 0 or stops[delivery].demand != -amount:
                raise _malformed(f"what is loaded at {place} is not what is unloaded at {delivery}")
            requests.append(Request(place, delivery, amount))
        elif partners[pickup] != (0, place):
            raise _malformed(f"places {place} and {pickup} do not name each other")
    return tuple(requests)


def _malformed(reason: str) -> InstanceMalformed:
    return InstanceMalformed(reason=reason)
