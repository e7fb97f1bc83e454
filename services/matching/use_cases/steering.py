"""What people decided about the plan: whom it must keep where, whom it must not use, which rules it may break."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.matching.domain.hand import Hand
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.waiver import Waiver


@dataclass(frozen=True, kw_only=True)
class Steering:
    """By need id: who is held, who is forbidden, who was confirmed; by pair: the rules that are waived."""

    pinned: dict[str, str]
    forbidden: dict[str, frozenset[str]]
    confirmed: dict[str, str]
    waived: dict[tuple[str, str], frozenset[str]]


def steering(
    hands: Iterable[Hand], waivers: Iterable[Waiver], people: Iterable[Interpreter], at: datetime
) -> Steering:
    """The acts that stand and the waivers that hold at this moment; a waiver for anybody counts for each person."""
    hands = list(hands)
    return Steering(
        pinned={hand.demand_id: hand.pin.interpreter_id for hand in hands if hand.pin},
        forbidden={hand.demand_id: hand.forbidden for hand in hands if hand.forbidden},
        confirmed={hand.demand_id: hand.vouched_for for hand in hands if hand.vouched_for},
        waived=_waived(waivers, [person.id for person in people], at),
    )


def _waived(
    waivers: Iterable[Waiver], people: list[str], at: datetime
) -> dict[tuple[str, str], frozenset[str]]:
    lifted: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for waiver in waivers:
        if waiver.holds(at):
            for person in people if waiver.interpreter_id is None else (waiver.interpreter_id,):
                lifted[waiver.demand_id, person].add(waiver.rule)
    return {pair: frozenset(rules) for pair, rules in lifted.items()}
