"""One round table: the guest of honour at the host's right, the second at the host's left, and so on outwards.

The host's people sit between the guests, next to somebody whose language they speak; spouses not side by side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.logistics.domain.heard import Traveller


@dataclass(frozen=True)
class Companion:
    """One of the host's people, with the languages they speak beside Chinese."""

    name: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Seat:
    """One chair, counted clockwise from the host's (0); `interpreter` sits at its right, uncounted."""

    number: int
    guest_id: str | None
    name: str
    role: str
    interpreter: str = ""


@dataclass(frozen=True)
class Table:
    """One round table; table 1 is the head table."""

    number: int
    seats: tuple[Seat, ...]


def companion_of(written: str) -> Companion:
    """`Zhang Wei/en/fr` as the lists have it."""
    name, *languages = (part.strip() for part in written.split("/"))
    return Companion(name, tuple(language for language in languages if language))


def one_table(
    number: int,
    host: Companion,
    guests: Sequence[Traveller],
    companions: Sequence[Companion],
    interpreters: Mapping[str, str],
    spouses: Mapping[str, str],
) -> Table:
    """One table; where spouses would sit side by side, the lower of them changes with the next guest possible."""
    order = list(guests)
    beside = _couples_beside(_around(host, order, companions), spouses)
    for _ in guests:
        if not beside:
            break
        changed = _parted(host, order, companions, spouses, beside)
        if changed is None:
            break
        order = changed
        beside = _couples_beside(_around(host, order, companions), spouses)
    seats = tuple(
        _seat(place, who, interpreters, who is host)
        for place, who in enumerate(_around(host, order, companions))
    )
    return Table(number, seats)


def _around(
    host: Companion, guests: Sequence[Traveller], companions: Sequence[Companion]
) -> list[Traveller | Companion]:
    """Everybody clockwise from the host."""
    people = list(companions)
    right = _side(guests[0::2], people, -(-len(people) // 2))
    left = _side(guests[1::2], people, len(people))
    return [host, *right, *reversed(left)]


def _couples_beside(
    around: Sequence[Traveller | Companion], spouses: Mapping[str, str]
) -> list[tuple[Traveller, Traveller]]:
    """The couples who sit side by side at a round table."""
    neighbours = zip(around, [*around[1:], *around[:1]], strict=True)
    return [
        (one, other)
        for one, other in neighbours
        if isinstance(one, Traveller) and isinstance(other, Traveller) and spouses.get(one.id) == other.id
    ]


def _parted(
    host: Companion,
    order: Sequence[Traveller],
    companions: Sequence[Companion],
    spouses: Mapping[str, str],
    beside: Sequence[tuple[Traveller, Traveller]],
) -> list[Traveller] | None:
    """The order with one guest of a couple and the guest next in rank exchanged, so that fewer couples are beside."""
    lower = max(order.index(guest) for guest in beside[0])
    for place in sorted(range(len(order)), key=lambda place: (abs(place - lower), -place)):
        changed = list(order)
        changed[lower], changed[place] = changed[place], changed[lower]
        if len(_couples_beside(_around(host, changed, companions), spouses)) < len(beside):
            return changed
    return None


def _side(guests: Sequence[Traveller], people: list[Companion], most: int) -> list[Traveller | Companion]:
    """Outwards from the host: a guest, then one of the host's people who speaks to a neighbour, and so on.

    Takes from `people` at most so many; those beyond the guests sit at the far end.
    """
    side: list[Traveller | Companion] = []
    for place, guest in enumerate(guests):
        side.append(guest)
        neighbours = {one.language for one in guests[place : place + 2]}
        if people and most:
            fitting = next((one for one in people if neighbours & set(one.languages)), people[0])
            people.remove(fitting)
            most -= 1
            side.append(fitting)
    far_end, people[:most] = people[:most], []
    return [*side, *far_end]


def _seat(place: int, who: Traveller | Companion, interpreters: Mapping[str, str], hosts: bool) -> Seat:
    if isinstance(who, Companion):
        return Seat(place, None, who.name, "host" if hosts else "companion")
    return Seat(place, who.id, who.name, "guest", interpreters.get(who.id, ""))
