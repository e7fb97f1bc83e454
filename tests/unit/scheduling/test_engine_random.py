"""Random editions: the independent checker finds nothing, also after something changes, and every plan is proven."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from services.scheduling.domain.meeting import MeetingState, Placement
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.planner import plan
from tests.unit.scheduling.checker import faults
from tests.unit.scheduling.random_editions import random_edition


def in_force(world: Instance, placements: dict[str, Placement]) -> Instance:
    """The same edition with this plan in force."""
    meetings = tuple(
        replace(m, placement=placements.get(m.id),
                state=MeetingState.PLACED if m.id in placements else MeetingState.UNPLACEABLE)
        for m in world.meetings
    )  # fmt: skip
    return replace(world, meetings=meetings)


def disturbed(world: Instance, rng: random.Random) -> Instance:
    """One thing is different: an arrival, a window, a guest, or a room."""
    kind = rng.choice(["arrival", "window", "guest", "room"])
    if kind == "arrival" and world.arrivals:
        late = rng.choice(world.arrivals)
        by = timedelta(minutes=rng.choice([40, 135, 300]))
        arrivals = tuple(
            replace(a, in_town_from=a.in_town_from + by) if a is late else a for a in world.arrivals
        )
        return replace(world, arrivals=arrivals)
    if kind == "window":
        busy = rng.choice(world.hosts)
        return replace(
            world, hosts=tuple(replace(h, windows=h.windows[1:]) if h is busy else h for h in world.hosts)
        )
    if kind == "guest":
        gone = rng.choice(world.guests)
        return replace(
            world, guests=tuple(replace(g, state="withdrew") if g is gone else g for g in world.guests)
        )
    return replace(world, rooms=world.rooms[1:])


def wrong_with(seeds: Iterator[int] | range) -> list[str]:
    """What the checker or the proof has against the plans of these editions, before and after a change."""
    found = []
    for seed in seeds:
        world = random_edition(seed)
        first = plan(world)
        second = plan(disturbed_world := disturbed(in_force(world, first.placements), random.Random(seed)))
        for when, edition, outcome in (("planned", world, first), ("replanned", disturbed_world, second)):
            found += [f"{seed} {when}: {fault}" for fault in faults(edition, outcome.placements)]
            found += [] if outcome.proven else [f"{seed} {when}: not proven {outcome.levels}"]
            dealt = outcome.placements.keys() | outcome.unplaceable.keys()
            found += [] if dealt == {m.id for m in edition.wanted} else [f"{seed} {when}: somebody forgotten"]
            found += [
                f"{seed} {when}: {i} without a reason" for i, r in outcome.unplaceable.items() if not r.rules
            ]
    return found


@pytest.mark.parametrize("first", range(0, 100, 20))
def test_random_editions_break_no_rule(first: int) -> None:
    assert wrong_with(range(first, first + 20)) == []


@pytest.mark.long
@pytest.mark.parametrize("first", range(1000, 2000, 100))
def test_many_random_editions_break_no_rule(first: int) -> None:
    assert wrong_with(range(first, first + 100)) == []


def whole_value(world: Instance) -> tuple[int, ...]:
    """The value of the plan found for a world whose present places are kept in mind."""
    return tuple(level.value for level in plan(world).levels)


def test_a_repair_is_as_good_as_a_plan_of_the_whole_from_nothing() -> None:
    """The first two levels do not depend on what was in force: the local proof must not miss a better plan."""
    worse = []
    for seed in range(100, 125):
        world = random_edition(seed)
        after = disturbed(in_force(world, plan(world).placements), random.Random(seed))
        anew = replace(after, meetings=tuple(replace(m, placement=None) for m in after.meetings))
        if whole_value(after)[:2] != whole_value(anew)[:2]:
            worse.append((seed, whole_value(after)[:2], whole_value(anew)[:2]))
    assert worse == []
