"""Disruption scripts DS-2 (fog), DS-3 (flight delay), DS-7 (host collision), as written, on the sample edition."""

from dataclasses import replace
from datetime import datetime, timedelta
from time import perf_counter

import pytest

from services.scheduling.domain.calendar import Window
from services.scheduling.domain.meeting import Meeting
from services.scheduling.domain.room import TOWN
from services.scheduling.storage import Agendas, Hosts, Releases
from services.scheduling.use_cases import hearing
from services.scheduling.use_cases.meetings import double_booked, set_host_windows
from services.scheduling.use_cases.planning import instance_of
from services.scheduling.use_cases.releasing import conflicts_of, release_plan
from services.scheduling.use_cases.showing import other_places
from shared.events.base import Event
from shared.events.logistics import ArrivalAmended
from shared.events.scheduling import AgendaReleased, MeetingMoved, MeetingUnplaceable
from shared.storage.store import Cause
from tests.unit.scheduling.builders import a_guest, a_host, a_meeting, a_placement, after
from tests.unit.scheduling.checker import faults
from tests.unit.scheduling.editions import Rehearsal, placements, rows
from tests.unit.scheduling.office import an_office

EDITION = "ipec-2019"
MEETING = f"{EDITION}.m.M03"
"""A V2 who comes through PVG wants the mayor."""
NOBODY_TWICE = {"rooms": 0, "guests": 0, "hosts": 0}


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOWN)


@pytest.fixture
def ipec() -> Rehearsal:
    """The oil conference, everybody told; M03 with the mayor at 16:40, which is where the script's 16:30 falls here."""
    loaded = Rehearsal(EDITION)
    loaded.load()
    wanted = loaded.meetings.get(MEETING)
    loaded.meetings.save(
        replace(wanted, not_before=local("2019-10-17 16:40"), not_after=local("2019-10-17 17:10"))
    )
    loaded.plan()
    placed = loaded.meetings.get(MEETING)
    loaded.meetings.save(replace(placed, not_before=None, not_after=None))
    loaded.plan()
    tell(loaded)
    return loaded


def tell(rehearsal: Rehearsal) -> None:
    """Release the draft."""
    backend = rehearsal.backend
    release_plan(rehearsal.records, Releases(backend), Agendas(backend), EDITION, "duty officer", "", None)


def flight_late(rehearsal: Rehearsal, minutes: int) -> None:
    """What logistics would announce when the flight of M03's guest is this late."""
    guest = rehearsal.meetings.get(MEETING).guest_id.rsplit(".", 1)[-1]
    row = next(r for r in rows(EDITION, "arrivals") if r["Guest"] == guest)
    rehearsal.hear_arrival(row, local(row["Scheduled"]) + timedelta(minutes=minutes))


def since(rehearsal: Rehearsal, before: int) -> list[Event]:
    return rehearsal.backend.announced()[before:]


def where(meeting: Meeting) -> tuple[str, str, str]:
    assert meeting.placement is not None
    place = meeting.placement
    return place.host_id[-3:], place.room_id[-3:], f"{place.starts.astimezone(TOWN):%m-%d %H:%M}"


def test_ds2_a_guest_slow_in_the_fog_misses_the_leader_at_eight_and_that_is_moved_or_said(
    ipec: Rehearsal,
) -> None:
    meeting = f"{EDITION}.m.M01"
    before = ipec.meetings.get(meeting)
    assert where(before)[2] == "10-18 08:00"
    row = next(one for one in rows(EDITION, "arrivals") if one["Guest"] == before.guest_id.rsplit(".", 1)[-1])
    arrival_id, untouched = f"{EDITION}.a.{row['Guest']}", placements(ipec)
    landed = local("2019-10-18 04:50")
    fogged = ArrivalAmended(
        arrival_id=arrival_id, guest_id=before.guest_id, mode="flight", number="ZX1", gate="NGB",
        destination=row["Destination"], international=True, scheduled=landed, expected=landed,
        ready_at=local("2019-10-18 05:15"), in_town_from=local("2019-10-18 08:38"),
    )  # fmt: skip
    announced, began = len(ipec.backend.announced()), perf_counter()

    hearing.note_arrival(ipec.arrivals, fogged, Cause("fog", arrival_id, 99, "logistics"))
    conflicts = [(c.code, c.about) for c in conflicts_of(ipec.records, EDITION)]
    ipec.plan("heard_arrivals")
    seconds = perf_counter() - began

    told = [
        (type(e), e.meeting_id)
        for e in since(ipec, announced)
        if isinstance(e, MeetingMoved | MeetingUnplaceable)
    ]
    assert ("guest_not_in_town", (meeting,)) in conflicts
    # The leader has no other hour, so the host is told; everybody else's meetings stand.
    assert told == [(MeetingUnplaceable, meeting)]
    assert {one for one in untouched if placements(ipec).get(one) != untouched[one]} == {"M01"}
    assert seconds < 5 * 60


