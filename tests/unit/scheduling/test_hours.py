"""Hours before rooms: what the linear programme says cannot be beaten is not beaten, and it is near enough to help."""

import pytest

from services.scheduling.engine.board import Board
from services.scheduling.engine.hours import hours
from services.scheduling.engine.planner import plan
from services.scheduling.use_cases.planning import instance_of
from tests.bench.tenfold import tenfold
from tests.unit.scheduling.builders import EDITION, a_meeting, after
from tests.unit.scheduling.checker import faults
from tests.unit.scheduling.office import an_office
from tests.unit.scheduling.random_editions import random_edition


def test_no_proven_plan_beats_the_bounds() -> None:
    beaten, tight = [], 0
    for seed in range(60):
        world = random_edition(seed)
        outcome = plan(world)
        placed, delegated, _, late = (level.value for level in outcome.levels)
        best = hours(Board(world))
        reached = [placed == best.placed, (placed, delegated) == (best.placed, best.delegated)]
        if (
            placed > best.placed
            or (reached[0] and delegated < best.delegated)
            or (reached[1] and late < best.late)
        ):
            beaten.append((seed, outcome.levels, best))
        tight += reached[1]
    assert beaten == []
    assert tight > 30


def test_two_meetings_of_one_host_have_hours_one_after_the_other() -> None:
    office = an_office(a_meeting("M1", "G1"), a_meeting("M2", "G2"))
    board = Board(instance_of(office.records, EDITION, office.meetings.find(edition=EDITION)))

    best = hours(board)

    starts = {i: (host, board.marks.at(mark)) for i, (host, mark) in best.of.items()}
    first = int(after(0).timestamp() // 60)
    assert sorted(at - first for _, at in starts.values()) == [0, 40]
    assert {host for host, _ in starts.values()} == {f"{EDITION}.h.H1"}
    assert best.placed == sum(c.costs.weight for c in board.candidates.values())
    assert best.delegated == 0


@pytest.mark.long
def test_ten_editions_at_once_are_planned_within_a_hundredth_of_their_bounds() -> None:
    world = tenfold()

    outcome = plan(world)

    assert faults(world, outcome.placements) == []
    gaps = [abs(level.value - level.bound) / max(1, abs(level.value)) for level in outcome.levels]
    assert max(gaps) < 0.01
