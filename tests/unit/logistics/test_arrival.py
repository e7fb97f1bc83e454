"""When a guest is ready for the car and in town, and how carriers' news changes it."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.logistics.domain.arrival import (
    Arrival,
    LeavesBeforeArriving,
    News,
    NotAGate,
    NotAZone,
    check_itinerary,
)
from services.logistics.domain.clearance import Mode
from services.logistics.domain.flight import (
    NewsEmpty,
    NewsFarFromSchedule,
    NumberAmbiguous,
    check_news,
    same_service,
)
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from shared.errors import Invalid
from tests.unit.logistics.builders import TEN, an_arrival, later


def minutes_to_car_and_town(arrival: Arrival) -> tuple[float, float]:
    ready = (arrival.ready_at - arrival.expected).total_seconds() / 60
    return ready, (arrival.in_town_from - arrival.ready_at).total_seconds() / 60


@pytest.mark.parametrize(
    ("mode", "gate", "international", "rank", "minutes"),
    [
        (Mode.FLIGHT, Place.PVG, True, Rank.V4, (60, 285)),
        (Mode.FLIGHT, Place.PVG, True, Rank.V2, (25, 285)),
        (Mode.FLIGHT, Place.HSN, False, Rank.V1, (20, 20)),
        (Mode.TRAIN, Place.NGB_RAIL, False, Rank.V5, (15, 130)),
        (Mode.ROAD, Place.ROAD, False, Rank.V5, (0, 0)),
        (Mode.SHIP, Place.SHP, True, Rank.V3, (60, 270)),
    ],
)
def test_clearance_and_drive_follow_the_tables(
    mode: Mode, gate: Place, international: bool, rank: Rank, minutes: tuple[float, float]
) -> None:
    arrival = an_arrival(mode=mode, gate=gate, international=international).cleared_as(rank)

    assert minutes_to_car_and_town(arrival) == minutes


NEWS = [
    News(later(0), later(135)),
    News(later(105), later(175)),
    News(later(105), later(175)),
    News(later(-30), later(-10)),
    News(later(60), None, cancelled=True),
]


def test_every_order_of_delivery_ends_in_the_newest_news() -> None:
    ends = set()
    for order in permutations(NEWS):
        arrival = an_arrival()
        for news in order:
            arrival = arrival.heard(news)
        ends.add((arrival.expected, arrival.cancelled, arrival.ready_at, arrival.in_town_from))

    assert ends == {(later(175), False, later(175 + 60), later(175 + 60 + 285))}


def test_news_heard_already_changes_nothing() -> None:
    heard = an_arrival().heard(NEWS[1])

    assert heard.heard(NEWS[1]) is heard
    assert heard.heard(NEWS[0]) is heard


news = st.builds(
    News,
    received_at=st.integers(0, 3).map(later),
    expected=st.integers(0, 3).map(lambda hours: later(60 * hours)),
    cancelled=st.booleans(),
)


@settings(deadline=None)
@given(st.lists(news, max_size=6), st.randoms(use_true_random=False))
def test_disorder_changes_nothing(messages: list[News], random) -> None:  # type: ignore[no-untyped-def]
    one = other = an_arrival()
    for message in messages:
        one = one.heard(message)
    for message in random.sample(messages * 2, 2 * len(messages)):
        other = other.heard(message)

    assert one == other


def test_news_of_an_earlier_booking_is_forgotten() -> None:
    cancelled = an_arrival().heard(News(later(0), None, cancelled=True))

    rebooked = cancelled.booked_as(number="ZX202", scheduled=later(300))

    assert (rebooked.cancelled, rebooked.expected, rebooked.news) == (False, later(300), None)
    assert rebooked.heard(News(later(0), None, cancelled=True)) is rebooked
    assert rebooked.heard(News(later(1), later(320))).expected == later(320)


def test_a_corrected_destination_keeps_the_news() -> None:
    delayed = an_arrival().heard(News(later(0), later(40)))

    moved = delayed.booked_as(destination=Place.DINGHAI)

    assert (moved.expected, moved.in_town_from) == (later(40), later(40 + 60 + 260))


@pytest.mark.parametrize(
    ("gate", "destination", "leaves", "refusal"),
    [
        (Place.DINGHAI, Place.DINGHAI, None, NotAGate),
        (Place.PVG, Place.PVG, None, NotAZone),
        (Place.PVG, Place.DINGHAI, TEN, LeavesBeforeArriving),
    ],
)
def test_an_itinerary_that_cannot_be_is_refused(
    gate: Place, destination: Place, leaves: object, refusal: type[Invalid]
) -> None:
    with pytest.raises(refusal):
        check_itinerary(gate, destination, TEN, leaves)  # type: ignore[arg-type]


def test_a_number_of_two_days_needs_the_day() -> None:
    today, tomorrow = an_arrival("A001"), an_arrival("A002", expected=later(24 * 60))

    with pytest.raises(NumberAmbiguous) as ambiguous:
        same_service([today, tomorrow], "ZX101", None)

    assert ambiguous.value.data["days"] == ["2019-10-17", "2019-10-18"]
    assert same_service([today, tomorrow], "ZX101", later(24 * 60).date()) == [tomorrow]


def test_news_must_say_something_that_can_be() -> None:
    with pytest.raises(NewsEmpty):
        check_news(News(TEN, None), [an_arrival()])
    with pytest.raises(NewsFarFromSchedule):
        check_news(News(TEN, later(4 * 24 * 60)), [an_arrival()])