def test_ds3_a_late_flight_has_three_options_at_once(ipec: Rehearsal) -> None:
    assert where(ipec.meetings.get(MEETING)) == ("MA1", "DR2", "10-17 16:40")
    flight_late(ipec, 135)

    began = perf_counter()
    options = other_places(ipec.records, MEETING, 3)
    seconds = perf_counter() - began

    told = {
        (o.placement.host_id[-3:], f"{o.placement.starts.astimezone(TOWN):%m-%d %H:%M}",
         tuple(rule.code for rule in o.waive))
        for o in options
    }  # fmt: skip
    assert told == {
        ("MA1", "10-18 17:15", ()),
        ("EV1", "10-18 13:20", ("delegation_not_allowed",)),
        ("MA1", "10-19 08:30", ()),
    }
    assert [o.consequences for o in options] == [(), (), ()]
    assert seconds < 60
    wrong = [(c.code, c.about) for c in conflicts_of(ipec.records, EDITION) if MEETING in c.about]
    assert wrong == [("guest_not_in_town", (MEETING,))]


def test_ds3_each_news_changes_once_and_a_doubled_one_nothing(ipec: Rehearsal) -> None:
    before = placements(ipec)
    announced = len(ipec.backend.announced())

    flight_late(ipec, 135)
    ipec.plan("heard_arrivals")
    moved = [e for e in since(ipec, announced) if isinstance(e, MeetingMoved)]
    after_first = placements(ipec)
    flight_late(ipec, 175)
    ipec.plan("heard_arrivals")
    flight_late(ipec, 175)
    ipec.plan("heard_arrivals")

    assert [(e.meeting_id, e.reason) for e in moved] == [(MEETING, "arrival_changed")]
    assert {m for m in before if before[m] != after_first[m]} == {"M03"}
    assert placements(ipec) == after_first
    assert [e for e in since(ipec, announced) if isinstance(e, MeetingMoved)] == moved
    assert double_booked(ipec.meetings, EDITION) == NOBODY_TWICE


def test_ds7_a_hosts_programme_lets_two_meetings_collide(ipec: Rehearsal) -> None:
    """The mayor's afternoon shrinks so that the last two meetings no longer fit one after the other."""
    hosts = Hosts(ipec.backend)
    mayor = hosts.get(f"{EDITION}.h.MA1")
    mine = [m for m in ipec.meetings.find(edition=EDITION) if m.placement and m.placement.host_id == mayor.id]
    assert {m.reference for m in mine} == {"M03", "M04", "M08"}
    first = mayor.windows[0]
    mayor.set_windows([Window(first.starts, first.starts + timedelta(minutes=70)), *mayor.windows[1:]])
    before, announced = placements(ipec), len(ipec.backend.announced())
    hosts.save(mayor)

    began = perf_counter()
    found = [(c.code, c.about) for c in conflicts_of(ipec.records, EDITION) if c.code == "host_not_available"]
    seconds = perf_counter() - began
    ipec.plan("hosts", mayor.id)
    after = placements(ipec)

    assert len(found) == 1
    assert seconds < 5
    collided = found[0][1][0].rsplit(".", 1)[-1]
    assert {m for m in before if before[m] != after.get(m)} == {collided}
    (moved,) = [e for e in since(ipec, announced) if isinstance(e, MeetingMoved)]
    assert (moved.reference, moved.reason) == (collided, "host_calendar_changed")
    assert [c for c in conflicts_of(ipec.records, EDITION) if c.code != "meeting_unplaced"] == []
    tell(ipec)
    told = {e.person_id for e in since(ipec, announced) if isinstance(e, AgendaReleased)}
    assert told == {*ipec.meetings.get(moved.meeting_id).people, mayor.id}


def test_ds7_the_lower_ranked_guest_gives_way_and_only_those_concerned_hear() -> None:
    """The provincial leader has V3 first and V1 second; what is left of the programme holds one of them."""
    office = an_office(
        a_host("PL", "H1", ((200, 300),)), a_guest("HIGH", "V1"), a_guest("LOW", "V3"),
        a_meeting("M7", "LOW", "PL", may_be_delegated=True, not_after=after(240)),
        a_meeting("M8", "HIGH", "PL", may_be_delegated=True, not_before=after(230)),
        a_meeting("M9", "G1"),
    )  # fmt: skip
    office.plan()
    office.release()
    told_before = len(office.announced(AgendaReleased))
    assert {office.meeting(m).placement for m in ("M7", "M8")} == {
        a_placement("PL", "R1", 200, 230), a_placement("PL", "R1", 240, 270),
    }  # fmt: skip

    began = perf_counter()
    set_host_windows(office.hosts, f"{EDITION}.h.PL", None, [{"starts": after(230), "ends": after(265)}])
    found = {c.about[0][-2:] for c in conflicts_of(office.records, EDITION) if c.code == "host_not_available"}
    seconds = perf_counter() - began
    office.plan("hosts")
    office.release()

    assert (found, seconds < 5) == ({"M7", "M8"}, True)
    high, low = office.meeting("M8"), office.meeting("M7")
    assert (high.placement, high.delegated) == (a_placement("PL", "R1", 235, 265), False)
    assert (low.placement, low.delegated) == (a_placement("H1", "R1", 90, 120), True)
    told = {e.person_id.rsplit(".", 1)[-1] for e in office.announced(AgendaReleased)[told_before:]}
    assert told == {"HIGH", "LOW", "PL", "H1"}


def test_the_plans_of_both_fixtures_break_no_rule(ipec: Rehearsal) -> None:
    other = Rehearsal("iitc-2019")
    other.load()
    other.plan()
    for rehearsal in (ipec, other):
        stored = rehearsal.meetings.find(edition=rehearsal.edition)
        plan = {m.id: m.placement for m in stored if m.placement is not None}
        assert faults(instance_of(rehearsal.records, rehearsal.edition, stored), plan) == []
