"""Everything the engine is asked about, in one value."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from services.scheduling.domain.calendar import Host
from services.scheduling.domain.guest import ArrivalFact, GuestFact
from services.scheduling.domain.interpreting import AbsenceFact, EngagementFact, InterpreterFact
from services.scheduling.domain.meeting import Meeting, MeetingState
from services.scheduling.domain.policy import Policy
from services.scheduling.domain.room import TOWN, Room
from services.scheduling.domain.session import Session


@dataclass(frozen=True)
class Instance:
    """Wanted meetings with the places they hold at present, and everything they need or must keep away from.

    The order of the parts does not matter: everything is looked at by id. `zone` is the clock of rooms and days.
    """

    meetings: tuple[Meeting, ...]
    hosts: tuple[Host, ...]
    rooms: tuple[Room, ...]
    sessions: tuple[Session, ...] = ()
    guests: tuple[GuestFact, ...] = ()
    arrivals: tuple[ArrivalFact, ...] = ()
    interpreters: tuple[InterpreterFact, ...] = ()
    absences: tuple[AbsenceFact, ...] = ()
    engagements: tuple[EngagementFact, ...] = ()
    policy: Policy = field(default_factory=lambda: Policy("", ""))
    zone: ZoneInfo = TOWN
    host: dict[str, Host] = field(init=False, repr=False, compare=False)
    room: dict[str, Room] = field(init=False, repr=False, compare=False)
    guest: dict[str, GuestFact] = field(init=False, repr=False, compare=False)
    arrival: dict[str, ArrivalFact] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, things in (("host", self.hosts), ("room", self.rooms), ("guest", self.guests)):
            object.__setattr__(self, name, _by_id(things))
        arrivals = {a.guest_id: a for a in sorted(self.arrivals, key=lambda a: a.id)}
        object.__setattr__(self, "arrival", arrivals)

    @property
    def wanted(self) -> list[Meeting]:
        """The meetings to place, by id: all but cancelled ones and those whose guest withdrew or did not come."""
        wanted = (
            m for m in self.meetings if m.state is not MeetingState.CANCELLED and not self.guest_gone(m)
        )
        return sorted(wanted, key=lambda m: m.id)

    def guest_gone(self, meeting: Meeting) -> bool:
        """Whether the principal withdrew or never came."""
        guest = self.guest.get(meeting.guest_id)
        return guest is not None and not guest.expected

    def coming(self, meeting: Meeting) -> tuple[str, ...]:
        """The guest's side as far as it can be expected: nobody unknown, gone, or without a way to come."""
        return tuple(p for p in dict.fromkeys(meeting.people) if self._comes(p))

    def _comes(self, person: str) -> bool:
        guest, arrival = self.guest.get(person), self.arrival.get(person)
        return guest is not None and guest.expected and not (arrival is not None and arrival.cancelled)


def _by_id(things: Iterable[Any]) -> dict[str, Any]:
    return {thing.id: thing for thing in sorted(things, key=lambda thing: thing.id)}
