"""What the engine is asked and what it answers."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from services.logistics.domain.leg import Leg
from services.logistics.domain.network import OPEN, Network
from services.logistics.domain.rules import TripRules
from services.logistics.domain.vehicle import Vehicle, VehicleKind
from services.logistics.engine.score import Score
from services.logistics.engine.turn import Roads, Way

Company = tuple[str, str, str, str]


@dataclass(frozen=True)
class Run:
    """One drive: its legs (sorted), when, in which vehicle; `trip_id` when it continues a trip."""

    legs: tuple[str, ...]
    departs: int
    vehicle_id: str
    trip_id: str | None = None


@dataclass(frozen=True)
class Left:
    """A leg no vehicle can serve, and the rule that stands in the way.

    `by` names the closures where there are any; `opens` is the first minute from which the way is open again
    to a vehicle due to the guest, if it is known: the guest's next step.
    """

    leg_id: str
    rule: str
    by: tuple[str, ...] = ()
    opens: int | None = None


@dataclass(frozen=True)
class Problem:
    """Legs to be driven and the fleet; `in_force` holds the runs of the plan so far.

    Once a plan is `released` people rely on it: trips that a change does not concern keep vehicle, guests and
    time. Before that everything is planned anew, and what is in force only breaks ties.
    """

    legs: tuple[Leg, ...]
    vehicles: tuple[Vehicle, ...]
    rules: TripRules = field(default_factory=TripRules)
    in_force: tuple[Run, ...] = ()
    released: bool = False
    network: Network = OPEN

    def by_id(self) -> dict[str, Leg]:
        """The legs under their ids."""
        return {leg.id: leg for leg in self.legs}

    def roads(self, kind: VehicleKind) -> Roads:
        """The roads as this kind of vehicle finds them."""
        return self._roads[kind]

    @cached_property
    def vehicle(self) -> dict[str, Vehicle]:
        """The vehicles under their ids."""
        return {vehicle.id: vehicle for vehicle in self.vehicles}

    @cached_property
    def pooled(self) -> dict[Any, Any]:
        """Pools of companies found so far, by price and legs: plans, bounds and prices ask for the same ones."""
        return {}

    @cached_property
    def _roads(self) -> dict[VehicleKind, Roads]:
        return {kind: Roads(self.network, self.rules, kind) for kind in VehicleKind}

    def way(self, leg: Leg, departs: int, kind: VehicleKind) -> Way:
        """The drive of a leg in a kind of vehicle that can make it."""
        way = self.roads(kind).way(leg, departs)
        assert way is not None, "only open routes are planned"
        return way

    def kinds_at(self, leg: Leg, departs: int) -> tuple[VehicleKind, ...]:
        """The kinds of vehicle due to the guest that can make the drive when it leaves then.

        While one of them is barred, those allowed instead are among them.
        """
        riding = leg.riding
        asked = leg.origin, leg.destination, leg.due, departs, riding.kinds, riding.instead
        if asked not in self._kinds:
            self._kinds[asked] = self._kinds_that_can(leg, departs)
        return self._kinds[asked]

    @cached_property
    def _kinds(self) -> dict[Any, tuple[VehicleKind, ...]]:
        return {}

    def _kinds_that_can(self, leg: Leg, departs: int) -> tuple[VehicleKind, ...]:
        usual, instead = leg.riding.kinds, leg.riding.instead
        able = tuple(kind for kind in usual if self.roads(kind).way(leg, departs) is not None)
        if len(able) == len(usual):
            return able
        return able + tuple(kind for kind in instead if self.roads(kind).way(leg, departs) is not None)

    @cached_property
    def fleet(self) -> list["Offer"]:
        """Everything the fleet has, fewest seats first."""
        return sorted({Offer.of(vehicle) for vehicle in self.vehicles})

    def offers(self, leg: Leg) -> list["Offer"]:
        """What the fleet has that may ever drive this leg, fewest seats first."""
        kinds = (*leg.riding.kinds, *leg.riding.instead)
        return [offer for offer in self.fleet if offer.kind in kinds]

    def offers_at(self, leg: Leg, departs: int) -> list["Offer"]:
        """What the fleet has for this leg when it leaves then, fewest seats first."""
        kinds = self.kinds_at(leg, departs)
        return [offer for offer in self.offers(leg) if offer.kind in kinds]


@dataclass(frozen=True)
class Outcome:
    """The plan: runs sorted by departure, legs left, its score, and a proven bound of the score.

    `way` tells how it was found: anew, repaired, or with the whole fleet reconsidered; `why_not_proven` why
    a better one might exist.
    """

    runs: tuple[Run, ...]
    left: tuple[Left, ...]
    score: Score
    bound: Score
    way: str
    why_not_proven: str = ""

    @property
    def is_proven(self) -> bool:
        """Whether no plan can be better."""
        return self.score == self.bound


@dataclass(frozen=True)
class Drives:
    """Runs for all legs asked for, and whether nothing can be better but for the size of vehicles."""

    runs: list[Run]
    is_best: bool


@dataclass(frozen=True, order=True)
class Offer:
    """Vehicles of one kind with as many guest seats, room for luggage and drivers; they stand in for each other."""

    seats: int
    kind: VehicleKind
    bags: int
    drivers: int

    @classmethod
    def of(cls, vehicle: Vehicle) -> "Offer":
        """The offer a vehicle belongs to."""
        return cls(vehicle.seats, vehicle.kind, vehicle.carries, vehicle.drivers)

    def holds(self, legs: Collection[Leg]) -> bool:
        """Whether these guests of one company fit in one such vehicle with companions and luggage.

        The luggage of those who ride alone is not counted: what their car does not take follows in a van.
        """
        riding = next(iter(legs)).riding
        if riding.alone:
            return len(legs) == 1 and sum(leg.load for leg in legs) <= riding.room(self.seats)
        return sum(leg.load for leg in legs) <= riding.room(self.seats) and (
            sum(leg.bags for leg in legs) <= self.bags
        )


def smallest_for(legs: Collection[Leg], offers: Iterable[Offer]) -> Offer | None:
    """The smallest offer that holds these guests of one company."""
    return next((offer for offer in offers if offer.holds(legs)), None)


def by_company(legs: Iterable[Leg]) -> dict[Company, list[Leg]]:
    """Legs that may share a car, each list sorted by readiness, companies in a fixed order."""
    companies: dict[Company, list[Leg]] = defaultdict(list)
    for leg in sorted(legs, key=lambda leg: (leg.earliest, leg.latest, leg.id)):
        companies[leg.company].append(leg)
    return dict(sorted(companies.items()))
