"""An instance of the matching problem, its solution, and the plan an edition has adopted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from services.matching.domain.demand import Decision, Demand, State
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need, Purpose
from services.matching.domain.policy import Policy


@dataclass(frozen=True, kw_only=True)
class Instance:
    """Everything a plan depends on; `in_force` maps need ids to the interpreters of the plan in force."""

    needs: tuple[Need, ...]
    interpreters: tuple[Interpreter, ...]
    policy: Policy
    in_force: Mapping[str, str] = field(default_factory=dict)

    def ordered(self) -> "Instance":
        """The same in one fixed order, so that equal input gives an equal plan."""
        return Instance(
            needs=tuple(sorted(self.needs, key=lambda need: need.id)),
            interpreters=tuple(sorted(self.interpreters, key=lambda interpreter: interpreter.id)),
            policy=self.policy,
            in_force=self.in_force,
        )

    def needs_for(self, purpose: Purpose) -> tuple[Need, ...]:
        """Needs of one purpose."""
        return tuple(need for need in self.needs if need.purpose is purpose)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One lexicographic optimisation: its terms, most important first, and the proof.

    `objective` weighs the terms so that no lower one outweighs a higher one; no plan can exceed `bound`.
    """

    name: str
    terms: dict[str, int]
    objective: int
    bound: int

    @property
    def gap(self) -> int:
        """0: proven optimal."""
        return self.bound - self.objective


@dataclass(frozen=True, kw_only=True)
class Solution:
    """A decision for every need, and how good they are; `seconds` is the time taken."""

    decisions: dict[str, Decision]
    stages: tuple[Stage, ...]
    seconds: float

    @property
    def gap(self) -> int:
        """0: every stage is proven optimal."""
        return sum(stage.gap for stage in self.stages)


@dataclass(kw_only=True)
class Counts:
    """How many needs of one purpose there are, and how they are served."""

    demand: int = 0
    first_language: int = 0
    fallback: int = 0
    unfilled: int = 0


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A need nobody serves, and the rules in the way."""

    demand_id: str
    guest_id: str
    rank: str
    language: str
    rules: tuple[str, ...]


@dataclass(kw_only=True)
class Plan:
    """The plan in force of one edition; `id` is the edition. `number` rises with every adopted plan."""

    id: str
    edition: str
    number: int = 0
    one_to_one: Counts = field(default_factory=Counts)
    meetings: Counts = field(default_factory=Counts)
    unfilled: tuple[Gap, ...] = ()
    stages: tuple[Stage, ...] = ()
    seconds: float = 0.0
    version: int = 0


def count(demands: Iterable[Demand], purpose: Purpose) -> Counts:
    """Count the open demands of one purpose by how they are served."""
    served: Counter[str] = Counter(
        "unfilled"
        if demand.state is State.UNFILLED
        else "fallback"
        if demand.is_fallback
        else "first_language"
        for demand in demands
        if demand.purpose == purpose and demand.state is not State.CLOSED
    )
    return Counts(demand=sum(served.values()), **served)


def gaps(demands: Iterable[Demand]) -> tuple[Gap, ...]:
    """The unfilled demands, by rank, then by id."""
    found = [
        Gap(
            demand_id=demand.id,
            guest_id=demand.guest_id,
            rank=demand.rank,
            language=demand.need.language,
            rules=demand.rules,
        )
        for demand in demands
        if demand.state is State.UNFILLED
    ]
    return tuple(sorted(found, key=lambda gap: (gap.rank, gap.demand_id)))


def adopted(plan: Plan, demands: Iterable[Demand], solution: Solution) -> Plan:
    """The next plan of the edition: these demands as they are decided now."""
    standing = list(demands)
    return Plan(
        id=plan.id,
        edition=plan.edition,
        number=plan.number + 1,
        one_to_one=count(standing, Purpose.ONE_TO_ONE),
        meetings=count(standing, Purpose.MEETING),
        unfilled=gaps(standing),
        stages=solution.stages,
        seconds=solution.seconds,
        version=plan.version,
    )
