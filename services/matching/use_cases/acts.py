"""One act by hand: made by whoever is at work, noted on hands and diaries, written whole or done again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from services.matching import standing
from services.matching.domain.demand import Demand
from services.matching.domain.hand import ActKind, Hand, ManualAct
from services.matching.use_cases.breaches import Breach, breaches_of, in_the_way
from services.matching.use_cases.pins import Pins
from services.matching.use_cases.sight import Desk
from shared.clock import now
from shared.context import current
from shared.events.matching import HandStanding
from shared.ids import new_id
from shared.storage.store import AlreadyExists, StaleVersion, save_all

T = TypeVar("T")
TRIES = 5


@dataclass(frozen=True, kw_only=True)
class Acted:
    """A hand after an act, and every rule the held pair breaks; `in_force` when all of them are waived."""

    hand: Hand
    act: ManualAct
    breaks: tuple[Breach, ...] = ()

    @property
    def in_force(self) -> bool:
        """Whether the plan is bound by the act."""
        return not in_the_way(self.breaks)


def act_of(kind: ActKind, interpreter_id: str, reason: str) -> ManualAct:
    """An act of whoever is at work, at this moment."""
    return ManualAct(
        id=new_id(),
        kind=kind,
        interpreter_id=interpreter_id,
        by=current().actor,
        reason=reason,
        at=now(),
    )


def pinned(
    desk: Desk,
    pins: Pins,
    demand: Demand,
    act: ManualAct,
    kind: type[HandStanding],
    **said: Any,
) -> Acted:
    """Note a pin on a sheet: the earlier one lets go, the diary takes the new one."""
    hand = pins.hand(demand)
    pins.let_go(demand, hand.pin)
    after = hand.with_act(act)
    pins.hold(demand, act.interpreter_id)
    found = breaches_of(desk, demand, act.interpreter_id)
    pins.write(after, kind(**standing.of_hand(after, act, in_the_way(found)), **said))
    return Acted(hand=after, act=act, breaks=found)


def done(desk: Desk, act: Callable[[Pins], T]) -> T:
    """Do the act and write it; when somebody else wrote to the same hands meanwhile, do it on what is there now."""
    for attempt in range(TRIES):
        pins = Pins(desk.hands, desk.diaries, desk.demands, desk.offers)
        result = act(pins)
        try:
            save_all(pins.changes())
        except (StaleVersion, AlreadyExists):
            if attempt + 1 == TRIES:
                raise
        else:
            break
    return result
