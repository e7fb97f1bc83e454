"""What the engine is asked and what it answers."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.logistics.domain.leg import Leg
from services.logistics.domain.riding import Riding
from services.logistics.domain.rules import TripRules
from services.logistics.domain.vehicle import Vehicle, VehicleKind
from services.logistics.engine.score import Score

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
    """A leg no vehicle can serve, and the rule that stands in the way."""

    leg_id: str
    rule: str


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

    def by_id(self) -> dict[str, Leg]:
        """The legs under their ids."""
        return {leg.id: leg for leg in self.legs}


@dataclass(frozen=True)
class Outcome:
    """The plan: runs sorted by departure, legs left, its score, and a proven bound of the score.

    `way` tells how it was found: anew, repaired, or with the whole fleet reconsidered.
    """

    runs: tuple[Run, ...]
    left: tuple[Left, ...]
    score: Score
    bound: Score
    way: str

    @property
    def is_proven(self) -> bool:
        """Whether no plan can be better."""
        return self.score == self.bound


@dataclass(frozen=True, order=True)
class Offer:
    """Vehicles of one kind with equally many guest seats; they may stand in for each other."""

    seats: int
    kind: VehicleKind

    @classmethod
    def of(cls, vehicle: Vehicle) -> "Offer":
        """The offer a vehicle belongs to."""
        return cls(vehicle.seats, vehicle.kind)


def offers_for(riding: Riding, vehicles: Iterable[Vehicle]) -> list[Offer]:
    """The kinds of vehicle the fleet has for a courtesy, fewest seats first."""
    return sorted({Offer.of(vehicle) for vehicle in vehicles if vehicle.kind in riding.kinds})


def smallest_for(riding: Riding, guests: int, offers: Iterable[Offer]) -> Offer | None:
    """The smallest offer that holds so many guests of one courtesy."""
    return next((offer for offer in offers if riding.guests_in(offer.seats) >= guests), None)


def by_company(legs: Iterable[Leg]) -> dict[Company, list[Leg]]:
    """Legs that may share a car, each list sorted by readiness, companies in a fixed order."""
    companies: dict[Company, list[Leg]] = defaultdict(list)
    for leg in sorted(legs, key=lambda leg: (leg.earliest, leg.latest, leg.id)):
        companies[leg.company].append(leg)
    return dict(sorted(companies.items()))
