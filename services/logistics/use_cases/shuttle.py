"""The shuttle timetable: when who is driven to the programme and back, in vehicles that no trip needs then.

Made from what is planned at the moment of asking: times follow from the sessions and stay, another vehicle may come.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from services.logistics.domain.heard import Occasion
from services.logistics.domain.instant import minute_from, time_of
from services.logistics.domain.leg import Leg
from services.logistics.domain.place import Place
from services.logistics.domain.rules import EXPLANATIONS, TripRules
from services.logistics.domain.shuttle import Town, stages
from services.logistics.domain.transfer import Driving
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine import Left, Problem, Run
from services.logistics.engine.shuttles import shuttles
from services.logistics.engine.turn import Way
from services.logistics.storage import (
    Arrivals,
    Departures,
    Occasions,
    Travellers,
    Trips,
    Vehicles,
    network_now,
)


@dataclass(frozen=True)
class Ride:
    """One departure of the shuttle: a vehicle, its guests, and the session they go to or come from."""

    departs: datetime
    arrives: datetime
    origin: Place
    destination: Place
    session: Occasion
    vehicle: Vehicle
    guest_ids: tuple[str, ...]

    @property
    def guests(self) -> int:
        """How many ride."""
        return len(self.guest_ids)


@dataclass(frozen=True)
class NoRide:
    """A guest whom no vehicle can take to or from a session, and the rule that stands in the way."""

    guest_id: str
    session: Occasion
    rule: str

    @property
    def explanation(self) -> str:
        """The rule in words."""
        return EXPLANATIONS[self.rule]


@dataclass(frozen=True)
class Timetable:
    """All departures by time, and who finds no place."""

    rides: tuple[Ride, ...]
    left: tuple[NoRide, ...]


@dataclass(frozen=True)
class Shuttle:
    """The collections a timetable is made from."""

    occasions: Occasions
    trips: Trips
    vehicles: Vehicles
    travellers: Travellers
    arrivals: Arrivals
    departures: Departures

    def timetable(self, edition: str) -> Timetable:
        """The departures as things stand."""
        rules, network = TripRules(), network_now(self.occasions.backend, edition)
        occasions = self.occasions.find(edition=edition)
        town = Town(
            tuple(self.travellers.find(edition=edition)),
            {one.guest_id: one for one in self.arrivals.find(edition=edition)},
            {one.guest_id: one for one in self.departures.find(edition=edition)},
            Driving(rules, network),
        )
        legs = town.legs(stages(occasions, rules.longest_break))
        fleet = tuple(self.vehicles.find(edition=edition))
        problem = Problem(tuple(legs), fleet, rules, network=network)
        runs, left = shuttles(problem, _planned(self.trips.planned(edition)))
        return _told(problem, runs, left, {one.id: one for one in occasions})


def _planned(trips: Iterable[Trip]) -> dict[str, list[Way]]:
    planned: dict[str, list[Way]] = defaultdict(list)
    for trip in trips:
        way = Way(minute_from(trip.departs), minute_from(trip.arrives), trip.origin, trip.destination)
        planned[trip.vehicle_id].append(way)
    return planned


def _told(
    problem: Problem, runs: Iterable[Run], left: Iterable[Left], sessions: dict[str, Occasion]
) -> Timetable:
    legs, vehicles = problem.by_id(), {vehicle.id: vehicle for vehicle in problem.vehicles}
    return Timetable(
        tuple(_ride(problem, run, [legs[leg] for leg in run.legs], vehicles, sessions) for run in runs),
        tuple(
            NoRide(legs[one.leg_id].guest_id, sessions[legs[one.leg_id].meeting_id or ""], one.rule)
            for one in left
        ),
    )


def _ride(
    problem: Problem, run: Run, legs: list[Leg], vehicles: dict[str, Vehicle], sessions: dict[str, Occasion]
) -> Ride:
    vehicle, first = vehicles[run.vehicle_id], legs[0]
    way = problem.way(first, run.departs, vehicle.kind)
    return Ride(
        time_of(way.departs),
        time_of(way.arrives),
        first.origin,
        first.destination,
        sessions[first.meeting_id or ""],
        vehicle,
        tuple(leg.guest_id for leg in legs),
    )
