"""More unsettled meetings than are searched at once: sound plans, bounds that hold, changes that stay local."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from services.scheduling.domain.meeting import MeetingState
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.planner import Outcome, plan
from tests.unit.scheduling.checker import faults
from tests.unit.scheduling.random_editions import edition_of


@pytest.fixture(scope="module")
def crowded() -> Instance:
    """150 meetings for 24 hosts and 14 rooms: too many for all to be placed."""
    return edition_of(random.Random(11), hosts=24, rooms=14, meetings=150, people=120)


@pytest.fixture(scope="module")
def first(crowded: Instance) -> Outcome:
    return plan(crowded)


def in_force(world: Instance, outcome: Outcome) -> Instance:
    meetings = tuple(
        replace(m, placement=outcome.placements.get(m.id),
                state=MeetingState.PLACED if m.id in outcome.placements else MeetingState.UNPLACEABLE)
        for m in world.meetings
    )  # fmt: skip
    return replace(world, meetings=meetings)


def test_a_crowded_edition_has_a_sound_plan_near_its_bound(crowded: Instance, first: Outcome) -> None:
    placed, delegated, moved, _ = first.levels

    assert len(crowded.wanted) > 100
    assert (first.method, faults(crowded, first.placements)) == ("in parts", [])
    assert 0.8 * placed.bound <= placed.value <= placed.bound
    assert (moved.value, delegated.value >= delegated.bound) == (0, True)
    assert first.placements.keys() | first.unplaceable.keys() == {m.id for m in crowded.wanted}


def test_the_same_again_moves_nothing(crowded: Instance, first: Outcome) -> None:
    assert plan(in_force(crowded, first)).placements == first.placements


def test_one_late_guest_moves_few(crowded: Instance, first: Outcome) -> None:
    world = in_force(crowded, first)
    late = next(a for a in world.arrivals for m in world.meetings if m.placement and m.guest_id == a.guest_id)
    delayed = replace(late, in_town_from=late.in_town_from + timedelta(hours=14))
    after = replace(world, arrivals=tuple(delayed if a is late else a for a in world.arrivals))

    outcome = plan(after)

    assert faults(after, outcome.placements) == []
    theirs = {m.id for m in world.meetings if late.guest_id in m.people}
    moved = {m.id for m in after.wanted if outcome.placements.get(m.id) != m.placement}
    assert len(moved - theirs) <= 6


def test_a_freed_place_is_given_to_somebody_who_had_none(crowded: Instance, first: Outcome) -> None:
    world = in_force(crowded, first)
    freed = max((m for m in world.meetings if m.placement), key=lambda m: m.length)
    gone = {freed.guest_id}
    after = replace(
        world, guests=tuple(replace(g, state="withdrew") if g.id in gone else g for g in world.guests)
    )

    outcome = plan(after)

    assert faults(after, outcome.placements) == []
    still = {m.id for m in after.wanted}
    assert outcome.placements.keys() >= {i for i in first.placements if i in still}
