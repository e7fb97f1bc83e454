"""An independent check of a plan: counts from the runs alone, sharing no code with the engine's search."""

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable

from services.logistics.domain.leg import Leg
from services.logistics.domain.place import Place
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine import Outcome, Problem, Run

OWN = {"V1", "V2"}
KINDS = {
    "V1": {"SEDAN"},
    "V2": {"SEDAN"},
    "V3": {"SEDAN", "SEVEN_SEATER"},
    "V4": {"SEVEN_SEATER", "COACH_19", "COACH_45"},
    "V5": {"SEVEN_SEATER", "COACH_19", "COACH_45"},
}
BAGS = {"SEDAN": 4, "SEVEN_SEATER": 8, "COACH_19": 30, "COACH_45": 90, "FAST_BOAT": 60, "REGULAR_BOAT": 300}
BOATS = {"FAST_BOAT", "REGULAR_BOAT"}


def broken_rules(problem: Problem, outcome: Outcome) -> list[str]:
    """Every hard rule that a plan breaks, in words; empty when it breaks none."""
    legs = {leg.id: leg for leg in problem.legs}
    found = _served_once(problem, outcome)
    for run in outcome.runs:
        found += [
            f"{run.legs}: {fault}" for fault in _faults_of(problem, run, [legs[leg] for leg in run.legs])
        ]
    found += _vehicles_and_drivers(problem, outcome.runs, legs)
    found += _guests_twice(problem, outcome.runs, legs)
    return found + _left_without_reason(problem, outcome, legs)


def _served_once(problem: Problem, outcome: Outcome) -> list[str]:
    counted = Counter(leg for run in outcome.runs for leg in run.legs)
    counted.update(one.leg_id for one in outcome.left)
    wanted = Counter(leg.id for leg in problem.legs)
    return [f"{leg_id} is dealt with {counted[leg_id]} times" for leg_id in counted | wanted
            if counted[leg_id] != wanted[leg_id]]  # fmt: skip


def _vehicle(problem: Problem, vehicle_id: str) -> Vehicle:
    return next(vehicle for vehicle in problem.vehicles if vehicle.id == vehicle_id)


def _minutes(problem: Problem, leg: Leg, departs: int, kind: str) -> int | None:
    return problem.network.minutes(leg.origin, leg.destination, departs, kind)


def _faults_of(problem: Problem, run: Run, legs: list[Leg]) -> list[str]:
    vehicle = _vehicle(problem, run.vehicle_id)
    ranks = [leg.rank.value for leg in legs]
    heads = ranks.count("V3")
    faults = []
    on_water = Place.PUTUOSHAN in (legs[0].origin, legs[0].destination)
    if len({(leg.origin, leg.destination, leg.kind) for leg in legs}) != 1:
        faults.append("different ways")
    if any(not leg.earliest <= run.departs <= leg.latest for leg in legs):
        faults.append("leaves too early or somebody waits too long")
    minutes = _minutes(problem, legs[0], run.departs, vehicle.kind.value)
    if minutes is None:
        faults.append(f"a closed route is used by {vehicle.kind}")
    elif any(leg.due is not None and run.departs + minutes > leg.due for leg in legs):
        faults.append("somebody is there too late")
    if any(vehicle.kind.value not in _due_to(problem, rank, legs[0], run.departs) for rank in ranks):
        faults.append(f"{vehicle.kind} is no car for {ranks}")
    if OWN & set(ranks) and len(ranks) > 1 and not on_water:
        faults.append("V1 and V2 ride alone")
    if 0 < heads < len(ranks) and not on_water:
        faults.append("V3 ride with V3")
    interpreters = sum(rank in ("V1", "V2", "V3") for rank in ranks)
    behind = interpreters if on_water else max(0, interpreters - 1)
    if len(legs) + sum(leg.companions for leg in legs) + behind > vehicle.seats:
        faults.append("too few seats")
    if (on_water or not OWN & set(ranks)) and sum(leg.bags for leg in legs) > (
        vehicle.bags or BAGS[vehicle.kind.value]
    ):
        faults.append("too little room for luggage")
    return faults


def _due_to(problem: Problem, rank: str, leg: Leg, departs: int) -> set[str]:
    """The kinds due to a rank; sedans for delegates only while a kind of theirs cannot go."""
    if Place.PUTUOSHAN in (leg.origin, leg.destination):
        return BOATS
    kinds = KINDS[rank]
    barred = any(_minutes(problem, leg, departs, kind) is None for kind in kinds)
    return kinds | {"SEDAN"} if barred and rank in ("V4", "V5") else kinds


