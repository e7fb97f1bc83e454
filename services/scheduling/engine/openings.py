"""What the rules permit to each meeting by itself, before meetings compete with each other."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from services.scheduling.domain import rules
from services.scheduling.domain.calendar import Host
from services.scheduling.domain.guest import Rank
from services.scheduling.domain.meeting import BUFFER, Meeting, MeetingKind
from services.scheduling.domain.room import TOWN, Room, RoomKind
from services.scheduling.domain.rules import Rule
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.marks import Marks, Span, marks_over, minutes, moment, taken, usable
from services.scheduling.engine.presence import FOREVER, Presence

FURNISHED_FOR = {
    MeetingKind.MEETING: RoomKind.DRAWING_ROOM,
    MeetingKind.CALL: RoomKind.DRAWING_ROOM,
    MeetingKind.TALKS: RoomKind.TALKS_ROOM,
}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SMALL_ROOM_RANKS = frozenset({Rank.V4, Rank.V5})


@dataclass(frozen=True)
class Opening:
    """A host and a room with the starts at which the rules permit the meeting there."""

    host: Host
    room: Room
    starts: int


class Openings:
    """The openings of every wanted meeting, and for each candidate the rules it would break."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.marks = _marks_of(instance)
        self._presence = Presence(instance, self.marks)
        self._host_masks: dict[tuple[str, int], int] = {}
        self._room_masks: dict[tuple[str, int], tuple[int, int]] = {}
        self._people_masks: dict[tuple[str, str], list[tuple[Rule, int]]] = {}

    @cached_property
    def by_meeting(self) -> dict[str, tuple[Opening, ...]]:
        """Every opening of every wanted meeting, by host and room id."""
        return {meeting.id: tuple(self._of(meeting)) for meeting in self.instance.wanted}

    def rule_masks(self, meeting: Meeting, host: Host, room: Room) -> list[tuple[Rule, int]]:
        """For each rule, the starts at which this host and room satisfy it."""
        length = minutes(meeting.length)
        opened, free = self._room(room, length)
        always = [
            (rule, self.marks.every if kept else 0) for rule, kept in self._timeless(meeting, host, room)
        ]
        timed = [
            (rules.HOST_WINDOW, self._host(host, length)),
            (rules.ROOM_OPEN, opened),
            (rules.ROOM_FREE, free),
        ]
        return always + timed + self._people(meeting, room.place)

    def rank(self, meeting: Meeting) -> Rank:
        """The principal's rank; the lowest while nobody has registered them."""
        guest = self.instance.guest.get(meeting.guest_id)
        return guest.rank if guest else Rank.V5

    def _of(self, meeting: Meeting) -> list[Opening]:
        result = []
        for host in self.instance.host.values():
            for room in self.instance.room.values():
                if all(kept for _, kept in self._timeless(meeting, host, room)):
                    starts = self._permitted(meeting, host, room)
                    if starts:
                        result.append(Opening(host, room, starts))
        return result

    def _permitted(self, meeting: Meeting, host: Host, room: Room) -> int:
        starts = self.marks.every
        for _, mask in self.rule_masks(meeting, host, room):
            starts &= mask
        return starts

    def _timeless(self, meeting: Meeting, host: Host, room: Room) -> list[tuple[Rule, bool]]:
        rank, wanted = self.rank(meeting), self.instance.host.get(meeting.wanted_host_id)
        arrival = self.instance.arrival.get(meeting.guest_id)
        other = host.id != meeting.wanted_host_id
        fits = room.kind is FURNISHED_FOR[meeting.kind] or (
            room.kind is RoomKind.SMALL_ROOM and rank in SMALL_ROOM_RANKS
        )
        return [
            (rules.GUEST_KNOWN, meeting.guest_id in self.instance.guest),
            (rules.GUEST_COMING, arrival is None or not arrival.cancelled),
            (rules.HOST_LEVEL, host.level.may_receive(rank)),
            (rules.DELEGATION, meeting.may_be_delegated or not other),
            (
                rules.HOST_NOT_LOWER,
                not other or (wanted is not None and host.level.number > wanted.level.number),
            ),
            (rules.ROOM_KIND, fits),
            (rules.ROOM_SEATS, room.seats >= meeting.seats_needed(len(self.instance.coming(meeting)))),
        ]

    def _host(self, host: Host, length: int) -> int:
        if (host.id, length) not in self._host_masks:
            windows = [usable(w.starts, w.ends) for w in host.windows]
            self._host_masks[host.id, length] = self.marks.inside(windows, length)
        return self._host_masks[host.id, length]

    def _room(self, room: Room, length: int) -> tuple[int, int]:
        if (room.id, length) not in self._room_masks:
            sessions = [taken(s.starts, s.ends) for s in self.instance.sessions if s.room_id == room.id]
            self._room_masks[room.id, length] = (
                self.marks.inside(_opening_hours(room, self.marks), length),
                self.marks.beside(sessions, length, minutes(BUFFER)),
            )
        return self._room_masks[room.id, length]

    def _people(self, meeting: Meeting, place: str) -> list[tuple[Rule, int]]:
        if (meeting.id, place) not in self._people_masks:
            in_town = self._presence.in_town(meeting, place)
            # Whoever is not in town cannot lack rest: one reason is told, not two.
            rested = self._presence.rested(meeting, place) | (self.marks.every & ~in_town)
            self._people_masks[meeting.id, place] = [
                (rules.IN_TOWN, in_town),
                (rules.REST, rested),
                (rules.GUEST_SPEAKS, self._presence.not_speaking(meeting, place)),
                (rules.REQUESTED_TIME, self.marks.inside([_asked_for(meeting)], minutes(meeting.length))),
            ]
        return self._people_masks[meeting.id, place]


def _marks_of(instance: Instance) -> Marks:
    held = [(m.placement.starts, m.placement.ends) for m in instance.meetings if m.placement]
    windows = [(w.starts, w.ends) for host in instance.hosts for w in host.windows]
    sessions = [(s.starts, s.ends) for s in instance.sessions]
    return marks_over([taken(starts, ends) for starts, ends in held + windows + sessions])


def _asked_for(meeting: Meeting) -> Span:
    return usable(meeting.not_before or EPOCH, meeting.not_after or FOREVER)


def _opening_hours(room: Room, marks: Marks) -> list[Span]:
    day, last = (moment(marks.at(mark)).astimezone(TOWN).date() for mark in (0, marks.size))
    spans = []
    while day <= last:
        opens, closes = (datetime.combine(day, clock, TOWN) for clock in (room.opens, room.closes))
        spans.append(usable(opens, closes))
        day += timedelta(days=1)
    return spans
