"""When the guest's side of a meeting can be at a place: in town, rested, and not speaking elsewhere."""

from datetime import UTC, datetime

from services.scheduling.domain.guest import REST_AFTER_ARRIVAL, ArrivalFact
from services.scheduling.domain.meeting import Meeting
from services.scheduling.domain.travel import drive
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.marks import Marks, Span, minutes, taken, usable

FOREVER = datetime.max.replace(tzinfo=UTC)


class Presence:
    """Masks of starts by meeting and place; everybody of the guest's side who is coming must be there."""

    def __init__(self, instance: Instance, marks: Marks) -> None:
        self._instance = instance
        self._marks = marks
        self._sessions: dict[str, list[tuple[str, Span]]] = {}
        for session in instance.sessions:
            room = instance.room.get(session.room_id or "")
            spent = (room.place if room else "", taken(session.starts, session.ends))
            for speaker in session.speakers:
                self._sessions.setdefault(speaker, []).append(spent)

    def in_town(self, meeting: Meeting, place: str) -> int:
        """Starts at which everybody has arrived and from which nobody leaves too early."""
        return self._stay(meeting, place, rested=False)

    def rested(self, meeting: Meeting, place: str) -> int:
        """Starts at which everybody has had the rest after the arrival."""
        return self._stay(meeting, place, rested=True)

    def not_speaking(self, meeting: Meeting, place: str) -> int:
        """Starts at which nobody speaks in a session, or is on the way from or to one."""
        mask, length = self._marks.every, minutes(meeting.length)
        for person in self._instance.coming(meeting):
            for where, span in self._sessions.get(person, ()):
                mask &= self._marks.beside([span], length, minutes(drive(where, place)))
        return mask

    def _stay(self, meeting: Meeting, place: str, rested: bool) -> int:
        mask, length = self._marks.every, minutes(meeting.length)
        for person in self._instance.coming(meeting):
            arrival = self._instance.arrival.get(person)
            if arrival is not None:
                mask &= self._marks.inside([self._span(arrival, place, rested)], length)
        return mask

    def _span(self, arrival: ArrivalFact, place: str, rested: bool) -> Span:
        there = arrival.in_town_from + drive(arrival.destination, place)
        if rested:
            there += REST_AFTER_ARRIVAL[self._instance.guest[arrival.guest_id].rank]
        return usable(there, arrival.leaves_at or FOREVER)
