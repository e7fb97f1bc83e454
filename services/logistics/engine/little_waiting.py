"""As little waiting as leaves nobody behind, for a fleet that cannot drive everybody at the best time.

A price of a trip in minutes of waiting says how much guests wait for each other. The dearer trips are, the fewer
there are; the lowest price at which no more guests are left than with the fewest trips is sought. It is the same for
all hours, so that guests wait at quiet hours too: trips are parted again where a vehicle is free, most waiting first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from itertools import count

from services.logistics.domain.leg import Leg
from services.logistics.domain.place import Place
from services.logistics.engine.anew import best_carloads, with_vehicles
from services.logistics.engine.carload import Carload
from services.logistics.engine.openings import stepped
from services.logistics.engine.problem import Offer, Problem, Run, by_company
from services.logistics.engine.score import cost_of_leaving
from services.logistics.engine.standing import way_of
from services.logistics.engine.turn import Way
from services.logistics.engine.vehicle_day import Day, days_of

FEWEST_TRIPS = 100_000
"""At this price of a trip nobody's waiting is worth one."""
_PRICES = (0, 5, 10, 20, 40, 80, FEWEST_TRIPS)
_RESERVE = 10
"""One vehicle in so many of a kind stays free where that leaves nobody behind: a delay needs one at once."""
_MOST_LOOKED_AT = 400_000
"""So many vehicles are looked at in all to part trips: a few seconds."""
_MANY = 300
"""More trips than this keep the vehicles found one by one: all ways to turn them would take too long to weigh."""


def with_little_waiting(
    problem: Problem, holding: Sequence[Run], legs: Sequence[Leg]
) -> tuple[list[Run], list[str]]:
    """The runs, those that hold as they are, and the legs left without a vehicle."""
    fewest = _planned(problem, holding, legs, FEWEST_TRIPS, 0)
    found = _at_lowest_price(problem, holding, legs, fewest.cost_of_left(), _RESERVE)
    found = found or _at_lowest_price(problem, holding, legs, fewest.cost_of_left(), 0) or fewest
    found.part()
    runs = None
    if not holding and len(found.trips) <= _MANY:
        runs = with_vehicles(problem, [trip for trip, _, _ in found.trips])
    return [*holding, *(runs or found.runs())], sorted(leg.id for leg in found.left)


def _at_lowest_price(
    problem: Problem, holding: Sequence[Run], legs: Sequence[Leg], most_left: int, reserve: int
) -> "_Fleet | None":
    """The lowest price that leaves no more than this, by halving; None where all leave more."""
    low, high = 0, len(_PRICES)
    best = None
    while low < high:
        middle = (low + high) // 2
        found = _planned(problem, holding, legs, _PRICES[middle], reserve)
        if found.cost_of_left() <= most_left:
            best, high = found, middle
        else:
            low = middle + 1
    return best


def _planned(
    problem: Problem, holding: Sequence[Run], legs: Sequence[Leg], price: int, reserve: int
) -> "_Fleet":
    fleet = _Fleet(problem, holding, reserve)
    pooled = [best_carloads(problem, company, price) for company in by_company(legs).values()]
    loads = [load for one in pooled for load in one.loads]
    for load in sorted(loads, key=lambda load: _longest_first(problem, load)):
        fleet.drive_or_leave(load)
    return fleet


def _longest_first(problem: Problem, load: Carload) -> tuple[int, int, tuple[str, ...]]:
    """Long drives fill a duty by themselves and are given fresh vehicles; short ones find room between others."""
    way = load.way(problem)
    return way.departs - way.arrives, load.departs, load.leg_ids


