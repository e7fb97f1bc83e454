"""Why here, why not there, what would make it possible, where else, with which consequences."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from services.scheduling.domain.meeting import MeetingKind, Mode
from services.scheduling.use_cases.imports import UnknownRoom
from services.scheduling.use_cases.placing import OffTheMarks
from services.scheduling.use_cases.showing import explain, other_places, why_not
from tests.unit.scheduling.builders import EDITION, a_host, a_meeting, a_placement, a_room, after, an_arrival
from tests.unit.scheduling.office import an_office

M1, M2, M3 = (f"{EDITION}.m.M{n}" for n in (1, 2, 3))
H1, R1 = f"{EDITION}.h.H1", f"{EDITION}.r.R1"


def test_why_not_there_goes_rule_by_rule_and_names_the_meetings_in_the_way() -> None:
    office = an_office(a_meeting("M1", "G1"), a_meeting("M2", "G2"), an_arrival("G2", in_town=15))
    office.plan()

    told = why_not(office.records, M2, H1, R1, after(20))

    broken = {v.rule.code: v.because_of for v in told if not v.kept}
    assert broken == {"host_taken": (M1,), "room_taken": (M1,), "rest_after_arrival": ()}
    assert len(told) == 22
    with pytest.raises(UnknownRoom):
        why_not(office.records, M2, H1, f"{EDITION}.r.NOWHERE", after(20))


def test_a_moment_far_from_everything_is_outside_the_hosts_windows() -> None:
    office = an_office(a_meeting("M1", "G1"))
    host, room = office.hosts.get(H1), office.rooms.get(R1)
    office.hosts.save(host)
    office.rooms.save(replace(room, opens=time(0), closes=time(23, 59)))

    for far in (datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 31, 23, 55, tzinfo=UTC)):
        broken = [v.rule.code for v in why_not(office.records, M1, H1, R1, far) if not v.kept]
        assert "host_not_available" in broken
    with pytest.raises(OffTheMarks):
        why_not(office.records, M1, H1, R1, after(3))


def test_why_here_tells_what_was_in_the_way_of_a_sooner_place() -> None:
    office = an_office(a_meeting("M1", "G1"), a_meeting("M2", "G2"), an_arrival("G2", in_town=-25))
    office.plan()

    told = explain(office.records, M2)

    assert told.sooner[0] == (after(0), after(30), ("host_taken", "rest_after_arrival", "room_taken"))
    assert all(v.kept for v in told.verdicts)
    assert told.summary == "With the wanted host, 22 of 22 rules kept."


def test_a_meeting_without_a_place_hears_what_would_make_one_possible() -> None:
    office = an_office(a_meeting("M1", "G1", not_before=after(100), not_after=after(140)))
    office.plan()

    told = explain(office.records, M1)

    assert (told.verdicts, told.summary) == ([], "It has no place.")
    assert told.possible == (
        "No place: the host does not receive at that time; or it lies outside the time asked for. "
        "Possible with Host H1 in Room R1 on 17 October at 08:00, if the guest's side waived requested_time."
    )


def test_three_other_places_are_of_three_kinds() -> None:
    office = an_office(
        a_meeting("M1", "G1"), a_host("H3", "H3"), a_host("H1b", "H2", ()),
    )  # fmt: skip
    host = office.hosts.get(H1)
    host.set_windows([*host.windows, type(host.windows[0])(after(24 * 60), after(24 * 60 + 60))])
    office.hosts.save(host)
    office.plan()

    told = [(o.kind, o.placement, [r.code for r in o.waive], o.consequences)
            for o in other_places(office.records, M1, 3)]  # fmt: skip

    assert told == [
        ("other_time", a_placement("H1", "R1", 5, 35), [], ()),
        ("other_day", a_placement("H1", "R1", 24 * 60, 24 * 60 + 30), [], ()),
        ("other_host", a_placement("H3", "R1", 0, 30), ["delegation_not_allowed"], ()),
    ]


def test_a_place_another_meeting_holds_is_offered_with_what_becomes_of_that_meeting() -> None:
    office = an_office(a_meeting("M1", "G1", mode=Mode.NONE, speech_minutes=30),
                       a_meeting("M2", "G2", mode=Mode.NONE, speech_minutes=30))  # fmt: skip
    host = office.hosts.get(H1)
    host.set_windows(
        [type(host.windows[0])(after(0), after(30)), type(host.windows[0])(after(60), after(90))]
    )
    office.hosts.save(host)
    office.plan()
    assert office.meeting("M2").placement == a_placement("H1", "R1", 60, 90)

    (only,) = other_places(office.records, M2, 3)

    assert only.placement == a_placement("H1", "R1", 0, 30)
    assert [(c.meeting_id, c.placement) for c in only.consequences] == [(M1, a_placement("H1", "R1", 60, 90))]


def test_alternatives_change_nothing_that_is_stored() -> None:
    office = an_office(a_meeting("M1", "G1", kind=MeetingKind.TALKS), a_room("T1", "TALKS_ROOM"))
    office.plan()
    before = dict(office.backend.documents["meetings"])

    other_places(office.records, M1, 3)

    assert office.backend.documents["meetings"] == before
