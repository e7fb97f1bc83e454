"""Midnight and time zones: rooms open past midnight, days and hours on the edition's own clock."""

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from services.scheduling.domain.calendar import CalendarTooWide, Window
from services.scheduling.domain.policy import Policy
from services.scheduling.domain.room import RoomNeverOpen
from services.scheduling.engine.conflicts import conflicts
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.planner import plan
from tests.unit.scheduling.builders import (
    EDITION,
    a_guest,
    a_host,
    a_meeting,
    a_placement,
    a_room,
    a_session,
    after,
)

LATE = 15 * 60 + 40
"""23:40, in minutes after eight."""
HONOLULU = ZoneInfo("Pacific/Honolulu")


def test_a_room_open_past_midnight_holds_a_meeting_across_it() -> None:
    open_late, open_long = a_room(closes=time(0, 5)), a_room(closes=time(2))
    host = a_host(windows=((LATE, LATE + 60),))

    too_short = plan(Instance((a_meeting(),), (host,), (open_late,), (), (a_guest(),)))
    long_enough = plan(Instance((a_meeting(),), (host,), (open_long,), (), (a_guest(),)))

    assert [r.code for r in too_short.unplaceable[f"{EDITION}.m.M1"].rules] == ["room_closed"]
    assert long_enough.placements == {f"{EDITION}.m.M1": a_placement("H1", "R1", LATE, LATE + 30)}


def test_a_session_across_midnight_is_in_its_room_and_blocks_it_on_both_days() -> None:
    session = a_session("S1", "R1", LATE, LATE + 60, "G9")
    host = a_host(windows=((LATE - 20, LATE + 110),))
    world = Instance((a_meeting(),), (host,), (a_room(closes=time(2)),), (session,), (a_guest(),))

    assert conflicts(world, after(0))[0].code == "meeting_unplaced"
    assert [c.code for c in conflicts(world, after(0))] == ["meeting_unplaced"]
    assert plan(world).placements == {f"{EDITION}.m.M1": a_placement("H1", "R1", LATE + 70, LATE + 100)}


def test_opening_hours_and_days_are_those_of_the_edition() -> None:
    """From 09:00 in Honolulu it is already the next day in Shanghai: the cap of one a day counts Honolulu's days."""
    nine = datetime(2019, 10, 17, 9, 0, tzinfo=HONOLULU)
    host = a_host(windows=())
    host.set_windows([Window(nine.replace(hour=6), nine.replace(hour=12)),
                      Window(nine.replace(day=18), nine.replace(day=18, hour=12))])  # fmt: skip
    meetings = (a_meeting("M1", "G1"), a_meeting("M2", "G1"))
    world = Instance(
        meetings, (host,), (a_room(opens=time(9), closes=time(22)),), (), (a_guest(),),
        policy=Policy(EDITION, EDITION, 1), zone=HONOLULU,
    )  # fmt: skip

    starts = sorted(p.starts.astimezone(HONOLULU) for p in plan(world).placements.values())

    assert starts == [nine, nine.replace(day=18)]


def test_the_same_moment_in_another_zone_is_the_same_place() -> None:
    world = Instance((a_meeting(),), (a_host(),), (a_room(),), (), (a_guest(),))
    there = plan(world).placements[f"{EDITION}.m.M1"]
    elsewhere = replace(there, starts=there.starts.astimezone(UTC), ends=there.ends.astimezone(HONOLULU))
    kept = plan(replace(world, meetings=(a_meeting(at=elsewhere),)))

    assert (kept.method, kept.placements) == ("kept", {f"{EDITION}.m.M1": there})


def test_a_calendar_with_a_wrong_year_is_refused() -> None:
    host = a_host(windows=())

    with pytest.raises(CalendarTooWide):
        host.set_windows(
            [Window(after(0), after(60)), Window(after(0).replace(year=2109), after(60).replace(year=2109))]
        )

    assert host.windows == ()


def test_a_room_that_is_never_open_is_refused() -> None:
    with pytest.raises(RoomNeverOpen):
        a_room(opens=time(8), closes=time(8))
