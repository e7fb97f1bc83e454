"""Every plan there is for a handful of legs, tried one by one: what the engine must not be beaten by.

Departures are those the engine may choose from: when somebody of the company is ready, whole quarters of an hour
after that, and the times already told.
"""

from collections.abc import Iterator
from itertools import combinations

from services.logistics.domain.leg import Leg
from services.logistics.domain.place import driving_minutes
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine import Problem, Run
from tests.unit.logistics.checker import KINDS, OWN

Figures = tuple[int, int, int, int, int, int]


def least_score(problem: Problem) -> Figures:
    """The least (left, changed, told, waiting, trips, seats) of all plans."""
    return min(_figures(problem, runs) for runs in _plans(problem, list(problem.legs), []))


def _plans(problem: Problem, legs: list[Leg], runs: list[Run]) -> Iterator[list[Run]]:
    if not legs:
        yield runs
        return
    first, others = legs[0], legs[1:]
    yield from _plans(problem, others, runs)
    companions = [leg for leg in others if _may_share(first, leg)]
    for size in range(len(companions) + 1):
        for chosen in combinations(companions, size):
            aboard = [first, *chosen]
            rest = [leg for leg in others if leg not in chosen]
            for run in _runs(problem, aboard):
                if _free(problem, run, first, runs):
                    yield from _plans(problem, rest, [*runs, run])


def _may_share(one: Leg, other: Leg) -> bool:
    ways = {(leg.kind, leg.origin, leg.destination) for leg in (one, other)}
    ranks = {one.rank.value, other.rank.value}
    return len(ways) == 1 and not ranks & OWN and (ranks == {"V3"} or "V3" not in ranks)


def _runs(problem: Problem, aboard: list[Leg]) -> Iterator[Run]:
    ids = tuple(sorted(leg.id for leg in aboard))
    for departs in sorted(_departures(problem, aboard[0])):
        if all(leg.earliest <= departs <= leg.latest for leg in aboard):
            yield from (
                Run(ids, departs, vehicle.id) for vehicle in problem.vehicles if _fits(vehicle, aboard)
            )


def _departures(problem: Problem, of: Leg) -> set[int]:
    told = _told(problem)
    company = [leg for leg in problem.legs if leg.id == of.id or _may_share(of, leg) or _same_own(of, leg)]
    minutes = {minute for leg in company for minute in range(leg.earliest, leg.latest + 1, 15)}
    return minutes | {told[leg.id] for leg in company if leg.id in told}


def _same_own(one: Leg, other: Leg) -> bool:
    ways = {(leg.kind, leg.origin, leg.destination) for leg in (one, other)}
    return len(ways) == 1 and {one.rank.value, other.rank.value} <= OWN


def _fits(vehicle: Vehicle, aboard: list[Leg]) -> bool:
    heads = sum(leg.rank.value == "V3" for leg in aboard)
    allowed = all(vehicle.kind.value in KINDS[leg.rank.value] for leg in aboard)
    return allowed and len(aboard) + max(0, heads - 1) <= vehicle.seats


def _free(problem: Problem, run: Run, leg: Leg, runs: list[Run]) -> bool:
    legs = {each.id: each for each in problem.legs}
    for other in runs:
        if other.vehicle_id == run.vehicle_id:
            there = legs[other.legs[0]]
            if not (_in_time(problem, run, leg, other, there) or _in_time(problem, other, there, run, leg)):
                return False
    return True


def _in_time(problem: Problem, one: Run, leg: Leg, following: Run, later: Leg) -> bool:
    free = one.departs + driving_minutes(leg.origin, leg.destination) + problem.rules.unloading
    empty = 0 if leg.destination == later.origin else driving_minutes(leg.destination, later.origin)
    return free + empty <= following.departs


def _told(problem: Problem) -> dict[str, int]:
    return (
        {leg_id: run.departs for run in problem.in_force for leg_id in run.legs} if problem.released else {}
    )


def _figures(problem: Problem, runs: list[Run]) -> Figures:
    legs = {leg.id: leg for leg in problem.legs}
    seats = {vehicle.id: vehicle.seats for vehicle in problem.vehicles}
    departs = {leg_id: run.departs for run in runs for leg_id in run.legs}
    told = _told(problem)
    left = sum(5 * len(legs) + 6 - int(leg.rank.value[1]) for leg in problem.legs if leg.id not in departs)
    return (
        left,
        _changed(problem, runs),
        sum(told.get(leg_id, at) != at for leg_id, at in departs.items()),
        sum(at - legs[leg_id].earliest for leg_id, at in departs.items()),
        len(runs),
        sum(seats[run.vehicle_id] for run in runs),
    )


def _changed(problem: Problem, runs: list[Run]) -> int:
    """Trips of guests whom the change does not concern that are not kept in time, company and kind of car."""
    if not problem.released:
        return 0
    legs = {leg.id: leg for leg in problem.legs}
    cars = {vehicle.id: (vehicle.kind, vehicle.seats) for vehicle in problem.vehicles}
    changed, continued = 0, set()
    for trip in problem.in_force:
        riders = [legs[leg_id] for leg_id in trip.legs if leg_id in legs]
        if not riders or any(not leg.earliest <= trip.departs <= leg.latest for leg in riders):
            continue
        keepers = [
            run for run in runs
            if {leg.id for leg in riders} <= set(run.legs) and run.departs == trip.departs
            and cars[run.vehicle_id] == cars[trip.vehicle_id] and run.legs not in continued
        ]  # fmt: skip
        continued |= {run.legs for run in keepers}
        changed += not keepers
    return changed
