"""Placing by hand: held with all parts or not at all, refused with names, kept by the planner, waivers by name."""

from dataclasses import replace

import pytest

from services.scheduling.domain.calendar import Hold
from services.scheduling.domain.interpreting import AbsenceFact, InterpreterFact
from services.scheduling.domain.meeting import Meeting, MeetingAlreadyCancelled, RuleCannotBeWaived, Waiver
from services.scheduling.storage import AbsenceFacts, InterpreterFacts
from services.scheduling.use_cases.meetings import cancel_meeting
from services.scheduling.use_cases.placing import (
    OffTheMarks,
    PlaceNotPermitted,
    PlaceTaken,
    hand_over_brief,
    place_meeting,
    unpin_meeting,
    waive_rule,
)
from shared.events.scheduling import MeetingAmended, MeetingMoved, MeetingScheduled
from shared.storage.store import StaleVersion
from tests.unit.scheduling.builders import (
    EDITION,
    a_host,
    a_meeting,
    a_placement,
    a_room,
    after,
    an_arrival,
)
from tests.unit.scheduling.office import Office, an_office

M1, M2 = f"{EDITION}.m.M1", f"{EDITION}.m.M2"


def put(office: Office, meeting: str, minutes: int, room: str = "R1", **more: object) -> Meeting:
    """Place a meeting with host H1."""
    stated = {"expected_version": None, "waive": (), "by": "officer", "reason": ""} | more
    return place_meeting(
        office.records, office.meetings, f"{EDITION}.m.{meeting}", f"{EDITION}.h.H1", f"{EDITION}.r.{room}",
        after(minutes), **stated,  # type: ignore[arg-type]
    )  # fmt: skip


def test_a_meeting_put_somewhere_stays_there_when_the_edition_is_planned() -> None:
    office = an_office(a_meeting("M1", "G1"), a_meeting("M2", "G2", priority=1))
    office.plan()

    put(office, "M1", 85)
    office.plan()

    assert office.meeting("M1").placement == a_placement("H1", "R1", 85, 115)
    assert office.meeting("M2").placement == a_placement("H1", "R1", 40, 70)
    (moved,) = office.announced(MeetingMoved)
    assert (moved.meeting_id, moved.reason) == (M1, "placed_by_hand")
    plan = office.records.plans.of_edition(EDITION)
    assert (plan.number, plan.placed, plan.method) == (2, 2, "by hand")


def test_a_place_somebody_holds_is_refused_with_their_name_and_nothing_is_written() -> None:
    office = an_office(a_meeting("M1", "G1"), a_meeting("M2", "G2"))
    office.plan()
    before = office.backend.documents["meetings"][M2]

    with pytest.raises(PlaceTaken) as refused:
        put(office, "M2", 20)

    assert refused.value.data == {"meeting_id": M2, "held_by": [M1], "rules": ["host_taken", "room_taken"]}
    assert office.backend.documents["meetings"][M2] == before


def test_a_place_the_rules_forbid_says_which_and_who_may_waive_what() -> None:
    office = an_office(a_meeting("M1", "G1"), a_room("T1", "TALKS_ROOM", 3))

    with pytest.raises(PlaceNotPermitted) as refused:
        put(office, "M1", 110, "T1")

    assert refused.value.data == {
        "meeting_id": M1,
        "rules": ["host_not_available", "room_kind", "room_too_small"],
        "waivable": {"room_kind": "the protocol office", "room_too_small": "the protocol office"},
    }


def test_a_waived_rule_rests_in_the_name_of_whoever_waived_it() -> None:
    office = an_office(a_meeting("M1", "G1"), a_room("T1", "TALKS_ROOM"))

    placed = put(office, "M1", 0, "T1", waive=["room_kind"], by="Protocol officer", reason="the only one")
    office.plan()

    assert placed.waivers == (Waiver("room_kind", "Protocol officer", "the only one"),)
    assert office.meeting().placement == a_placement("H1", "T1", 0, 30)
    with pytest.raises(RuleCannotBeWaived):
        put(office, "M1", 0, waive=["host_taken"])


def test_a_pinned_meeting_moves_only_when_the_rules_no_longer_permit_its_place() -> None:
    office = an_office(a_meeting("M1", "G1"))
    put(office, "M1", 30)
    office.with_things(an_arrival("G1", in_town=20))

    office.plan("heard_arrivals")

    assert office.meeting().placement == a_placement("H1", "R1", 50, 80)


