"""The hours a guest's interpreter is on duty, from pick-up to send-off, and the hours somebody else must take.

One person is on duty for at most 12 hours a day, interprets for at most 8 and rests for at least 10 between two
days. What the guest's day asks for beyond that becomes a relief: hours of the same guest for another person.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.matching.domain.duty import LEAST_REST, LONGEST_DUTY, MOST_INTERPRETING, Calendar
from services.matching.domain.need import Shift

FREE_DAY = (time(9), time(18))
"""Hours of service on a day of the stay without any entry in the programme."""

FREE_DAY_MINUTES = 240
MEETING_AT_THE_GATE = timedelta(hours=3)
"""From the gate to the hotel, and again from the hotel to the gate: the longest planned drive with its papers."""

GATE_MINUTES = 30


@dataclass(frozen=True, order=True)
class Item:
    """One entry of a guest's day; `minutes` of it have to be interpreted by the escort."""

    starts: datetime
    ends: datetime
    minutes: int


@dataclass(frozen=True)
class Hours:
    """The shifts of the guest's own interpreter, and the hours for a relief."""

    shifts: tuple[Shift, ...]
    reliefs: tuple[Shift, ...]


def at_the_gates(arrives: datetime | None, leaves: datetime | None) -> list[Item]:
    """Pick-up and send-off; None where the day of travel is not known."""
    items = []
    if arrives is not None:
        items.append(Item(arrives, arrives + MEETING_AT_THE_GATE, GATE_MINUTES))
    if leaves is not None:
        items.append(Item(leaves - MEETING_AT_THE_GATE, leaves, GATE_MINUTES))
    return items


def throughout(starts: datetime, ends: datetime) -> Item:
    """An entry that the escort interprets from beginning to end."""
    return Item(starts, ends, int((ends - starts).total_seconds()) // 60)


def at_once(items: Iterable[Item]) -> list[Item]:
    """The same entries, those that overlap as one: nobody is at two places, the longest work counts."""
    merged: list[Item] = []
    for item in sorted(items):
        if merged and item.starts < merged[-1].ends:
            last = merged[-1]
            merged[-1] = Item(last.starts, max(last.ends, item.ends), max(last.minutes, item.minutes))
        else:
            merged.append(item)
    return merged


def hours_of(items: Iterable[Item], starts: datetime, ends: datetime, timezone: str) -> Hours:
    """Lay the stay out in shifts within the limits of one person; times that run backwards have none."""
    if ends <= starts:
        return Hours((), ())
    calendar = Calendar(timezone)
    days: defaultdict[int, list[Item]] = defaultdict(list)
    for item in sorted(items):
        begins, finishes = max(item.starts, starts), min(item.ends, ends)
        if begins < finishes:
            days[calendar.day(begins)].append(Item(begins, finishes, item.minutes))
    for free in _free_days(starts, ends, timezone):
        days.setdefault(calendar.day(free.starts), [free])
    shifts: list[Shift] = []
    reliefs: list[Shift] = []
    for day in sorted(days):
        rested = shifts[-1].ends + LEAST_REST if shifts else None
        done = max((part.ends for part in (*shifts, *reliefs)), default=starts)
        own, other = _divided(_after(days[day], done), rested)
        shifts += own
        reliefs += other
    return Hours(tuple(shifts), tuple(reliefs))


def _free_days(starts: datetime, ends: datetime, timezone: str) -> list[Item]:
    zone = ZoneInfo(timezone)
    first, last = starts.astimezone(zone).date(), ends.astimezone(zone).date()
    found = []
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        opens, closes = (datetime.combine(day, hour, zone) for hour in FREE_DAY)
        if starts <= opens and closes <= ends:
            found.append(Item(opens, closes, FREE_DAY_MINUTES))
    return found


def _after(items: list[Item], done: datetime) -> list[Item]:
    """What the night before has not covered already."""
    left = []
    for item in items:
        begins = max(item.starts, done)
        if begins < item.ends:
            share = (item.ends - begins) / (item.ends - item.starts)
            left.append(Item(begins, item.ends, round(item.minutes * share)))
    return left


def _divided(items: list[Item], rested: datetime | None) -> tuple[list[Shift], list[Shift]]:
    """One day: what its own interpreter takes, after the rest and up to a limit; the ends are for a relief."""
    if not items:
        return [], []
    opens, closes = min(item.starts for item in items), max(item.ends for item in items)
    begins = opens if rested is None else min(max(opens, rested), closes)
    finishes = min(closes, begins + LONGEST_DUTY, _when_worked_out(items, begins))
    parts = [(opens, begins), (begins, finishes), (finishes, closes)]
    early, own, late = (
        [Shift(since, until, _minutes(items, since, until))] if since < until else []
        for since, until in parts
    )
    return own, early + late


def _when_worked_out(items: list[Item], begins: datetime) -> datetime:
    """The start of the first entry that would take the interpreting over the limit."""
    worked = 0
    for item in items:
        if item.ends <= begins:
            continue
        if worked + item.minutes > MOST_INTERPRETING and item.starts > begins:
            return item.starts
        worked += item.minutes
    return max(item.ends for item in items)


def _minutes(items: list[Item], since: datetime, until: datetime) -> int:
    """Minutes of interpreting in a part of the day, never more than the part has."""
    share = 0.0
    for item in items:
        inside = (min(item.ends, until) - max(item.starts, since)).total_seconds()
        if inside > 0:
            share += item.minutes * inside / (item.ends - item.starts).total_seconds()
    return min(round(share), int((until - since).total_seconds()) // 60)
