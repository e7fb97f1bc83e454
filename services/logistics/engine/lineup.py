"""Who drives whom in a plan that is being changed: groups of guests, and the drives of every vehicle in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from services.logistics.domain.leg import Leg
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.openings import stepped
from services.logistics.engine.problem import Offer, Problem
from services.logistics.engine.score import cost_of_leaving
from services.logistics.engine.turn import Way

_CHANGED, _TOLD, _MINUTE, _TRIP, _SEAT = 10**24, 10**20, 10**13, 10**9, 10**3
_LEFT = 10**28
"""What weighs how much when alternatives are compared: the parts of the score, then tight turns."""


@dataclass(frozen=True, eq=False)
class Group:
    """Guests who ride together; `held` is the departure and offer of their trip if it held before the change."""

    legs: tuple[Leg, ...]
    held: tuple[int, Offer] | None = None
    trip_id: str | None = None

    @property
    def leg_ids(self) -> tuple[str, ...]:
        """The legs, sorted."""
        return tuple(sorted(leg.id for leg in self.legs))

    @property
    def most_pressed(self) -> Leg:
        """The leg that has to be there first: roads that let it leave let all leave."""
        return min(self.legs, key=lambda leg: (leg.due is None, leg.due or 0, leg.id))


@dataclass(frozen=True, eq=False)
class Drive:
    """A group in a vehicle: its way, when the vehicle leaves base for it and is back there, and what it costs."""

    group: Group
    departs: int
    leaves: int
    back: int
    way: Way
    cost: int
    from_base: bool
    """Whether the vehicle can come from its base; else only an earlier drive brings it there."""


Drives = tuple[Drive, ...]


class Lineup:
    """The fleet with its drives; measures what a group would be in a vehicle, and whether that fits."""

    def __init__(self, problem: Problem, told: dict[str, int]) -> None:
        self.problem, self.told = problem, told
        self.vehicles = sorted(problem.vehicles, key=lambda vehicle: (Offer.of(vehicle), vehicle.id))
        self.offers = {vehicle.id: Offer.of(vehicle) for vehicle in self.vehicles}
        stands = [(self.offers[vehicle.id], vehicle.base) for vehicle in self.vehicles]
        self.alike = {
            vehicle.id: stands.index(stand) for vehicle, stand in zip(self.vehicles, stands, strict=True)
        }
        """Vehicles of one offer and base have one number."""
        self.days: dict[str, Drives] = {vehicle.id: () for vehicle in self.vehicles}
        self._roads = {vehicle.kind: problem.roads(vehicle.kind) for vehicle in self.vehicles}
        self._departures: dict[Group, list[tuple[int, frozenset[Offer]]]] = {}
        self._least: dict[Group, int] = {}
        self._measured: dict[tuple[Group, int, int], Drive | None] = {}

    def departures(self, group: Group) -> list[tuple[int, frozenset[Offer]]]:
        """When the group may leave, and what may drive it then."""
        if group not in self._departures:
            earliest, latest = max(leg.earliest for leg in group.legs), min(leg.latest for leg in group.legs)
            minutes = set(stepped(group.legs[0], earliest, latest, self.problem.rules.waiting_step))
            minutes |= {self.told[leg.id] for leg in group.legs if leg.id in self.told}
            found = []
            for departs in sorted(minute for minute in minutes if earliest <= minute <= latest):
                offers = self.problem.offers_at(group.most_pressed, departs)
                holding = frozenset(offer for offer in offers if offer.holds(group.legs))
                if holding:
                    found.append((departs, holding))
            self._departures[group] = found
        return self._departures[group]

    def cost(self, group: Group, departs: int, offer: Offer) -> int:
        """What the group adds to the score when it leaves then in such a vehicle."""
        changed = group.held is not None and group.held != (departs, offer)
        retimed = sum(self.told.get(leg.id, departs) != departs for leg in group.legs)
        waiting = sum(leg.waiting(departs) for leg in group.legs)
        return changed * _CHANGED + retimed * _TOLD + waiting * _MINUTE + _TRIP + offer.seats * _SEAT

    def least(self, group: Group) -> int:
        """No way to drive the group costs less."""
        if group not in self._least:
            costs = (
                self.cost(group, departs, offer)
                for departs, offers in self.departures(group)
                for offer in offers
            )
            self._least[group] = min(costs, default=0)
        return self._least[group]

    def cost_if_left(self, group: Group) -> int:
        """What it costs to leave the group behind."""
        every = len(self.problem.legs)
        left = sum(cost_of_leaving(leg.rank.weight, every) for leg in group.legs)
        return left * _LEFT + self.cost_of_changing(group)

    def cost_of_changing(self, group: Group) -> int:
        """What it costs that the group's trip, if it held, is no more."""
        return (group.held is not None) * _CHANGED

    def drive(self, group: Group, departs: int, vehicle: Vehicle) -> Drive | None:
        """The group in this vehicle; None when the vehicle cannot come there from its base."""
        key = (group, departs, self.alike[vehicle.id])
        if key not in self._measured:
            self._measured[key] = self._measure(group, departs, vehicle)
        return self._measured[key]

    def standing(self, group: Group, departs: int, vehicle: Vehicle) -> Drive:
        """A drive that is planned already; where the way from base is closed the vehicle comes from elsewhere."""
        roads = self._roads[vehicle.kind]
        way = self.problem.way(group.most_pressed, departs, vehicle.kind)
        leaves, back = roads.leaves_base(vehicle.base, way), roads.back_at_base(way, vehicle.base)
        cost = self.cost(group, departs, self.offers[vehicle.id])
        begins = departs if leaves is None else leaves
        return Drive(group, departs, begins, back, way, cost, from_base=leaves is not None)

    def _measure(self, group: Group, departs: int, vehicle: Vehicle) -> Drive | None:
        drive = self.standing(group, departs, vehicle)
        return drive if drive.from_base else None

    def joined(self, vehicle: Vehicle, drives: Drives, new: Drive) -> Drives | None:
        """The drives of a vehicle with one more; None when it cannot drive them or is on duty too long."""
        place = 0
        while place < len(drives) and drives[place].departs < new.departs:
            place += 1
        roads = self._roads[vehicle.kind]
        if place and roads.slack(drives[place - 1].way, new.way) < 0:
            return None
        if place < len(drives) and roads.slack(new.way, drives[place].way) < 0:
            return None
        together = (*drives[:place], new, *drives[place:])
        if not together[0].from_base:
            return None
        return together if self._within_duty(vehicle, together) else None

    def tight(self, vehicle: Vehicle, drives: Drives) -> int:
        """How many turns between these drives are tight."""
        roads, least = self._roads[vehicle.kind], self.problem.rules.tight_turn
        return sum(roads.slack(one.way, other.way) < least for one, other in pairwise(drives))

    def _within_duty(self, vehicle: Vehicle, drives: Sequence[Drive]) -> bool:
        rules = self.problem.rules
        longest = rules.longest_duty * vehicle.drivers
        begins, until = drives[0].leaves, drives[0].back
        for drive in drives[1:]:
            rested = drive.leaves - until >= rules.shortest_night
            begins, until = drive.leaves if rested else begins, drive.back
            if not rested and until - begins > longest:
                return False
        return True


def without(drives: Drives, gone: Drive) -> Drives:
    """The drives of a vehicle but for one."""
    return tuple(drive for drive in drives if drive is not gone)
