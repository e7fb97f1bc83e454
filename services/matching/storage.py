"""What matching keeps: roster, demands, plans and policies, and what it heard from others."""

from services.matching.domain.demand import Demand, State
from services.matching.domain.diary import Diary, diary_id
from services.matching.domain.hand import Hand, hand_id
from services.matching.domain.heard import (
    ArrivalFact,
    DepartureFact,
    EditionFact,
    GuestFact,
    MeetingFact,
    SessionFact,
)
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.offer import Offer, OfferState
from services.matching.domain.plan import Plan
from services.matching.domain.policy import Policy, policy_id, usual_policy
from services.matching.domain.progress import Progress
from services.matching.domain.request import Request
from services.matching.domain.roster_version import RosterVersion
from services.matching.domain.waiver import Waiver, WaiverState
from shared.storage.store import Backend, Collection, Facts, Index


class InterpreterVersions(Collection[RosterVersion]):
    """What entries of the roster were before and after each change; never changed themselves."""

    name = "interpreter_versions"
    of = RosterVersion
    indexes = (Index("interpreter_id"),)

    def of_interpreter(self, interpreter_id: str) -> list[RosterVersion]:
        """The changes of one entry, oldest first."""
        return self.find(interpreter_id=interpreter_id)


class Interpreters(Collection[Interpreter]):
    """The rosters of all editions; `versions` remembers every change of them."""

    name = "interpreters"
    of = Interpreter
    indexes = (Index("edition", "reference", unique=True), Index("person"), Index("reference"))
    wakes_solver = True

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend)
        self.versions = InterpreterVersions(backend)

    def of_person(self, person_id: str) -> list[Interpreter]:
        """One human being in all editions; where no person is named, the reference stands for it."""
        named = self.find(person=person_id)
        return sorted([*named, *self.find(person="", reference=person_id)], key=lambda entry: entry.id)

    def of_edition(self, edition: str) -> list[Interpreter]:
        """The whole roster of an edition."""
        return self.find(edition=edition)

    def by_reference(self, edition: str, references: list[str]) -> dict[str, Interpreter]:
        """Those of these references who are on the roster."""
        return {i.reference: i for i in self.find(edition=edition, reference=references)}


class Policies(Collection[Policy]):
    """What editions decided for themselves."""

    name = "policies"
    of = Policy
    wakes_solver = True

    def of_edition(self, edition: str) -> Policy:
        """The policy of an edition; the usual one where nothing was decided."""
        return self.find_one(id=policy_id(edition)) or usual_policy(edition)


class Demands(Collection[Demand]):
    """Demands with the decision in force; written by the solver only."""

    name = "demands"
    of = Demand
    indexes = (
        Index("edition", "state"),
        Index("edition", "guest_id"),
        Index("edition", "interpreter_id"),
        Index("interpreter_id"),
    )

    def of_edition(self, edition: str) -> list[Demand]:
        """Every demand of an edition, also closed ones."""
        return self.find(edition=edition)

    def open_in(self, edition: str) -> list[Demand]:
        """The demands that still stand."""
        return self.find(edition=edition, state=[State.FILLED, State.UNFILLED])

    def served_by(self, interpreter_id: str) -> list[Demand]:
        """Everything one person serves in the plan in force."""
        return self.find(interpreter_id=interpreter_id, state=State.FILLED)


class Plans(Collection[Plan]):
    """The plan in force of each edition; its version keeps two planners apart."""

    name = "plans"
    of = Plan

    def of_edition(self, edition: str) -> Plan:
        """The plan in force; number 0 before the first."""
        return self.find_one(id=edition) or Plan(id=edition, edition=edition)


class Progresses(Collection[Progress]):
    """Which editions are being planned for long."""

    name = "progresses"
    of = Progress


class EditionFacts(Facts[EditionFact]):
    """Editions, as registration announced them."""

    name = "heard_editions"
    of = EditionFact
    wakes_solver = True


class GuestFacts(Facts[GuestFact]):
    """Guests, as registration announced them."""

    name = "heard_guests"
    of = GuestFact
    indexes = (Index("edition", "rank"),)
    wakes_solver = True


class SettledGuestFacts(GuestFacts):
    """The same guests, for news that leaves their needs as they are: nothing has to be planned for it."""

    wakes_solver = False


