"""A solution of the matching problem, and the plan an edition has adopted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.matching.domain.demand import Decision, Demand, State
from services.matching.domain.instance import Instance
from services.matching.domain.need import Purpose
from services.matching.domain.standard import Severity

__all__ = ["Finding", "Instance", "Plan", "Proposal", "Solution", "Stage", "adopted", "count", "gaps"]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One lexicographic optimisation: its terms, most important first, and the proof.

    `objective` weighs the terms so that no lower one outweighs a higher one; no plan can exceed `bound`.
    `bounds` say what each term can amount to in plans as good in the terms before it, up to the first where that is
    more than it does; the later ones are not bounded.
    """

    name: str
    terms: dict[str, int]
    objective: int
    bound: int
    bounds: dict[str, int] = field(default_factory=dict)

    @property
    def gap(self) -> int:
        """0: proven optimal."""
        return self.bound - self.objective


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something about the plan as a whole that a named person should see; `says` is one sentence.

    `waived_by` is the office that may accept it, None if nobody may.
    """

    rule: str
    severity: Severity
    says: str
    waived_by: str | None
    need_ids: tuple[str, ...] = ()
    interpreter_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A confirmed V1 or V2 pair that a free plan would move: waits for a named officer.

    `present` serves now and goes on serving; `decision` is what the better plan says. `gain` is what the whole
    better plan has more of, term by term.
    """

    need_id: str
    present: str
    decision: Decision
    gain: dict[str, int]
    says: str


@dataclass(frozen=True, kw_only=True)
class Solution:
    """A decision for every need, and how good they are; `seconds` is the time taken."""

    decisions: dict[str, Decision]
    stages: tuple[Stage, ...]
    seconds: float
    findings: tuple[Finding, ...] = ()
    proposals: tuple[Proposal, ...] = ()

    @property
    def gap(self) -> int:
        """0: every stage is proven optimal."""
        return sum(stage.gap for stage in self.stages)

    def pairs(self) -> dict[str, str]:
        """Who serves what, by need id."""
        return {n: d.interpreter_id for n, d in self.decisions.items() if d.interpreter_id is not None}


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
    booths: Counts = field(default_factory=Counts)
    others: Counts = field(default_factory=Counts)
    unfilled: tuple[Gap, ...] = ()
    stages: tuple[Stage, ...] = ()
    seconds: float = 0.0
    findings: tuple[Finding, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    version: int = 0


OTHERS = (Purpose.TOAST, Purpose.VISIT, Purpose.INSPECTION, Purpose.RELIEF)


def count(demands: Iterable[Demand], *purposes: Purpose) -> Counts:
    """Count the open demands of these purposes by how they are served."""
    served: Counter[str] = Counter(
        "unfilled"
        if demand.state is State.UNFILLED
        else "fallback"
        if demand.is_fallback
        else "first_language"
        for demand in demands
        if demand.purpose in purposes and demand.state is not State.CLOSED
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
        booths=count(standing, Purpose.BOOTH),
        others=count(standing, *OTHERS),
        unfilled=gaps(standing),
        stages=solution.stages,
        seconds=solution.seconds,
        findings=solution.findings,
        proposals=solution.proposals,
        version=plan.version,
    )
