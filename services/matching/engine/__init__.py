"""Instance in, solution out: pure, deterministic, proven optimal.

First one interpreter for each guest's whole stay (an assignment problem), then the meetings with whoever
that leaves.
"""

from time import perf_counter

from services.matching.domain.need import Purpose
from services.matching.domain.plan import Instance, Solution
from services.matching.engine.meetings import staff_meetings
from services.matching.engine.one_to_one import pair_guests

__all__ = ["solve"]


def solve(instance: Instance) -> Solution:
    """Decide every need; the plan depends on the content of the instance alone, not on its order."""
    started = perf_counter()
    ordered = instance.ordered()
    stays = ordered.needs_for(Purpose.ONE_TO_ONE)
    pairs, stays_stage = pair_guests(ordered, stays)
    meetings, meetings_stage = staff_meetings(ordered, stays, pairs)
    return Solution(
        decisions=pairs | meetings,
        stages=(stays_stage, meetings_stage),
        seconds=round(perf_counter() - started, 6),
    )
