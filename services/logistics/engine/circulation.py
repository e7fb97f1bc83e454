"""How many vehicles of an offer are where and when: they leave with guests, arrive, and drive on empty.

Vehicles of one offer stand in for each other, so they are counted, not named. Whoever stands at a place for
its next departure came from base at any time before, stayed there, or drove there empty after an earlier
run.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from ortools.sat.python.cp_model import CpModel, LinearExpr, LinearExprT

from services.logistics.domain.place import Place
from services.logistics.engine.turn import Roads, Way


class Circulation:
    """Keeps the vehicles of one offer from being in two places; `add_run` each possible run, then `close`."""

    def __init__(self, model: CpModel, vehicles: int, roads: Roads) -> None:
        self.model, self.vehicles, self.roads = model, vehicles, roads
        self.runs: list[tuple[Way, LinearExprT]] = []

    def add_run(self, way: Way, cars: LinearExprT) -> None:
        """So many cars of this offer may drive this way."""
        self.runs.append((way, cars))

    def close(self) -> None:
        """Tie departures to arrivals."""
        departures = self._departures()
        gained: dict[tuple[Place, int], list[LinearExprT]] = defaultdict(list)
        for way, cars in self.runs:
            onward = [
                (spot, self.model.new_int_var(0, self.vehicles, "")) for spot in self._next(way, departures)
            ]
            self.model.add(LinearExpr.sum([moves for _, moves in onward]) <= cars)
            for spot, moves in onward:
                gained[spot].append(moves)
        self._from_base(departures, gained)
        for place, minutes in departures.items():
            self._balance(place, minutes, gained)

    def _departures(self) -> dict[Place, list[int]]:
        """The minutes at which cars may leave each place."""
        minutes: dict[Place, set[int]] = defaultdict(set)
        for way, _ in self.runs:
            minutes[way.origin].add(way.departs)
        return {place: sorted(minutes[place]) for place in sorted(minutes)}

    def _next(self, way: Way, departures: dict[Place, list[int]]) -> Iterable[tuple[Place, int]]:
        """The first departure at each place that a car can be in time for after this run."""
        for place, minutes in departures.items():
            there = self.roads.there_at_once(way, place)
            index = bisect_left(minutes, way.arrives if there is None else there)
            if there is not None:
                yield from ((place, minute) for minute in minutes[index : index + 1])
                continue
            for minute in minutes[index:]:
                if self.roads.slack(way, Way(minute, minute, place, place)) >= 0:
                    yield place, minute
                    break

    def _from_base(
        self, departures: dict[Place, list[int]], gained: dict[tuple[Place, int], list[LinearExprT]]
    ) -> None:
        sent: list[LinearExprT] = []
        for place, minutes in departures.items():
            cars = self.model.new_int_var(0, self.vehicles, "")
            sent.append(cars)
            gained[place, minutes[0]].append(cars)
        self.model.add(LinearExpr.sum(sent) <= self.vehicles)

    def _balance(
        self, place: Place, minutes: list[int], gained: dict[tuple[Place, int], list[LinearExprT]]
    ) -> None:
        """What stands at a place before a departure, less what leaves, stands there for the next one."""
        standing: list[LinearExprT] = []
        leaving: dict[int, list[LinearExprT]] = defaultdict(list)
        for way, cars in self.runs:
            if way.origin is place:
                leaving[way.departs].append(cars)
        for minute in minutes:
            remaining = self.model.new_int_var(0, self.vehicles, "")
            there = LinearExpr.sum([*standing, *gained[place, minute]])
            self.model.add(remaining == there - LinearExpr.sum(leaving[minute]))
            standing = [remaining]
