"""How long drivers are on duty: from leaving base for the first drive to being back there after the last.

A vehicle is driven by its own drivers, who take turns; a night at base ends their duty.
"""

from collections.abc import Iterable, Sequence

from services.logistics.domain.place import Place
from services.logistics.domain.vehicle import Vehicle
from services.logistics.engine.turn import Roads, Way


def duties_of(ways: Iterable[Way], base: Place, roads: Roads) -> list[tuple[int, int, int]]:
    """When each duty of a vehicle begins and ends that drives these ways, and how many drives it has."""
    duties: list[tuple[int, int, int]] = []
    for way in sorted(ways, key=lambda way: way.departs):
        leaves = roads.leaves_base(base, way)
        begins = way.departs if leaves is None else leaves
        ends = roads.back_at_base(way, base)
        if duties and begins - duties[-1][1] < roads.rules.shortest_night:
            duties[-1] = (duties[-1][0], ends, duties[-1][2] + 1)
        else:
            duties.append((begins, ends, 1))
    return duties


def is_too_long(ways: Iterable[Way], base: Place, drivers: int, roads: Roads) -> bool:
    """Whether some duty is longer than the drivers may be on the road.

    One drive there and back alone is never too long: a guest is not left in a far place for that.
    """
    longest = roads.rules.longest_duty * drivers
    duties = duties_of(ways, base, roads)
    return any(drives > 1 and ends - begins > longest for begins, ends, drives in duties)


def too_long(
    vehicles: Iterable[Vehicle], ways: Sequence[Way], taken: Sequence[str], roads: Roads
) -> list[str]:
    """The vehicles whose drivers would be on duty too long; `taken` names the vehicle of each way."""
    found = []
    for vehicle in vehicles:
        theirs = [way for way, vehicle_id in zip(ways, taken, strict=True) if vehicle_id == vehicle.id]
        if is_too_long(theirs, vehicle.base, vehicle.drivers, roads):
            found.append(vehicle.id)
    return found
