"""Pools and vehicles decided together, for a fleet that is too small for everybody's best pool.

Vehicles may leave whenever a guest becomes ready, at the times already told, and whole quarters of an hour
after a guest is ready. Guests may be left without a trip, as few as possible and of the lowest ranks. In a
released plan trips that a change does not concern are kept as far as that leaves nobody behind.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr, LinearExprT

from services.logistics.domain.leg import Leg
from services.logistics.engine.anew import best_carloads, rostered, with_vehicles
from services.logistics.engine.carload import Carload, left, mates_of, seated_carloads
from services.logistics.engine.circulation import Circulation
from services.logistics.engine.keeping import keep_vehicles
from services.logistics.engine.little_waiting import FEWEST_TRIPS, with_little_waiting
from services.logistics.engine.openings import departures_of, stepped
from services.logistics.engine.problem import Offer, Problem, Run, by_company
from services.logistics.engine.score import cost_of_leaving
from services.logistics.engine.search import Found, minimise, parts_of, start_with
from services.logistics.engine.slots import Choice, Slots
from services.logistics.engine.standing import Review, review
from services.logistics.engine.turn import Way
from services.logistics.engine.upsizing import suitable_offers

_EFFORT = 2.0
_EFFORT_FOR_MANY = 0.3
_FEW = 15
_MANY = 100
"""More legs than this are not searched together: within its limit the search finds no more than that nobody rides."""
_EFFORT_NEARBY = 0.05
_NEAR_MINUTES = 60
"""How far from a change other trips may be arranged anew where an answer is wanted at once."""


@dataclass(frozen=True)
class Reconsidered:
    """The runs, the legs left without a vehicle or a driver, and whether that is proven to be the best."""

    runs: list[Run]
    left: list[str]
    tired: list[str]
    is_best: bool


def reconsider(problem: Problem, legs: list[Leg]) -> Reconsidered:
    """The best plan with the fleet there is that is found; every leg has an offer suitable for its rank.

    Where a search over all departures and vehicles together is not proven, the best of it and of two quick ways
    is taken: the fewest trips given vehicles one by one, and as little waiting as the fleet has vehicles for.
    """
    searched = _searched(problem, legs) if len(legs) <= _MANY else None
    if searched is not None and searched.is_best:
        return searched
    little = _with_little_waiting(problem, legs)
    # The fewest trips are worth a look only where somebody is left: otherwise guests wait longer on them.
    fewest = _one_by_one(problem, legs) if little.left else None
    ways = [way for way in (searched, little, fewest) if way is not None]
    return min((_with_seats_filled(problem, way) for way in ways), key=lambda way: _figures(problem, way))


def reconsider_nearby(problem: Problem, legs: list[Leg]) -> Reconsidered | None:
    """A plan in which only trips near the legs without one are touched; None when none is found at once."""
    before = review(problem, legs)
    far = [run for run in before.holding if not _is_near(run, before.open_legs)]
    found = _searched(problem, legs, far, _EFFORT_NEARBY)
    return replace(_with_seats_filled(problem, found), is_best=False) if found is not None else None


def _is_near(run: Run, legs: list[Leg]) -> bool:
    return any(leg.earliest - _NEAR_MINUTES <= run.departs <= leg.latest + _NEAR_MINUTES for leg in legs)


def _searched(
    problem: Problem, legs: list[Leg], staying: Sequence[Run] = (), effort: float | None = None
) -> Reconsidered | None:
    search = _WholeFleet(problem, legs, staying)
    found = search.solve(effort)
    if found is None:
        return None
    mates = mates_of(search.told.values(), problem.vehicles)
    loads = search.staying
    for slots in search.companies:
        loads += seated_carloads(slots, found.solver, mates)
    behind = {leg_id for slots in search.companies for leg_id in left(slots, found.solver)}
    unseated = {leg.id for leg in legs} - behind - {leg.id for load in loads for leg in load.legs}
    runs = keep_vehicles(problem, loads) if problem.released else with_vehicles(problem, loads)
    if runs is not None:
        return Reconsidered(runs, sorted(behind | unseated), [], found.is_best and not unseated)
    runs, tired = _within_duties(problem, loads)
    return Reconsidered(runs, sorted(behind | unseated), tired, is_best=False)


def _one_by_one(problem: Problem, legs: list[Leg]) -> Reconsidered:
    """Trips that hold, and the best pools of everybody else, each in the first vehicle that is free."""
    before = review(problem, legs) if problem.released else Review(open_legs=legs)
    loads = _as_carloads(problem, before.holding)
    for company in by_company(before.open_legs).values():
        loads += best_carloads(problem, company, FEWEST_TRIPS).loads
    runs, behind = _within_duties(problem, loads)
    return Reconsidered(runs, behind, [], is_best=False)


def _with_little_waiting(problem: Problem, legs: list[Leg]) -> Reconsidered:
    """Trips that hold, and everybody else with as little waiting as leaves nobody behind."""
    before = review(problem, legs) if problem.released else Review(open_legs=legs)
    runs, behind = with_little_waiting(problem, before.holding, before.open_legs)
    return Reconsidered(runs, behind, [], is_best=False)


def _as_carloads(problem: Problem, runs: Iterable[Run]) -> list[Carload]:
    by_id = problem.by_id()
    offers = {vehicle.id: Offer.of(vehicle) for vehicle in problem.vehicles}
    return [
        Carload(tuple(by_id[leg_id] for leg_id in run.legs), run.departs, offers[run.vehicle_id])
        for run in runs
    ]


def _within_duties(problem: Problem, loads: list[Carload]) -> tuple[list[Run], list[str]]:
    """Vehicles for as many carloads as the drivers' duties allow, larger ones too, and the legs left for that."""
    loads = sorted(loads, key=lambda load: (load.departs, load.leg_ids))
    runs, undriven = rostered(problem, loads, [suitable_offers(problem, load) for load in loads])
    return runs, sorted(leg_id for load in undriven for leg_id in load.leg_ids)


