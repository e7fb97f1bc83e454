"""Vehicles for a whole plan in which as many trips as can be keep the one they had."""

from collections import defaultdict
from itertools import combinations

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.carload import Carload
from services.logistics.engine.problem import Offer, Problem, Run
from services.logistics.engine.search import Part, minimise
from services.logistics.engine.turn import excluded

_EFFORT = 10.0


def keep_vehicles(problem: Problem, loads: list[Carload]) -> list[Run]:
    """A vehicle of the right offer for each carload; enough of each offer there are."""
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
        runs += _allot(problem, wanted, vehicles, had)
    return runs


def _allot(problem: Problem, loads: list[Carload], vehicles: list[Vehicle], had: dict[str, str]) -> list[Run]:
    model = CpModel()
    takes: dict[tuple[int, str], IntVar] = {}
    for number in range(len(loads)):
        for vehicle in vehicles:
            takes[number, vehicle.id] = model.new_bool_var("")
        model.add_exactly_one([takes[number, vehicle.id] for vehicle in vehicles])
    for one, other in combinations(range(len(loads)), 2):
        if excluded(loads[one].way, loads[other].way, problem.rules):
            for vehicle in vehicles:
                model.add_at_most_one([takes[one, vehicle.id], takes[other, vehicle.id]])
    strange = [
        take for (number, vehicle_id), take in takes.items() if vehicle_id not in _had(loads[number], had)
    ]
    found = minimise(model, [Part(LinearExpr.sum(strange), len(loads))], _EFFORT)
    assert found is not None, "the circulation has enough vehicles of every offer"
    return [
        Run(loads[number].leg_ids, loads[number].departs, vehicle_id)
        for (number, vehicle_id), take in takes.items()
        if found.solver.boolean_value(take)
    ]


def _had(load: Carload, had: dict[str, str]) -> set[str]:
    return {had[leg_id] for leg_id in load.leg_ids if leg_id in had}
