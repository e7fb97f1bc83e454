"""What matching keeps: roster, demands, plans and policies, and what it heard from others."""

from services.matching.domain.demand import Demand, State
from services.matching.domain.heard import ArrivalFact, EditionFact, GuestFact, MeetingFact, SessionFact
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.plan import Plan
from services.matching.domain.policy import Policy, policy_id, usual_policy
from services.matching.domain.request import Request
from services.matching.domain.roster_version import RosterVersion
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
    indexes = (Index("edition", "state"), Index("edition", "guest_id"), Index("edition", "interpreter_id"))

    def of_edition(self, edition: str) -> list[Demand]:
        """Every demand of an edition, also closed ones."""
        return self.find(edition=edition)

    def open_in(self, edition: str) -> list[Demand]:
        """The demands that still stand."""
        return self.find(edition=edition, state=[State.FILLED, State.UNFILLED])


class Plans(Collection[Plan]):
    """The plan in force of each edition; its version keeps two planners apart."""

    name = "plans"
    of = Plan

    def of_edition(self, edition: str) -> Plan:
        """The plan in force; number 0 before the first."""
        return self.find_one(id=edition) or Plan(id=edition, edition=edition)


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
        self.meetings = MeetingFacts(backend)
        self.sessions = SessionFacts(backend)
        self.requests = Requests(backend)
