"""Both sample editions, through the real imports and the real engine."""

from dataclasses import replace

import pytest

from services.scheduling.engine.instance import Instance
from services.scheduling.engine.planner import plan
from services.scheduling.use_cases.meetings import double_booked, figures
from tests.unit.scheduling.editions import Rehearsal, placements

FIGURES = {
    "ipec-2019": {"wanted": 18, "placed": 17, "with_wanted_host": 14, "delegated": 3, "unplaceable": 1},
    "iitc-2019": {"wanted": 11, "placed": 10, "with_wanted_host": 9, "delegated": 1, "unplaceable": 1},
}
NOBODY_TWICE = {"rooms": 0, "guests": 0, "hosts": 0}


@pytest.fixture(params=sorted(FIGURES))
def rehearsal(request: pytest.FixtureRequest) -> Rehearsal:
    loaded = Rehearsal(request.param)
    loaded.load()
    loaded.plan()
    return loaded


def test_fixture_figures_are_reached_and_proven(rehearsal: Rehearsal) -> None:
    edition = rehearsal.edition

    assert figures(rehearsal.meetings, edition)["meetings"] == FIGURES[edition]
    assert double_booked(rehearsal.meetings, edition) == NOBODY_TWICE
    assert all(level.value == level.bound for level in rehearsal.records.plans.of_edition(edition).levels)


def test_planning_again_changes_and_announces_nothing(rehearsal: Rehearsal) -> None:
    announced, placed = rehearsal.announced(), placements(rehearsal)
    rehearsal.replies()

    rehearsal.plan("heard_guests")

    assert (rehearsal.announced(), placements(rehearsal)) == (announced, placed)


def test_order_of_the_input_does_not_matter(rehearsal: Rehearsal) -> None:
    records, edition = rehearsal.records, rehearsal.edition
    meetings = tuple(replace(m, placement=None) for m in records.meetings.find(edition=edition))
    one = Instance(
        meetings, tuple(records.hosts.find(edition=edition)), tuple(records.rooms.find(edition=edition)),
        tuple(records.sessions.find(edition=edition)), tuple(records.guests.find(edition=edition)),
        tuple(records.arrivals.find(edition=edition)),
    )  # fmt: skip
    other = Instance(
        one.meetings[::-1],
        one.hosts[::-1],
        one.rooms[::-1],
        one.sessions[::-1],
        one.guests[::-1],
        one.arrivals[::-1],
    )

    assert plan(other) == plan(one)


def test_a_guest_who_withdraws_frees_the_meeting_and_gets_it_back(rehearsal: Rehearsal) -> None:
    before = placements(rehearsal)
    meeting = next(
        m for m in rehearsal.meetings.find(edition=rehearsal.edition) if m.placement and not m.delegated
    )
    guest = rehearsal.guests.get(meeting.guest_id)
    reference = guest.id.rsplit(".", 1)[-1]
    rehearsal.hear_guest(reference, guest.rank.value, "withdrew")
    rehearsal.plan("heard_guests", guest.id)
    cancelled = rehearsal.meetings.get(meeting.id)

    rehearsal.hear_guest(reference, guest.rank.value, "confirmed")
    rehearsal.plan("heard_guests", guest.id)

    assert (cancelled.placement, cancelled.cancelled_because) == (None, "guest_withdrew")
    assert placements(rehearsal).keys() == before.keys()
    assert double_booked(rehearsal.meetings, rehearsal.edition) == NOBODY_TWICE
