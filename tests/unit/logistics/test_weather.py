"""From readings to closures: the rules, and that the order of the readings does not matter."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from services.logistics.domain.closure import Trigger
from services.logistics.domain.stretch import Stretch
from services.logistics.domain.weather import Reading, ReadingImpossible, Weather

DAY = datetime(2019, 8, 28, tzinfo=UTC)


def at(hour: int) -> datetime:
    return DAY + timedelta(hours=hour)


def after(stretch: Stretch, trigger: Trigger, *readings: tuple[int, int]) -> Weather:
    weather = Weather(f"e.w.{stretch}.{trigger}", "e", stretch, trigger)
    for hour, value in readings:
        weather = weather.read(Reading(at(hour), value, "station"))
    return weather


def closures(weather: Weather) -> list[tuple[str, datetime, datetime | None, int | None]]:
    found = [(" ".join(c.means), c.starts, c.ends, c.percent) for c in weather.closures()]
    return sorted(found, key=lambda one: (one[1], one[0]))


COACHES, ALL = "COACH_19 COACH_45", "COACH_19 COACH_45 SEDAN SEVEN_SEATER"


def test_wind_bars_coaches_then_closes_the_bridge_and_reopens_it_slow() -> None:
    weather = after(Stretch.ZHOUSHAN_BRIDGE, Trigger.WIND, (0, 6), (1, 7), (3, 10), (4, 9), (6, 7), (8, 5))

    assert closures(weather) == [
        (COACHES, at(1), at(3), None),
        (ALL, at(3), at(6), None),
        (COACHES, at(4), at(8), None),
        (ALL, at(6), at(8), 150),
    ]


@pytest.mark.parametrize(
    ("stretch", "trigger", "value", "closed"),
    [
        (Stretch.HANGZHOU_BAY_BRIDGE, Trigger.WIND, 7, [(COACHES, None)]),
        (Stretch.HANGZHOU_BAY_BRIDGE, Trigger.WIND, 9, [(ALL, None)]),
        (Stretch.SEA_PUTUOSHAN, Trigger.WIND, 8, [("FAST_BOAT", None)]),
        (Stretch.SEA_PUTUOSHAN, Trigger.WIND, 9, [("FAST_BOAT REGULAR_BOAT", None)]),
        (Stretch.SEA_PUTUOSHAN, Trigger.VISIBILITY, 499, [("FAST_BOAT", None)]),
        (Stretch.SEA_PUTUOSHAN, Trigger.VISIBILITY, 500, []),
        (Stretch.ZHOUSHAN_BRIDGE, Trigger.VISIBILITY, 400, [(ALL, 150)]),
        (Stretch.HSN_AIR, Trigger.TYPHOON, 4, [("AIRCRAFT HELICOPTER", None)]),
        (Stretch.HSN_AIR, Trigger.TYPHOON, 3, []),
    ],
)
def test_each_rule_closes_or_slows_its_own_means(
    stretch: Stretch, trigger: Trigger, value: int, closed: list[tuple[str, int | None]]
) -> None:
    assert [(m, percent) for m, _, _, percent in closures(after(stretch, trigger, (1, value)))] == closed


def test_readings_in_any_order_and_doubled_close_the_same() -> None:
    told = [(0, 6), (1, 7), (3, 10), (6, 7)]
    ends = {
        repr(after(Stretch.ZHOUSHAN_BRIDGE, Trigger.WIND, *order, *order).closures())
        for order in permutations(told)
    }

    assert len(ends) == 1


@pytest.mark.parametrize(
    ("trigger", "value"), [(Trigger.WIND, 18), (Trigger.VISIBILITY, -1), (Trigger.TYPHOON, 5)]
)
def test_an_impossible_reading_is_refused(trigger: Trigger, value: int) -> None:
    with pytest.raises(ReadingImpossible):
        after(Stretch.ZHOUSHAN_BRIDGE, trigger, (0, value))
