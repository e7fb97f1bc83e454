"""The hours of a stay: within the limits of one person, and what is over for somebody else."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.domain.itinerary import Hours, Item, at_the_gates, hours_of
from services.matching.domain.need import Shift
from tests.unit.matching.roster import october

ZONE = "Asia/Shanghai"


def at(day: int, hour: float) -> datetime:
    """A moment of October in Zhoushan, eight hours ahead of UTC."""
    return october(day) + timedelta(hours=hour - 8)


def test_a_day_runs_from_its_first_entry_to_its_last() -> None:
    items = [Item(at(18, 9), at(18, 12), 0), Item(at(18, 18.5), at(18, 20), 90)]

    assert hours_of(items, at(18, 8), at(18, 21), ZONE) == Hours((Shift(at(18, 9), at(18, 20), 90),), ())


def test_a_day_without_entries_has_office_hours() -> None:
    assert hours_of([], at(18, 0), at(19, 0), ZONE) == Hours((Shift(at(18, 9), at(18, 18), 240),), ())


def test_what_goes_beyond_twelve_hours_is_for_a_relief() -> None:
    items = [Item(at(18, 7), at(18, 8), 60), Item(at(18, 20), at(18, 21), 60)]

    assert hours_of(items, at(18, 0), at(19, 0), ZONE) == Hours(
        (Shift(at(18, 7), at(18, 19), 60),), (Shift(at(18, 19), at(18, 21), 60),)
    )


def test_what_goes_beyond_eight_hours_of_interpreting_is_for_a_relief() -> None:
    items = [
        Item(at(18, 9), at(18, 13), 240),
        Item(at(18, 14), at(18, 18), 240),
        Item(at(18, 18.5), at(18, 20), 90),
    ]

    assert hours_of(items, at(18, 0), at(19, 0), ZONE) == Hours(
        (Shift(at(18, 9), at(18, 18.5), 480),), (Shift(at(18, 18.5), at(18, 20), 90),)
    )


def test_after_a_late_arrival_a_relief_begins_the_next_day() -> None:
    items = [*at_the_gates(at(17, 22), None), Item(at(18, 9), at(18, 12), 0)]

    assert hours_of(items, at(17, 22), at(18, 23), ZONE) == Hours(
        (Shift(at(17, 22), at(18, 1), 30), Shift(at(18, 11), at(18, 12), 0)),
        (Shift(at(18, 9), at(18, 11), 0),),
    )


def test_a_stay_that_runs_backwards_has_no_hours() -> None:
    assert hours_of([Item(at(18, 9), at(18, 10), 60)], at(19, 0), at(18, 0), ZONE) == Hours((), ())


def test_entries_outside_the_stay_are_left_out() -> None:
    items = [Item(at(17, 9), at(17, 10), 60), Item(at(18, 9), at(18, 12), 180)]

    assert hours_of(items, at(18, 10), at(18, 11), ZONE) == Hours((Shift(at(18, 10), at(18, 11), 60),), ())


@st.composite
def days(draw: st.DrawFn) -> list[Item]:
    items = []
    for _ in range(draw(st.integers(1, 8))):
        starts = at(draw(st.integers(17, 19)), draw(st.integers(0, 46)) / 2)
        length = draw(st.integers(1, 10)) / 2
        items.append(Item(starts, starts + timedelta(hours=length), draw(st.integers(0, int(length * 60)))))
    return items


@given(days())
@settings(max_examples=200, deadline=None)
def test_one_person_stays_within_the_limits_and_no_minute_is_lost(items: list[Item]) -> None:
    starts, ends = at(17, 0), at(20, 12)

    hours = hours_of(items, starts, ends, ZONE)

    for shift in hours.shifts:
        assert shift.starts < shift.ends <= shift.starts + timedelta(hours=12)
    for before, after in pairwise(hours.shifts):
        assert after.starts - before.ends >= timedelta(hours=10)
    parts = sorted((*hours.shifts, *hours.reliefs))
    for before, after in pairwise(parts):
        assert before.ends <= after.starts
    for item in items:
        assert _covered(item, parts, starts, ends)


def _covered(item: Item, parts: list[Shift], starts: datetime, ends: datetime) -> bool:
    moment = max(item.starts, starts)
    until = min(item.ends, ends)
    for part in parts:
        if part.starts <= moment < part.ends:
            moment = part.ends
    return moment >= until
