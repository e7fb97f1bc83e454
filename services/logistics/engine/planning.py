"""The way to a plan: quick and exact where the fleet suffices, the whole fleet together elsewhere."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from services.logistics.domain.leg import Leg
from services.logistics.domain.rules import Without
from services.logistics.engine.anew import plan_anew
from services.logistics.engine.answering import Answer, Search, answer
from services.logistics.engine.identity import with_trip_ids
from services.logistics.engine.openings import refusal
from services.logistics.engine.problem import Drives, Left, Outcome, Problem, Run, smallest_for
from services.logistics.engine.score import Score
from services.logistics.engine.scoring import score_of, unlimited
from services.logistics.engine.whole_fleet import Reconsidered, reconsider, reconsider_nearby

ANEW, REPAIRED, WHOLE_FLEET = "anew", "repaired", "whole_fleet"
LARGER = "Some trips have a larger vehicle than they must; the bound counts the smallest that would do."
PARTIES = "Companions or luggage do not divide evenly into vehicles; the bound counts guests without them."
SHORT = "The fleet is short and the search ended at its limit; the bound is that of a fleet without limits."
CHAINED = (
    "The fleet is short and trips made room one after another; the bound is that of a fleet without limits."
)
TIRED = "The fleet is short and duties are decided after trips; the bound is that of a fleet without limits."


def plan(problem: Problem) -> Outcome:
    """Trips for all legs with the fleet there is: the least `Score`, the same for any order of the input.

    A released plan is repaired, others are planned anew.
    """
    problem = _in_fixed_order(problem)
    refused = {leg.id: refusal(problem, leg) for leg in problem.legs}
    suitable = [leg for leg in problem.legs if refused[leg.id] is None]
    left = [one for one in refused.values() if one is not None]
    if problem.released:
        return _answered(problem, suitable, left)
    drives = plan_anew(problem, suitable)
    if drives is None:
        return _reconsidered(problem, suitable, left, reconsider(problem, suitable))
    return _outcome(problem, suitable, drives, left, ANEW)


def _in_fixed_order(problem: Problem) -> Problem:
    return replace(
        problem,
        legs=tuple(sorted(problem.legs, key=lambda leg: leg.id)),
        vehicles=tuple(sorted(problem.vehicles, key=lambda vehicle: vehicle.id)),
        in_force=tuple(sorted(problem.in_force, key=lambda run: (run.departs, run.legs))),
    )


def _outcome(problem: Problem, suitable: list[Leg], drives: Drives, left: list[Left], way: str) -> Outcome:
    """A plan that is the best but perhaps for the seats: a kept vehicle may be larger than it must be."""
    runs = tuple(_named(problem, drives.runs))
    score = score_of(problem, runs, left)
    if not drives.is_best:
        return Outcome(runs, tuple(left), score, unlimited(problem, suitable, left), way, PARTIES)
    bound = score._replace(seats=_fewest_seats(problem, drives.runs))
    return Outcome(runs, tuple(left), score, bound, way, "" if score == bound else LARGER)


def _answered(problem: Problem, suitable: list[Leg], left: list[Left]) -> Outcome:
    """The repaired plan, or the better of it and what a search found where somebody would lose a trip."""
    found = answer(problem, suitable)
    if found is None:
        return _reconsidered(problem, suitable, left, reconsider(problem, suitable))
    bound = cache(lambda: unlimited(problem, suitable, left))
    repaired = _repaired(problem, suitable, left, found, bound)
    if found.search is Search.NOTHING:
        return repaired
    search = reconsider if found.search is Search.WHOLE_FLEET else reconsider_nearby
    again = search(problem, suitable)
    if again is None:
        return repaired
    searched = _reconsidered(problem, suitable, left, again, bound)
    return min(repaired, searched, key=lambda outcome: outcome.score)


def _repaired(
    problem: Problem, suitable: list[Leg], left: list[Left], found: Answer, bound_of: Callable[[], Score]
) -> Outcome:
    """What chains of exchanges found is proven only where they cost nothing."""
    if found.is_best or not found.is_chained:
        return _outcome(problem, suitable, Drives(found.runs, found.is_best), left, REPAIRED)
    behind = [Left(leg_id, Without.NO_VEHICLE_FREE) for leg_id in found.left]
    everybody = tuple(sorted([*left, *behind], key=lambda one: one.leg_id))
    runs = tuple(_named(problem, found.runs))
    score, bound = score_of(problem, runs, everybody), bound_of()
    return Outcome(runs, everybody, score, bound, REPAIRED, "" if score == bound else CHAINED)


def _reconsidered(
    problem: Problem,
    suitable: list[Leg],
    left: list[Left],
    again: Reconsidered,
    bound_of: Callable[[], Score] | None = None,
) -> Outcome:
    behind = [Left(leg_id, Without.NO_VEHICLE_FREE) for leg_id in again.left]
    behind += [Left(leg_id, Without.NO_DRIVER_WITHIN_DUTY) for leg_id in again.tired]
    everybody = tuple(sorted([*left, *behind], key=lambda one: one.leg_id))
    score = score_of(problem, again.runs, everybody)
    bound = score if again.is_best else bound_of() if bound_of else unlimited(problem, suitable, left)
    why = "" if score == bound else (TIRED if again.tired else SHORT)
    return Outcome(tuple(_named(problem, again.runs)), everybody, score, bound, WHOLE_FLEET, why)


def _named(problem: Problem, runs: Iterable[Run]) -> list[Run]:
    return with_trip_ids(runs, problem.in_force)


def _fewest_seats(problem: Problem, runs: list[Run]) -> int:
    """The seats that the smallest vehicles would send out on these runs."""
    by_id = problem.by_id()
    seats = 0
    for run in runs:
        legs = [by_id[leg_id] for leg_id in run.legs]
        offer = smallest_for(legs, problem.offers_at(legs[0], run.departs))
        assert offer is not None, "the run has a vehicle that holds its guests"
        seats += offer.seats
    return seats
