"""Pools and vehicles decided together, for a fleet that is too small for everybody's best pool.

Vehicles may leave whenever a guest becomes ready, at the times already told, and whole quarters of an hour
after a guest is ready. Guests may be left without a trip, as few as possible and of the lowest ranks. In a
released plan trips that a change does not concern are kept as far as that leaves nobody behind.
"""

from collections import defaultdict
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr, LinearExprT

from services.logistics.domain.leg import Leg
from services.logistics.engine.anew import with_vehicles
from services.logistics.engine.carload import Carload, carloads, left, mates_of
from services.logistics.engine.circulation import Circulation
from services.logistics.engine.keeping import keep_vehicles
from services.logistics.engine.problem import Offer, Problem, Run, by_company, offers_for
from services.logistics.engine.score import cost_of_leaving
from services.logistics.engine.search import Found, minimise, parts_of
from services.logistics.engine.slots import Choice, Slots
from services.logistics.engine.standing import Review, review
from services.logistics.engine.turn import Way

_EFFORT = 2.0


@dataclass(frozen=True)
class Reconsidered:
    """The runs, the legs left without one, and whether that is proven to be the best."""

    runs: list[Run]
    left: list[str]
    is_best: bool


def reconsider(problem: Problem, legs: list[Leg]) -> Reconsidered:
    """The best plan with the fleet there is; every leg has an offer suitable for its rank."""
    search = _WholeFleet(problem, legs)
    found = search.solve()
    mates = mates_of(search.told.values(), problem.vehicles)
    loads = [load for slots in search.companies for load in carloads(slots, found.solver, mates)]
    behind = sorted(leg_id for slots in search.companies for leg_id in left(slots, found.solver))
    return Reconsidered(_vehicles_for(problem, loads), behind, found.is_best)


def _vehicles_for(problem: Problem, loads: list[Carload]) -> list[Run]:
    runs = keep_vehicles(problem, loads) if problem.released else with_vehicles(problem, loads)
    assert runs is not None, "the circulation of every offer has enough vehicles"
    return runs


class _WholeFleet:
    """The model over all companies."""

    def __init__(self, problem: Problem, legs: list[Leg]) -> None:
        self.problem, self.model = problem, CpModel()
        self.before: Review = review(problem, legs) if problem.released else Review()
        self.told = {leg_id: run for run in self.before.holding + self.before.broken for leg_id in run.legs}
        self.companies = [
            Slots(self.model, self._choice(members, len(legs))) for members in by_company(legs).values()
        ]
        self._circulate()
        self.touched = self._touched_trips()

    def solve(self) -> Found:
        """Search; leaving everybody behind is always a plan, so there is an answer."""
        parts = parts_of(self.companies, LinearExpr.sum(self.touched), len(self.touched))
        found = minimise(self.model, parts, _EFFORT)
        assert found is not None, "leaving everybody behind is a plan"
        return found

    def _choice(self, legs: list[Leg], all_legs: int) -> Choice:
        step = self.problem.rules.waiting_step
        departures = {minute for leg in legs for minute in range(leg.earliest, leg.latest + 1, step)}
        told = {leg.id: self.told[leg.id].departs for leg in legs if leg.id in self.told}
        return Choice(
            legs=legs,
            offers=offers_for(legs[0].riding, self.problem.vehicles),
            departures=sorted(departures | set(told.values())),
            told=told,
            cost_if_left={leg.id: cost_of_leaving(leg.rank.weight, all_legs) for leg in legs},
        )

    def _circulate(self) -> None:
        """No more vehicles of an offer at a place than have come there."""
        by_offer: dict[Offer, list[tuple[Way, IntVar]]] = defaultdict(list)
        for slots in self.companies:
            for (departs, offer), cars in slots.cars.items():
                by_offer[offer].append((Way.of(slots.choice.legs[0], departs), cars))
        for offer, runs in sorted(by_offer.items(), key=lambda item: item[0]):
            vehicles = sum(Offer.of(vehicle) == offer for vehicle in self.problem.vehicles)
            circulation = Circulation(self.model, vehicles, self.problem.rules)
            for way, cars in runs:
                circulation.add_run(way, cars)
            circulation.close()

    def _touched_trips(self) -> list[LinearExprT]:
        """For each trip that holds, 1 unless its guests all leave as told in a vehicle of the same offer."""
        offers = {vehicle.id: Offer.of(vehicle) for vehicle in self.problem.vehicles}
        company_of = {leg.id: slots for slots in self.companies for leg in slots.choice.legs}
        kept: dict[tuple[int, int, Offer], list[IntVar]] = defaultdict(list)
        touched: list[LinearExprT] = []
        for run in self.before.holding:
            slots = company_of[run.legs[0]]
            stays = self.model.new_bool_var("")
            for leg_id in run.legs:
                self.model.add_implication(stays, slots.rides[leg_id, run.departs])
            kept[self.companies.index(slots), run.departs, offers[run.vehicle_id]].append(stays)
            touched.append(1 - stays)
        for (company, departs, offer), together in kept.items():
            self.model.add(LinearExpr.sum(together) <= self.companies[company].cars[departs, offer])
        return touched