def _with_seats_filled(problem: Problem, way: Reconsidered) -> Reconsidered:
    """Those left take seats to spare on trips of their company that leave within their time, high ranks first."""
    by_id = problem.by_id()
    vehicles = {vehicle.id: vehicle for vehicle in problem.vehicles}
    runs = sorted(way.runs, key=lambda run: (run.departs, run.legs))
    joined: set[str] = set()
    for leg in sorted((by_id[one] for one in [*way.left, *way.tired]), key=lambda leg: (leg.rank, leg.id)):
        for number, run in enumerate(runs):
            aboard, vehicle = [by_id[leg_id] for leg_id in run.legs], vehicles[run.vehicle_id]
            fits = aboard[0].company == leg.company and Offer.of(vehicle).holds([*aboard, leg])
            if fits and leg.may_leave_at(run.departs) and vehicle.kind in problem.kinds_at(leg, run.departs):
                runs[number] = replace(run, legs=tuple(sorted([*run.legs, leg.id])))
                joined.add(leg.id)
                break
    return Reconsidered(
        runs,
        [one for one in way.left if one not in joined],
        [one for one in way.tired if one not in joined],
        is_best=False,
    )


def _figures(problem: Problem, way: Reconsidered) -> tuple[int, int, int]:
    """What the guests left cost, then waiting, then trips."""
    by_id = problem.by_id()
    left = [*way.left, *way.tired]
    return (
        sum(cost_of_leaving(by_id[one].rank.weight, len(by_id)) for one in left),
        sum(by_id[leg_id].waiting(run.departs) for run in way.runs for leg_id in run.legs),
        len(way.runs),
    )


class _WholeFleet:
    """The model over all companies; trips that stay keep guests, time and offer."""

    def __init__(self, problem: Problem, legs: list[Leg], staying: Sequence[Run]) -> None:
        self.problem, self.model = problem, CpModel()
        self.before: Review = review(problem, legs) if problem.released else Review()
        self.staying = _as_carloads(problem, staying)
        self.before.holding = [run for run in self.before.holding if run not in staying]
        on_their_way = {leg_id for load in self.staying for leg_id in load.leg_ids}
        legs = [leg for leg in legs if leg.id not in on_their_way]
        self.told = {leg_id: run for run in self.before.holding + self.before.broken for leg_id in run.legs}
        self.companies = [
            Slots(self.model, self._choice(members, len(legs))) for members in by_company(legs).values()
        ]
        self._circulate()
        self.touched = self._touched_trips()

    def solve(self, effort: float | None = None) -> Found | None:
        """Search, from the plan that leaves everybody behind; None when the limit ends it before it has begun."""
        parts = parts_of(self.companies, LinearExpr.sum(self.touched), len(self.touched))
        behind = {variable.index for slots in self.companies for variable in slots.left.values()}
        start_with(self.model, behind)
        few = sum(len(slots.choice.legs) for slots in self.companies) <= _FEW
        return minimise(self.model, parts, effort or (_EFFORT if few else _EFFORT_FOR_MANY))

    def _choice(self, legs: list[Leg], all_legs: int) -> Choice:
        step = self.problem.rules.waiting_step
        departures = {minute for leg in legs for minute in stepped(leg, leg.earliest, leg.latest, step)}
        told = {leg.id: self.told[leg.id].departs for leg in legs if leg.id in self.told}
        return Choice(
            legs=legs,
            offers=departures_of(self.problem, legs, departures | set(told.values())),
            told=told,
            cost_if_left={leg.id: cost_of_leaving(leg.rank.weight, all_legs) for leg in legs},
        )

    def _circulate(self) -> None:
        """No more vehicles of an offer at a place than have come there."""
        by_offer: dict[Offer, list[tuple[Way, LinearExprT]]] = defaultdict(list)
        for load in self.staying:
            by_offer[load.offer].append((load.way(self.problem), 1))
        for slots in self.companies:
            for (departs, offer), cars in slots.cars.items():
                leg = next(leg for leg in slots.choice.legs if (leg.id, departs) in slots.rides)
                by_offer[offer].append((self.problem.way(replace(leg, due=None), departs, offer.kind), cars))
        for offer, runs in sorted(by_offer.items(), key=lambda item: item[0]):
            vehicles = sum(Offer.of(vehicle) == offer for vehicle in self.problem.vehicles)
            circulation = Circulation(self.model, vehicles, self.problem.roads(offer.kind))
            for way, driving in runs:
                circulation.add_run(way, driving)
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
