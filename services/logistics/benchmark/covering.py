"""The best choice among all routes seen: each request in one of them, for the least cost.

Routes found in different solutions often fit together better than in any of those; choosing them is a small integer
program. It is relaxed to a covering: a request in two routes is dropped from one, which makes that route no longer.
"""

from collections.abc import Sequence

import highspy
import numpy as np

from services.logistics.benchmark.checking import Route, length_of
from services.logistics.benchmark.instance import Instance, Request


def best_cover(
    instance: Instance, routes: Sequence[Route], vehicle: float, seconds: float
) -> tuple[Route, ...] | None:
    """Routes that serve every request at the least cost among those given; None when none is found in time."""
    routes = sorted(set(routes))
    number_of = {request.pickup: number for number, request in enumerate(instance.requests)}
    chosen = _choose(
        [[number_of[stop] for stop in route if stop in number_of] for route in routes],
        [vehicle + length_of(instance, route) for route in routes],
        len(instance.requests),
        seconds,
    )
    return None if chosen is None else _without_doubles(instance, [routes[one] for one in chosen])


def _choose(served: list[list[int]], costs: list[float], requests: int, seconds: float) -> list[int] | None:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, setting in (
        ("output_flag", False),
        ("threads", 1),
        ("time_limit", seconds),
        ("random_seed", 1),
    ):
        solver.setOptionValue(option, setting)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(costs), requests
    program.col_cost_ = np.array(costs)
    program.col_lower_, program.col_upper_ = np.zeros(len(costs)), np.ones(len(costs))
    program.row_lower_, program.row_upper_ = np.ones(requests), np.full(requests, highspy.kHighsInf)
    program.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.cumsum([0, *(len(column) for column in served)])
    program.a_matrix_.index_ = np.array([row for column in served for row in column], dtype=np.int32)
    program.a_matrix_.value_ = np.ones(sum(len(column) for column in served))
    solver.passModel(program)
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    return [one for one, share in enumerate(solver.getSolution().col_value) if share > 0.5]


def _without_doubles(instance: Instance, routes: list[Route]) -> tuple[Route, ...]:
    """Each request in one route only: in the one from which dropping it saves least."""
    for request in instance.requests:
        serving = [number for number, route in enumerate(routes) if request.pickup in route]
        if len(serving) > 1:
            shortened = {number: _without(routes[number], request) for number in serving}
            saved = {
                number: length_of(instance, routes[number]) - length_of(instance, shortened[number])
                for number in serving
            }
            keeper = min(serving, key=lambda number: (saved[number], number))
            for number in serving:
                if number != keeper:
                    routes[number] = shortened[number]
    return tuple(route for route in routes if route)


def _without(route: Route, request: Request) -> Route:
    return tuple(stop for stop in route if stop not in (request.pickup, request.delivery))
