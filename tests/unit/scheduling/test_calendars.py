"""Calendar feeds, read back by an independent parser of iCalendar files."""

from datetime import UTC, datetime
from typing import Any

import icalendar
import pytest

from services.scheduling.domain.feed import FeedAlreadyRevoked, FeedOf, FeedUnknown
from services.scheduling.use_cases.feeds import NobodySuch, open_feed, read_feed, revoke_feed
from services.scheduling.use_cases.meetings import cancel_meeting, set_host_windows
from shared.events.envelope import to_bytes
from tests.unit.scheduling.builders import EDITION, a_meeting, a_room, a_session, after
from tests.unit.scheduling.office import Office, an_office

M1, M2, S1 = f"{EDITION}.m.M1", f"{EDITION}.m.M2", f"{EDITION}.s.S1"
H1 = f"{EDITION}.h.H1"


@pytest.fixture
def office() -> Office:
    """Two meetings and a session across midnight, told to everybody."""
    made = an_office(
        a_meeting("M1", "G1"), a_meeting("M2", "G2"), a_room("R9", "MAIN_HALL"),
        a_session("S1", "R9", 15 * 60, 17 * 60, "G1"),
    )  # fmt: skip
    hall = made.rooms.get(f"{EDITION}.r.R9")
    hall.closes = hall.closes.replace(hour=2)
    hall.name = 'Main hall; east, "sea" \\ side\nfirst floor'
    made.rooms.save(hall)
    made.plan()
    made.release()
    return made


def address(office: Office, of: FeedOf, of_id: str) -> str:
    return open_feed(office.feeds, office.hosts, office.rooms, office.guests, EDITION, of, of_id)[1]


def events(office: Office, secret: str) -> dict[str, Any]:
    """What a calendar program finds, by UID."""
    text = read_feed(office.feeds, office.releases, secret)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar = icalendar.Calendar.from_ical(text)
    assert (calendar["VERSION"], calendar.errors) == ("2.0", [])
    return {str(e["UID"]): e for e in calendar.walk("VEVENT")}


def test_a_person_finds_own_meetings_and_sessions_with_the_right_times(office: Office) -> None:
    found = events(office, address(office, FeedOf.PERSON, f"{EDITION}.g.G1"))

    assert found.keys() == {f"{M1}@convoke", f"{S1}@convoke"}
    session = found[f"{S1}@convoke"]
    assert (session.start, session.end) == (
        datetime(2019, 10, 17, 15, 0, tzinfo=UTC), datetime(2019, 10, 17, 17, 0, tzinfo=UTC),
    )  # fmt: skip
    assert str(session["LOCATION"]) == 'Main hall; east, "sea" \\ side\nfirst floor'
    assert (str(session["SUMMARY"]), str(session["STATUS"]), session["SEQUENCE"]) == (
        "Session S1", "CONFIRMED", 0,
    )  # fmt: skip


def test_rooms_hosts_and_the_edition_have_calendars_too(office: Office) -> None:
    of_room = events(office, address(office, FeedOf.ROOM, f"{EDITION}.r.R1"))
    of_host = events(office, address(office, FeedOf.PERSON, H1))
    of_all = events(office, address(office, FeedOf.EDITION, EDITION))

    assert of_room.keys() == of_host.keys() == {f"{M1}@convoke", f"{M2}@convoke"}
    assert of_all.keys() == {f"{M1}@convoke", f"{M2}@convoke", f"{S1}@convoke"}


def test_a_moved_meeting_keeps_its_uid_and_counts_on_and_a_cancelled_one_stays_as_cancelled(
    office: Office,
) -> None:
    secret = address(office, FeedOf.EDITION, EDITION)
    set_host_windows(office.hosts, H1, None, [{"starts": after(0), "ends": after(35)},
                                              {"starts": after(60), "ends": after(120)}])  # fmt: skip
    office.plan("hosts")
    unreleased = events(office, secret)
    office.release()
    moved = events(office, secret)
    cancel_meeting(office.meetings, office.guests, M2, None, "ill")
    office.release()
    cancelled = events(office, secret)

    uid = f"{M2}@convoke"
    seen = [(e[uid]["SEQUENCE"], str(e[uid]["STATUS"]), e[uid].start) for e in (unreleased, moved, cancelled)]
    assert seen == [
        (0, "CONFIRMED", after(40)), (1, "CONFIRMED", after(60)), (2, "CANCELLED", after(60)),
    ]  # fmt: skip


def test_somebody_no_longer_of_the_party_sees_the_meeting_cancelled() -> None:
    office = an_office(a_meeting("M1", "G1", accompanying=("G2",)))
    office.plan()
    office.release()
    meeting = office.meeting()
    meeting.accompanying = ()
    office.meetings.save(meeting)
    office.release()

    gone = events(office, address(office, FeedOf.PERSON, f"{EDITION}.g.G2"))
    staying = events(office, address(office, FeedOf.PERSON, f"{EDITION}.g.G1"))

    uid = f"{M1}@convoke"
    assert (str(gone[uid]["STATUS"]), gone[uid]["SEQUENCE"]) == ("CANCELLED", 1)
    assert str(staying[uid]["STATUS"]) == "CONFIRMED"


def test_a_revoked_address_ends_at_once_and_the_secret_is_kept_nowhere(office: Office) -> None:
    feed, secret = open_feed(
        office.feeds, office.hosts, office.rooms, office.guests, EDITION, FeedOf.PERSON, H1
    )
    stored = str(office.backend.documents) + "".join(to_bytes(e).decode() for e in office.backend.envelopes)

    revoke_feed(office.feeds, feed.id)

    assert secret not in stored
    for wrong in (secret, "guessed"):
        with pytest.raises(FeedUnknown):
            read_feed(office.feeds, office.releases, wrong)
    with pytest.raises(FeedAlreadyRevoked):
        revoke_feed(office.feeds, feed.id)


def test_nobody_gets_a_calendar_of_another_edition_or_of_nobody(office: Office) -> None:
    for of, of_id in ((FeedOf.PERSON, "iitc-2019.g.B001"), (FeedOf.PERSON, f"{EDITION}.g.NOBODY"),
                      (FeedOf.ROOM, f"{EDITION}.r.NOWHERE"), (FeedOf.EDITION, "iitc-2019")):  # fmt: skip
        with pytest.raises(NobodySuch):
            address(office, of, of_id)
