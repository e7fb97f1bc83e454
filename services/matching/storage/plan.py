"""What is asked for and how it is decided: requests, policies, demands, plans."""

from services.matching.domain.demand import Demand, State
from services.matching.domain.plan import Plan
from services.matching.domain.policy import Policy, policy_id, usual_policy
from services.matching.domain.progress import Progress
from services.matching.domain.request import Request
from shared.storage.store import Collection, Index


class Requests(Collection[Request]):
    """Requests for interpreters that come to matching itself."""

    name = "requests"
    of = Request
    indexes = (Index("edition", "reference", unique=True),)
    wakes_solver = True

    def by_reference(self, edition: str, references: list[str]) -> dict[str, Request]:
        """Those of these references that are known."""
        return {r.reference: r for r in self.find(edition=edition, reference=references)}


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