class _Fleet:
    """The days of all vehicles, the trips with their vehicle and way, and who is left."""

    def __init__(self, problem: Problem, holding: Sequence[Run], reserve: int) -> None:
        self.problem = problem
        self.days = _but_one_in(reserve, days_of(problem), {run.vehicle_id for run in holding})
        self.by_offer: dict[Offer, list[Day]] = defaultdict(list)
        for day in self.days:
            self.by_offer[day.offer].append(day)
        self.trips: list[tuple[Carload, Day, Way]] = []
        self.left: list[Leg] = []
        self.looked_at = 0
        by_vehicle, by_id = {day.vehicle.id: day for day in self.days}, problem.by_id()
        for run in sorted(holding, key=lambda run: (run.departs, run.legs)):
            by_vehicle[run.vehicle_id].holds(way_of(problem, run, by_id))

    def cost_of_left(self) -> int:
        """What the guests left cost."""
        every = len(self.problem.legs)
        return sum(cost_of_leaving(leg.rank.weight, every) for leg in self.left)

    def runs(self) -> list[Run]:
        """The trips as they are driven."""
        return [Run(load.leg_ids, load.departs, day.vehicle.id) for load, day, _ in self.trips]

    def drive_or_leave(self, load: Carload) -> None:
        """At the best time, else later (or earlier) with more waiting, else everyone apart."""
        if self._drive(load.legs, load.departs) or any(
            self._drive(load.legs, departs) for departs in self._other_times(load)
        ):
            return
        if len(load.legs) == 1:
            self.left += load.legs
            return
        for leg in load.legs:
            self.drive_or_leave(Carload((leg,), leg.at_best, load.offer))

    def part(self) -> None:
        """Guests who wait leave sooner, those first whose waiting is shortened most, as far as vehicles are free."""
        number = count()
        queue = [(-gain, next(number), trip, size) for trip in self.trips for gain, size in _gains(trip[0])]
        heapify(queue)
        # The trips themselves are kept: the identity of one that is forgotten may become that of a new one.
        gone: dict[int, tuple[Carload, Day, Way]] = {}
        while queue and self.looked_at < _MOST_LOOKED_AT:
            _, _, trip, size = heappop(queue)
            if id(trip) in gone:
                continue
            parted = self._parted(trip, size)
            if parted:
                gone[id(trip)] = trip
                for one in parted:
                    for gain, more in _gains(one[0]):
                        heappush(queue, (-gain, next(number), one, more))
        self.trips.sort(key=lambda trip: (trip[0].departs, trip[0].leg_ids))

    def _parted(self, trip: tuple[Carload, Day, Way], size: int) -> list[tuple[Carload, Day, Way]]:
        """The first guests, those who wait most, at their best time, the others as they were; empty in vain."""
        load, day, way = trip
        legs = _most_waiting_first(load)
        sooner, others = tuple(legs[:size]), tuple(legs[size:])
        if not others:
            day.gives_up(way)
        if not self._drive(sooner, sooner[-1].at_best):
            if not others:
                day.holds(way)
            return []
        self.trips.remove(trip)
        if not others:
            return [self.trips[-1]]
        self.trips.append((Carload(others, load.departs, load.offer), day, way))
        return self.trips[-2:]

    def _other_times(self, load: Carload) -> Iterable[int]:
        earliest, latest = max(leg.earliest for leg in load.legs), min(leg.latest for leg in load.legs)
        return stepped(load.legs[0], earliest, latest, self.problem.rules.waiting_step)

    def _drive(self, legs: tuple[Leg, ...], departs: int) -> bool:
        """Whether some vehicle drives them then, the smallest on the road already before a fresh one."""
        pressed = min(legs, key=lambda leg: (leg.due is None, leg.due or 0, leg.id))
        offers = [offer for offer in self.problem.offers_at(pressed, departs) if offer.holds(legs)]
        ways = {offer: self.problem.way(pressed, departs, offer.kind) for offer in offers}
        for offer in offers:
            day = self._first_free(offer, ways[offer])
            if day is not None:
                self.trips.append((Carload(legs, departs, offer), day, ways[offer]))
                return True
        return False

    def _first_free(self, offer: Offer, way: Way) -> Day | None:
        """The first vehicle on the road already that fits, else one that is not; it takes the drive."""
        roads = self.problem.roads(offer.kind)
        bases = {day.vehicle.base for day in self.by_offer[offer]}
        times = {base: (roads.leaves_base(base, way), roads.back_at_base(way, base)) for base in bases}
        idle: set[Place] = set()
        for day in sorted(self.by_offer[offer], key=lambda day: not day.drives):
            base = day.vehicle.base
            leaves, back = times[base]
            if leaves is None or (not day.drives and base in idle):
                continue
            self.looked_at += 1
            if day.takes_from(leaves, back, way):
                return day
            if not day.drives:
                idle.add(base)
        return None


def _but_one_in(reserve: int, days: list[Day], needed: set[str]) -> list[Day]:
    """All vehicles of an offer but one in so many, none where that is 0; those that are needed in any case."""
    found, counted = [], Counter[Offer]()
    for day in days:
        counted[day.offer] += 1
        if not reserve or counted[day.offer] % reserve or day.vehicle.id in needed:
            found.append(day)
    return found


def _most_waiting_first(load: Carload) -> list[Leg]:
    return sorted(load.legs, key=lambda leg: (-leg.waiting(load.departs), leg.id))


def _gains(load: Carload) -> list[tuple[int, int]]:
    """How many minutes less are waited when so many guests, those who wait most, leave at their best time."""
    minutes = [leg.waiting(load.departs) for leg in _most_waiting_first(load)]
    sizes = [size for size in range(1, len(minutes) + 1) if minutes[size - 1]]
    parting = [size for size in sizes if size == len(minutes) or minutes[size] < minutes[size - 1]]
    return [(size * minutes[size - 1], size) for size in parting]
