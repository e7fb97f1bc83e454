"""The smallest answer to a change: trips that hold are left alone, the others are arranged anew around
them.

For each company concerned the best arrangement is found as if vehicles were plenty; other trips are not
touched by it, though they may give a spare seat. If vehicles can be found that fit between the trips that
stay, or that exchange vehicles of one kind among each other, nothing can be better in guests, trips touched,
guests told, waiting or trips. Vehicles are looked for by search, and then one by one with the duties of drivers in
view.
"""

from dataclasses import dataclass, replace

from services.logistics.domain.leg import Leg
from services.logistics.engine.anew import in_first_free
from services.logistics.engine.carload import Carload, carloads, joined, mates_of
from services.logistics.engine.identity import with_trip_ids
from services.logistics.engine.keeping import keep_vehicles
from services.logistics.engine.openings import departures_of
from services.logistics.engine.problem import Company, Drives, Offer, Problem, Run, by_company
from services.logistics.engine.settling import settle
from services.logistics.engine.slots import Choice, Slots, Standing
from services.logistics.engine.spare_vehicle import allot_around
from services.logistics.engine.standing import Review, review
from services.logistics.engine.upsizing import choose_offers, suitable_offers

_EFFORT = 5.0


@dataclass(frozen=True)
class Arranged:
    """Carloads for the legs without a trip as if vehicles were plenty, and the trips that stay, some joined by them.

    `is_best` says whether no arrangement is better in trips, guests told and waiting.
    """

    before: Review
    staying: list[Run]
    loads: list[Carload]
    is_best: bool


def arrange(problem: Problem, legs: list[Leg]) -> Arranged:
    """What a change asks of the fleet; every leg has an offer suitable for its rank."""
    found = review(problem, legs)
    loads: list[Carload] = []
    is_best = True
    holding = found.holding
    for company, open_legs in by_company(found.open_legs).items():
        arranged, holding, proven = _arrange(problem, found, company, open_legs, holding)
        loads += arranged
        is_best = is_best and proven
    return Arranged(found, holding, loads, is_best)


def between_trips(problem: Problem, legs: list[Leg], wanted: Arranged) -> Drives | None:
    """The carloads in vehicles that fit between the trips that stay as they are; None when one fits nowhere."""
    broken = wanted.before.broken
    if not wanted.loads:
        return Drives(with_trip_ids(wanted.staying, []), wanted.is_best)
    identified = with_trip_ids(_unallotted(wanted.loads), broken)
    runs = allot_around(problem, legs, wanted.staying, identified, broken)
    return Drives(runs, wanted.is_best) if runs is not None else None


def with_exchanged_vehicles(problem: Problem, legs: list[Leg], wanted: Arranged) -> Drives | None:
    """Other trips keep guests, time and kind of vehicle, but may be driven by another of that kind; None in vain."""
    staying = _staying(problem, legs, wanted.staying)
    options = _options(problem, staying, wanted.loads)
    chosen = choose_offers(problem, [*staying, *wanted.loads], options)
    runs = keep_vehicles(problem, chosen) if chosen is not None else None
    if runs is None:
        runs = in_first_free(problem, [*staying, *wanted.loads], options)
    return Drives(runs, wanted.is_best) if runs is not None else None


def _options(problem: Problem, staying: list[Carload], loads: list[Carload]) -> list[list[Offer]]:
    return [[load.offer] for load in staying] + [suitable_offers(problem, load) for load in loads]


def _staying(problem: Problem, legs: list[Leg], holding: list[Run]) -> list[Carload]:
    by_id = {leg.id: leg for leg in legs}
    offers = {vehicle.id: Offer.of(vehicle) for vehicle in problem.vehicles}
    return [
        Carload(tuple(by_id[leg_id] for leg_id in run.legs), run.departs, offers[run.vehicle_id])
        for run in holding
    ]


def _arrange(
    problem: Problem, found: Review, company: Company, open_legs: list[Leg], holding: list[Run]
) -> tuple[list[Carload], list[Run], bool]:
    """Carloads for a company's open legs, the trips that hold with those who take a spare seat; if it is proven."""
    told = {leg_id: run for run in found.broken for leg_id in run.legs}
    departures = {leg.at_best for leg in open_legs}
    departures |= {told[leg.id].departs for leg in open_legs if leg.id in told}
    offers = departures_of(problem, open_legs, departures)
    standing = _standing(problem, company, holding)
    times = {leg_id: run.departs for leg_id, run in told.items()}
    (slots,), best = settle(
        lambda model, room: [Slots(model, Choice(open_legs, offers, standing, times, room_lost=room))],
        _EFFORT,
    )
    aboard = dict(joined(slots, best.solver))
    arranged = carloads(slots, best.solver, mates_of(found.broken, problem.vehicles))
    return arranged, [_joined_by(run, aboard) for run in holding], best.is_best


def _standing(problem: Problem, company: Company, holding: list[Run]) -> list[Standing]:
    """The trips of the same company that hold and have a seat to spare."""
    by_id = problem.by_id()
    vehicles = {vehicle.id: vehicle for vehicle in problem.vehicles}
    standing = []
    for run in holding:
        legs, vehicle = [by_id[leg_id] for leg_id in run.legs], vehicles[run.vehicle_id]
        spare = legs[0].riding.room(vehicle.seats) - sum(leg.load for leg in legs)
        bags = vehicle.carries - sum(leg.bags for leg in legs)
        if legs[0].company == company and not legs[0].riding.alone and spare > 0 and bags >= 0:
            standing.append(Standing(run, spare, bags))
    return standing


def _joined_by(run: Run, aboard: dict[str, Run]) -> Run:
    more = [leg_id for leg_id, joins in aboard.items() if joins is run]
    return replace(run, legs=tuple(sorted([*run.legs, *more]))) if more else run


def _unallotted(loads: list[Carload]) -> list[Run]:
    return [Run(load.leg_ids, load.departs, vehicle_id="") for load in loads]
