"""A demand and the decision in force on it: who serves, or which rules stand in the way."""

from dataclasses import dataclass
from enum import StrEnum

from services.matching.domain.need import Need


class State(StrEnum):
    """Served, not served, or no longer asked for."""

    FILLED = "filled"
    UNFILLED = "unfilled"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What the plan says about one need: an interpreter and the language, or the rules in the way.

    `nearest_id` is the interpreter for whom least would have to be waived when nobody serves; `waived` holds
    the rules a waiver lifts for the pair that serves.
    """

    interpreter_id: str | None = None
    serves_in: str | None = None
    rules: tuple[str, ...] = ()
    nearest_id: str | None = None
    waived: tuple[str, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether somebody serves."""
        return self.interpreter_id is not None


@dataclass(kw_only=True)
class Demand:
    """One need of an edition with the decision in force.

    `confirmed`: the interpreter who serves has accepted, or a coordinator vouches for it.
    """

    id: str
    edition: str
    need: Need
    guest_id: str
    rank: str
    purpose: str
    state: State
    interpreter_id: str | None = None
    serves_in: str | None = None
    rules: tuple[str, ...] = ()
    nearest_id: str | None = None
    waived: tuple[str, ...] = ()
    confirmed: bool = False
    version: int = 0

    @property
    def is_fallback(self) -> bool:
        """Whether it is served in another language than the guest's first."""
        return self.serves_in is not None and self.serves_in != self.need.language

    @property
    def decision(self) -> Decision:
        """The decision in force."""
        return Decision(
            interpreter_id=self.interpreter_id,
            serves_in=self.serves_in,
            rules=self.rules,
            nearest_id=self.nearest_id,
            waived=self.waived,
        )


def decided(
    edition: str, need: Need, decision: Decision, version: int, before: Demand | None = None
) -> Demand:
    """The demand for this need under this decision; who stays with it stays confirmed."""
    stays = before is not None and decision.is_filled and before.interpreter_id == decision.interpreter_id
    return Demand(
        id=need.id,
        edition=edition,
        need=need,
        guest_id=need.guest_id,
        rank=need.rank,
        purpose=need.purpose,
        state=State.FILLED if decision.is_filled else State.UNFILLED,
        interpreter_id=decision.interpreter_id,
        serves_in=decision.serves_in,
        rules=decision.rules,
        nearest_id=decision.nearest_id,
        waived=decision.waived,
        confirmed=stays and before is not None and before.confirmed,
        version=version,
    )


def closed(demand: Demand) -> Demand:
    """The demand once nobody asks for it any more; nobody serves it."""
    return Demand(
        id=demand.id,
        edition=demand.edition,
        need=demand.need,
        guest_id=demand.guest_id,
        rank=demand.rank,
        purpose=demand.purpose,
        state=State.CLOSED,
        version=demand.version,
    )
