"""Vehicles for runs within duties at once: the longest drives first, each into the first vehicle where it fits.

Long drives fill a duty by themselves and are given fresh vehicles; short ones find room between others. Where this
drives everything, nothing better is to be had but fewer seats sent out.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.problem import Offer, Problem
from services.logistics.engine.rostering import Roster, Shift
from services.logistics.engine.turn import Roads, Way


def first_fit(problem: Problem, shifts: Sequence[Shift]) -> Roster:
    """Vehicles for these runs, None for those that fit nowhere."""
    days = [_Day(vehicle, Offer.of(vehicle), problem.roads(vehicle.kind)) for vehicle in problem.vehicles]
    days.sort(key=lambda day: (day.offer, day.vehicle.id))
    taken: list[str | None] = [None] * len(shifts)
    for number in sorted(range(len(shifts)), key=lambda number: _order(shifts[number], number)):
        shift = shifts[number]
        for day in _in_turn(days, shift):
            if day.takes(shift.ways[day.offer]):
                taken[number] = day.vehicle.id
                break
    return Roster(taken)


def _order(shift: Shift, number: int) -> tuple[int, int, int]:
    ways = list(shift.ways.values())
    longest = max((way.arrives - way.departs for way in ways), default=0)
    return -longest, ways[0].departs if ways else 0, number


def _in_turn(days: Iterable["_Day"], shift: Shift) -> list["_Day"]:
    """The vehicle it had, then by seats those on the road already, and one fresh one of each base."""
    suitable = [day for day in days if day.offer in shift.ways]
    fresh: set[tuple[Offer, str]] = set()
    found = []
    for day in sorted(suitable, key=lambda day: (day.vehicle.id != shift.had, day.offer, not day.drives)):
        if not day.drives and day.vehicle.id != shift.had:
            if (day.offer, day.vehicle.base.value) in fresh:
                continue
            fresh.add((day.offer, day.vehicle.base.value))
        found.append(day)
    return found


@dataclass
class _Day:
    """What one vehicle drives so far: (leaves base, back at base, way), in order."""

    vehicle: Vehicle
    offer: Offer
    roads: Roads
    drives: list[tuple[int, int, Way]] = field(default_factory=list)

    def takes(self, way: Way) -> bool:
        """Whether the drive fits; it is taken then."""
        leaves = self.roads.leaves_base(self.vehicle.base, way)
        if leaves is None:
            return False
        place = bisect_left([drive[2].departs for drive in self.drives], way.departs)
        if place and self.roads.slack(self.drives[place - 1][2], way) < 0:
            return False
        if place < len(self.drives) and self.roads.slack(way, self.drives[place][2]) < 0:
            return False
        new = (leaves, self.roads.back_at_base(way, self.vehicle.base), way)
        drives = [*self.drives[:place], new, *self.drives[place:]]
        if not self._within_duty(drives):
            return False
        self.drives = drives
        return True

    def _within_duty(self, drives: list[tuple[int, int, Way]]) -> bool:
        rules, (begins, until, _) = self.roads.rules, drives[0]
        longest = rules.longest_duty * self.vehicle.drivers
        for leaves, back, _ in drives[1:]:
            rested = leaves - until >= rules.shortest_night
            begins, until = leaves if rested else begins, back
            if not rested and until - begins > longest:
                return False
        return True
