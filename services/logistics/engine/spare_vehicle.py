"""Vehicles for a few new or re-timed runs, between the runs that stay as they are.

A run keeps the vehicle its trip had where it can; then the fewest seats are sent out, then the fewest tight
turns and empty minutes are made beside the neighbouring runs that stay.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from services.logistics.domain.leg import Leg
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.duty import is_too_long
from services.logistics.engine.problem import Offer, Problem, Run
from services.logistics.engine.search import Part, minimise
from services.logistics.engine.standing import runs_by_vehicle, way_of
from services.logistics.engine.turn import Roads, Way

_EFFORT = 5.0
_DAY = 24 * 60


@dataclass(frozen=True)
class _Fit:
    """One vehicle that could drive one of the runs, and what that would cost."""

    run: int
    way: Way
    vehicle: Vehicle
    exchanged: int
    tight: int
    empty: int


def allot_around(
    problem: Problem, legs: list[Leg], staying: list[Run], runs: list[Run], before: list[Run]
) -> list[Run] | None:
    """All runs, those in `runs` with free vehicles around the `staying` ones; None when one finds none."""
    by_id = {leg.id: leg for leg in legs}
    had = {run.trip_id: run.vehicle_id for run in before}
    busy = {
        vehicle: [way_of(problem, run, by_id) for run in theirs]
        for vehicle, theirs in runs_by_vehicle(staying).items()
    }
    fits = [
        fit
        for number, run in enumerate(runs)
        for fit in _fits(
            problem, number, [by_id[leg_id] for leg_id in run.legs], run, busy, had.get(run.trip_id)
        )
    ]
    chosen = _choose(problem, fits, len(runs))
    if chosen is None or _on_duty_too_long(problem, fits, chosen, busy):
        return None
    allotted = [replace(run, vehicle_id=vehicle) for run, vehicle in zip(runs, chosen, strict=True)]
    return sorted([*staying, *allotted], key=lambda run: (run.departs, run.legs))


def _fits(
    problem: Problem, number: int, legs: list[Leg], run: Run, busy: dict[str, list[Way]], had: str | None
) -> Iterable[_Fit]:
    offers = problem.offers_at(legs[0], run.departs)
    for vehicle in sorted(problem.vehicles, key=lambda vehicle: vehicle.id):
        offer = Offer.of(vehicle)
        if offer not in offers or not offer.holds(legs):
            continue
        roads, ways = problem.roads(vehicle.kind), busy.get(vehicle.id, [])
        way = problem.way(legs[0], run.departs, vehicle.kind)
        if _can_add(way, ways, vehicle, roads):
            tight, empty = _turns_beside(way, ways, vehicle, roads)
            yield _Fit(number, way, vehicle, int(had is not None and vehicle.id != had), tight, empty)


def _can_add(way: Way, ways: list[Way], vehicle: Vehicle, roads: Roads) -> bool:
    if any(roads.excluded(way, other) for other in ways) or roads.leaves_base(vehicle.base, way) is None:
        return False
    return not is_too_long([*ways, way], vehicle.base, vehicle.drivers, roads)


def _turns_beside(way: Way, ways: list[Way], vehicle: Vehicle, roads: Roads) -> tuple[int, int]:
    """The tight turns and empty minutes next to the vehicle's other runs."""
    earlier = [other for other in ways if roads.slack(other, way) >= 0]
    later = [other for other in ways if roads.slack(way, other) >= 0]
    leaves = roads.leaves_base(vehicle.base, way)
    tight, empty = 0, way.departs - leaves if leaves is not None else 0
    if earlier:
        tight, empty = roads.turn_cost(earlier[-1], way)
    if later:
        more_tight, more_empty = roads.turn_cost(way, later[0])
        tight, empty = tight + more_tight, empty + more_empty
    return tight, empty


def _on_duty_too_long(
    problem: Problem, fits: list[_Fit], chosen: list[str], busy: dict[str, list[Way]]
) -> bool:
    ways = {(fit.run, fit.vehicle.id): fit.way for fit in fits}
    for vehicle in problem.vehicles:
        more = [ways[number, vehicle.id] for number, one in enumerate(chosen) if one == vehicle.id]
        roads = problem.roads(vehicle.kind)
        if more and is_too_long([*busy.get(vehicle.id, []), *more], vehicle.base, vehicle.drivers, roads):
            return True
    return False


def _choose(problem: Problem, fits: list[_Fit], runs: int) -> list[str] | None:
    model = CpModel()
    chosen = [(fit, model.new_bool_var("")) for fit in fits]
    for number in range(runs):
        options = [take for fit, take in chosen if fit.run == number]
        if not options:
            return None
        model.add_exactly_one(options)
    _never_twice(problem, model, chosen)
    found = minimise(model, _parts(chosen, runs), _EFFORT)
    if found is None:
        return None
    taken = {fit.run: fit.vehicle.id for fit, take in chosen if found.solver.boolean_value(take)}
    return [taken[number] for number in range(runs)]


def _never_twice(problem: Problem, model: CpModel, chosen: list[tuple[_Fit, IntVar]]) -> None:
    by_vehicle: dict[str, list[tuple[_Fit, IntVar]]] = defaultdict(list)
    for fit, take in chosen:
        by_vehicle[fit.vehicle.id].append((fit, take))
    for rivals in by_vehicle.values():
        roads = problem.roads(rivals[0][0].vehicle.kind)
        for (one, take), (other, rival) in combinations(rivals, 2):
            if roads.excluded(one.way, other.way):
                model.add_at_most_one([take, rival])


def _parts(chosen: list[tuple[_Fit, IntVar]], runs: int) -> list[Part]:
    def sum_of(costs: Iterable[int]) -> LinearExpr:
        return LinearExpr.weighted_sum([take for _, take in chosen], list(costs))

    most_seats = max((fit.vehicle.seats for fit, _ in chosen), default=0)
    return [
        Part(sum_of(fit.exchanged for fit, _ in chosen), runs),
        Part(sum_of(fit.vehicle.seats for fit, _ in chosen), runs * most_seats),
        Part(sum_of(fit.tight for fit, _ in chosen), 2 * runs),
        Part(sum_of(fit.empty for fit, _ in chosen), 2 * runs * _DAY),
    ]
