"""Vehicles for a whole plan in which as many trips as can be keep the one they had."""

from collections import defaultdict
from itertools import combinations

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.anew import within_duty
from services.logistics.engine.carload import Carload
from services.logistics.engine.duty import too_long
from services.logistics.engine.problem import Offer, Problem, Run
from services.logistics.engine.search import Part, minimise

_EFFORT = 10.0


def keep_vehicles(problem: Problem, loads: list[Carload]) -> list[Run] | None:
    """A vehicle of the right offer for each carload; None when they cannot drive them all within their duties."""
    had = {leg_id: run.vehicle_id for run in problem.in_force for leg_id in run.legs}
    by_offer: dict[Offer, list[Carload]] = defaultdict(list)
    for load in sorted(loads, key=lambda load: (load.departs, load.leg_ids)):
        by_offer[load.offer].append(load)
    runs: list[Run] = []
    for offer, wanted in sorted(by_offer.items(), key=lambda item: item[0]):
        vehicles = sorted(
            (vehicle for vehicle in problem.vehicles if Offer.of(vehicle) == offer),
            key=lambda vehicle: vehicle.id,
        )
        chosen = _allot(problem, wanted, vehicles, had) or within_duty(problem, wanted, vehicles, had)
        if chosen is None:
            return None
        runs += [
            Run(load.leg_ids, load.departs, vehicle) for load, vehicle in zip(wanted, chosen, strict=True)
        ]
    return runs


def _allot(
    problem: Problem, loads: list[Carload], vehicles: list[Vehicle], had: dict[str, str]
) -> list[str] | None:
    """The most vehicles kept; None when that leaves somebody too long on duty or cannot be done."""
    model = CpModel()
    roads = problem.roads(loads[0].offer.kind)
    ways = [load.way(problem) for load in loads]
    takes: dict[tuple[int, str], IntVar] = {}
    for number in range(len(loads)):
        for vehicle in vehicles:
            takes[number, vehicle.id] = model.new_bool_var("")
        model.add_exactly_one([takes[number, vehicle.id] for vehicle in vehicles])
    for one, other in combinations(range(len(loads)), 2):
        if roads.excluded(ways[one], ways[other]):
            for vehicle in vehicles:
                model.add_at_most_one([takes[one, vehicle.id], takes[other, vehicle.id]])
    strange = [
        take for (number, vehicle_id), take in takes.items() if vehicle_id not in _had(loads[number], had)
    ]
    found = minimise(model, [Part(LinearExpr.sum(strange), len(loads))], _EFFORT)
    if found is None:
        return None
    taken = {number: vehicle for (number, vehicle), take in takes.items() if found.solver.boolean_value(take)}
    chosen = [taken[number] for number in range(len(loads))]
    return None if too_long(vehicles, ways, chosen, roads) else chosen


def _had(load: Carload, had: dict[str, str]) -> set[str]:
    return {had[leg_id] for leg_id in load.leg_ids if leg_id in had}
