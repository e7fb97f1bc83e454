"""What the rules permit to each meeting by itself, before meetings compete with each other.

A host permits a mask of starts, a room another; together they permit what both do. So a meeting's openings are two
short lists, not their product.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from services.scheduling.domain import rules
from services.scheduling.domain.calendar import Host
from services.scheduling.domain.guest import Rank
from services.scheduling.domain.meeting import BUFFER, Meeting, MeetingKind
from services.scheduling.domain.room import Room, RoomKind
from services.scheduling.domain.rules import Rule
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.interpreters import Pools
from services.scheduling.engine.marks import Marks, Span, marks_over, minutes, moment, taken, usable
from services.scheduling.engine.presence import FOREVER, Presence

FURNISHED_FOR = {
    MeetingKind.MEETING: RoomKind.DRAWING_ROOM,
    MeetingKind.CALL: RoomKind.DRAWING_ROOM,
    MeetingKind.TALKS: RoomKind.TALKS_ROOM,
}
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SMALL_ROOM_RANKS = frozenset({Rank.V4, Rank.V5})

Masks = list[tuple[Rule, int]]


@dataclass(frozen=True)
class Opening:
    """A host and a room with the starts at which the rules permit the meeting there."""

    host: Host
    room: Room
    starts: int


class Openings:
    """For every meeting the starts each host and each room permits, and for each rule the starts that keep it."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.marks = _marks_of(instance)
        self.pools = Pools(instance)
        self._presence = Presence(instance, self.marks)
        self._host_masks: dict[tuple[str, int], Masks] = {}
        self._room_masks: dict[tuple[str, int], Masks] = {}
        self._people_masks: dict[tuple[str, str], Masks] = {}
        self._in_room: dict[str, list[Span]] = {}
        for session in instance.sessions:
            if session.room_id is not None:
                self._in_room.setdefault(session.room_id, []).append(taken(session.starts, session.ends))

    def rule_masks(self, meeting: Meeting, host: Host, room: Room) -> Masks:
        """For each rule that is not waived, the starts at which this host and room satisfy it."""
        masks = [
            *self.of_meeting(meeting),
            *self.of_host(meeting, host),
            *self.of_room(meeting, room),
            *self.of_people(meeting, room.place),
        ]
        return [(rule, mask) for rule, mask in masks if rule.code not in meeting.waived]

    def hosts(self, meeting: Meeting) -> dict[str, int]:
        """The hosts who may receive this guest, with the starts their calendars permit."""
        always = self._together(meeting, self.of_meeting(meeting), self.marks.every)
        wanted = [h for h in (self.instance.host.get(meeting.wanted_host_id),) if h is not None]
        free = meeting.may_be_delegated or rules.DELEGATION.code in meeting.waived
        hosts = list(self.instance.host.values()) if free else wanted
        if not always:
            return {}
        masks = {h.id: self._together(meeting, self.of_host(meeting, h), always) for h in hosts}
        return {host_id: mask for host_id, mask in masks.items() if mask}

    def rooms(self, meeting: Meeting) -> dict[str, int]:
        """The rooms that suit, with the starts at which they are to be had and the guest's side can be there."""
        by_place: dict[str, int] = {}
        result = {}
        rank, seats = self.rank(meeting), meeting.seats_needed(len(self.instance.coming(meeting)))
        for room in self.instance.room.values():
            timeless = self._suits(meeting, room, rank, seats)
            if self._together(meeting, timeless, self.marks.every):
                if room.place not in by_place:
                    people = self.of_people(meeting, room.place)
                    by_place[room.place] = self._together(meeting, people, self.marks.every)
                mask = self._together(meeting, self._of_calendar(room, minutes(meeting.length)),
                                      by_place[room.place])  # fmt: skip
                if mask:
                    result[room.id] = mask
        return result

    def rank(self, meeting: Meeting) -> Rank:
        """The principal's rank; the lowest while nobody has registered them."""
        guest = self.instance.guest.get(meeting.guest_id)
        return guest.rank if guest else Rank.V5

    def _together(self, meeting: Meeting, masks: Masks, starts: int) -> int:
        waived = meeting.waived
        for rule, mask in masks:
            if rule.code not in waived:
                starts &= mask
        return starts

    def _always(self, kept: bool) -> int:
        return self.marks.every if kept else 0

    def of_meeting(self, meeting: Meeting) -> Masks:
        """The rules about the meeting, wherever and with whomever."""
        arrival, length = self.instance.arrival.get(meeting.guest_id), minutes(meeting.length)
        short = self.pools.short(self.pools.need(meeting), ())
        return [
            (rules.GUEST_KNOWN, self._always(meeting.guest_id in self.instance.guest)),
            (rules.GUEST_COMING, self._always(arrival is None or not arrival.cancelled)),
            (rules.REQUESTED_TIME, self.marks.inside([_asked_for(meeting)], length)),
            (rules.INTERPRETER, self.marks.beside(short, length, 0)),
        ]

    def of_host(self, meeting: Meeting, host: Host) -> Masks:
        """The rules about a host alone."""
        wanted, other = self.instance.host.get(meeting.wanted_host_id), host.id != meeting.wanted_host_id
        lower = wanted is not None and host.level.number > wanted.level.number
        length = minutes(meeting.length)
        masks = [
            (rules.HOST_LEVEL, self._always(host.level.may_receive(self.rank(meeting)))),
            (rules.DELEGATION, self._always(meeting.may_be_delegated or not other)),
            (rules.HOST_NOT_LOWER, self._always(not other or lower)),
            (rules.HOST_FREE, self._always(host.id not in meeting.host_side)),
            *self._calendar(host, length),
        ]
        for host_id in meeting.host_side:
            companion = self.instance.host.get(host_id)
            if companion is not None:
                masks.append((rules.HOST_HELD, self._held(companion, length)))
        return masks

    def _calendar(self, host: Host, length: int) -> Masks:
        if (host.id, length) not in self._host_masks:
            windows = [usable(w.starts, w.ends) for w in host.windows]
            self._host_masks[host.id, length] = [
                (rules.HOST_WINDOW, self.marks.inside(windows, length)),
                (rules.HOST_HELD, self._held(host, length)),
            ]
        return self._host_masks[host.id, length]

    def _held(self, of: Host | Room, length: int) -> int:
        return self.marks.beside([taken(h.starts, h.ends) for h in of.holds], length, 0)

    def _suits(self, meeting: Meeting, room: Room, rank: Rank, seats: int) -> Masks:
        fits = room.kind is FURNISHED_FOR[meeting.kind] or (
            room.kind is RoomKind.SMALL_ROOM and rank in SMALL_ROOM_RANKS
        )
        return [
            (rules.ROOM_KIND, self._always(fits)),
            (rules.ROOM_SEATS, self._always(room.seats >= seats)),
            (rules.ROOM_EQUIPMENT, self._always(set(meeting.equipment) <= set(room.equipment))),
            (rules.ROOM_ADMITS, self._always(not room.admits or rank in room.admits)),
        ]

    def of_room(self, meeting: Meeting, room: Room) -> Masks:
        """The rules about a room alone."""
        rank, seats = self.rank(meeting), meeting.seats_needed(len(self.instance.coming(meeting)))
        return self._suits(meeting, room, rank, seats) + self._of_calendar(room, minutes(meeting.length))

    def _of_calendar(self, room: Room, length: int) -> Masks:
        if (room.id, length) not in self._room_masks:
            sessions = self._in_room.get(room.id, [])
            self._room_masks[room.id, length] = [
                (rules.ROOM_OPEN,
                 self.marks.inside(opening_hours(room, self.marks, self.instance.zone), length)),
                (rules.ROOM_HELD, self._held(room, length)),
                (rules.ROOM_FREE, self.marks.beside(sessions, length, minutes(BUFFER))),
            ]  # fmt: skip
        return self._room_masks[room.id, length]

    def of_people(self, meeting: Meeting, place: str) -> Masks:
        """The rules about when the guest's side can be in a zone."""
        if (meeting.id, place) not in self._people_masks:
            in_town = self._presence.in_town(meeting, place)
            # Whoever is not in town cannot lack rest: one reason is told, not two.
            rested = self._presence.rested(meeting, place) | (self.marks.every & ~in_town)
            self._people_masks[meeting.id, place] = [
                (rules.IN_TOWN, in_town),
                (rules.REST, rested),
                (rules.GUEST_SPEAKS, self._presence.not_speaking(meeting, place)),
            ]
        return self._people_masks[meeting.id, place]


def _marks_of(instance: Instance) -> Marks:
    held = [(m.placement.starts, m.placement.ends) for m in instance.meetings if m.placement]
    windows = [(w.starts, w.ends) for host in instance.hosts for w in host.windows]
    return marks_over([taken(starts, ends) for starts, ends in held + windows])


def _asked_for(meeting: Meeting) -> Span:
    return usable(meeting.not_before or EPOCH, meeting.not_after or FOREVER)


def opening_hours(room: Room, marks: Marks, zone: ZoneInfo) -> list[Span]:
    """When a room is open, day by day; one that closes before it opens closes on the next day."""
    if not marks.size:
        return []
    first, last = (moment(marks.at(mark)).astimezone(zone).date() for mark in (0, marks.size))
    day, spans = first - timedelta(days=1), []
    while day <= last:
        closing = day + timedelta(days=1) if room.closes < room.opens else day
        opens = datetime.combine(day, room.opens, zone)
        spans.append(usable(opens, datetime.combine(closing, room.closes, zone)))
        day += timedelta(days=1)
    return spans
