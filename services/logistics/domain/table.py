"""Who sits where at a banquet: by precedence from the host, the host's people between the guests.

The guest of honour sits at the host's right, the second at the host's left, and so on outwards; neighbours
share a language where that can be had. Interpreters sit at the right of the guest they speak for and take no
guest's place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.logistics.domain.heard import Traveller
from shared.errors import Refused


class TooFewSeats(Refused):
    """The tables have fewer seats than there are guests and companions."""

    code = "too_few_seats"


class NobodyHosts(Refused):
    """Every table has a host: there are fewer companions than tables."""

    code = "nobody_hosts"


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


def seated(
    guests: Sequence[Traveller],
    companions: Sequence[Companion],
    interpreters: Mapping[str, str],
    tables: int,
    seats_a_table: int,
    spouses: Mapping[str, str] | None = None,
) -> list[Table]:
    """All tables. `companions` come in their own order of precedence: the first of them hosts table 1.

    `interpreters` are names by guest; `spouses` guest ids of each other, who do not sit side by side.
    """
    if len(guests) + len(companions) > tables * seats_a_table:
        raise TooFewSeats(needed=len(guests) + len(companions), seats=tables * seats_a_table)
    if len(companions) < tables:
        raise NobodyHosts(tables=tables, companions=len(companions))
    ordered = sorted(guests, key=_precedence)
    hosts, others = list(companions[:tables]), list(companions[tables:])
    groups = _in_groups(ordered, tables, seats_a_table)
    found = []
    for number, (host, group) in enumerate(zip(hosts, groups, strict=True), start=1):
        room = seats_a_table - 1 - len(group)
        fair = -(-len(others) // (tables - number + 1))
        mine = _who_share_a_language(others, group, min(room, fair))
        others = [one for one in others if one not in mine]
        found.append(_table(number, host, group, mine, interpreters, spouses or {}))
    if others:
        raise TooFewSeats(needed=len(guests) + len(companions), seats=tables * seats_a_table)
    return found


def _precedence(guest: Traveller) -> tuple[str, bool, int, str]:
    """Rank first, heads of delegation before members, then the order the delegation gave."""
    return guest.rank.value, not guest.head_of_delegation, guest.precedence, guest.id


def _in_groups(ordered: Sequence[Traveller], tables: int, seats: int) -> list[list[Traveller]]:
    """The highest at the head table; no table fuller than it must be."""
    size = min(seats - 1, -(-len(ordered) // tables))
    return [list(ordered[size * number : size * (number + 1)]) for number in range(tables)]


def _who_share_a_language(
    others: Sequence[Companion], group: Sequence[Traveller], wanted: int
) -> list[Companion]:
    spoken = {guest.language for guest in group}
    return sorted(others, key=lambda one: (not spoken & set(one.languages), others.index(one)))[:wanted]


def _table(
    number: int,
    host: Companion,
    guests: Sequence[Traveller],
    companions: Sequence[Companion],
    interpreters: Mapping[str, str],
    spouses: Mapping[str, str],
) -> Table:
    people = list(companions)
    right = _side(_apart(guests[0::2], spouses), people, -(-len(people) // 2))
    left = _side(_apart(guests[1::2], spouses), people, len(people))
    round_table: list[Traveller | Companion] = [host, *right, *reversed(left)]
    seats = tuple(_seat(place, who, interpreters, who is host) for place, who in enumerate(round_table))
    return Table(number, seats)


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


def _apart(guests: Sequence[Traveller], spouses: Mapping[str, str]) -> list[Traveller]:
    """Two spouses who follow one another change with the next guest."""
    order = list(guests)
    for place in range(len(order) - 2):
        if spouses.get(order[place].id) == order[place + 1].id:
            order[place + 1], order[place + 2] = order[place + 2], order[place + 1]
    return order


def _seat(place: int, who: Traveller | Companion, interpreters: Mapping[str, str], hosts: bool) -> Seat:
    if isinstance(who, Companion):
        return Seat(place, None, who.name, "host" if hosts else "companion")
    return Seat(place, who.id, who.name, "guest", interpreters.get(who.id, ""))
