"""Why a meeting has no place: the fewest rules that together leave none, and the cheapest way to make one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import TypeVar

from services.scheduling.domain import rules
from services.scheduling.domain.calendar import Host
from services.scheduling.domain.meeting import Meeting, Placement
from services.scheduling.domain.room import Room
from services.scheduling.domain.rules import RULES, Rule
from services.scheduling.engine.board import Board
from services.scheduling.engine.booked import Bookings
from services.scheduling.engine.marks import bits, minutes, moment, taken
from services.scheduling.engine.openings import Openings
from services.scheduling.engine.whole import WholeRules

T = TypeVar("T")

LOOKED_AT_ONE_BY_ONE = 24
OF_EACH_KIND = 3
"""Of more than so many hosts, or rooms, so many of each kind are looked at for a reason."""

BY_PLACE_IN_LIST = {rule: number for number, rule in enumerate(RULES)}


@dataclass(frozen=True)
class Waiver:
    """Where the meeting could be, if these rules were waived by those who may."""

    rules: tuple[Rule, ...]
    placement: Placement


@dataclass(frozen=True)
class Reason:
    """`rules` leave no place between them; `waiver` is the cheapest way out, None when there is none."""

    rules: tuple[Rule, ...]
    waiver: Waiver | None
    explanation: str


@dataclass(frozen=True)
class Near:
    """A host, a room and a start, with the rules they break."""

    broken: frozenset[Rule]
    host: Host
    room: Room
    mark: int

    @property
    def price(self) -> tuple[int, int, int, str, str]:
        """Cheapest first: weight of the waivers, then their number, then the earliest."""
        return sum(r.weight for r in self.broken), len(self.broken), self.mark, self.host.id, self.room.id


def reason(board: Board, meeting: Meeting, booked: Bookings) -> Reason:
    """Why this meeting has no place beside what is booked."""
    misses = NearMisses(board)
    misses.look_at(board, meeting, booked)
    near = misses.smallest()
    in_the_way = _smallest_hitting({miss.broken for miss in near})
    waiver = _cheapest(board, meeting, near)
    return Reason(in_the_way, waiver, _told(board, in_the_way, waiver))


class NearMisses:
    """The smallest sets of rules with which a place could be had, and for each the cheapest such place.

    Sets are bits of one number, rule by rule as they are told. What breaks all of a smaller set is not followed.
    """

    def __init__(self, board: Board) -> None:
        self.every = board.marks.every
        self.found: dict[int, Near] = {}

    def look_at(self, board: Board, meeting: Meeting, booked: Bookings) -> None:
        """All hosts and rooms; places that break few rules at any time come first, so that most others end soon."""
        whole = WholeRules(board, meeting, booked)
        hosts = _of_every_kind(
            list(board.instance.host.values()), lambda h: board.openings.of_host(meeting, h)
        )
        rooms = _of_every_kind(
            list(board.instance.room.values()), lambda r: board.openings.of_room(meeting, r)
        )
        places = []
        for host in hosts:
            for room in rooms:
                masks = [(1 << BY_PLACE_IN_LIST[rule], mask) for rule, mask in whole.at(host, room)]
                always = sum(bit for bit, mask in masks if not mask)
                places.append((always, host, room, [(bit, mask) for bit, mask in masks if mask]))
        for always, host, room, masks in sorted(places, key=lambda p: p[0].bit_count()):
            self._follow(host, room, masks, always, self.every)

    def smallest(self) -> list[Near]:
        """Those sets that contain no other one."""
        return [near for bits_, near in self.found.items() if not self._exceeded(bits_)]

    def _exceeded(self, broken: int) -> bool:
        return any(known & ~broken == 0 and known != broken for known in self.found)

    def _follow(self, host: Host, room: Room, masks: list[tuple[int, int]], broken: int, starts: int) -> None:
        if not starts or self._exceeded(broken):
            return
        if not masks:
            miss = Near(_rules_in(broken), host, room, next(bits(starts)))
            known = self.found.get(broken)
            if known is None or miss.price < known.price:
                self.found[broken] = miss
            return
        (bit, mask), *rest = masks
        self._follow(host, room, rest, broken, starts & mask)
        self._follow(host, room, rest, broken | bit, starts & ~mask)


def _rules_in(broken: int) -> frozenset[Rule]:
    return frozenset(RULES[number] for number in bits(broken))


def _of_every_kind(things: list[T], masks_of: Callable[[T], list[tuple[Rule, int]]]) -> list[T]:
    """All of a few; of many the ones with most time for each set of rules they never keep: no kind is missed."""
    if len(things) <= LOOKED_AT_ONE_BY_ONE:
        return things
    kinds: dict[frozenset[Rule], list[tuple[int, int]]] = {}
    for number, thing in enumerate(things):
        masks = masks_of(thing)
        time = -1
        for _, mask in masks:
            time &= mask or -1
        kinds.setdefault(frozenset(r for r, m in masks if not m), []).append((-time.bit_count(), number))
    kept = sorted(number for found in kinds.values() for _, number in sorted(found)[:OF_EACH_KIND])
    return [things[number] for number in kept]


def split(masks: list[tuple[Rule, int]], starts: int) -> Iterable[tuple[tuple[Rule, ...], int]]:
    """The starts by the set of rules they break; starts that break more than others do are still told."""
    if not starts:
        return
    if not masks:
        yield (), starts
        return
    (rule, mask), *rest = masks
    yield from split(rest, starts & mask)
    for broken, there in split(rest, starts & ~mask):
        yield (rule, *broken), there


def _smallest_hitting(broken: set[frozenset[Rule]]) -> tuple[Rule, ...]:
    """The fewest rules of which every near miss breaks one; without them there would be nothing in the way."""
    involved = sorted(frozenset().union(*broken), key=BY_PLACE_IN_LIST.__getitem__)
    for size in range(len(involved) + 1):
        for chosen in combinations(involved, size):
            if broken and all(not one.isdisjoint(chosen) for one in broken):
                return chosen
    return (rules.HOST_WINDOW,)


def _cheapest(board: Board, meeting: Meeting, near: list[Near]) -> Waiver | None:
    possible = [miss for miss in near if all(rule.waived_by for rule in miss.broken)]
    if not possible:
        return None
    miss = min(possible, key=lambda m: m.price)
    start = board.marks.at(miss.mark)
    end = start + minutes(meeting.length)
    told = tuple(sorted(miss.broken, key=BY_PLACE_IN_LIST.__getitem__))
    return Waiver(told, Placement(miss.host.id, miss.room.id, moment(start), moment(end)))


def _told(board: Board, in_the_way: tuple[Rule, ...], waiver: Waiver | None) -> str:
    told = "No place: " + "; or ".join(rule.in_the_way for rule in in_the_way) + "."
    if waiver is None:
        return told + " No waiver would help."
    host, room = board.instance.host[waiver.placement.host_id], board.instance.room[waiver.placement.room_id]
    starts = waiver.placement.starts.astimezone(board.instance.zone)
    asked = " and ".join(f"{rule.waived_by} waived {rule.code}" for rule in waiver.rules)
    return f"{told} Possible with {host.name} in {room.name} on {starts:%d %B at %H:%M}, if {asked}."


def broken_at(openings: Openings, meeting: Meeting, host: Host, room: Room, starts: datetime) -> list[Rule]:
    """The rules about this meeting alone that a place breaks."""
    mark = openings.marks.mark(taken(starts, starts)[0])
    broken = [rule for rule, mask in openings.rule_masks(meeting, host, room)
              if mark is None or not mask >> mark & 1]  # fmt: skip
    return sorted(dict.fromkeys(broken), key=BY_PLACE_IN_LIST.__getitem__)
