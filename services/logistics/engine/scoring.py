"""Scoring a plan, and the score no plan can beat because vehicles without number could not either."""

from collections.abc import Iterable

from services.logistics.domain.leg import Leg
from services.logistics.engine.anew import best_carloads
from services.logistics.engine.problem import Left, Offer, Problem, Run, by_company
from services.logistics.engine.score import Score, cost_of_leaving
from services.logistics.engine.standing import review


def score_of(problem: Problem, runs: Iterable[Run], left: Iterable[Left]) -> Score:
    """The score of a plan for a problem, counted afresh from its runs."""
    runs, by_id = list(runs), problem.by_id()
    seats = {vehicle.id: vehicle.seats for vehicle in problem.vehicles}
    return Score(
        left=_cost_of_left(problem, left),
        changed=_touched(problem, runs),
        told=_told(problem, runs),
        waiting=sum(by_id[leg_id].waiting(run.departs) for run in runs for leg_id in run.legs),
        trips=len(runs),
        seats=sum(seats[run.vehicle_id] for run in runs),
    )


def unlimited(problem: Problem, suitable: list[Leg], left: Iterable[Left]) -> Score:
    """What a fleet of any size would score on the legs suitable for it, when planned anew."""
    score = Score(left=_cost_of_left(problem, left))
    for company in by_company(suitable).values():
        score += best_carloads(problem, company).bound
    return score


def _cost_of_left(problem: Problem, left: Iterable[Left]) -> int:
    by_id = problem.by_id()
    return sum(cost_of_leaving(by_id[one.leg_id].rank.weight, len(by_id)) for one in left)


def _touched(problem: Problem, runs: list[Run]) -> int:
    """Trips that held and are no more: another time, guests parted, or another kind of vehicle."""
    if not problem.released:
        return 0
    holding = review(problem, list(problem.legs)).holding
    offers = {vehicle.id: Offer.of(vehicle) for vehicle in problem.vehicles}
    now = {leg_id: run for run in runs for leg_id in run.legs}
    kept = set()
    for held in holding:
        run = now.get(held.legs[0])
        if run and run.departs == held.departs and set(held.legs) <= set(run.legs):
            same = offers[run.vehicle_id] == offers[held.vehicle_id]
            kept |= {run.legs} if same else set()
    return len(holding) - len(kept)


def _told(problem: Problem, runs: list[Run]) -> int:
    """Guests who leave at another time than they were told."""
    if not problem.released:
        return 0
    told = {leg_id: run.departs for run in problem.in_force for leg_id in run.legs}
    return sum(told.get(leg_id, run.departs) != run.departs for run in runs for leg_id in run.legs)
