"""What is booked already, and what that leaves to a meeting that still looks for a place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

from services.scheduling.domain import rules
from services.scheduling.domain.meeting import Meeting
from services.scheduling.domain.rules import Rule
from services.scheduling.domain.travel import drive
from services.scheduling.engine.clashes import BUFFER_MINUTES, Held, keys
from services.scheduling.engine.interpreters import Need
from services.scheduling.engine.marks import Span, minutes, moment, usable
from services.scheduling.engine.objective import Costs
from services.scheduling.engine.openings import Opening, Openings


@dataclass(frozen=True)
class Candidate:
    """A meeting to place: the starts each host and each room permits, its costs, and what it would hold."""

    meeting: Meeting
    hosts: dict[str, int]
    rooms: dict[str, int]
    costs: Costs
    people: frozenset[str]
    need: Need
    of: Openings
    left: tuple[Opening, ...] | None = None
    """What is left beside others; None: everything permitted."""

    @property
    def length(self) -> int:
        """Minutes from beginning to end."""
        return minutes(self.meeting.length)

    def with_hosts(self, host_ids: Iterable[str]) -> "Candidate":
        """The same meeting with these hosts only."""
        if self.left is None:
            return replace(self, hosts={h: self.hosts[h] for h in host_ids if h in self.hosts})
        wanted = set(host_ids)
        return replace(self, left=tuple(o for o in self.left if o.host.id in wanted))

    @cached_property
    def openings(self) -> tuple[Opening, ...]:
        """Every host and room with common starts."""
        if self.left is not None:
            return self.left
        host, room = self.of.instance.host, self.of.instance.room
        return tuple(
            Opening(host[h], room[r], here & there)
            for h, here in self.hosts.items()
            for r, there in self.rooms.items()
            if here & there
        )

    @cached_property
    def starts(self) -> int:
        """All starts, with whomever and wherever."""
        if self.left is None:
            return _any(self.hosts.values()) & _any(self.rooms.values())
        return _any(opening.starts for opening in self.left)

    def starts_with(self, host_id: str) -> int:
        """The starts with one host, in whatever room."""
        if self.left is None:
            return self.hosts.get(host_id, 0) & _any(self.rooms.values())
        return _any(o.starts for o in self.left if o.host.id == host_id)

    def permits(self, host_id: str, room_id: str, mark: int) -> bool:
        """Whether the rules about this meeting alone permit that place."""
        return bool(self.hosts.get(host_id, 0) & self.rooms.get(room_id, 0) & 1 << mark)

    def all_hosts(self, host_id: str) -> frozenset[str]:
        """The receiving host and those who accompany."""
        return frozenset((host_id, *self.meeting.host_side))


class Bookings:
    """Meetings that hold their places, by the things they hold."""

    def __init__(self, openings: Openings, held: Iterable[Held] = ()) -> None:
        self.openings = openings
        self.marks = openings.marks
        self.held: list[Held] = []
        self._by_key: dict[tuple[str, str], list[Held]] = {}
        for one in held:
            self.add(one)

    def add(self, held: Held) -> None:
        """One more."""
        self.held.append(held)
        for key in keys(held):
            self._by_key.setdefault(key, []).append(held)

    def beside(self, candidate: Candidate) -> Candidate:
        """The candidate with only those openings that keep away from what is booked."""
        common = self._common(candidate)
        people = [other for p in candidate.people for other in self._by_key.get(("person", p), ())]
        companions = [o for h in candidate.meeting.host_side for o in self._by_key.get(("host", h), ())]
        by_place: dict[tuple[str, str], int] = {}
        left = []
        for opening in candidate.openings:
            key = opening.host.id, opening.room.place
            if key not in by_place:
                hosts = [*companions, *self._by_key.get(("host", opening.host.id), ())]
                by_place[key] = (
                    common
                    & self.away_from(hosts, candidate.length, opening.room.place, BUFFER_MINUTES)
                    & self.away_from(people, candidate.length, opening.room.place, 0)
                )
            starts = opening.starts & by_place[key]
            if starts:
                starts &= self.away_from(
                    self._by_key.get(("room", opening.room.id), ()), candidate.length, opening.room.place,
                    BUFFER_MINUTES,
                )  # fmt: skip
            if starts:
                left.append(replace(opening, starts=starts))
        return replace(candidate, left=tuple(left))

    def with_any(self, kind: str, names: Iterable[str]) -> list[Held]:
        """The bookings that hold one of these: `kind` is host, room or person."""
        return [other for name in names for other in self._by_key.get((kind, name), ())]

    def away_from(self, others: Sequence[Held], length: int, place: str, least: int) -> int:
        """Starts that keep the drive, and at least so many minutes, from each of these."""
        mask = self.marks.every
        for other in others:
            mask &= self.marks.beside(
                [other.span], length, max(least, minutes(drive(place, other.room.place)))
            )
        return mask

    def _common(self, candidate: Candidate) -> int:
        mask = self.marks.every
        for _, starts in self.crowd_masks(candidate.meeting, candidate.people, candidate.need):
            mask &= starts
        return mask

    def crowd_masks(self, meeting: Meeting, people: frozenset[str], need: Need) -> list[tuple[Rule, int]]:
        """The rules about many meetings at once: starts with an interpreter left, and on days with room for more."""
        length = minutes(meeting.length)
        masks = []
        if need.number:
            drawn = [(o.need, o.span) for o in self.held if o.need.number]
            short = self.openings.pools.short(need, drawn)
            masks.append((rules.INTERPRETER, self.marks.beside(short, length, 0)))
        if rules.MOST_A_DAY.code not in meeting.waived:
            full = [self.day_span(day) for day in sorted(self._full_days(people))]
            masks.append((rules.MOST_A_DAY, self.marks.every & ~self._starting_in(full)))
        return masks

    def day(self, minute: int) -> date:
        """The day of a minute on the edition's clock."""
        return moment(minute).astimezone(self.openings.instance.zone).date()

    def meetings_on(self, person: str, day: date) -> int:
        """How many booked meetings of a guest count on a day."""
        return sum(self.day(o.span[0]) == day for o in self._by_key.get(("person", person), ()) if o.counted)

    def day_span(self, day: date) -> Span:
        """The minutes of a day on the edition's clock."""
        starts = datetime.combine(day, time(0), self.openings.instance.zone)
        ends = datetime.combine(day + timedelta(days=1), time(0), self.openings.instance.zone)
        return usable(starts, ends)

    def _full_days(self, people: frozenset[str]) -> set[date]:
        full = set()
        for person in people:
            days = {self.day(o.span[0]) for o in self._by_key.get(("person", person), ())}
            full |= {
                d for d in days if self.meetings_on(person, d) >= self.openings.instance.policy.most_a_day
            }
        return full

    def _starting_in(self, spans: Iterable[Span]) -> int:
        mask = 0
        for starts, ends in spans:
            mask |= self.marks.inside([(starts, ends)], 1)
        return mask


def _any(masks: Iterable[int]) -> int:
    result = 0
    for mask in masks:
        result |= mask
    return result
