"""Room for guests whom no vehicle fits: one run makes room for them and takes another vehicle or time itself, where a
third may make room in turn or join a trip of its company; or a trip of their company waits for them.

Such chains are followed cheapest first, each run of the plan once, so that few trips are touched and the answer
comes at once. It is good, not proven: chains that branch, or that move one vehicle's runs twice, are not tried.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush

from services.logistics.domain.leg import Leg
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.lineup import Drive, Drives, Group, Lineup, without
from services.logistics.engine.problem import Offer, Problem, Run

_MOST_STEPS = 120
"""So many runs of the plan are looked at for one group that wants a vehicle."""
_MOST_STEPS_IN_VAIN = 30
"""For a guest who had no trip before, so that guests left behind do not hold up every later change."""
_MOST_STEPS_IN_ALL = 600
_FEWEST_STEPS = 5
"""Where a closure breaks half the plan, chains answer little that planning the whole fleet does not answer better: the
groups share so many runs to look at, and each has a few."""


@dataclass(frozen=True)
class Exchanged:
    """The runs, and the legs that are left."""

    runs: list[Run]
    left: list[str]


@dataclass(frozen=True, eq=False)
class _Step:
    """A state on the way: the days that differ from the plan's, who was placed, and who wants a place now.

    With nobody left to place it is an answer; `behind` is then somebody left without a vehicle, if anybody.
    """

    cost: int
    days: Mapping[str, Drives] = field(default_factory=dict)
    placed: frozenset[Group] = frozenset()
    wants: Group | None = None
    behind: Group | None = None


def exchange(
    problem: Problem, legs: list[Leg], holding: list[Run], groups: list[tuple[Leg, ...]]
) -> Exchanged:
    """A vehicle for each group of guests among the trips that hold, which make room if need be."""
    by_id = {leg.id: leg for leg in legs}
    lineup = Lineup(problem, {leg_id: run.departs for run in problem.in_force for leg_id in run.legs})
    _line_up(lineup, holding, by_id)
    left: list[Leg] = []
    wanting = [Group(one) for one in sorted(groups, key=lambda one: _order(one, lineup.told))]
    share = max(_FEWEST_STEPS, _MOST_STEPS_IN_ALL // max(1, len(wanting)))
    while wanting:
        group = wanting.pop(0)
        answer = _Chains(lineup, group, share).best()
        if answer.behind is group and len(group.legs) > 1:
            wanting = [Group((leg,)) for leg in sorted(group.legs, key=lambda leg: leg.id)] + wanting
            continue
        lineup.days.update(answer.days)
        if answer.behind is not None:
            left += answer.behind.legs
    return Exchanged(_runs(lineup), sorted(leg.id for leg in left))


def _order(legs: tuple[Leg, ...], told: Mapping[str, int]) -> tuple[bool, int, int, str]:
    """Those first who had a trip, then high ranks; the more, the sooner."""
    new = not any(leg.id in told for leg in legs)
    return new, -max(leg.rank.weight for leg in legs), -len(legs), min(leg.id for leg in legs)


def _line_up(lineup: Lineup, holding: list[Run], by_id: Mapping[str, Leg]) -> None:
    vehicles = {vehicle.id: vehicle for vehicle in lineup.vehicles}
    for run in sorted(holding, key=lambda run: (run.departs, run.legs)):
        vehicle = vehicles[run.vehicle_id]
        held = (run.departs, lineup.offers[vehicle.id])
        group = Group(tuple(by_id[leg_id] for leg_id in run.legs), held, run.trip_id)
        lineup.days[vehicle.id] += (lineup.standing(group, run.departs, vehicle),)


def _runs(lineup: Lineup) -> list[Run]:
    runs = [
        Run(drive.group.leg_ids, drive.departs, vehicle_id, drive.group.trip_id)
        for vehicle_id, drives in lineup.days.items()
        for drive in drives
    ]
    return sorted(runs, key=lambda run: (run.departs, run.legs))


class _Chains:
    """The search for one group, cheapest chains first."""

    def __init__(self, lineup: Lineup, group: Group, share: int) -> None:
        self.lineup, self.group = lineup, group
        self.queue: list[tuple[int, int, _Step]] = []
        had_trip = any(leg.id in lineup.told for leg in group.legs)
        self.most = min(share, _MOST_STEPS if had_trip else _MOST_STEPS_IN_VAIN)
        self.seen: set[Group] = set()
        self.number = 0

    def best(self) -> _Step:
        """The cheapest answer found; in the worst case somebody is left behind."""
        lineup = self.lineup
        self._add(_Step(0, wants=self.group))
        for shared in self._waiting_trips():
            self._add(shared)
        while True:
            step = heappop(self.queue)[2]
            if step.wants is None:
                return step
            if step.wants in self.seen:
                continue
            self.seen.add(step.wants)
            cost = step.cost + lineup.cost_if_left(step.wants)
            self._add(_Step(cost, step.days, step.placed, behind=step.wants))
            if len(self.seen) <= self.most:
                for following in (*self._placed(step, step.wants), *self._joining(step, step.wants)):
                    self._add(following)

    def _add(self, step: _Step) -> None:
        ahead = self.lineup.least(step.wants) if step.wants is not None else 0
        self.number += 1
        heappush(self.queue, (step.cost + ahead, self.number, step))

    def _placed(self, step: _Step, group: Group) -> Iterable[_Step]:
        """The group in each vehicle where it fits, alone or in place of one other run."""
        lineup = self.lineup
        for departs, offers in lineup.departures(group):
            idle: set[int] = set()
            for vehicle in lineup.vehicles:
                drives = step.days.get(vehicle.id, lineup.days[vehicle.id])
                alike = lineup.alike[vehicle.id]
                if lineup.offers[vehicle.id] not in offers or (not drives and alike in idle):
                    continue
                if not drives:
                    idle.add(alike)
                yield from self._in_vehicle(step, group, departs, vehicle, drives)

    def _in_vehicle(
        self, step: _Step, group: Group, departs: int, vehicle: Vehicle, drives: Drives
    ) -> Iterable[_Step]:
        new = self.lineup.drive(group, departs, vehicle)
        if new is None:
            return
        together = self.lineup.joined(vehicle, drives, new)
        if together is not None:
            yield self._next(step, new, vehicle, drives, together)
            return
        for gone in drives:
            if gone.group not in step.placed and gone.group not in self.seen:
                rest = self.lineup.joined(vehicle, without(drives, gone), new)
                if rest is not None:
                    yield self._next(step, new, vehicle, drives, rest, gone)

    def _next(
        self,
        step: _Step,
        new: Drive,
        vehicle: Vehicle,
        before: Drives,
        now: Drives,
        gone: Drive | None = None,
    ) -> _Step:
        tight = self.lineup.tight(vehicle, now) - self.lineup.tight(vehicle, before)
        return _Step(
            step.cost + new.cost + tight - (gone.cost if gone is not None else 0),
            {**step.days, vehicle.id: now},
            step.placed | {new.group},
            gone.group if gone is not None else None,
        )

    def _joining(self, step: _Step, group: Group) -> Iterable[_Step]:
        """A trip that made room joins another one of its company that leaves as it does and has the seats."""
        if group.held is None or group.legs[0].riding.alone:
            return
        lineup = self.lineup
        for vehicle in lineup.vehicles:
            drives = step.days.get(vehicle.id, lineup.days[vehicle.id])
            for drive in drives:
                trip = drive.group
                if trip in step.placed or trip.legs[0].company != group.legs[0].company:
                    continue
                both = Group((*trip.legs, *group.legs), trip.held, trip.trip_id)
                if (drive.departs, lineup.offers[vehicle.id]) in self._fitting(both):
                    new = lineup.standing(both, drive.departs, vehicle)
                    now = tuple(new if one is drive else one for one in drives)
                    cost = step.cost + new.cost - drive.cost + lineup.cost_of_changing(group)
                    yield _Step(cost, {**step.days, vehicle.id: now}, step.placed | {both})

    def _fitting(self, group: Group) -> set[tuple[int, Offer]]:
        return {(departs, offer) for departs, offers in self.lineup.departures(group) for offer in offers}

    def _waiting_trips(self) -> Iterable[_Step]:
        """Each trip of the company together with the group, in want of a vehicle and a time for both."""
        if self.group.legs[0].riding.alone:
            return
        for vehicle_id, drives in self.lineup.days.items():
            for drive in drives:
                trip = drive.group
                if trip.legs[0].company == self.group.legs[0].company:
                    both = Group((*trip.legs, *self.group.legs), trip.held, trip.trip_id)
                    rest = without(drives, drive)
                    if self.lineup.departures(both) and all(one.from_base for one in rest[:1]):
                        yield _Step(-drive.cost, {vehicle_id: rest}, wants=both)
