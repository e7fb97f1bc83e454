"""Everything a plan of one edition starts from, read from the store."""

from dataclasses import dataclass, field

from services.logistics.domain.arrival import Arrival, riding_along
from services.logistics.domain.departure import Departure
from services.logistics.domain.heard import Appointment, Traveller
from services.logistics.domain.instant import minute_from
from services.logistics.domain.journey import Journeys, journeys_of
from services.logistics.domain.network import OPEN, Network
from services.logistics.domain.outing import Outing
from services.logistics.domain.plan import Plan, PlanOrder
from services.logistics.domain.road_delay import arriving_as_roads_are, leaving_as_roads_are
from services.logistics.domain.rules import TripRules
from services.logistics.domain.transfer import Driving
from services.logistics.domain.trip import Trip
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine import Problem, Run
from services.logistics.storage import (
    Appointments,
    Arrivals,
    Closures,
    Departures,
    Outings,
    PlanOrders,
    Plans,
    Travellers,
    Trips,
    Vehicles,
    network_now,
)
from shared.storage.store import Backend


class Store:
    """The collections a plan reads and writes."""

    def __init__(self, backend: Backend) -> None:
        self.arrivals = Arrivals(backend)
        self.vehicles = Vehicles(backend)
        self.trips = Trips(backend)
        self.plans = Plans(backend)
        self.orders = PlanOrders(backend)
        self.travellers = Travellers(backend)
        self.appointments = Appointments(backend)
        self.departures = Departures(backend)
        self.outings = Outings(backend)
        self.closures = Closures(backend)


@dataclass(frozen=True)
class Situation:
    """What is wanted, what there is to do it with, and the plan in force."""

    edition: str
    arrivals: list[Arrival]
    corrected: list[Arrival]
    travellers: list[Traveller]
    appointments: list[Appointment]
    vehicles: list[Vehicle]
    trips: list[Trip]
    plan: Plan
    order: PlanOrder
    rules: TripRules
    departures: list[Departure] = field(default_factory=list)
    departures_corrected: list[Departure] = field(default_factory=list)
    outings: list[Outing] = field(default_factory=list)
    network: Network = OPEN

    def journeys(self) -> Journeys:
        """The drives wanted."""
        return journeys_of(
            self.travellers,
            self.arrivals,
            self.appointments,
            self.rules,
            departures=self.departures,
            outings=self.outings,
            network=self.network,
            companions=riding_along(self.arrivals),
        )

    @property
    def is_released(self) -> bool:
        """Whether people rely on their trips: released, or begun, as news from carriers shows."""
        begun = any(arrival.news is not None for arrival in self.arrivals)
        return (self.order.released or begun) and self.order.anew == self.plan.answers

    def problem(self, journeys: Journeys) -> Problem:
        """The question to the engine."""
        in_force = [
            Run(trip.leg_ids, minute_from(trip.departs), trip.vehicle_id, trip.id) for trip in self.trips
        ]
        return Problem(
            legs=tuple(journeys.legs),
            vehicles=tuple(self.vehicles),
            rules=self.rules,
            in_force=tuple(in_force),
            released=self.is_released,
            network=self.network,
        )


def situation_of(store: Store, edition: str) -> Situation:
    """Read it; arrivals and departures come with the lane due to their guests' rank and with what the roads add,
    those are `corrected` for whom another was counted.

    The plan is read first: whoever adopts another one meanwhile makes this one stale.
    """
    plan, order = store.plans.in_force(edition), store.orders.of_edition(edition)
    travellers = store.travellers.find(edition=edition)
    known = {traveller.id: traveller for traveller in travellers}
    ranks = {traveller.id: traveller.rank for traveller in travellers}
    rules, network = TripRules(), network_now(store.closures.backend, edition)
    driving = Driving(rules, network)
    stored, leaving = store.arrivals.find(edition=edition), store.departures.find(edition=edition)
    arrivals = [
        arriving_as_roads_are(one.cleared_as(ranks.get(one.guest_id)), known.get(one.guest_id), driving)
        for one in stored
    ]
    departures = [
        leaving_as_roads_are(one.cleared_as(ranks.get(one.guest_id)), known.get(one.guest_id), driving)
        for one in leaving
    ]
    return Situation(
        edition=edition,
        arrivals=arrivals,
        corrected=[now for now, before in zip(arrivals, stored, strict=True) if now is not before],
        travellers=travellers,
        appointments=store.appointments.find(edition=edition),
        vehicles=store.vehicles.find(edition=edition),
        trips=store.trips.planned(edition),
        plan=plan,
        order=order,
        rules=rules,
        departures=departures,
        departures_corrected=[
            now for now, before in zip(departures, leaving, strict=True) if now is not before
        ],
        outings=store.outings.find(edition=edition),
        network=network,
    )
