"""All rules about one meeting at one place beside what is booked, rule by rule; each part is computed once."""

from services.scheduling.domain import rules
from services.scheduling.domain.calendar import Host
from services.scheduling.domain.meeting import Meeting
from services.scheduling.domain.room import Room
from services.scheduling.domain.rules import RULES
from services.scheduling.engine.board import Board
from services.scheduling.engine.booked import Bookings
from services.scheduling.engine.clashes import BUFFER_MINUTES
from services.scheduling.engine.marks import minutes
from services.scheduling.engine.openings import Masks


class WholeRules:
    """The starts that keep each rule, by host and room."""

    def __init__(self, board: Board, meeting: Meeting, booked: Bookings) -> None:
        self.openings, self.every = board.openings, board.marks.every
        self.meeting, self.booked, self.length = meeting, booked, minutes(meeting.length)
        self.people = frozenset(board.instance.coming(meeting))
        need = board.openings.pools.need(meeting)
        self._common = [
            *self.openings.of_meeting(meeting),
            *booked.crowd_masks(meeting, self.people, need),
        ]
        self._hosts: dict[str, Masks] = {}
        self._hosts_at: dict[tuple[str, str], Masks] = {}
        self._rooms: dict[str, Masks] = {}
        self._places: dict[str, Masks] = {}

    def at(self, host: Host, room: Room) -> Masks:
        """Every rule that forbids any start there, with the starts it permits; the stricter of two masks counts."""
        kept = dict.fromkeys(RULES, self.every)
        parts = (self._common, self._host(host, room.place), self._room(room), self._place(room.place))
        for part in parts:
            for rule, mask in part:
                if rule.code not in self.meeting.waived:
                    kept[rule] &= mask
        return [(rule, mask) for rule, mask in kept.items() if mask != self.every]

    def _host(self, host: Host, place: str) -> Masks:
        if host.id not in self._hosts:
            self._hosts[host.id] = self.openings.of_host(self.meeting, host)
        if (host.id, place) not in self._hosts_at:
            others = self.booked.with_any("host", (host.id, *self.meeting.host_side))
            away = self.booked.away_from(others, self.length, place, BUFFER_MINUTES)
            self._hosts_at[host.id, place] = [*self._hosts[host.id], (rules.HOST_FREE, away)]
        return self._hosts_at[host.id, place]

    def _room(self, room: Room) -> Masks:
        if room.id not in self._rooms:
            others = self.booked.with_any("room", (room.id,))
            away = self.booked.away_from(others, self.length, room.place, BUFFER_MINUTES)
            self._rooms[room.id] = [*self.openings.of_room(self.meeting, room), (rules.ROOM_FREE, away)]
        return self._rooms[room.id]

    def _place(self, place: str) -> Masks:
        if place not in self._places:
            away = self.booked.away_from(self.booked.with_any("person", self.people), self.length, place, 0)
            self._places[place] = [
                *self.openings.of_people(self.meeting, place),
                (rules.GUEST_FREE, away),
            ]
        return self._places[place]
