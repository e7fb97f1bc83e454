"""One search from instance to outcome, on one core."""

from collections.abc import Callable
from dataclasses import dataclass

from services.scheduling.engine.matchmaking.encoding import Encoding
from services.scheduling.engine.matchmaking.instance import Instance, Timetable
from services.scheduling.engine.matchmaking.narrowing import narrowed
from services.scheduling.engine.matchmaking.outcome import Outcome
from services.scheduling.engine.matchmaking.possible import is_refuted
from services.scheduling.engine.matchmaking.relaxation import least_idle
from services.scheduling.engine.matchmaking.search import Conflicts, Limit, OutOfTime, Reached, Search

Heard = Callable[[Outcome], None]

WORK = Conflicts(3_000_000)
"""Conflicts after which an answer without proof is given; some minutes on one core."""


NEVER = 10**12
"""More conflicts than anybody waits for."""


@dataclass(frozen=True)
class Approach:
    """A solver; whether it first asks patterns for a bound and looks for any timetable; when it turns round."""

    solver: str
    looks_round: bool = False
    climbing: int = NEVER


QUICK = Approach("glucose4", climbing=60_000)
"""The quickest where few cores have to be found; where it is not quick it looks for good timetables instead."""

STURDY = Approach("cadical195", looks_round=True)
"""Proves the hard cores of tight tables that the quick one does not."""


def solve(
    instance: Instance,
    approach: Approach = QUICK,
    limit: Limit = WORK,
    heard: Heard = lambda _: None,
) -> Outcome:
    """The best timetable within the limit; tells `heard` of each improvement. Deterministic if the limit is."""
    tighter = narrowed(instance)
    if is_refuted(tighter):
        return Outcome(refuted=True)
    best = Outcome()

    def reached(bound: int, timetable: Timetable | None, idle: int | None) -> None:
        nonlocal best
        best = best.better_of(Outcome(timetable, idle, bound))
        heard(best)

    search = Search(Encoding(tighter), approach.solver, limit, reached)
    try:
        possible = not approach.looks_round or _looked_round(search, tighter, reached)
        possible = possible and search.climb_then_descend(approach.climbing)
    except OutOfTime:
        return best
    finally:
        search.close()
    if not possible:
        return Outcome(refuted=True)
    return best.better_of(Outcome(bound=search.certain))


def _looked_round(search: Search, instance: Instance, reached: Reached) -> bool:
    """Whether patterns fit the tables and there is any timetable; the search need not climb above the bound."""
    floor = least_idle(instance)
    if floor is None:
        return False
    search.floor = floor
    reached(floor, None, None)
    return search.feasible()
