"""Several processes on one instance: rounds of search, after each of which the best routes of all are put together.

A round either lets every process search the whole instance in its own style, or, where routes are many, gives each
process the routes of one direction from the depot. Every improvement is checked independently before it counts.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import atan2
from time import perf_counter

from services.logistics.benchmark.checking import Route, faults_of, length_of
from services.logistics.benchmark.covering import best_cover
from services.logistics.benchmark.instance import Instance
from services.logistics.benchmark.search import FIRST, LATER, Findings, Task, search

_NEARLY = 1.01
"""Routes at most this much longer than the best are worth going on from."""
_FEW = 6
"""Fewer routes than this are not parted among processes."""


@dataclass(frozen=True)
class Plan:
    """When rounds end and how long a choice among routes may take, as shares of the time."""

    ends: tuple[float, ...] = (0.30, 0.48, 0.64, 0.79, 0.92)
    covering: float = 0.05


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
        for number, share in enumerate(self.plan.ends):
            until = self.began + self.seconds * share
            if until - perf_counter() > 0.02 * self.seconds or number == 0:
                self._round(number, max(until - perf_counter(), 0.02 * self.seconds))
        return self.best

    def _round(self, number: int, seconds: float) -> None:
        tasks = self._tasks(number, seconds)
        asked = [self.workers.submit(search, task) for task in tasks]
        findings = [answer.result() for answer in asked]
        self._hear(findings, is_parted=len({task.requests for task in tasks}) > 1)
        self._cover()

    def _tasks(self, number: int, seconds: float) -> list[Task]:
        whole = [
            Task(
                instance=self.instance,
                requests=self.instance.requests,
                vehicles=self.instance.vehicles,
                start=self._start(process),
                seconds=seconds,
                style=(LATER if number else FIRST)[process % 2],
                seed=1 + 100 * number + process,
            )
            for process in range(self.processes)
        ]
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
