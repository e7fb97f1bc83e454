"""Vehicles for runs within duties at once: the longest drives first, each into the first vehicle where it fits.

Long drives fill a duty by themselves and are given fresh vehicles; short ones find room between others. Where this
drives everything, nothing better is to be had but fewer seats sent out.
"""

from collections.abc import Iterable, Sequence

from services.logistics.engine.problem import Offer, Problem
from services.logistics.engine.rostering import Roster, Shift
from services.logistics.engine.vehicle_day import Day, days_of


def first_fit(problem: Problem, shifts: Sequence[Shift]) -> Roster:
    """Vehicles for these runs, None for those that fit nowhere."""
    days = days_of(problem)
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


def _in_turn(days: Iterable[Day], shift: Shift) -> list[Day]:
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