def _vehicles_and_drivers(problem: Problem, runs: tuple[Run, ...], legs: dict[str, Leg]) -> list[str]:
    by_vehicle = defaultdict(list)
    for run in runs:
        by_vehicle[run.vehicle_id].append(run)
    found = []
    for vehicle_id, theirs in by_vehicle.items():
        vehicle = _vehicle(problem, vehicle_id)
        theirs.sort(key=lambda run: run.departs)
        for one, following in itertools.pairwise(theirs):
            free = _arrives(problem, one, legs, vehicle) + problem.rules.unloading
            here, there = legs[one.legs[0]].destination, legs[following.legs[0]].origin
            if not _can_go(problem, here, there, vehicle, free, following.departs):
                found.append(f"{vehicle_id} is twice on the road: {one} {following}")
        found += _tired(problem, theirs, legs, vehicle)
    return found


def _arrives(problem: Problem, run: Run, legs: dict[str, Leg], vehicle: Vehicle) -> int:
    return run.departs + (_minutes(problem, legs[run.legs[0]], run.departs, vehicle.kind.value) or 0)


def _can_go(problem: Problem, here: Place, there: Place, vehicle: Vehicle, free: int, by: int) -> bool:
    """Whether an empty vehicle that is free then can be there in time, leaving at whatever minute."""
    if here == there:
        return free <= by
    for leaves in range(free, by + 1):
        minutes = problem.network.minutes(here, there, leaves, vehicle.kind.value)
        if minutes is not None and leaves + minutes <= by:
            return True
    return False


def _tired(problem: Problem, runs: Iterable[Run], legs: dict[str, Leg], vehicle: Vehicle) -> list[str]:
    """Duties that are too long, from the usual empty drive out to the usual empty drive back.

    A driver whose way to the base is closed rests where the vehicle stands.
    """
    duties: list[list[int]] = []
    for run in runs:
        leg = legs[run.legs[0]]
        begins, ends = run.departs, _arrives(problem, run, legs, vehicle) + problem.rules.unloading
        if _comes_from_base(problem, vehicle, leg.origin, begins):
            begins -= _empty(problem, vehicle, vehicle.base, leg.origin)
        if problem.network.minutes(leg.destination, vehicle.base, ends, vehicle.kind.value) is not None:
            ends += _empty(problem, vehicle, leg.destination, vehicle.base)
        if duties and begins - duties[-1][1] < 600:
            duties[-1] = [duties[-1][0], ends, duties[-1][2] + 1]
        else:
            duties.append([begins, ends, 1])
    return [
        f"{vehicle.id} is {ends - begins} minutes on duty"
        for begins, ends, drives in duties
        if drives > 1 and ends - begins > 720 * vehicle.drivers
    ]


def _comes_from_base(problem: Problem, vehicle: Vehicle, place: Place, by: int) -> bool:
    """Whether a vehicle that leaves its base within the day before can be there in time."""
    usual = _empty(problem, vehicle, vehicle.base, place)
    for leaves in range(by - usual, by - 24 * 60, -5):
        minutes = problem.network.minutes(vehicle.base, place, leaves, vehicle.kind.value)
        if minutes is not None and leaves + minutes <= by:
            return True
    return False


def _empty(problem: Problem, vehicle: Vehicle, origin: Place, destination: Place) -> int:
    if origin == destination:
        return 0
    return Problem((), ()).network.minutes(origin, destination, 0, vehicle.kind.value) or 0


def _guests_twice(problem: Problem, runs: tuple[Run, ...], legs: dict[str, Leg]) -> list[str]:
    by_guest = defaultdict(list)
    for run in runs:
        vehicle = _vehicle(problem, run.vehicle_id)
        for leg_id in run.legs:
            by_guest[legs[leg_id].guest_id].append((run.departs, _arrives(problem, run, legs, vehicle)))
    found = []
    for guest_id, rides in by_guest.items():
        rides.sort()
        found += [f"{guest_id} rides twice" for one, later in itertools.pairwise(rides) if one[1] > later[0]]
    return found


def _left_without_reason(problem: Problem, outcome: Outcome, legs: dict[str, Leg]) -> list[str]:
    """Nobody is said to be cut off who is not, and whoever is cut off knows by what, and from when no longer."""
    found = []
    for one in outcome.left:
        leg = legs[one.leg_id]
        kinds = {vehicle.kind.value for vehicle in problem.vehicles}
        kinds &= BOATS if Place.PUTUOSHAN in (leg.origin, leg.destination) else KINDS[leg.rank.value]
        minutes = range(leg.earliest, leg.latest + 1)
        is_cut_off = all(_minutes(problem, leg, at, kind) is None for at in minutes for kind in kinds)
        if one.rule == "route_closed" and not (is_cut_off and one.by):
            found.append(f"{one.leg_id} is said to be cut off by {one.by}")
        if one.opens is not None and all(_minutes(problem, leg, one.opens, kind) is None for kind in kinds):
            found.append(f"{one.leg_id} is told a minute at which nothing is open")
    return found
