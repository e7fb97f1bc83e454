"""An independent check of a plan: counts from the runs alone, sharing no code with the engine's search."""

import itertools
from collections import Counter, defaultdict

from services.logistics.domain.leg import Leg
from services.logistics.domain.place import driving_minutes
from services.logistics.engine import Outcome, Problem, Run

OWN = {"V1", "V2"}
KINDS = {
    "V1": {"SEDAN"},
    "V2": {"SEDAN"},
    "V3": {"SEDAN", "SEVEN_SEATER"},
    "V4": {"SEVEN_SEATER", "COACH_19", "COACH_45"},
    "V5": {"SEVEN_SEATER", "COACH_19", "COACH_45"},
}


def broken_rules(problem: Problem, outcome: Outcome) -> list[str]:
    """Every hard rule that a plan breaks, in words; empty when it breaks none."""
    legs = {leg.id: leg for leg in problem.legs}
    found = _served_once(problem, outcome)
    for run in outcome.runs:
        found += [
            f"{run.legs}: {fault}" for fault in _faults_of(problem, run, [legs[leg] for leg in run.legs])
        ]
    found += _vehicles_twice(problem, outcome.runs, legs)
    found += _guests_twice(outcome.runs, legs)
    return found


def _served_once(problem: Problem, outcome: Outcome) -> list[str]:
    counted = Counter(leg for run in outcome.runs for leg in run.legs)
    counted.update(one.leg_id for one in outcome.left)
    wanted = Counter(leg.id for leg in problem.legs)
    return [f"{leg_id} is dealt with {counted[leg_id]} times" for leg_id in counted | wanted
            if counted[leg_id] != wanted[leg_id]]  # fmt: skip


def _faults_of(problem: Problem, run: Run, legs: list[Leg]) -> list[str]:
    vehicle = next(vehicle for vehicle in problem.vehicles if vehicle.id == run.vehicle_id)
    ranks = [leg.rank.value for leg in legs]
    heads = ranks.count("V3")
    faults = []
    if len({(leg.origin, leg.destination, leg.kind) for leg in legs}) != 1:
        faults.append("different ways")
    if any(not leg.earliest <= run.departs <= leg.latest for leg in legs):
        faults.append("leaves too early or somebody waits too long")
    if any(vehicle.kind.value not in KINDS[rank] for rank in ranks):
        faults.append(f"{vehicle.kind} is no car for {ranks}")
    if OWN & set(ranks) and len(ranks) > 1:
        faults.append("V1 and V2 ride alone")
    if 0 < heads < len(ranks):
        faults.append("V3 ride with V3")
    if len(legs) + max(0, heads - 1) > vehicle.seats:
        faults.append("too few seats")
    return faults


def _vehicles_twice(problem: Problem, runs: tuple[Run, ...], legs: dict[str, Leg]) -> list[str]:
    by_vehicle = defaultdict(list)
    for run in runs:
        by_vehicle[run.vehicle_id].append(run)
    found = []
    for vehicle_id, theirs in by_vehicle.items():
        theirs.sort(key=lambda run: run.departs)
        for one, following in itertools.pairwise(theirs):
            here, there = legs[one.legs[0]], legs[following.legs[0]]
            free = one.departs + driving_minutes(here.origin, here.destination) + problem.rules.unloading
            if here.destination != there.origin:
                free += driving_minutes(here.destination, there.origin)
            if free > following.departs:
                found.append(f"{vehicle_id} is twice on the road: {one} {following}")
    return found


def _guests_twice(runs: tuple[Run, ...], legs: dict[str, Leg]) -> list[str]:
    by_guest = defaultdict(list)
    for run in runs:
        for leg_id in run.legs:
            leg = legs[leg_id]
            by_guest[leg.guest_id].append((run.departs, run.departs + leg.minutes))
    found = []
    for guest_id, rides in by_guest.items():
        rides.sort()
        found += [f"{guest_id} rides twice" for one, later in itertools.pairwise(rides) if one[1] > later[0]]
    return found
