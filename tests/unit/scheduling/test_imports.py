"""Lists of the organisers: venues, rooms, sessions with texts due, meetings with companions; and holds."""

from datetime import datetime, time
from typing import Any

import pytest

from services.scheduling.domain.guest import Rank
from services.scheduling.domain.meeting import HostOnBothSides
from services.scheduling.domain.room import TOWN
from services.scheduling.storage import Venues
from services.scheduling.use_cases import imports
from services.scheduling.use_cases.deciding import receive_text, set_host_holds
from shared.errors import ConvokeError
from shared.events.scheduling import HostCalendarSet, RoomListed, SessionTextReceived, VenueListed
from tests.unit.scheduling.builders import EDITION, a_host, a_meeting, a_session, after
from tests.unit.scheduling.office import Office, an_office

VENUE = {"Reference": "ICC", "Name": "Conference centre", "Place": "putuo", "Address": "1 Sea Road"}
ROOM = {
    "Reference": "D9", "Name": "Drawing room 9", "Kind": "DRAWING_ROOM", "Seats": "12", "Place": "PUTUO",
    "Opens": "18:00", "Closes": "02:00", "Venue": "ICC", "Equipment": "booth; screen", "Admits": "V1; v2",
}  # fmt: skip


def sheet(*rows: dict[str, str]) -> imports.Sheet:
    return imports.Sheet(EDITION, TOWN, rows, {}, dry_run=False, partial=True)


def venues(office: Office) -> Venues:
    return Venues(office.backend)


def rejected(report: dict[str, Any]) -> list[str]:
    """Why rows were refused."""
    return [each["code"] for each in report["rejected"]]


def test_venues_and_rooms_come_with_everything_and_the_same_again_changes_nothing() -> None:
    office = an_office()

    imports.import_venues(venues(office), sheet(VENUE))
    imports.import_rooms(office.rooms, venues(office), sheet(ROOM))
    again = imports.import_rooms(office.rooms, venues(office), sheet(ROOM))

    room = office.rooms.get(f"{EDITION}.r.D9")
    assert (room.venue_id, room.equipment, room.admits) == (
        f"{EDITION}.u.ICC", ("booth", "screen"), (Rank.V1, Rank.V2),
    )  # fmt: skip
    assert (room.opens, room.closes) == (time(18), time(2))
    assert (again["new"], again["changed"], again["unchanged"]) == ([], [], 1)
    assert [(e.reference, e.place) for e in office.announced(VenueListed)] == [("ICC", "PUTUO")]
    assert [e.equipment for e in office.announced(RoomListed)] == [("booth", "screen")]


@pytest.mark.parametrize(("wrong", "told"), [
    ({"Venue": "NOWHERE"}, "unknown_venue"),
    ({"Place": "DINGHAI"}, "room_elsewhere"),
    ({"Place": "ATLANTIS"}, "unknown_place"),
    ({"Closes": "18:00"}, "room_never_open"),
    ({"Admits": "V9"}, "not_a_choice"),
    ({"Seats": "0"}, "not_a_whole_number"),
])  # fmt: skip
def test_a_room_that_cannot_be_is_refused_by_name(wrong: dict[str, str], told: str) -> None:
    office = an_office()
    imports.import_venues(venues(office), sheet(VENUE))

    report = imports.import_rooms(office.rooms, venues(office), sheet(ROOM | wrong))

    assert rejected(report) == [told]
    assert office.announced(RoomListed) == []


def test_companions_of_the_host_must_be_hosts_and_not_the_wanted_one() -> None:
    office = an_office(a_host("H2", "H3"))
    row = {"Reference": "M7", "Kind": "会见", "Guest": "G1", "Wanted host": "H1", "Speech minutes": "15",
           "Language": "fr", "Host side": "H2", "Photo": "yes"}  # fmt: skip

    good = imports.import_meetings(office.meetings, office.hosts, office.guests, sheet(row))
    unknown = imports.import_meetings(
        office.meetings, office.hosts, office.guests, sheet(row | {"Reference": "M8", "Host side": "H9"})
    )
    both = imports.import_meetings(
        office.meetings, office.hosts, office.guests, sheet(row | {"Reference": "M9", "Host side": "H1"})
    )

    assert [len(report["new"]) for report in (good, unknown, both)] == [1, 0, 0]
    assert (office.meeting("M7").host_side, office.meeting("M7").photo) == ((f"{EDITION}.h.H2",), True)
    assert rejected(unknown) + rejected(both) == [
        "unknown_host", "host_on_both_sides",
    ]  # fmt: skip


def test_a_meeting_with_the_host_on_both_sides_is_refused_wherever_it_comes_from() -> None:
    with pytest.raises(HostOnBothSides):
        a_meeting(host_side=(f"{EDITION}.h.H1",))


def test_texts_are_due_and_received_once() -> None:
    office = an_office(a_session("S1", None, 60, 120, "G1", "G2"))
    session_id = f"{EDITION}.s.S1"
    row = {"Reference": "S2", "Title": "Forum", "Type": "forum", "Starts": "2019-10-18 14:00",
           "Ends": "2019-10-18 17:00", "Texts due": "2019-10-15 18:00"}  # fmt: skip

    imports.import_sessions(office.sessions, office.rooms, sheet(row))
    for _ in range(2):
        receive_text(office.sessions, office.rooms, session_id, f"{EDITION}.g.G2", None)
    with pytest.raises(ConvokeError) as refused:
        receive_text(office.sessions, office.rooms, session_id, f"{EDITION}.g.G3", None)

    due = office.sessions.get(f"{EDITION}.s.S2").texts_due
    assert due == datetime(2019, 10, 15, 18, 0, tzinfo=TOWN)
    assert [(e.guest_id, e.missing) for e in office.announced(SessionTextReceived)] == [
        (f"{EDITION}.g.G2", (f"{EDITION}.g.G1",))
    ]
    assert refused.value.refusal == "not_a_speaker"


def test_what_a_hold_is_for_is_announced_to_nobody() -> None:
    office = an_office()
    holds = [{"starts": after(0), "ends": after(30), "reason": "doctor"}]

    host = set_host_holds(office.hosts, f"{EDITION}.h.H1", None, holds)
    with pytest.raises(ConvokeError) as refused:
        set_host_holds(office.hosts, host.id, None, [{"starts": after(30), "ends": after(30)}])

    assert [h.reason for h in office.hosts.get(host.id).holds] == ["doctor"]
    assert "doctor" not in str(office.announced(HostCalendarSet))
    assert refused.value.refusal == "window_ends_before_it_starts"