def test_an_unpinned_meeting_is_the_planners_again() -> None:
    office = an_office(a_meeting("M1", "G1"), a_meeting("M2", "G2", speech_minutes=40, priority=1))
    put(office, "M1", 30)
    office.plan()
    blocked = office.meeting("M2").placement

    unpin_meeting(office.meetings, M1, None, "V2")
    office.plan()

    assert blocked is None
    assert {office.meeting(m).placement for m in ("M1", "M2")} == {
        a_placement("H1", "R1", 0, 30), a_placement("H1", "R1", 40, 120),
    }  # fmt: skip


@pytest.mark.parametrize("minutes", [0.5, 2, 7])
def test_meetings_begin_at_full_five_minutes(minutes: float) -> None:
    office = an_office(a_meeting("M1", "G1"))

    with pytest.raises(OffTheMarks):
        put(office, "M1", minutes)  # type: ignore[arg-type]


def test_what_the_caller_has_not_seen_is_not_changed_and_a_cancelled_meeting_is_not_placed() -> None:
    office = an_office(a_meeting("M1", "G1"))
    with pytest.raises(StaleVersion):
        put(office, "M1", 0, expected_version=9)
    cancel_meeting(office.meetings, office.guests, M1, None, "off")

    with pytest.raises(MeetingAlreadyCancelled):
        put(office, "M1", 0)

    assert office.announced(MeetingScheduled) == []


def test_a_waiver_alone_lets_the_planner_find_a_place() -> None:
    office = an_office(a_meeting("M1", "G1", not_before=after(100), not_after=after(140)))
    office.plan()
    nowhere = office.meeting().rules

    waive_rule(office.meetings, M1, None, "requested_time", "the guest's office", "they come sooner", "V2")
    office.plan()

    assert nowhere == ("host_not_available", "requested_time")
    assert office.meeting().placement == a_placement("H1", "R1", 0, 30)


def test_a_waiver_of_the_guests_side_lets_a_lower_host_receive_who_was_not_asked_for() -> None:
    office = an_office(a_meeting("M1", "G1", host="H0"), a_host("H0", windows=()), a_host("H3", "H3"))
    office.plan()
    nowhere = office.meeting().placement

    waive_rule(
        office.meetings, M1, None, "delegation_not_allowed", "the guest's office", "by telephone", "V2"
    )
    office.plan()

    received = office.meeting()
    assert (nowhere, received.placement, received.delegated) == (None, a_placement("H3", "R1", 0, 30), True)
    assert received.waivers == (Waiver("delegation_not_allowed", "the guest's office", "by telephone"),)


def test_a_brief_is_handed_over_once() -> None:
    office = an_office(a_meeting("M1", "G1"))

    hand_over_brief(office.meetings, M1, None, "V2")
    hand_over_brief(office.meetings, M1, None, "V2")

    assert (office.meeting().briefed, len(office.announced(MeetingAmended))) == (True, 1)


def test_holds_equipment_admission_and_the_cap_a_day_are_kept() -> None:
    office = an_office(
        *(a_meeting(f"M{n}", "G1", equipment=("booth",) if n == 1 else ()) for n in (1, 2)),
        a_host("H2", "H3"),
    )
    host, room = office.hosts.get(f"{EDITION}.h.H1"), office.rooms.get(f"{EDITION}.r.R1")
    host.set_holds([Hold(after(0), after(15), "haircut")])
    room.set_holds([Hold(after(50), after(55))])
    office.hosts.save(host)
    office.rooms.save(replace(room, equipment=("booth",)))
    policy = office.policies.of_edition(EDITION)
    policy.most_a_day = 1
    office.policies.save(policy)

    office.plan()

    first, second = office.meeting("M1"), office.meeting("M2")
    assert (first.placement, second.placement) == (a_placement("H1", "R1", 15, 45), None)
    assert second.rules == ("too_many_a_day",)


def test_a_slot_without_an_interpreter_is_not_chosen() -> None:
    office = an_office(a_meeting("M1", "G1", language="ru"), a_meeting("M2", "G2", language="ru"),
                       a_host("H2"), a_room("R2"))  # fmt: skip
    other = replace(office.meeting("M2"), wanted_host_id=f"{EDITION}.h.H2")
    office.meetings.save(other)
    InterpreterFacts(office.backend).keep(
        InterpreterFact(f"{EDITION}.i.I1", EDITION, ("ru",), True, False), office.cause("i1")
    )
    AbsenceFacts(office.backend).keep(
        AbsenceFact("a1", EDITION, f"{EDITION}.i.I1", after(-60), after(20)), office.cause("a1")
    )

    office.plan()

    starts = sorted(m.placement.starts for m in office.meetings.find(edition=EDITION) if m.placement)
    assert starts == [after(20), after(50)]
