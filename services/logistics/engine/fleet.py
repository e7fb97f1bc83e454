"""Which vehicle of an offer drives which of its runs: fewest tight turns, then least empty driving.

Every run needs a vehicle coming from its base or from an earlier run, and every vehicle and every run sends a
vehicle on at most once: a flow of least cost through a network of these turns, solved exactly.
"""

from dataclasses import dataclass

from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.turn import Roads, Way

_TIGHT = 10**11
_EMPTY_MINUTE = 10**5


@dataclass(frozen=True)
class Job:
    """A run looking for a vehicle; `had` is the one it had before, if any."""

    way: Way
    had: str | None = None


def allot(jobs: list[Job], vehicles: list[Vehicle], roads: Roads) -> list[str] | None:
    """The vehicle of each job, or None when these vehicles cannot drive them all.

    Where several are as good, a job stays with the vehicle it had.
    """
    flow = _Turns(jobs, sorted(vehicles, key=lambda vehicle: vehicle.id), roads)
    return flow.solve()


class _Turns:
    """The network: source → vehicle or run before → run → sink."""

    def __init__(self, jobs: list[Job], vehicles: list[Vehicle], roads: Roads) -> None:
        self.jobs, self.vehicles, self.roads = jobs, vehicles, roads
        self.network = SimpleMinCostFlow()
        self.arcs: dict[int, tuple[int, int]] = {}
        self._build()

    def solve(self) -> list[str] | None:
        """Follow the flow from each vehicle through its runs."""
        if self.network.solve() != self.network.OPTIMAL:
            return None
        before = {job: sender for arc, (sender, job) in self.arcs.items() if self.network.flow(arc)}
        return [self._vehicle_of(job, before) for job in range(len(self.jobs))]

    def _vehicle_of(self, job: int, before: dict[int, int]) -> str:
        sender = before[job]
        while sender >= len(self.vehicles):
            sender = before[sender - len(self.vehicles)]
        return self.vehicles[sender].id

    def _build(self) -> None:
        senders = len(self.vehicles) + len(self.jobs)
        source, sink = senders + len(self.jobs), senders + len(self.jobs) + 1
        for sender in range(senders):
            self.network.add_arc_with_capacity_and_unit_cost(source, sender, 1, 0)
        for job in range(len(self.jobs)):
            self.network.add_arc_with_capacity_and_unit_cost(senders + job, sink, 1, 0)
        for job in range(len(self.jobs)):
            self._arcs_into(job, senders + job)
        self.network.set_node_supply(source, len(self.jobs))
        self.network.set_node_supply(sink, -len(self.jobs))

    def _arcs_into(self, job: int, node: int) -> None:
        wanted = self.jobs[job]
        for number, vehicle in enumerate(self.vehicles):
            leaves = self.roads.leaves_base(vehicle.base, wanted.way)
            if leaves is None:
                continue
            cost = (wanted.way.departs - leaves) * _EMPTY_MINUTE + (vehicle.id != wanted.had)
            self._arc(number, node, job, cost)
        for number, earlier in enumerate(self.jobs):
            if number != job and self.roads.slack(earlier.way, wanted.way) >= 0:
                tight, empty = self.roads.turn_cost(earlier.way, wanted.way)
                strange = wanted.had is None or earlier.had != wanted.had
                cost = tight * _TIGHT + empty * _EMPTY_MINUTE + strange
                self._arc(len(self.vehicles) + number, node, job, cost)

    def _arc(self, sender: int, node: int, job: int, cost: int) -> None:
        arc = self.network.add_arc_with_capacity_and_unit_cost(sender, node, 1, cost)
        self.arcs[arc] = (sender, job)
