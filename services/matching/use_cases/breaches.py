"""Which rules a pair breaks, which of them are waived, and by whom the others may be."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.matching.domain.demand import Demand
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need
from services.matching.domain.policy import Policy
from services.matching.domain.rules import BY_CODE, broken
from services.matching.domain.waiver import Waiver
from services.matching.use_cases.sight import Desk
from shared.clock import now


@dataclass(frozen=True, kw_only=True)
class Breach:
    """A rule a pair breaks; `waiver_id` is the waiver that allows it, None: it is still in the way."""

    rule: str
    says: str
    source: str
    waived_by: str | None
    waiver_id: str | None


def breaches(
    interpreter: Interpreter, need: Need, policy: Policy, waivers: Iterable[Waiver], at: datetime
) -> tuple[Breach, ...]:
    """The rules this pair breaks at this moment, most telling first."""
    lifted = {w.rule: w.id for w in waivers if w.holds(at) and w.covers(interpreter.id)}
    return tuple(
        Breach(
            rule=code,
            says=BY_CODE[code].says,
            source=BY_CODE[code].source,
            waived_by=BY_CODE[code].waived_by,
            waiver_id=lifted.get(code),
        )
        for code in broken(interpreter, need, policy)
    )


def breaches_of(desk: Desk, demand: Demand, interpreter_id: str) -> tuple[Breach, ...]:
    """The rules a person breaks on a demand now."""
    return breaches(
        desk.interpreters.get(interpreter_id),
        demand.need,
        desk.policies.of_edition(demand.edition),
        desk.waivers.standing_for(demand.id),
        now(),
    )


def in_the_way(found: Iterable[Breach]) -> tuple[str, ...]:
    """The rules that are broken and not waived."""
    return tuple(breach.rule for breach in found if breach.waiver_id is None)
