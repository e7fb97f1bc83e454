"""The way to a plan: quick and exact where the fleet suffices, the whole fleet together elsewhere."""

from collections.abc import Iterable
from dataclasses import replace

from services.logistics.domain.leg import Leg
from services.logistics.domain.rules import Without
from services.logistics.engine.anew import plan_anew
from services.logistics.engine.identity import with_trip_ids
from services.logistics.engine.problem import Left, Outcome, Problem, Run, offers_for, smallest_for
from services.logistics.engine.repair import repair
from services.logistics.engine.score import Score
from services.logistics.engine.scoring import score_of, unlimited
from services.logistics.engine.whole_fleet import reconsider

ANEW, REPAIRED, WHOLE_FLEET = "anew", "repaired", "whole_fleet"


def plan(problem: Problem) -> Outcome:
    """Trips for all legs with the fleet there is: the least `Score`, the same for any order of the input.

    A released plan is repaired, others are planned anew.
    """
    problem = _in_fixed_order(problem)
    suitable = [leg for leg in problem.legs if offers_for(leg.riding, problem.vehicles)]
    left = [Left(leg.id, Without.NO_SUITABLE_VEHICLE) for leg in problem.legs if leg not in suitable]
    if problem.released:
        runs, way = repair(problem, suitable), REPAIRED
    else:
        runs, way = plan_anew(problem, suitable), ANEW
    if runs is None:
        return _reconsidered(problem, suitable, left)
    return _outcome(problem, runs, left, way)


def _in_fixed_order(problem: Problem) -> Problem:
    return replace(
        problem,
        legs=tuple(sorted(problem.legs, key=lambda leg: leg.id)),
        vehicles=tuple(sorted(problem.vehicles, key=lambda vehicle: vehicle.id)),
        in_force=tuple(sorted(problem.in_force, key=lambda run: (run.departs, run.legs))),
    )


def _outcome(problem: Problem, runs: list[Run], left: list[Left], way: str) -> Outcome:
    """A plan that is the best but perhaps for the seats: a kept vehicle may be larger than it must be."""
    score = score_of(problem, runs, left)
    bound = score._replace(seats=_fewest_seats(problem, runs))
    return Outcome(tuple(_named(problem, runs)), tuple(left), score, bound, way)


def _reconsidered(problem: Problem, suitable: list[Leg], left: list[Left]) -> Outcome:
    again = reconsider(problem, suitable)
    left = sorted(
        [*left, *(Left(leg_id, Without.NO_VEHICLE_FREE) for leg_id in again.left)],
        key=lambda one: one.leg_id,
    )
    score = score_of(problem, again.runs, left)
    bound = score if again.is_best else _loose_bound(problem, suitable, left)
    return Outcome(tuple(_named(problem, again.runs)), tuple(left), score, bound, WHOLE_FLEET)


def _loose_bound(problem: Problem, suitable: list[Leg], left: list[Left]) -> Score:
    unsuitable = [one for one in left if one.rule == Without.NO_SUITABLE_VEHICLE]
    return unlimited(problem, suitable, unsuitable)


def _named(problem: Problem, runs: Iterable[Run]) -> list[Run]:
    return with_trip_ids(runs, problem.in_force)


def _fewest_seats(problem: Problem, runs: list[Run]) -> int:
    """The seats that the smallest vehicles would send out on these runs."""
    by_id = problem.by_id()
    seats = 0
    for run in runs:
        riding = by_id[run.legs[0]].riding
        offer = smallest_for(riding, len(run.legs), offers_for(riding, problem.vehicles))
        assert offer is not None, "the run has a vehicle that holds its guests"
        seats += offer.seats
    return seats
