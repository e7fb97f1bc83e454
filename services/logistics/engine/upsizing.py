"""Larger vehicles for some carloads, where the fleet has too few of the smallest that would do.

Who rides together and when stays; only the kind of vehicle is chosen, for the fewest seats sent out. A plan that
this makes possible is as good as one with vehicles without number in everything that weighs more than seats.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from services.logistics.engine.carload import Carload
from services.logistics.engine.circulation import Circulation
from services.logistics.engine.problem import Offer, Problem
from services.logistics.engine.search import Part, minimise

_EFFORT = 5.0


def suitable_offers(problem: Problem, load: Carload) -> list[Offer]:
    """Every offer of the fleet that is due to these guests and holds them, fewest seats first."""
    offers = problem.offers_at(load.legs[0], load.departs)
    return [offer for offer in offers if offer.holds(load.legs)]


def choose_offers(
    problem: Problem, loads: Sequence[Carload], options: Sequence[list[Offer]]
) -> list[Carload] | None:
    """Each carload in one of its offers so that the fleet can drive them all; None when it cannot."""
    model = CpModel()
    taken = [{offer: model.new_bool_var("") for offer in offers} for offers in options]
    for choices in taken:
        model.add_exactly_one(choices.values())
    _circulate(problem, model, loads, taken)
    seats = LinearExpr.sum([take * offer.seats for choices in taken for offer, take in choices.items()])
    most = sum(max(offer.seats for offer in offers) for offers in options)
    found = minimise(model, [Part(seats, most)], _EFFORT)
    if found is None:
        return None
    return [
        replace(
            load, offer=next(offer for offer, take in choices.items() if found.solver.boolean_value(take))
        )
        for load, choices in zip(loads, taken, strict=True)
    ]


def _circulate(
    problem: Problem, model: CpModel, loads: Sequence[Carload], taken: Sequence[dict[Offer, IntVar]]
) -> None:
    """No more vehicles of an offer at a place than have come there."""
    by_offer: dict[Offer, list[tuple[Carload, IntVar]]] = defaultdict(list)
    for load, choices in zip(loads, taken, strict=True):
        for offer, take in choices.items():
            by_offer[offer].append((load, take))
    for offer, runs in sorted(by_offer.items(), key=lambda item: item[0]):
        vehicles = sum(Offer.of(vehicle) == offer for vehicle in problem.vehicles)
        circulation = Circulation(model, vehicles, problem.roads(offer.kind))
        for load, take in runs:
            circulation.add_run(replace(load, offer=offer).way(problem), take)
        circulation.close()
