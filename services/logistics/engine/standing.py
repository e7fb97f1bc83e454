"""What of the plan in force still holds after a change, and which legs need an answer."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from services.logistics.domain.leg import Leg
from services.logistics.engine.duty import is_too_long
from services.logistics.engine.problem import Offer, Problem, Run
from services.logistics.engine.turn import Way


@dataclass
class Review:
    """Trips that hold, without the guests who need them no more; trips that do not; legs to be served anew.

    A trip does not hold when a guest on it is no longer ready in time or would wait too long, or when its
    vehicle is gone, unfit or due elsewhere.
    """

    holding: list[Run] = field(default_factory=list)
    broken: list[Run] = field(default_factory=list)
    open_legs: list[Leg] = field(default_factory=list)


def review(problem: Problem, legs: list[Leg]) -> Review:
    """Compare the plan in force with the legs now wanted."""
    by_id = {leg.id: leg for leg in legs}
    found = Review()
    for run in problem.in_force:
        left_on = replace(run, legs=tuple(leg_id for leg_id in run.legs if leg_id in by_id))
        if left_on.legs:
            holds = _holds(problem, left_on, [by_id[leg_id] for leg_id in left_on.legs])
            (found.holding if holds else found.broken).append(left_on)
    _break_impossible_turns(problem, found, by_id)
    served = {leg_id for run in found.holding for leg_id in run.legs}
    found.open_legs = [leg for leg in legs if leg.id not in served]
    return found


def _holds(problem: Problem, run: Run, legs: list[Leg]) -> bool:
    vehicle = problem.vehicle.get(run.vehicle_id)
    if vehicle is None or len({leg.company for leg in legs}) > 1 or not Offer.of(vehicle).holds(legs):
        return False
    return all(
        leg.may_leave_at(run.departs) and vehicle.kind in problem.kinds_at(leg, run.departs) for leg in legs
    )


def _break_impossible_turns(problem: Problem, found: Review, by_id: dict[str, Leg]) -> None:
    """A trip that its vehicle or driver cannot do any more (driving times changed) does not hold."""
    for vehicle_id, runs in runs_by_vehicle(found.holding).items():
        vehicle = problem.vehicle[vehicle_id]
        roads = problem.roads(vehicle.kind)
        kept: list[Way] = []
        for run in runs:
            way = way_of(problem, run, by_id)
            late = kept and roads.slack(kept[-1], way) < 0
            unreached = not kept and roads.leaves_base(vehicle.base, way) is None
            if late or unreached or is_too_long([*kept, way], vehicle.base, vehicle.drivers, roads):
                found.holding.remove(run)
                found.broken.append(run)
            else:
                kept.append(way)


def runs_by_vehicle(runs: Iterable[Run]) -> dict[str, list[Run]]:
    """The runs of each vehicle in the order it drives them."""
    by_vehicle: dict[str, list[Run]] = defaultdict(list)
    for run in sorted(runs, key=lambda run: (run.departs, run.legs)):
        by_vehicle[run.vehicle_id].append(run)
    return dict(by_vehicle)


def way_of(problem: Problem, run: Run, by_id: dict[str, Leg]) -> Way:
    """When and where a run begins and ends."""
    return problem.way(by_id[run.legs[0]], run.departs, problem.vehicle[run.vehicle_id].kind)
