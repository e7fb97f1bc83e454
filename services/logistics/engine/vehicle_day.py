"""What one vehicle drives, and whether one drive more fits between the others and into its drivers' duty."""

from bisect import bisect_left
from dataclasses import dataclass, field

from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.problem import Offer, Problem
from services.logistics.engine.turn import Roads, Way


def days_of(problem: Problem) -> list["Day"]:
    """The fleet without a drive yet, smallest vehicles first."""
    days = [Day(vehicle, Offer.of(vehicle), problem.roads(vehicle.kind)) for vehicle in problem.vehicles]
    return sorted(days, key=lambda day: (day.offer, day.vehicle.id))


@dataclass
class Day:
    """What one vehicle drives so far: (leaves base, back at base, way), in order."""

    vehicle: Vehicle
    offer: Offer
    roads: Roads
    drives: list[tuple[int, int, Way]] = field(default_factory=list)

    def holds(self, way: Way) -> None:
        """The drive is made whatever else: it is planned already."""
        leaves = self.roads.leaves_base(self.vehicle.base, way)
        begins = way.departs if leaves is None else leaves
        place = bisect_left([drive[2].departs for drive in self.drives], way.departs)
        self.drives.insert(place, (begins, self.roads.back_at_base(way, self.vehicle.base), way))

    def takes(self, way: Way) -> bool:
        """Whether the drive fits; it is taken then."""
        leaves = self.roads.leaves_base(self.vehicle.base, way)
        return leaves is not None and self.takes_from(
            leaves, self.roads.back_at_base(way, self.vehicle.base), way
        )

    def takes_from(self, leaves: int, back: int, way: Way) -> bool:
        """The same for a drive of which it is known when a vehicle of this base leaves it and is back."""
        place = bisect_left([drive[2].departs for drive in self.drives], way.departs)
        if place and self.roads.slack(self.drives[place - 1][2], way) < 0:
            return False
        if place < len(self.drives) and self.roads.slack(way, self.drives[place][2]) < 0:
            return False
        new = (leaves, back, way)
        drives = [*self.drives[:place], new, *self.drives[place:]]
        if not self._within_duty(drives):
            return False
        self.drives = drives
        return True

    def gives_up(self, way: Way) -> None:
        """The drive is not made."""
        self.drives = [drive for drive in self.drives if drive[2] is not way]

    def _within_duty(self, drives: list[tuple[int, int, Way]]) -> bool:
        rules, (begins, until, _) = self.roads.rules, drives[0]
        longest = rules.longest_duty * self.vehicle.drivers
        for leaves, back, _ in drives[1:]:
            rested = leaves - until >= rules.shortest_night
            begins, until = leaves if rested else begins, back
            if not rested and until - begins > longest:
                return False
        return True
