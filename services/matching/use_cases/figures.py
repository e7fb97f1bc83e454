"""How an edition is served, in numbers, and whether anybody is in two places."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from services.matching.domain.demand import Demand, State
from services.matching.domain.duty import Calendar, clash
from services.matching.domain.need import Purpose
from services.matching.domain.plan import OTHERS, count, gaps
from services.matching.storage import Demands

_ANY_DAY = Calendar()
"""Being in two places at once does not depend on how days are counted."""


def figures(demands: Demands, edition: str) -> dict[str, Any]:
    """How the demands of an edition are served; unfilled ones by name with the rules in the way."""
    standing = demands.open_in(edition)
    return {
        "one_to_one": count(standing, Purpose.ONE_TO_ONE),
        "unfilled": gaps(standing),
        "meetings": _served(standing, Purpose.MEETING),
        "booths": _served(standing, Purpose.BOOTH),
        "others": _served(standing, *OTHERS),
    }


def double_booked(demands: Demands, edition: str) -> dict[str, int]:
    """Interpreters with two stays, or with two engagements at one time; counted one by one."""
    by_interpreter: dict[str, list[Demand]] = {}
    for demand in demands.find(edition=edition, state=State.FILLED):
        by_interpreter.setdefault(str(demand.interpreter_id), []).append(demand)
    twice = [held for held in by_interpreter.values() if any(_both(a, b) for a, b in combinations(held, 2))]
    return {"interpreters": len(twice)}


def _served(standing: Sequence[Demand], *purposes: Purpose) -> dict[str, int]:
    counts = count(standing, *purposes)
    filled = counts.demand - counts.unfilled
    return {"demand": counts.demand, "filled": filled, "unfilled": counts.unfilled}


def _both(first: Demand, second: Demand) -> bool:
    a, b = first.need, second.need
    return (a.is_stay and b.is_stay) or clash(a, b, _ANY_DAY) == "engaged"
