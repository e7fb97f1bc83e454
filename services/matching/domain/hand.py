"""The coordinators' hand on one demand: who is held, who is kept away, what was confirmed, what was undone."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from shared.errors import NotFound, Refused


class ActKind(StrEnum):
    """What a coordinator can do by hand; an accepted offer holds like an assignment."""

    LOCK = "lock"
    ASSIGN = "assign"
    SWAP = "swap"
    ACCEPTED = "accepted"
    FORBID = "forbid"
    CONFIRM = "confirm"


PINS = (ActKind.LOCK, ActKind.ASSIGN, ActKind.SWAP, ActKind.ACCEPTED)
"""Acts that hold one interpreter on the demand; the latest one counts."""


class ForbiddenHere(Refused):
    """This person was forbidden for this demand by hand; undo that first."""

    code = "forbidden_here"


class HeldHere(Refused):
    """This person is held on this demand by hand; undo that first."""

    code = "held_here"


class NoSuchAct(NotFound):
    """No act of this id was done to this demand."""

    code = "not_found"


@dataclass(frozen=True, kw_only=True)
class ManualAct:
    """One act: who did it, why and when; `other_demand_id` is the other side of a swap.

    `ended_at` and `ended_by` are set once it was undone, or replaced by a later act.
    """

    id: str
    kind: ActKind
    interpreter_id: str
    by: str
    reason: str
    at: datetime
    other_demand_id: str | None = None
    offer_id: str | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it still counts."""
        return self.ended_at is None

    @property
    def is_pin(self) -> bool:
        """Whether it holds somebody."""
        return self.kind in PINS

    def ended(self, by: str, at: datetime) -> "ManualAct":
        """Undone or replaced; what has ended stays as it is."""
        return replace(self, ended_at=at, ended_by=by) if self.stands else self


@dataclass(kw_only=True)
class Hand:
    """Every act on one demand, oldest first; acts are ended, never removed."""

    id: str
    edition: str
    demand_id: str
    acts: tuple[ManualAct, ...] = ()
    version: int = 0

    @property
    def pin(self) -> ManualAct | None:
        """The act that holds somebody here."""
        return next((act for act in reversed(self.acts) if act.stands and act.is_pin), None)

    @property
    def forbidden(self) -> frozenset[str]:
        """Interpreters kept away from this demand."""
        return frozenset(a.interpreter_id for a in self.acts if a.stands and a.kind is ActKind.FORBID)

    @property
    def confirmed_id(self) -> str | None:
        """The interpreter whose service here was confirmed to the guest's side."""
        return next(
            (a.interpreter_id for a in reversed(self.acts) if a.stands and a.kind is ActKind.CONFIRM), None
        )

    @property
    def vouched_for(self) -> str | None:
        """The interpreter who accepted an offer of this demand, or whom a coordinator confirmed."""
        held = self.pin
        accepted = held.interpreter_id if held and held.kind is ActKind.ACCEPTED else None
        return accepted or self.confirmed_id

    def act(self, act_id: str) -> ManualAct:
        """One act, or `NoSuchAct`."""
        found = next((act for act in self.acts if act.id == act_id), None)
        if found is None:
            raise NoSuchAct(id=act_id, demand_id=self.demand_id)
        return found

    def with_act(self, act: ManualAct) -> "Hand":
        """With one more act; a new pin replaces the earlier one, as does a new confirmation."""
        self._check(act)
        replaced = PINS if act.is_pin else (ActKind.CONFIRM,) if act.kind is ActKind.CONFIRM else ()
        kept = tuple(a.ended(act.by, act.at) if a.kind in replaced else a for a in self.acts)
        return replace(self, acts=(*kept, act))

    def without_act(self, act_id: str, by: str, at: datetime) -> "Hand":
        """With this act undone; undone once is enough."""
        undone = self.act(act_id).ended(by, at)
        return replace(self, acts=tuple(undone if a.id == act_id else a for a in self.acts))

    def _check(self, act: ManualAct) -> None:
        if act.is_pin and act.interpreter_id in self.forbidden:
            raise ForbiddenHere(demand_id=self.demand_id, interpreter_id=act.interpreter_id)
        held = self.pin
        if act.kind is ActKind.FORBID and held is not None and held.interpreter_id == act.interpreter_id:
            raise HeldHere(demand_id=self.demand_id, interpreter_id=act.interpreter_id, act_id=held.id)


def hand_id(demand_id: str) -> str:
    """E.g. `ipec-2019.n.A017.hand`: events about the hand are numbered apart from those about the demand."""
    return f"{demand_id}.hand"
