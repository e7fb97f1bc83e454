"""The answer to a change in a released plan, by the first of several ways that serves everybody: cheapest first.

Vehicles that fit between the trips that stay; chains of trips that make room, or with few legs other vehicles of the
same kinds for all trips. Where somebody would still lose a trip, trips near the change in time are searched together,
or the whole fleet where much changed at once. Who had no trip before is tried by chains only: an earlier search was in
vain.
"""

from dataclasses import dataclass
from enum import Enum

from services.logistics.domain.leg import Leg
from services.logistics.engine.exchanges import exchange
from services.logistics.engine.problem import Offer, Problem, Run
from services.logistics.engine.repair import Arranged, arrange, between_trips, with_exchanged_vehicles

_FEW = 15
"""So few legs are searched all together where no vehicle fits: that is exact and as quick."""
_MUCH = 20
"""More carloads than this without a vehicle are no small change: the whole fleet is searched."""


class Search(Enum):
    """What is to be searched beyond the answer found."""

    NOTHING = "nothing"
    NEARBY = "nearby"
    WHOLE_FLEET = "whole fleet"


@dataclass(frozen=True)
class Answer:
    """The runs and the legs left; `is_best` if nothing is better but for the size of vehicles.

    `is_chained` says that trips made room one after another, `search` where more could be found.
    """

    runs: list[Run]
    left: list[str]
    is_best: bool
    is_chained: bool = False
    search: Search = Search.NOTHING


def answer(problem: Problem, legs: list[Leg]) -> Answer | None:
    """The least answer found near the change; None where only the whole fleet has one.

    Every leg has an offer suitable for its rank.
    """
    wanted = arrange(problem, legs)
    drives = between_trips(problem, legs, wanted)
    if drives is None and len(legs) > _FEW:
        return _by_chains(problem, legs, wanted)
    drives = drives or with_exchanged_vehicles(problem, legs, wanted)
    return Answer(drives.runs, [], drives.is_best) if drives is not None else None


def _by_chains(problem: Problem, legs: list[Leg], wanted: Arranged) -> Answer:
    found = exchange(problem, legs, wanted.staying, [load.legs for load in wanted.loads])
    is_best = wanted.is_best and not found.left and _is_as_wanted(problem, found.runs, wanted)
    search = Search.NOTHING
    if _lose(problem, found.left):
        search = Search.WHOLE_FLEET if len(wanted.loads) > _MUCH else Search.NEARBY
    return Answer(found.runs, found.left, is_best, True, search)


def _lose(problem: Problem, left: list[str]) -> bool:
    """Whether somebody is left who had a trip."""
    had = {leg_id for run in problem.in_force for leg_id in run.legs}
    return not had.isdisjoint(left)


def _is_as_wanted(problem: Problem, runs: list[Run], wanted: Arranged) -> bool:
    """Whether all leave as if vehicles were plenty, and trips that held in vehicles of the offer they had."""
    offers = {vehicle.id: Offer.of(vehicle) for vehicle in problem.vehicles}
    driven = {(run.legs, run.departs): offers[run.vehicle_id] for run in runs}
    return len(runs) == len(wanted.staying) + len(wanted.loads) and (
        all(driven.get((run.legs, run.departs)) == offers[run.vehicle_id] for run in wanted.staying)
        and all((load.leg_ids, load.departs) in driven for load in wanted.loads)
    )
