"""One process's search: local search from given routes, and all the good routes it has come across.

Times are whole thousandths, drives rounded up, so that whatever is in time here is in time in full precision.
"""

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from time import perf_counter

import numpy as np
from pyvrp import (
    Activity,
    ActivityType,
    Depot,
    IteratedLocalSearchCallbacks,
    IteratedLocalSearchParams,
    Location,
    ProblemData,
    Shipment,
    Solution,
    SolveParams,
    VehicleType,
    solve,
)
from pyvrp import Route as Visits
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.search import NeighbourhoodParams, PerturbationParams

from services.logistics.benchmark.checking import Route
from services.logistics.benchmark.instance import Instance, Request

SCALE = 1000
_MOST_ROUTES = 6000
_PATIENCE, _MORE = 0.25, 1.5
"""The share of its time after which a search that has found nothing is begun anew, and how that grows."""
_NO_SOLUTION = 2**62
"""The solver's cost while it has found no solution is more than this."""


@dataclass(frozen=True)
class Style:
    """How a search moves: how much it shakes, how long it remembers, how far it looks, what a vehicle costs.

    `vehicle` is in units of distance: large, so that fewer vehicles come before any distance that could be saved.
    """

    shakes: int
    memory: int
    neighbours: int
    vehicle: int


FIRST = (Style(25, 50, 50, 1000), Style(25, 50, 50, 10_000))
"""Styles of the first round: large shakes empty whole vehicles."""
FEWER = (Style(25, 10, 50, 0), Style(12, 50, 50, 0))
"""Styles of the search for fewer vehicles: what forgets quickly, or shakes little, finds places soonest."""
LATER = (Style(25, 50, 50, 1000), Style(12, 50, 40, 1000))
"""Styles of the later rounds: one of them with small shakes, to save distance."""


@dataclass(frozen=True)
class Task:
    """What one process is to search: these requests, from these routes if there are any, until `seconds` are over."""

    instance: Instance
    requests: tuple[Request, ...]
    vehicles: int
    start: tuple[Route, ...]
    seconds: float
    style: Style
    seed: int


@dataclass
class Findings:
    """The best routes of one search, none when it found none that serve everybody in time; and good routes seen."""

    best: tuple[Route, ...] | None
    seen: list[Route] = field(default_factory=list)


def search(task: Task) -> Findings:
    """Search as the task says."""
    return _search(task, _Until(perf_counter() + task.seconds))


def search_with_fewer(task: Task) -> Findings:
    """Search with one vehicle fewer each time a solution was found, until the time is over.

    A fleet that may not be larger makes the search look for places instead of weighing vehicles against distance;
    that finds far smaller fleets than a price on vehicles does. A search that finds none within its patience is begun
    anew from other chances, with more patience.
    """
    until = perf_counter() + task.seconds
    best, seen = task.start or None, list[Route]()
    fewer = len(task.start) - 1 if task.start else task.vehicles
    patience, tries = _PATIENCE * task.seconds, 0
    while fewer > 0 and perf_counter() < until:
        trial = replace(task, vehicles=fewer, start=(), seed=task.seed + 10 * tries)
        found = _search(trial, _FirstFound(min(until, perf_counter() + patience)))
        if found.best is not None:
            best, seen, fewer = found.best, [*found.seen, *seen], len(found.best) - 1
        else:
            patience, tries = _MORE * patience, tries + 1
    return Findings(best, seen[:_MOST_ROUTES])


def _search(task: Task, stop: "_Until") -> Findings:
    board = _Board(task)
    seen = _Seen(board)
    params = SolveParams(
        ils=IteratedLocalSearchParams(history_length=task.style.memory, callbacks=seen),
        neighbourhood=NeighbourhoodParams(num_neighbours=task.style.neighbours),
        perturbation=PerturbationParams(1, task.style.shakes),
    )
    start = board.solution(task.start) if task.start else None
    with warnings.catch_warnings():
        # A search that has not found everybody a place says so by having no best solution.
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        result = solve(
            board.data,
            stop=stop,
            seed=task.seed,
            collect_stats=False,
            display=False,
            params=params,
            initial_solution=start,
        )
    best = tuple(board.routes_of(result.best)) if result.best.is_feasible() else None
    return Findings(best, seen.routes())


class _Until:
    """Stops a search at a moment of the process's clock."""

    def __init__(self, moment: float) -> None:
        self.moment = moment

    def __call__(self, best_cost: float) -> bool:
        return perf_counter() >= self.moment


