"""A small edition in a memory store: one host, one room, and whatever a test asks for."""

from dataclasses import dataclass, field
from typing import Any

from services.scheduling.domain.meeting import Meeting
from services.scheduling.domain.plan import EditionFact
from services.scheduling.storage import (
    Agendas,
    ArrivalFacts,
    EditionFacts,
    Feeds,
    GuestFacts,
    Hosts,
    Meetings,
    Policies,
    Records,
    Releases,
    Rooms,
    Sessions,
    TripFacts,
)
from services.scheduling.use_cases.planning import adopt_best_plan
from services.scheduling.use_cases.releasing import release_plan
from shared.events.base import Event
from shared.planning import Unplanned
from shared.storage.memory import MemoryBackend
from shared.storage.store import Cause
from tests.unit.scheduling.builders import EDITION, a_guest, a_host, a_room


@dataclass
class Office:
    """Collections of one service, filled and planned by a test."""

    backend: MemoryBackend = field(default_factory=lambda: MemoryBackend("scheduling"))
    heard: int = 0

    def __post_init__(self) -> None:
        backend = self.backend
        self.records = Records(backend)
        self.meetings, self.hosts, self.rooms = Meetings(backend), Hosts(backend), Rooms(backend)
        self.sessions, self.policies = Sessions(backend), Policies(backend)
        self.releases, self.agendas, self.feeds = Releases(backend), Agendas(backend), Feeds(backend)
        self.guests, self.arrivals, self.trips = (
            GuestFacts(backend),
            ArrivalFacts(backend),
            TripFacts(backend),
        )
        EditionFacts(backend).keep(EditionFact(EDITION, EDITION, "Asia/Shanghai"), self.cause(EDITION))

    def cause(self, subject: str) -> Cause:
        """A next event about something."""
        self.heard += 1
        return Cause(f"e-{self.heard}", subject, self.heard, "/convoke/test")

    def with_things(self, *things: Any) -> "Office":
        """Store hosts, rooms, sessions, meetings; hear of guests and arrivals."""
        homes = {
            "Host": self.hosts, "Room": self.rooms, "Session": self.sessions, "Meeting": self.meetings,
        }  # fmt: skip
        facts = {"GuestFact": self.guests, "ArrivalFact": self.arrivals, "TripFact": self.trips}
        for thing in things:
            name = type(thing).__name__
            if name in homes:
                homes[name].save(thing)
            else:
                facts[name].keep(thing, self.cause(thing.id))
        return self

    def plan(self, collection: str = "meetings") -> None:
        """What the solver does after a change."""
        mark = Unplanned(collection, "", 1, EDITION, "change-1", None, "system", None, 0)
        adopt_best_plan(self.records, EDITION, [mark])

    def release(self, note: str = "", expected: int | None = None) -> Any:
        """Tell people."""
        return release_plan(self.records, self.releases, self.agendas, EDITION, "officer", note, expected)

    def announced(self, kind: type[Event]) -> list[Any]:
        """The events of a kind so far."""
        return [e for e in self.backend.announced() if isinstance(e, kind)]

    def meeting(self, reference: str = "M1") -> Meeting:
        """One meeting as stored."""
        return self.meetings.get(f"{EDITION}.m.{reference}")


def an_office(*things: Any) -> Office:
    """Host H1 from 08:00 to 10:00, room R1, guests G1 to G3, and these things."""
    office = Office()
    return office.with_things(
        a_host(), a_room(), a_guest("G1"), a_guest("G2", "V3"), a_guest("G3", "V4"), *things
    )
