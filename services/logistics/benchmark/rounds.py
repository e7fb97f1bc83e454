"""Several processes on one instance: rounds of search, after each of which the best routes of all are put together.

First every process looks for a solution with ever fewer vehicles, then distance is saved. A round of that either lets
every process search the whole instance in its own style, or, where routes are many, gives each process the routes of
one direction from the depot. Every improvement is checked independently before it counts.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import atan2
from time import perf_counter

from services.logistics.benchmark.checking import Route, faults_of, length_of
from services.logistics.benchmark.covering import best_cover
from services.logistics.benchmark.instance import Instance
from services.logistics.benchmark.search import (
    FEWER,
    FIRST,
    LATER,
    Findings,
    Style,
    Task,
    search,
    search_with_fewer,
)

_NEARLY = 1.01
"""Routes at most this much longer than the best are worth going on from."""
_FEW = 6
"""Fewer routes than this are not parted among processes."""


@dataclass(frozen=True)
class Plan:
    """When rounds end and how long a choice among routes may take, as shares of the time.

    The first round finds some solution, the second, until `fewer`, others with fewer vehicles.
    """

    first: float = 0.06
    fewer: float = 0.38
    ends: tuple[float, ...] = (0.52, 0.63, 0.74, 0.84, 0.92)
    covering: float = 0.04


@dataclass
class Solving:
    """The best routes so far; `ready` is a moment of the clock by which the answer must stand."""

    instance: Instance
    workers: Executor
    processes: int
    seconds: float
    began: float = field(default_factory=perf_counter)
    best: tuple[Route, ...] | None = None
    latest: dict[int, tuple[Route, ...]] = field(default_factory=dict)
    routes: dict[Route, None] = field(default_factory=dict)
    plan: Plan = Plan()

    def solve(self) -> tuple[Route, ...] | None:
        """The best routes found in time, checked; None when none were found."""
        if not self.instance.requests:
            return ()
        self._in_parallel(search, self._whole(0, self._left(self.plan.first), FIRST))
        self._in_parallel(search_with_fewer, self._whole(1, self._left(self.plan.fewer), FEWER))
        for number, share in enumerate(self.plan.ends, start=2):
            if self.began + self.seconds * share - perf_counter() > self._least:
                self._round(number, self._left(share))
        return self.best

    @property
    def _least(self) -> float:
        """A search shorter than this finds nothing."""
        return 0.02 * self.seconds

    def _left(self, share: float) -> float:
        """The seconds until this share of the time is over."""
        return max(self.began + self.seconds * share - perf_counter(), self._least)

    def _round(self, number: int, seconds: float) -> None:
        self._in_parallel(search, self._tasks(number, seconds))
        self._cover()

    def _in_parallel(self, searching: Callable[[Task], Findings], tasks: Sequence[Task]) -> None:
        asked = [self.workers.submit(searching, task) for task in tasks]
        findings = [answer.result() for answer in asked]
        self._hear(findings, is_parted=len({task.requests for task in tasks}) > 1)

    def _whole(self, number: int, seconds: float, styles: Sequence[Style]) -> list[Task]:
        """The whole instance for every process, with no more vehicles than the best solution has."""
        return [
            Task(
                instance=self.instance,
                requests=self.instance.requests,
                vehicles=len(self.best) if self.best else self.instance.vehicles,
                start=self._start(process),
                seconds=seconds,
                style=styles[process % len(styles)],
                seed=1 + 100 * number + process,
            )
            for process in range(self.processes)
        ]

    def _tasks(self, number: int, seconds: float) -> list[Task]:
        whole = self._whole(number, seconds, LATER)
        if number % 2 == 1 and self.best and len(self.best) >= _FEW * self.processes > _FEW:
            return [self._part_of(task, part) for task, part in zip(whole, self._parts(number), strict=True)]
        return whole

    def _start(self, process: int) -> tuple[Route, ...]:
        """A process goes on from its own routes while they are nearly as good as the best: two ways find more."""
        own = self.latest.get(process)
        if own is None or self.best is None or len(own) > len(self.best):
            return self.best or ()
        return own if self._figures(own)[1] <= _NEARLY * self._figures(self.best)[1] else self.best

    def _parts(self, number: int) -> list[tuple[Route, ...]]:
        """The routes in as many directions as there are processes, turned from round to round."""
        assert self.best is not None
        around = sorted(self.best, key=self._direction)
        turn = len(around) * (number // 2) // (2 * self.processes)
        around = around[turn:] + around[:turn]
        bounds = [len(around) * part // self.processes for part in range(self.processes + 1)]
        return [tuple(around[low:high]) for low, high in pairwise(bounds)]

    def _direction(self, route: Route) -> float:
        depot, stops = self.instance.stops[0], self.instance.stops
        x = sum(stops[stop].x - depot.x for stop in route)
        y = sum(stops[stop].y - depot.y for stop in route)
        return atan2(y, x)

    def _part_of(self, task: Task, routes: tuple[Route, ...]) -> Task:
        inside = {stop for route in routes for stop in route}
        requests = tuple(request for request in task.requests if request.pickup in inside)
        return replace(task, requests=requests, vehicles=len(routes), start=routes)

    def _hear(self, findings: Sequence[Findings], *, is_parted: bool) -> None:
        for found in findings:
            self.routes.update(dict.fromkeys(found.seen))
        answers = [found.best for found in findings if found.best is not None]
        self.latest = {} if is_parted else {n: found.best for n, found in enumerate(findings) if found.best}
        if is_parted:
            answers = (
                [tuple(route for part in answers for route in part)] if len(answers) == len(findings) else []
            )
        for answer in answers:
            self._consider(answer)

    def _cover(self) -> None:
        """Choose among all routes seen, those of the best solution included."""
        seconds = self.seconds * self.plan.covering
        if self.best is not None:
            chosen = self.workers.submit(
                best_cover, self.instance, [*self.best, *self.routes], self._vehicle(), seconds
            ).result()
            if chosen is not None:
                self._consider(chosen)

    def _vehicle(self) -> float:
        """More than any distance there is to save."""
        assert self.best is not None
        return sum(length_of(self.instance, route) for route in self.best)

    def _consider(self, routes: tuple[Route, ...]) -> None:
        if faults_of(self.instance, routes):
            return
        if self.best is None or self._figures(routes) < self._figures(self.best):
            self.best = routes

    def _figures(self, routes: tuple[Route, ...]) -> tuple[int, float]:
        return len(routes), sum(length_of(self.instance, route) for route in routes)
