"""A plan from nothing, for a fleet with cars enough: every company pooled by itself, then vehicles
allotted.

Each company's pools are the best there can be with cars without number. If the fleet can drive them all, no
plan is better in guests, trips, waiting or seats, so the result is proven without any search.
That holds too where closures or luggage make a company's pools the result of a search that was itself proven.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from services.logistics.domain.leg import Leg
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.carload import Carload, carloads
from services.logistics.engine.duty import too_long
from services.logistics.engine.first_fit import first_fit
from services.logistics.engine.fleet import Job, allot
from services.logistics.engine.openings import departures_of, first_opening, is_quiet
from services.logistics.engine.pooling import best_pools, is_orderly, least_waiting_and_trips, pool_in_order
from services.logistics.engine.problem import Drives, Offer, Problem, Run, by_company, smallest_for
from services.logistics.engine.rostering import Roster, Shift, roster
from services.logistics.engine.score import Score, cost_of_leaving
from services.logistics.engine.settling import settle
from services.logistics.engine.slots import Choice, Slots
from services.logistics.engine.upsizing import choose_offers, suitable_offers

_MOST_SEARCHED = 25
"""More guests of one company than this are taken in order without a search for something better."""
_MANY = 300
"""More carloads than this are given vehicles one by one: all ways to turn them would take too long to weigh."""
_MOST_CHAINED = 150
"""More runs than this are not chained by search, which would take too long."""


@dataclass(frozen=True)
class Pooled:
    """The carloads of one company with as many vehicles of each offer as it likes, and a score none can beat."""

    loads: Sequence[Carload]
    bound: Score
    is_best: bool


def best_carloads(problem: Problem, legs: list[Leg], price: int = 0) -> Pooled:
    """The best pools of one company; proven, and with a bound, where a trip has no price in minutes of waiting.

    They are looked for once a problem.
    """
    asked = price, tuple(legs)
    if asked not in problem.pooled:
        problem.pooled[asked] = _best(problem, legs, price)
    pooled: Pooled = problem.pooled[asked]
    return pooled


def _best(problem: Problem, legs: list[Leg], price: int) -> Pooled:
    if legs[0].riding.alone:
        return _proven([_alone(problem, leg) for leg in legs])
    if is_quiet(problem, legs) and is_orderly(legs):
        return _in_order(problem, legs, price)
    return _chosen(problem, legs, price)


def _in_order(problem: Problem, legs: list[Leg], price: int) -> Pooled:
    """Guests taken in order; where luggage might make another way better, that is searched for a few guests."""
    offers = problem.offers_at(legs[0], legs[0].at_best)
    if price and len(legs) > _MOST_SEARCHED:
        # Proven or not: nothing better is looked for, so the proof is not worth its time.
        pools = pool_in_order(legs, offers, price)
        return Pooled(
            [Carload(pool.legs, pool.departs, pool.offer) for pool in pools], Score(), is_best=False
        )
    pools, is_best = best_pools(legs, offers, price)
    loads = [Carload(pool.legs, pool.departs, pool.offer) for pool in pools]
    if is_best:
        return _proven(loads)
    if len(legs) <= _MOST_SEARCHED:
        return _chosen(problem, legs, price)
    waiting, trips = least_waiting_and_trips(legs, offers)
    return Pooled(loads, Score(trips=trips, waiting=waiting), is_best=False)


def _proven(loads: list[Carload]) -> Pooled:
    return Pooled(loads, sum((load.score for load in loads), Score()), is_best=True)


def _alone(problem: Problem, leg: Leg) -> Carload:
    departs, offers = first_opening(problem, leg)
    offer = smallest_for([leg], offers)
    assert offer is not None, "guests whom no vehicle holds were set aside before"
    return Carload((leg,), departs, offer)


def plan_anew(problem: Problem, legs: list[Leg]) -> Drives | None:
    """Runs for all these legs at the least score, or None when the fleet is too small for it.

    Every leg has an offer suitable for its rank.
    """
    loads: list[Carload] = []
    is_best = True
    for company in by_company(legs).values():
        pooled = best_carloads(problem, company)
        loads += pooled.loads
        is_best = is_best and pooled.is_best
    runs = with_vehicles(problem, loads) if len(loads) <= _MANY else None
    if runs is None:
        runs = _with_larger_vehicles(problem, loads)
    return Drives(runs, is_best) if runs is not None else None


def _with_larger_vehicles(problem: Problem, loads: list[Carload]) -> list[Run] | None:
    options = [suitable_offers(problem, load) for load in loads]
    if len(loads) <= _MANY:
        larger = choose_offers(problem, loads, options)
        if larger is None:
            return None
        fitting = with_vehicles(problem, larger)
        if fitting is not None:
            return fitting
    runs, left = rostered(problem, loads, options)
    return None if left else runs


def with_vehicles(problem: Problem, loads: list[Carload]) -> list[Run] | None:
    """A vehicle for each carload from its offer; those in force are kept where it costs nothing else."""
    had = {leg_id: run.vehicle_id for run in problem.in_force for leg_id in run.legs}
    by_offer: dict[Offer, list[Carload]] = defaultdict(list)
    for load in loads:
        by_offer[load.offer].append(load)
    runs: list[Run] = []
    for offer in sorted(by_offer):
        vehicles = [vehicle for vehicle in problem.vehicles if Offer.of(vehicle) == offer]
        wanted = sorted(by_offer[offer], key=lambda load: (load.departs, load.leg_ids))
        chosen = within_duty(problem, wanted, vehicles, had)
        if chosen is None:
            return None
        runs += [
            Run(load.leg_ids, load.departs, vehicle) for load, vehicle in zip(wanted, chosen, strict=True)
        ]
    return runs


def within_duty(
    problem: Problem, loads: Sequence[Carload], vehicles: list[Vehicle], had: Mapping[str, str]
) -> list[str] | None:
    """A vehicle of one offer for each of its carloads; None when duties or their number do not allow it."""
    roads = problem.roads(loads[0].offer.kind)
    ways = [load.way(problem) for load in loads]
    before = [vehicle_before(load, had) for load in loads]
    chosen = allot([Job(way, one) for way, one in zip(ways, before, strict=True)], vehicles, roads)
    return None if chosen is None or too_long(vehicles, ways, chosen, roads) else chosen


def rostered(
    problem: Problem, loads: Sequence[Carload], options: Sequence[Sequence[Offer]]
) -> tuple[list[Run], list[Carload]]:
    """Vehicles from these offers for as many carloads as duties allow, and the carloads left."""
    shifts = _shifts(problem, loads, options)
    found = first_fit(problem, shifts)
    if None in found.vehicles and len(loads) <= _MOST_CHAINED:
        found = roster(problem, shifts) or found
    return _driven(loads, found)


def in_first_free(
    problem: Problem, loads: Sequence[Carload], options: Sequence[Sequence[Offer]]
) -> list[Run] | None:
    """The same without a search, in little time; None when a carload finds no vehicle that is free."""
    runs, left = _driven(loads, first_fit(problem, _shifts(problem, loads, options)))
    return None if left else runs


def _shifts(problem: Problem, loads: Sequence[Carload], options: Sequence[Sequence[Offer]]) -> list[Shift]:
    had = {leg_id: run.vehicle_id for run in problem.in_force for leg_id in run.legs}
    return [
        Shift(
            ways={offer: replace(load, offer=offer).way(problem) for offer in offers},
            had=vehicle_before(load, had),
            cost_if_left=sum(cost_of_leaving(leg.rank.weight, len(problem.legs)) for leg in load.legs),
        )
        for load, offers in zip(loads, options, strict=True)
    ]


def _driven(loads: Sequence[Carload], found: Roster) -> tuple[list[Run], list[Carload]]:
    taken = list(zip(loads, found.vehicles, strict=True))
    runs = [Run(load.leg_ids, load.departs, vehicle) for load, vehicle in taken if vehicle is not None]
    return runs, [load for load, vehicle in taken if vehicle is None]


def vehicle_before(load: Carload, had: Mapping[str, str]) -> str | None:
    """The vehicle that most of the guests had before."""
    before = [had[leg_id] for leg_id in load.leg_ids if leg_id in had]
    return max(sorted(set(before)), key=before.count) if before else None


def _chosen(problem: Problem, legs: list[Leg], price: int) -> Pooled:
    """The best choice of departures; where that is not proven, no plan beats guests without luggage, taken in order."""
    offers = departures_of(problem, legs, {leg.at_best for leg in legs})
    slots, found = settle(
        lambda model, room: [Slots(model, Choice(legs, offers, room_lost=room))], price=price
    )
    loads = carloads(slots[0], found.solver, [])
    if found.is_best:
        return _proven(loads)
    waiting, trips = least_waiting_and_trips(legs, problem.offers(legs[0])) if is_orderly(legs) else (0, 0)
    return Pooled(loads, Score(trips=trips, waiting=waiting), is_best=False)
