"""What scheduling keeps: rooms, hosts, sessions, meetings, plans, and what it heard from others."""

from collections.abc import Sequence

from services.scheduling.domain.calendar import Host
from services.scheduling.domain.feed import Feed
from services.scheduling.domain.guest import ArrivalFact, GuestFact
from services.scheduling.domain.interpreting import AbsenceFact, EngagementFact, InterpreterFact
from services.scheduling.domain.matchmaking import (
    BusinessParticipant,
    BusinessRequest,
    BusinessSlot,
    Matchmaking,
    MatchmakingOrder,
    MatchmakingRun,
)
from services.scheduling.domain.meeting import Meeting
from services.scheduling.domain.plan import EditionFact, Plan, PlanOrder
from services.scheduling.domain.policy import Policy
from services.scheduling.domain.release import Agenda, Draft, Release
from services.scheduling.domain.room import Room, Venue
from services.scheduling.domain.session import Session
from services.scheduling.domain.transport import TripFact
from shared.storage.store import Backend, Collection, Facts, Index

BY_REFERENCE = Index("edition", "reference", unique=True)


class Venues(Collection[Venue]):
    """The venues of all editions."""

    name = "venues"
    of = Venue
    indexes = (BY_REFERENCE,)

    def by_reference(self, edition: str, references: Sequence[str]) -> dict[str, Venue]:
        """Those of these references that are there."""
        return {venue.reference: venue for venue in self.find(edition=edition, reference=list(references))}


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


class Policies(Collection[Policy]):
    """What editions decided about their meetings."""

    name = "policies"
    of = Policy
    wakes_solver = True

    def of_edition(self, edition: str) -> Policy:
        """The policy of an edition; the usual one while nobody has decided otherwise."""
        return self.find_one(id=edition) or Policy(id=edition, edition=edition)


class Drafts(Collection[Draft]):
    """Every version of the plan, as it was adopted or made by hand."""

    name = "drafts"
    of = Draft
    indexes = (Index("edition", "number"),)


class Releases(Collection[Release]):
    """Every version people were told."""

    name = "releases"
    of = Release
    indexes = (Index("edition", "number", unique=True),)

    def newest(self, edition: str) -> Release | None:
        """What people were told last; None before the first release."""
        return max(self.find(edition=edition), key=lambda release: release.number, default=None)


class Agendas(Collection[Agenda]):
    """What each person was told to be new."""

    name = "agendas"
    of = Agenda
    indexes = (Index("edition", "person_id"),)


class Feeds(Collection[Feed]):
    """Secret addresses of calendars."""

    name = "feeds"
    of = Feed
    indexes = (Index("digest", unique=True), Index("edition", "of_id"))


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


class ArrivalFacts(Facts[ArrivalFact]):
    """Arrivals, as logistics announced them."""

    name = "heard_arrivals"
    of = ArrivalFact
    indexes = (Index("edition", "guest_id"),)
    wakes_solver = True


class InterpreterFacts(Facts[InterpreterFact]):
    """Interpreters, as matching announced them."""

    name = "heard_interpreters"
    of = InterpreterFact
    indexes = (Index("edition"),)
    wakes_solver = True


class AbsenceFacts(Facts[AbsenceFact]):
    """Absences of interpreters, as matching announced them."""

    name = "heard_absences"
    of = AbsenceFact
    indexes = (Index("edition"),)
    wakes_solver = True


class EngagementFacts(Facts[EngagementFact]):
    """Who serves which demand, as matching announced it; the planner asks only who is bound to a guest."""

    name = "heard_engagements"
    of = EngagementFact
    indexes = (Index("edition", "purpose"), Index("meeting_id"), Index("guest_id"))
    wakes_solver = True


class TripFacts(Facts[TripFact]):
    """Cars to meetings, as logistics announced them."""

    name = "heard_trips"
    of = TripFact
    indexes = (Index("edition"), Index("meeting_id"))


class Records:
    """The collections a plan is made from."""

    def __init__(self, backend: Backend) -> None:
        self.rooms = Rooms(backend)
        self.hosts = Hosts(backend)
        self.sessions = Sessions(backend)
        self.meetings = DecidedMeetings(backend)
        self.plans = Plans(backend)
        self.drafts = Drafts(backend)
        self.policies = Policies(backend)
        self.editions = EditionFacts(backend)
        self.guests = GuestFacts(backend)
        self.arrivals = ArrivalFacts(backend)
        self.interpreters = InterpreterFacts(backend)
        self.absences = AbsenceFacts(backend)
        self.engagements = EngagementFacts(backend)


class BusinessSlots(Collection[BusinessSlot]):
    """The time slots of business matchmaking, with their tables."""

    name = "business_slots"
    of = BusinessSlot
    indexes = (BY_REFERENCE,)

    def by_reference(self, edition: str, references: Sequence[str]) -> dict[str, BusinessSlot]:
        """Those of these references that are there."""
        return {slot.reference: slot for slot in self.find(edition=edition, reference=list(references))}

    def of_edition(self, edition: str) -> list[BusinessSlot]:
        """All of an edition in the order of time."""
        return sorted(self.find(edition=edition), key=lambda slot: (slot.starts, slot.id))


class BusinessParticipants(Collection[BusinessParticipant]):
    """Who takes part in business matchmaking."""

    name = "business_participants"
    of = BusinessParticipant
    indexes = (BY_REFERENCE,)

    def by_reference(self, edition: str, references: Sequence[str]) -> dict[str, BusinessParticipant]:
        """Those of these references that are there."""
        return {one.reference: one for one in self.find(edition=edition, reference=list(references))}


class BusinessRequests(Collection[BusinessRequest]):
    """Requests for one-to-one business meetings."""

    name = "business_requests"
    of = BusinessRequest
    indexes = (BY_REFERENCE, Index("edition", "answer"))

    def by_reference(self, edition: str, references: Sequence[str]) -> dict[str, BusinessRequest]:
        """Those of these references that are there."""
        return {one.reference: one for one in self.find(edition=edition, reference=list(references))}


class Matchmakings(Collection[Matchmaking]):
    """Which run is in force; its version keeps two runs apart."""

    name = "matchmakings"
    of = Matchmaking

    def of_edition(self, edition: str) -> Matchmaking:
        """The state of an edition; nothing in force before the first run."""
        return self.find_one(id=edition) or Matchmaking(id=edition, edition=edition)


class MatchmakingRuns(Collection[MatchmakingRun]):
    """All runs of all editions."""

    name = "matchmaking_runs"
    of = MatchmakingRun
    indexes = (Index("edition", "number", unique=True),)

    def numbered(self, edition: str, number: int) -> MatchmakingRun:
        """A run by number, or `NotFound`."""
        return self.get(f"{edition}.run.{number}")


class MatchmakingOrders(Collection[MatchmakingOrder]):
    """Requests for a run; they wake the solver."""

    name = "matchmaking_orders"
    of = MatchmakingOrder
    wakes_solver = True


class MatchmakingRecords:
    """The collections a run of business matchmaking is made from."""

    def __init__(self, backend: Backend) -> None:
        self.slots = BusinessSlots(backend)
        self.participants = BusinessParticipants(backend)
        self.requests = BusinessRequests(backend)
        self.matchmakings = Matchmakings(backend)
        self.runs = MatchmakingRuns(backend)
        self.orders = MatchmakingOrders(backend)
        self.editions = EditionFacts(backend)
