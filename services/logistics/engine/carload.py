"""From chosen departures to carloads: which guests share which vehicle of those leaving together."""

from collections.abc import Iterable
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpSolver

from services.logistics.domain.leg import Leg
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.problem import Offer, Problem, Run
from services.logistics.engine.score import Score
from services.logistics.engine.slots import Slots
from services.logistics.engine.turn import Way


@dataclass(frozen=True)
class Carload:
    """Guests who leave together in a vehicle of one offer, before it is said which vehicle."""

    legs: tuple[Leg, ...]
    departs: int
    offer: Offer

    def way(self, problem: Problem) -> Way:
        """When and where the drive begins and ends."""
        return problem.way(self.legs[0], self.departs, self.offer.kind)

    @property
    def score(self) -> Score:
        """What it adds to the score of a plan made anew."""
        return Score(waiting=self.waiting, trips=1, seats=self.offer.seats)

    @property
    def waiting(self) -> int:
        """Minutes its guests wait at gates."""
        return sum(leg.waiting(self.departs) for leg in self.legs)

    @property
    def leg_ids(self) -> tuple[str, ...]:
        """The legs, sorted."""
        return tuple(sorted(leg.id for leg in self.legs))


@dataclass(frozen=True)
class Mates:
    """Guests who shared a trip before, and the offer of its vehicle."""

    legs: frozenset[str]
    offer: Offer | None


def mates_of(runs: Iterable[Run], vehicles: Iterable[Vehicle]) -> list[Mates]:
    """Who shared which kind of vehicle in these runs."""
    offers = {vehicle.id: Offer.of(vehicle) for vehicle in vehicles}
    ordered = sorted(runs, key=lambda run: (run.departs, run.legs))
    return [Mates(frozenset(run.legs), offers.get(run.vehicle_id)) for run in ordered]


def carloads(slots: Slots, solver: CpSolver, mates: list[Mates]) -> list[Carload]:
    """The carloads of a company; guests who shared a trip before stay together where they leave together."""
    found = []
    for departs in slots.choice.departures:
        aboard = [leg for leg in slots.choice.legs if _rides(slots, solver, leg, departs)]
        if aboard:
            found += _split(aboard, departs, _offers_at(slots, solver, departs), mates)
    return found


def unseated(slots: Slots, solver: CpSolver) -> list[int]:
    """The departures at which companions and luggage leave somebody no room, although there are seats in all."""
    found = []
    for departs in slots.choice.departures:
        aboard = [leg for leg in slots.choice.legs if _rides(slots, solver, leg, departs)]
        if aboard and _seated(aboard, _offers_at(slots, solver, departs), []) is None:
            found.append(departs)
    return found


def joined(slots: Slots, solver: CpSolver) -> Iterable[tuple[str, Run]]:
    """The legs that take a seat on a standing trip."""
    return [key for key, join in slots.joins.items() if solver.boolean_value(join)]


def left(slots: Slots, solver: CpSolver) -> list[str]:
    """The legs that no vehicle takes."""
    return [leg_id for leg_id, stays in slots.left.items() if solver.boolean_value(stays)]


def _rides(slots: Slots, solver: CpSolver, leg: Leg, departs: int) -> bool:
    ride = slots.rides.get((leg.id, departs))
    return ride is not None and solver.boolean_value(ride)


def _offers_at(slots: Slots, solver: CpSolver, departs: int) -> list[Offer]:
    """The vehicles that leave at this minute, largest first."""
    chosen = []
    for (at, offer), cars in slots.cars.items():
        if at == departs:
            chosen += [offer] * solver.value(cars)
    return sorted(chosen, reverse=True)


def seated_carloads(slots: Slots, solver: CpSolver, mates: list[Mates]) -> list[Carload]:
    """The carloads of a company without those whom companions and luggage leave no room at their departure."""
    short = set(unseated(slots, solver))
    found = []
    for departs in slots.choice.departures:
        aboard = [leg for leg in slots.choice.legs if _rides(slots, solver, leg, departs)]
        offers = _offers_at(slots, solver, departs)
        while departs in short and aboard and _seated(aboard, offers, []) is None:
            aboard.remove(min(aboard, key=lambda leg: (leg.rank.weight, -leg.load, -leg.bags, leg.id)))
        if aboard:
            found += _split(aboard, departs, offers, mates)
    return found


def _split(aboard: list[Leg], departs: int, offers: list[Offer], mates: list[Mates]) -> list[Carload]:
    """Seat those together who were together, then fill the vehicles; one that nobody needs stays at home."""
    cars = _seated(aboard, offers, mates) or _seated(aboard, offers, [])
    assert cars is not None, "the model gave fewer seats than guests"
    return [Carload(tuple(seated), departs, offer) for offer, seated in cars if seated]


def _seated(
    aboard: list[Leg], offers: list[Offer], mates: list[Mates]
) -> list[tuple[Offer, list[Leg]]] | None:
    """Everybody in one of these vehicles; None when the way of filling them used here leaves somebody out."""
    cars: list[tuple[Offer, list[Leg]]] = [(offer, []) for offer in offers]
    rest = sorted(aboard, key=lambda leg: (-leg.load, -leg.bags, leg.earliest, leg.id))
    for group in mates:
        together = [leg for leg in rest if leg.id in group.legs]
        car = next((seated for offer, seated in cars if offer == group.offer and not seated), None)
        if car is not None and len(together) == len(group.legs):
            car += together
            rest = [leg for leg in rest if leg not in together]
    for leg in rest:
        room = next((seated for offer, seated in cars if offer.holds([*seated, leg])), None)
        if room is None:
            return None
        room.append(leg)
    return cars
