"""The score of a plan as one figure."""

import pytest

from services.logistics.engine.score import Score

LARGEST_KEPT = 2**63 - 1


@pytest.mark.parametrize("left", [0, 9_300, 9_999, 20_000_000])
def test_a_plan_that_leaves_many_has_a_figure_the_database_keeps(left: int) -> None:
    everything_wrong = Score(left=left, changed=9_000, told=9_000, waiting=10**9, trips=10**9, seats=10**9)

    assert everything_wrong.as_number() <= LARGEST_KEPT


def test_the_figure_weighs_left_then_waiting_then_trips_then_seats() -> None:
    worse_and_worse = [
        Score(seats=99_999),
        Score(trips=1),
        Score(trips=9_999, seats=99_999),
        Score(waiting=1),
        Score(waiting=99_999, trips=9_999),
        Score(left=1),
    ]

    figures = [score.as_number() for score in worse_and_worse]

    assert figures == sorted(set(figures))
