"""A waiver: a named person lets one rule be broken for one demand, for a reason, until a moment."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from services.matching.domain.rules import BY_CODE
from shared.errors import Invalid, Refused


class RuleUnknown(Invalid):
    """There is no rule of this name."""

    code = "rule_unknown"


class RuleBeyondWaiver(Refused):
    """Nobody may waive this rule: somebody else has to be found, or the request corrected."""

    code = "rule_beyond_waiver"


class WaiverOverAlready(Invalid):
    """The waiver would end before it begins."""

    code = "waiver_over_already"


class WaiverState(StrEnum):
    """In force, taken back, or over because its time has come."""

    IN_FORCE = "in_force"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(kw_only=True)
class Waiver:
    """`granted_by` is the named person, `recorded_by` who wrote it down; no interpreter named means any."""

    id: str
    edition: str
    demand_id: str
    rule: str
    interpreter_id: str | None = None
    granted_by: str
    reason: str
    until: datetime
    recorded_by: str
    recorded_at: datetime
    state: WaiverState = WaiverState.IN_FORCE
    version: int = 0

    def holds(self, at: datetime) -> bool:
        """Whether the rule may be broken at this moment."""
        return self.state is WaiverState.IN_FORCE and at < self.until

    def is_overdue(self, at: datetime) -> bool:
        """Whether its time has come and nobody has noted it yet."""
        return self.state is WaiverState.IN_FORCE and at >= self.until

    def ended(self, state: WaiverState) -> "Waiver":
        """Withdrawn or expired; what has ended stays as it is."""
        return replace(self, state=state) if self.state is WaiverState.IN_FORCE else self

    def covers(self, interpreter_id: str) -> bool:
        """Whether it lets this person serve."""
        return self.interpreter_id in (None, interpreter_id)


def check_waivable(rule: str, until: datetime, at: datetime) -> None:
    """Refuse a waiver of a rule that does not exist or that nobody may waive, or one that is over already."""
    if rule not in BY_CODE:
        raise RuleUnknown(rule=rule, known=sorted(BY_CODE))
    if BY_CODE[rule].waived_by is None:
        raise RuleBeyondWaiver(rule=rule, says=BY_CODE[rule].says)
    if until <= at:
        raise WaiverOverAlready(until=until.isoformat())
