"""Vehicles for a few new or re-timed runs, between the runs that stay as they are.

A run keeps the vehicle its trip had where it can; then the fewest seats are sent out, then the fewest tight
turns and empty minutes are made beside the neighbouring runs that stay.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from services.logistics.domain.leg import Leg
from services.logistics.domain.place import empty_minutes
from services.logistics.domain.rules import TripRules
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.problem import Problem, Run
from services.logistics.engine.search import Part, minimise
from services.logistics.engine.standing import runs_by_vehicle, way_of
from services.logistics.engine.turn import Way, excluded, slack, turn_cost

_EFFORT = 5.0
_DAY = 24 * 60


@dataclass(frozen=True)
class _Fit:
    """One vehicle that could drive one of the runs, and what that would cost."""

    run: int
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
        vehicle: [way_of(run, by_id) for run in theirs]
        for vehicle, theirs in runs_by_vehicle(staying).items()
    }
    fits = [
        fit
        for number, run in enumerate(runs)
        for fit in _fits(
            problem, number, [by_id[leg_id] for leg_id in run.legs], run, busy, had.get(run.trip_id)
        )
    ]
    chosen = _choose([way_of(run, by_id) for run in runs], fits, problem.rules)
    if chosen is None:
        return None
    allotted = [replace(run, vehicle_id=vehicle) for run, vehicle in zip(runs, chosen, strict=True)]
    return sorted([*staying, *allotted], key=lambda run: (run.departs, run.legs))


def _fits(
    problem: Problem, number: int, legs: list[Leg], run: Run, busy: dict[str, list[Way]], had: str | None
) -> Iterable[_Fit]:
    riding, way = legs[0].riding, Way.of(legs[0], run.departs)
    for vehicle in sorted(problem.vehicles, key=lambda vehicle: vehicle.id):
        suitable = vehicle.kind in riding.kinds and riding.guests_in(vehicle.seats) >= len(legs)
        ways = busy.get(vehicle.id, [])
        if suitable and not any(excluded(way, other, problem.rules) for other in ways):
            tight, empty = _turns_beside(way, ways, vehicle, problem.rules)
            yield _Fit(number, vehicle, int(had is not None and vehicle.id != had), tight, empty)


def _turns_beside(way: Way, ways: list[Way], vehicle: Vehicle, rules: TripRules) -> tuple[int, int]:
    """The tight turns and empty minutes next to the vehicle's other runs."""
    earlier = [other for other in ways if slack(other, way, rules) >= 0]
    later = [other for other in ways if slack(way, other, rules) >= 0]
    tight, empty = 0, empty_minutes(vehicle.base, way.origin)
    if earlier:
        tight, empty = turn_cost(earlier[-1], way, rules)
    if later:
        more_tight, more_empty = turn_cost(way, later[0], rules)
        tight, empty = tight + more_tight, empty + more_empty
    return tight, empty


def _choose(ways: list[Way], fits: list[_Fit], rules: TripRules) -> list[str] | None:
    model = CpModel()
    chosen = [(fit, model.new_bool_var("")) for fit in fits]
    for number in range(len(ways)):
        options = [take for fit, take in chosen if fit.run == number]
        if not options:
            return None
        model.add_exactly_one(options)
    _never_twice(model, ways, chosen, rules)
    found = minimise(model, _parts(chosen, len(ways)), _EFFORT)
    if found is None:
        return None
    taken = {fit.run: fit.vehicle.id for fit, take in chosen if found.solver.boolean_value(take)}
    return [taken[number] for number in range(len(ways))]


def _never_twice(
    model: CpModel, ways: list[Way], chosen: list[tuple[_Fit, IntVar]], rules: TripRules
) -> None:
    taken = {(fit.run, fit.vehicle.id): take for fit, take in chosen}
    for one, other in combinations(range(len(ways)), 2):
        if not excluded(ways[one], ways[other], rules):
            continue
        for (run, vehicle_id), take in taken.items():
            rival = taken.get((other, vehicle_id))
            if run == one and rival is not None:
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
