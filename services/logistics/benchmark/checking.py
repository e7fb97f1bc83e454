"""An independent check of routes: counted from the instance in full precision, sharing nothing with the search."""

from collections.abc import Sequence
from itertools import pairwise

from services.logistics.benchmark.instance import Instance

Route = tuple[int, ...]
"""The stops of one vehicle in the order it visits them, without the depot."""

_TINY = 1e-6


def faults_of(instance: Instance, routes: Sequence[Route]) -> list[str]:
    """Every rule that these routes break, in words; empty when they are a solution."""
    faults = [fault for route in routes for fault in _faults_on(instance, route)]
    if len(routes) > instance.vehicles:
        faults.append(f"{len(routes)} vehicles are used, {instance.vehicles} there are")
    visited = sorted(stop for route in routes for stop in route)
    if visited != list(range(1, len(instance.stops))):
        faults.append("some stops are not visited exactly once")
    return faults


def _faults_on(instance: Instance, route: Route) -> list[str]:
    return [*_late(instance, route), *_overloaded(instance, route), *_disordered(instance, route)]


def _late(instance: Instance, route: Route) -> list[str]:
    depot = instance.stops[0]
    at, here = depot.earliest, 0
    for stop in route:
        place = instance.stops[stop]
        at = max(at + instance.distances[here][stop], place.earliest)
        if at > place.latest + _TINY:
            return [f"stop {stop} is reached at {at:.3f}, it closes at {place.latest:g}"]
        at, here = at + place.service, stop
    back = at + instance.distances[here][0]
    return [f"the vehicle is back at {back:.3f}"] if back > depot.latest + _TINY else []


def _overloaded(instance: Instance, route: Route) -> list[str]:
    load = 0.0
    for stop in route:
        load += instance.stops[stop].demand
        if load > instance.capacity + _TINY:
            return [f"{load:g} are on board after stop {stop}"]
    return []


def _disordered(instance: Instance, route: Route) -> list[str]:
    position = {stop: place for place, stop in enumerate(route)}
    faults = []
    for request in instance.requests:
        pickup, delivery = position.get(request.pickup), position.get(request.delivery)
        if (pickup is None) != (delivery is None):
            faults.append(f"{request.pickup} and {request.delivery} are on different vehicles")
        elif pickup is not None and delivery is not None and pickup > delivery:
            faults.append(f"{request.delivery} is visited before {request.pickup}")
    return faults


def length_of(instance: Instance, route: Route) -> float:
    """The distance of one route from the depot back to it."""
    stops = (0, *route, 0)
    return sum(instance.distances[here][there] for here, there in pairwise(stops))
