"""A plan from nothing, for a fleet with cars enough: every company pooled by itself, then vehicles
allotted.

Each company's pools are the best there can be with cars without number. If the fleet can drive them all, no
plan is better in guests, trips, waiting or seats, so the result is proven without any search.
"""

from collections import defaultdict
from collections.abc import Mapping

from ortools.sat.python.cp_model import CpModel

from services.logistics.domain.leg import Leg
from services.logistics.engine.carload import Carload, carloads
from services.logistics.engine.fleet import Job, allot
from services.logistics.engine.pooling import is_orderly, pool_in_order
from services.logistics.engine.problem import Offer, Problem, Run, by_company, offers_for
from services.logistics.engine.search import minimise, parts_of
from services.logistics.engine.slots import Choice, Slots
from services.logistics.engine.upsizing import choose_offers, suitable_offers

_EFFORT = 10.0


def best_carloads(legs: list[Leg], offers: list[Offer]) -> list[Carload]:
    """The best pools of one company, with as many vehicles of each offer as it likes."""
    if legs[0].riding.alone:
        return [Carload((leg,), leg.earliest, offers[0]) for leg in legs]
    if is_orderly(legs):
        return [Carload(pool.legs, pool.departs, pool.offer) for pool in pool_in_order(legs, offers)]
    return _chosen(legs, offers)


def plan_anew(problem: Problem, legs: list[Leg]) -> list[Run] | None:
    """Runs for all these legs at the least score, or None when the fleet is too small for it.

    Every leg has an offer suitable for its rank.
    """
    loads: list[Carload] = []
    for company in by_company(legs).values():
        loads += best_carloads(company, offers_for(company[0].riding, problem.vehicles))
    runs = with_vehicles(problem, loads)
    return runs if runs is not None else _with_larger_vehicles(problem, loads)


def _with_larger_vehicles(problem: Problem, loads: list[Carload]) -> list[Run] | None:
    larger = choose_offers(problem, loads, [suitable_offers(problem, load) for load in loads])
    return with_vehicles(problem, larger) if larger is not None else None


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
        chosen = allot([Job(load.way, _had(load, had)) for load in wanted], vehicles, problem.rules)
        if chosen is None:
            return None
        runs += [
            Run(load.leg_ids, load.departs, vehicle) for load, vehicle in zip(wanted, chosen, strict=True)
        ]
    return runs


def _had(load: Carload, had: Mapping[str, str]) -> str | None:
    """The vehicle that most of the guests had before."""
    before = [had[leg_id] for leg_id in load.leg_ids if leg_id in had]
    return max(sorted(set(before)), key=before.count) if before else None


def _chosen(legs: list[Leg], offers: list[Offer]) -> list[Carload]:
    model = CpModel()
    departures = sorted({leg.earliest for leg in legs})
    slots = Slots(model, Choice(legs, offers, departures))
    found = minimise(model, parts_of([slots]), _EFFORT)
    assert found is not None, "every guest may leave when ready"
    return carloads(slots, found.solver, [])
