"""Who sits where at a banquet: by precedence from the host, the host's people between the guests.

The guest of honour sits at the host's right, the second at the host's left, and so on outwards; neighbours
share a language where that can be had. Interpreters sit at the right of the guest they speak for and take no
guest's place.
"""

from collections.abc import Mapping, Sequence

from services.logistics.domain.heard import Traveller
from services.logistics.domain.round_table import Companion, Seat, Table, companion_of, one_table
from shared.errors import Refused

__all__ = ("Companion", "NobodyHosts", "Seat", "Table", "TooFewSeats", "companion_of", "seated")


class TooFewSeats(Refused):
    """The tables have fewer seats than there are guests and companions."""

    code = "too_few_seats"


class NobodyHosts(Refused):
    """Every table has a host: there are fewer companions than tables."""

    code = "nobody_hosts"


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
        found.append(one_table(number, host, group, mine, interpreters, spouses or {}))
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