class _FirstFound(_Until):
    """Stops a search as soon as everybody has a place, at the latest at a moment."""

    def __call__(self, best_cost: float) -> bool:
        return best_cost < _NO_SOLUTION or super().__call__(best_cost)


class _Board:
    """The task in the solver's terms, and solutions translated to and fro."""

    def __init__(self, task: Task) -> None:
        self.requests = task.requests
        stops = [0, *(stop for request in task.requests for stop in (request.pickup, request.delivery))]
        self.request_of = {
            stop: number
            for number, request in enumerate(task.requests)
            for stop in (request.pickup, request.delivery)
        }
        self.data = _data(task, stops)

    def solution(self, routes: Iterable[Route]) -> Solution:
        """These routes as a solution of the solver."""
        return Solution(self.data, [self._visits(route) for route in routes])

    def routes_of(self, solution: Solution) -> list[Route]:
        """The routes of a solution of the solver."""
        return [self.route_of(visits) for visits in solution.routes()]

    def route_of(self, visits: Visits) -> Route:
        """The stops of one vehicle."""
        return tuple(
            self.requests[step.idx].pickup if step.is_pickup() else self.requests[step.idx].delivery
            for step in visits.schedule()
            if step.is_shipment()
        )

    def _visits(self, route: Route) -> Visits:
        steps = []
        for stop in route:
            number = self.request_of[stop]
            is_pickup = self.requests[number].pickup == stop
            steps.append(Activity(ActivityType.PICKUP if is_pickup else ActivityType.DELIVERY, number))
        return Visits(self.data, steps, 0)


def _data(task: Task, stops: Sequence[int]) -> ProblemData:
    instance = task.instance
    places = np.array([(instance.stops[stop].x, instance.stops[stop].y) for stop in stops])
    distances = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    exact = distances * SCALE
    durations = np.ceil(exact - 1e-6).astype(np.int64)
    depot = instance.stops[0]
    return ProblemData(
        locations=[Location(float(x), float(y)) for x, y in places],
        clients=[],
        depots=[Depot(0, tw_early=_opens(depot.earliest), tw_late=_closes(depot.latest))],
        vehicle_types=[
            VehicleType(
                task.vehicles,
                capacity=[round(instance.capacity * SCALE)],
                fixed_cost=task.style.vehicle * SCALE,
                tw_early=_opens(depot.earliest),
                tw_late=_closes(depot.latest),
            )
        ],
        distance_matrices=[np.rint(exact).astype(np.int64)],
        duration_matrices=[durations],
        shipments=[
            _shipment(instance, request, 2 * number + 1) for number, request in enumerate(task.requests)
        ],
    )


def _shipment(instance: Instance, request: Request, place: int) -> Shipment:
    pickup, delivery = instance.stops[request.pickup], instance.stops[request.delivery]
    return Shipment(
        place,
        place + 1,
        _opens(pickup.earliest),
        _closes(pickup.latest),
        ceil(pickup.service * SCALE),
        _opens(delivery.earliest),
        _closes(delivery.latest),
        ceil(delivery.service * SCALE),
        amount=[round(request.amount * SCALE)],
    )


def _opens(moment: float) -> int:
    return max(0, ceil(moment * SCALE - 1e-6))


def _closes(moment: float) -> int:
    return max(0, int(moment * SCALE + 1e-6))


class _Seen(IteratedLocalSearchCallbacks):
    """Keeps the routes that are in time from every solution the search goes on from."""

    def __init__(self, board: _Board) -> None:
        self.board = board
        self.kept: dict[tuple[int, int, int], Visits] = {}
        self.last: Solution | None = None

    def on_iteration(
        self, current: Solution, candidate: Solution, best: Solution, cost_evaluator: object
    ) -> None:
        """Look at the routes of a solution that has just become the current one."""
        if current is self.last:
            return
        self.last = current
        if len(self.kept) > 4 * _MOST_ROUTES:
            return
        for visits in current.routes():
            if visits.is_feasible():
                key = (visits.distance(), visits.num_shipments(), visits.travel_duration())
                self.kept.setdefault(key, visits)

    def routes(self) -> list[Route]:
        """The routes kept, newest first, no more than can be weighed against each other in time."""
        newest = list(self.kept.values())[::-1][:_MOST_ROUTES]
        return [self.board.route_of(visits) for visits in newest]
