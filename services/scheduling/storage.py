"""What scheduling keeps: rooms, hosts, sessions, meetings, plans, and what it heard from others."""

from collections.abc import Sequence

from services.scheduling.domain.calendar import Host
from services.scheduling.domain.guest import ArrivalFact, GuestFact
from services.scheduling.domain.meeting import Meeting
from services.scheduling.domain.plan import EditionFact, Plan, PlanOrder
from services.scheduling.domain.room import Room
from services.scheduling.domain.session import Session
from shared.storage.store import Backend, Collection, Facts, Index

BY_REFERENCE = Index("edition", "reference", unique=True)


class Rooms(Collection[Room]):
    """The rooms of all editions."""

    name = "rooms"
    of = Room
    indexes = (BY_REFERENCE,)
    wakes_solver = True

    def by_reference(self, edition: str, references: Sequence[str]) -> dict[str, Room]:
        """Those of these references that are there."""
        return {room.reference: room for room in self.find(edition=edition, reference=list(references))}


class Hosts(Collection[Host]):
    """The hosts of all editions, with their calendars."""

    name = "hosts"
    of = Host
    indexes = (BY_REFERENCE,)
    wakes_solver = True

    def by_reference(self, edition: str, references: Sequence[str]) -> dict[str, Host]:
        """Those of these references that are there."""
        return {host.reference: host for host in self.find(edition=edition, reference=list(references))}


class Sessions(Collection[Session]):
    """The programme."""

    name = "sessions"
    of = Session
    indexes = (BY_REFERENCE,)
    wakes_solver = True

    def by_reference(self, edition: str, references: Sequence[str]) -> dict[str, Session]:
        """Those of these references that are there."""
        return {
            session.reference: session for session in self.find(edition=edition, reference=list(references))
        }


class Meetings(Collection[Meeting]):
    """Leaders' meetings, as people ask for them, correct and cancel them."""

    name = "meetings"
    of = Meeting
    indexes = (BY_REFERENCE, Index("edition", "state"), Index("edition", "guest_id"))
    wakes_solver = True

    def by_reference(self, edition: str, references: Sequence[str]) -> dict[str, Meeting]:
        """Those of these references that are there."""
        return {
            meeting.reference: meeting for meeting in self.find(edition=edition, reference=list(references))
        }


class DecidedMeetings(Meetings):
    """The same meetings, as the solver writes them: its own decision gives it nothing to plan."""

    wakes_solver = False


class Plans(Collection[Plan]):
    """The plan in force of each edition; its version keeps two planners apart."""

    name = "plans"
    of = Plan

    def of_edition(self, edition: str) -> Plan:
        """The plan in force; number 0 before the first."""
        return self.find_one(id=edition) or Plan(id=edition, edition=edition)


class PlanOrders(Collection[PlanOrder]):
    """Requests to plan again."""

    name = "plan_orders"
    of = PlanOrder
    wakes_solver = True


class EditionFacts(Facts[EditionFact]):
    """Editions, as registration announced them."""

    name = "heard_editions"
    of = EditionFact


class GuestFacts(Facts[GuestFact]):
    """Guests, as registration announced them."""

    name = "heard_guests"
    of = GuestFact
    indexes = (Index("edition", "state"),)
    wakes_solver = True


class SettledGuestFacts(GuestFacts):
    """The same guests, for news that leaves rank and coming as they were: nothing has to be planned for it."""

    wakes_solver = False


class ArrivalFacts(Facts[ArrivalFact]):
    """Arrivals, as logistics announced them."""

    name = "heard_arrivals"
    of = ArrivalFact
    indexes = (Index("edition", "guest_id"),)
    wakes_solver = True


class Records:
    """All collections of the service, for the solver."""

    def __init__(self, backend: Backend) -> None:
        self.rooms = Rooms(backend)
        self.hosts = Hosts(backend)
        self.sessions = Sessions(backend)
        self.meetings = DecidedMeetings(backend)
        self.plans = Plans(backend)
        self.guests = GuestFacts(backend)
        self.arrivals = ArrivalFacts(backend)
