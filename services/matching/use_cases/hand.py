"""The manual hand: lock, choose, swap, forbid, confirm, and undo. The plan goes around what was done."""

from dataclasses import replace
from typing import Any

from services.matching import standing
from services.matching.domain.demand import Demand
from services.matching.domain.hand import ActKind, Hand, ManualAct
from services.matching.use_cases.acts import Acted, act_of, done, pinned
from services.matching.use_cases.breaches import Breach, breaches_of
from services.matching.use_cases.pins import Pins, require_same_edition
from services.matching.use_cases.sight import Desk
from services.matching.use_cases.versions import require_version
from shared.clock import now
from shared.context import current
from shared.errors import Invalid, Refused
from shared.events.matching import (
    ActUndone,
    HandStanding,
    PairChosen,
    PairConfirmed,
    PairForbidden,
    PairLocked,
    PairSwapped,
)


class SwapWithItself(Invalid):
    """A swap needs two different demands."""

    code = "swap_with_itself"


class NobodyServes(Refused):
    """Nobody serves this demand, so there is nobody to lock, swap or confirm."""

    code = "nobody_serves"


def lock_pair(desk: Desk, demand_id: str, reason: str, expected_version: int | None) -> Acted:
    """Keep whoever serves this demand where he or she is."""

    def lock(pins: Pins) -> Acted:
        demand = pins.demand(demand_id)
        act = act_of(ActKind.LOCK, _serving(demand), reason)
        return _hold(desk, pins, demand, act, PairLocked, expected_version)

    return done(desk, lock)


def choose_interpreter(
    desk: Desk, demand_id: str, interpreter_id: str, reason: str, expected_version: int | None
) -> Acted:
    """Have this person serve the demand; the broken rules come back with the answer."""

    def choose(pins: Pins) -> Acted:
        demand = pins.demand(demand_id)
        require_same_edition(demand, interpreter_id)
        act = act_of(ActKind.ASSIGN, interpreter_id, reason)
        return _hold(desk, pins, demand, act, PairChosen, expected_version)

    return done(desk, choose)


def swap_interpreters(
    desk: Desk, demand_id: str, other_demand_id: str, reason: str, expected_version: int | None
) -> tuple[Acted, Acted]:
    """Two interpreters change places; undoing it on either side undoes both."""

    def swap(pins: Pins) -> tuple[Acted, Acted]:
        if demand_id == other_demand_id:
            raise SwapWithItself(demand_id=demand_id)
        first, second = pins.demand(demand_id), pins.demand(other_demand_id)
        require_same_edition(first, second.id)
        act = replace(act_of(ActKind.SWAP, _serving(second), reason), other_demand_id=second.id)
        back = replace(act, interpreter_id=_serving(first), other_demand_id=first.id)
        for demand in (first, second):
            pins.let_go(demand, pins.hand(demand).pin)
        sides = ((first, act, second.id, expected_version), (second, back, first.id, None))
        one, other = (
            _hold(desk, pins, demand, side, PairSwapped, version, other_demand_id=across)
            for demand, side, across, version in sides
        )
        return one, other

    return done(desk, swap)


def forbid_pair(
    desk: Desk, demand_id: str, interpreter_id: str, reason: str, expected_version: int | None
) -> Acted:
    """Keep this person away from the demand."""

    def forbid(pins: Pins) -> Acted:
        demand = pins.demand(demand_id)
        require_same_edition(demand, desk.interpreters.get(interpreter_id).id)
        act = act_of(ActKind.FORBID, interpreter_id, reason)
        return _noted(pins, demand, act, PairForbidden, expected_version)

    return done(desk, forbid)


def confirm_pair(desk: Desk, demand_id: str, reason: str, expected_version: int | None) -> Acted:
    """Whoever serves was named to the guest's side: from now on only a person moves the pair."""

    def confirm(pins: Pins) -> Acted:
        demand = pins.demand(demand_id)
        act = act_of(ActKind.CONFIRM, _serving(demand), reason)
        return _noted(pins, demand, act, PairConfirmed, expected_version)

    return done(desk, confirm)


def undo_act(desk: Desk, demand_id: str, act_id: str, expected_version: int | None) -> Acted:
    """Take an act back, on both sides if it was a swap; undone once is enough."""

    def undo(pins: Pins) -> Acted:
        demand = desk.demands.get(demand_id)
        acted = _undone(pins, demand, act_id, expected_version)
        if acted.act.kind is ActKind.SWAP and acted.act.other_demand_id is not None:
            _undone(pins, desk.demands.get(acted.act.other_demand_id), act_id, None)
        return acted

    return done(desk, undo)


def hand_on(desk: Desk, demand_id: str) -> tuple[Hand, tuple[Breach, ...]]:
    """Every act on a demand, and the rules the held pair breaks."""
    demand = desk.demands.get(demand_id)
    hand = desk.hands.on(demand.edition, demand_id)
    return hand, breaches_of(desk, demand, hand.pin.interpreter_id) if hand.pin else ()


def _hold(
    desk: Desk,
    pins: Pins,
    demand: Demand,
    act: ManualAct,
    kind: type[HandStanding],
    expected_version: int | None,
    **said: Any,
) -> Acted:
    require_version(pins.hand(demand), expected_version)
    pins.stop_asking(demand)
    return pinned(desk, pins, demand, act, kind, **said)


def _noted(
    pins: Pins, demand: Demand, act: ManualAct, kind: type[HandStanding], expected_version: int | None
) -> Acted:
    hand = pins.hand(demand)
    require_version(hand, expected_version)
    after = hand.with_act(act)
    pins.write(after, kind(**standing.of_hand(after, act, ())))
    return Acted(hand=after, act=act)


def _undone(pins: Pins, demand: Demand, act_id: str, expected_version: int | None) -> Acted:
    hand = pins.hand(demand)
    require_version(hand, expected_version)
    act = hand.act(act_id)
    if act.stands:
        after = hand.without_act(act_id, current().actor, now())
        if act.is_pin:
            pins.let_go(demand, act)
        act = after.act(act_id)
        pins.write(after, ActUndone(**standing.of_hand(after, act, ())))
        hand = after
    return Acted(hand=hand, act=act)


def _serving(demand: Demand) -> str:
    if demand.interpreter_id is None:
        raise NobodyServes(demand_id=demand.id)
    return demand.interpreter_id
