"""Late, doubled and disordered news changes nothing about what is kept and decided."""

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.events.base import Event
from shared.events.logistics import ArrivalCancelled, ArrivalDelayed, OutingAmended, SittingAmended
from shared.events.registration import EditionAmended, GuestAmended, GuestConfirmed, GuestWithdrew
from shared.events.scheduling import MeetingCancelled, MeetingMoved
from tests.unit.matching.news import (
    a_sitting,
    an_open_office,
    an_outing,
    arrival,
    edition_opened,
    guest,
    meeting,
    tell,
)
from tests.unit.matching.office import Office
from tests.unit.matching.roster import an_interpreter, october

NEWS: list[tuple[Event, int]] = [
    (edition_opened(), 1),
    (EditionAmended(**(vars(edition_opened()) | {"timezone": "Asia/Tokyo"})), 2),
    (guest("A1"), 1),
    (guest("A1", GuestConfirmed, state="confirmed"), 2),
    (guest("A1", GuestAmended, state="confirmed", rank="V2"), 3),
    (guest("A2", language="ar", fallback_language="en", fallback_accepted_by="Head"), 1),
    (guest("A2", GuestWithdrew, state="withdrew", language="ar"), 2),
    (guest("A3", rank="V4"), 1),
    (arrival("A1"), 1),
    (arrival("A1", ArrivalDelayed, ready_at=october(17, 7), minutes=180), 2),
    (arrival("A2"), 1),
    (arrival("A2", ArrivalCancelled, cancelled=True), 2),
    (meeting("M1", "A1"), 1),
    (meeting("M1", "A1", MeetingMoved, reason="arrival", starts=october(18, 9), ends=october(18, 10)), 2),
    (meeting("M2", "A3", rank="V4"), 1),
    (meeting("M2", "A3", MeetingCancelled, rank="V4", reason="host away"), 2),
    (an_outing("A1", "A3"), 1),
    (an_outing("A3", kind=OutingAmended, ends=october(18, 6)), 2),
    (a_sitting("A2", "A3"), 1),
    (a_sitting("A2", "A3", kind=SittingAmended, cancelled=True), 2),
]


def an_office() -> Office:
    return an_open_office(an_interpreter("I1"), an_interpreter("I2", level="C1"), an_interpreter("I3", "ar"))


@given(st.permutations(NEWS), st.lists(st.sampled_from(NEWS), max_size=8))
@settings(max_examples=60, deadline=None)
def test_any_order_with_doubles_gives_the_same_plan(
    shuffled: list[tuple[Event, int]], doubled: list[tuple[Event, int]]
) -> None:
    straight, disordered = an_office(), an_office()
    for event, version in NEWS:
        tell(straight, event, version=version)
    straight.plan()

    for event, version in [*shuffled, *doubled]:
        tell(disordered, event, version=version)
    disordered.plan()

    assert disordered.state() == straight.state()


@given(st.permutations(NEWS))
@settings(max_examples=30, deadline=None)
def test_old_news_after_the_plan_is_not_answered(shuffled: list[tuple[Event, int]]) -> None:
    office = an_office()
    for event, version in NEWS:
        tell(office, event, version=version)
    office.plan()
    before = office.state()

    for event, version in shuffled:
        tell(office, event, version=version)

    assert office.unplanned() == []
    assert office.plan() == []
    assert office.state() == before