class ArrivalFacts(Facts[ArrivalFact]):
    """Arrivals, as logistics announced them."""

    name = "heard_arrivals"
    of = ArrivalFact
    indexes = (Index("edition", "guest_id"),)
    wakes_solver = True


class DepartureFacts(Facts[DepartureFact]):
    """Departures, as logistics announced them."""

    name = "heard_departures"
    of = DepartureFact
    indexes = (Index("edition", "guest_id"),)
    wakes_solver = True


class MeetingFacts(Facts[MeetingFact]):
    """Leaders' meetings, as scheduling announced them."""

    name = "heard_meetings"
    of = MeetingFact
    indexes = (Index("edition", "guest_id"),)
    wakes_solver = True


class SessionFacts(Facts[SessionFact]):
    """Sessions of the programme, as scheduling announced them."""

    name = "heard_sessions"
    of = SessionFact
    indexes = (Index("edition"),)
    wakes_solver = True


class Requests(Collection[Request]):
    """Requests for interpreters that come to matching itself."""

    name = "requests"
    of = Request
    indexes = (Index("edition", "reference", unique=True),)
    wakes_solver = True

    def by_reference(self, edition: str, references: list[str]) -> dict[str, Request]:
        """Those of these references that are known."""
        return {r.reference: r for r in self.find(edition=edition, reference=references)}


class Waivers(Collection[Waiver]):
    """Waivers, also those that have ended."""

    name = "waivers"
    of = Waiver
    indexes = (Index("edition", "state"), Index("demand_id"), Index("state"))
    wakes_solver = True

    def standing_in(self, edition: str) -> list[Waiver]:
        """Those nobody has ended; whether their time has come is for the clock to say."""
        return self.find(edition=edition, state=WaiverState.IN_FORCE)

    def standing_for(self, demand_id: str) -> list[Waiver]:
        """Those of one demand."""
        return self.find(demand_id=demand_id, state=WaiverState.IN_FORCE)

    def all_standing(self) -> list[Waiver]:
        """Those of every edition."""
        return self.find(state=WaiverState.IN_FORCE)


class Hands(Collection[Hand]):
    """What was done by hand, demand by demand."""

    name = "hands"
    of = Hand
    indexes = (Index("edition"),)
    wakes_solver = True

    def on(self, edition: str, demand_id: str) -> Hand:
        """The hand on one demand; an empty one before the first act."""
        of_demand = hand_id(demand_id)
        return self.find_one(id=of_demand) or Hand(id=of_demand, edition=edition, demand_id=demand_id)


class Diaries(Collection[Diary]):
    """On which demands people are held."""

    name = "diaries"
    of = Diary
    indexes = (Index("edition"),)

    def of_interpreter(self, edition: str, interpreter_id: str) -> Diary:
        """The diary of one person; an empty one before the first entry."""
        found = self.find_one(id=diary_id(interpreter_id))
        return found or Diary(id=diary_id(interpreter_id), edition=edition, interpreter_id=interpreter_id)


class Offers(Collection[Offer]):
    """Offers of all editions."""

    name = "offers"
    of = Offer
    indexes = (Index("edition", "state"), Index("demand_id", "state"), Index("state"))

    def open_for(self, demand_id: str) -> Offer | None:
        """The offer of a demand that is being asked."""
        return self.find_one(demand_id=demand_id, state=OfferState.OPEN)

    def all_open(self) -> list[Offer]:
        """Everything that is being asked, in every edition."""
        return self.find(state=OfferState.OPEN)


class Records:
    """All collections of the service, for the solver."""

    def __init__(self, backend: Backend) -> None:
        self.interpreters = Interpreters(backend)
        self.policies = Policies(backend)
        self.demands = Demands(backend)
        self.plans = Plans(backend)
        self.editions = EditionFacts(backend)
        self.guests = GuestFacts(backend)
        self.settled = SettledGuestFacts(backend)
        self.arrivals = ArrivalFacts(backend)
        self.departures = DepartureFacts(backend)
        self.meetings = MeetingFacts(backend)
        self.sessions = SessionFacts(backend)
        self.requests = Requests(backend)
        self.waivers = Waivers(backend)
        self.hands = Hands(backend)
        self.progresses = Progresses(backend)
