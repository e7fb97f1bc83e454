"""Which vehicle drives which run when duties are short: exact over all ways to chain the runs.

Every run follows another one, on the same duty or after a night at base, or is the first of a vehicle. The time at
which a duty began is handed on along the chain. Vehicles of one offer and base are alike. Where not everything can
be driven, the runs that cost least to leave are left; then the fewest seats are sent out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python.cp_model import CpModel, IntVar, LinearExpr

from services.logistics.domain.place import Place
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.problem import Offer, Problem
from services.logistics.engine.search import Part, minimise
from services.logistics.engine.turn import Way

_EFFORT = 0.15
_MOST_FOLLOWERS = 25
"""After a run only so many next ones are looked at, the earliest: later ones can follow those."""


@dataclass(frozen=True)
class Shift:
    """A run looking for a vehicle: its way in each offer that would do, the vehicle it had, its cost if left."""

    ways: Mapping[Offer, Way]
    had: str | None
    cost_if_left: int


@dataclass(frozen=True)
class Roster:
    """The vehicle of each run, None for runs that are left."""

    vehicles: list[str | None]


def roster(problem: Problem, shifts: Sequence[Shift]) -> Roster | None:
    """Vehicles for these runs within their drivers' duties; None when the search found none within its limit."""
    model = CpModel()
    groups: dict[tuple[Offer, Place], list[Vehicle]] = {}
    for vehicle in sorted(problem.vehicles, key=lambda vehicle: vehicle.id):
        groups.setdefault((Offer.of(vehicle), vehicle.base), []).append(vehicle)
    chains = [
        _Chains(problem, model, shifts, offer, base, vehicles)
        for (offer, base), vehicles in sorted(groups.items(), key=lambda item: item[0])
    ]
    left = [model.new_bool_var("") for _ in shifts]
    for number, stays in enumerate(left):
        model.add_exactly_one([stays, *(arc for chain in chains for arc in chain.into(number))])
    found = minimise(model, _parts(shifts, chains, left), _EFFORT)
    if found is None:
        return None
    taken: list[str | None] = [None] * len(shifts)
    for chain in chains:
        chain.name(found.solver.boolean_value, taken)
    return Roster(taken)


def _parts(shifts: Sequence[Shift], chains: Sequence["_Chains"], left: Sequence[IntVar]) -> list[Part]:
    cost = LinearExpr.sum([stays * shift.cost_if_left for stays, shift in zip(left, shifts, strict=True)])
    seats = [arc * chain.offer.seats for chain in chains for arc in chain.arcs()]
    strange = [arc for chain in chains for arc in chain.strange()]
    most_seats = sum(max((offer.seats for offer in shift.ways), default=0) for shift in shifts)
    return [
        Part(cost, sum(shift.cost_if_left for shift in shifts)),
        Part(LinearExpr.sum(seats), most_seats),
        Part(LinearExpr.sum(strange), len(shifts)),
    ]


class _Chains:
    """The runs that vehicles of one offer and base may drive, and what may follow what."""

    def __init__(
        self,
        problem: Problem,
        model: CpModel,
        shifts: Sequence[Shift],
        offer: Offer,
        base: Place,
        vehicles: Sequence[Vehicle],
    ) -> None:
        self.model, self.shifts, self.offer, self.vehicles = model, shifts, offer, vehicles
        self.roads = problem.roads(offer.kind)
        self.longest = problem.rules.longest_duty * offer.drivers
        self.ways: dict[int, Way] = {}
        self.leaves: dict[int, int] = {}
        self.back: dict[int, int] = {}
        for number, shift in enumerate(shifts):
            self._measure(number, shift, base)
        self.first = {number: model.new_bool_var("") for number in self.ways}
        self.began = {number: self._duty_began(number) for number in self.ways}
        self.follows: dict[tuple[int, int], IntVar] = {}
        for number in self.ways:
            self._followers(number)
        self._tie()

    def into(self, number: int) -> list[IntVar]:
        """The ways to come to a run; at most one is true."""
        if number not in self.first:
            return []
        return [self.first[number], *(arc for (_, other), arc in self.follows.items() if other == number)]

    def arcs(self) -> list[IntVar]:
        """One true for each run driven."""
        return [*self.first.values(), *self.follows.values()]

    def strange(self) -> list[IntVar]:
        """True where a run does not follow one whose vehicle it had."""
        had = [shift.had for shift in self.shifts]
        return [
            arc for (one, other), arc in self.follows.items() if had[one] is None or had[one] != had[other]
        ]

    def name(self, is_so: Callable[[IntVar], bool], taken: list[str | None]) -> None:
        """Give each chain a vehicle, one that a run of it had where that is free."""
        after = {one: other for (one, other), arc in self.follows.items() if is_so(arc)}
        free = {vehicle.id for vehicle in self.vehicles}
        for number, arc in self.first.items():
            if is_so(arc):
                chain = [number]
                while chain[-1] in after:
                    chain.append(after[chain[-1]])
                had = {self.shifts[one].had for one in chain} & free
                vehicle = min(had or free, key=str)
                free.discard(str(vehicle))
                for one in chain:
                    taken[one] = vehicle

    def _measure(self, number: int, shift: Shift, base: Place) -> None:
        way = shift.ways.get(self.offer)
        leaves = self.roads.leaves_base(base, way) if way is not None else None
        if way is not None and leaves is not None:
            self.ways[number] = way
            self.leaves[number] = leaves
            self.back[number] = self.roads.back_at_base(way, base)

    def _duty_began(self, number: int) -> IntVar:
        leaves = self.leaves[number]
        return self.model.new_int_var(min(leaves, self.back[number] - self.longest), leaves, "")

    def _followers(self, one: int) -> None:
        same, rested = 0, 0
        for other in sorted(self.ways, key=lambda number: (self.ways[number].departs, number)):
            if other == one or self.roads.slack(self.ways[one], self.ways[other]) < 0:
                continue
            if self._after_a_night(one, other):
                rested += 1
                if rested > _MOST_FOLLOWERS:
                    break
                self.follows[one, other] = self.model.new_bool_var("")
            elif self.back[other] - self.leaves[one] <= self.longest and same < _MOST_FOLLOWERS:
                same += 1
                arc = self.follows[one, other] = self.model.new_bool_var("")
                self.model.add(self.began[other] == self.began[one]).only_enforce_if(arc)

    def _after_a_night(self, one: int, other: int) -> bool:
        return self.leaves[other] - self.back[one] >= self.roads.rules.shortest_night

    def _tie(self) -> None:
        """A run is followed once at most, and only if it is driven; a fresh duty begins with leaving base."""
        onward: dict[int, list[IntVar]] = {number: [] for number in self.ways}
        fresh: dict[int, list[IntVar]] = {number: [arc] for number, arc in self.first.items()}
        into: dict[int, list[IntVar]] = {number: [arc] for number, arc in self.first.items()}
        for (one, other), arc in self.follows.items():
            onward[one].append(arc)
            into[other].append(arc)
            if self._after_a_night(one, other):
                fresh[other].append(arc)
        for number in self.ways:
            self.model.add(LinearExpr.sum(onward[number]) <= LinearExpr.sum(into[number]))
            for arc in fresh[number]:
                self.model.add(self.began[number] == self.leaves[number]).only_enforce_if(arc)
        self.model.add(LinearExpr.sum(list(self.first.values())) <= len(self.vehicles))
