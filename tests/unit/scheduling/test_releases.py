"""Drafts and releases: numbers, differences, the changelog, who hears of what, and what blocks a release."""

from dataclasses import replace

import pytest

from services.scheduling.domain.policy import Grade, GradeTooMild, Policy, UnknownConflict
from services.scheduling.domain.release import Difference, NothingToRelease, OtherDraft, ReleaseBlocked
from services.scheduling.storage import Drafts
from services.scheduling.use_cases.deciding import set_policy
from services.scheduling.use_cases.meetings import cancel_meeting, set_host_windows
from services.scheduling.use_cases.releasing import conflicts_of, difference, public_changelog, unreleased
from shared.events.scheduling import AgendaReleased, SchedulingPlanReleased
from tests.unit.scheduling.builders import (
    EDITION,
    a_meeting,
    a_placement,
    a_session,
    after,
    an_arrival,
)
from tests.unit.scheduling.office import Office, an_office

G1, G2, H1 = f"{EDITION}.g.G1", f"{EDITION}.g.G2", f"{EDITION}.h.H1"
M1, M2, S1 = f"{EDITION}.m.M1", f"{EDITION}.m.M2", f"{EDITION}.s.S1"


@pytest.fixture
def office() -> Office:
    """Two meetings planned one after the other, and a session at which G2 speaks."""
    made = an_office(a_meeting("M1", "G1"), a_meeting("M2", "G2"), a_session("S1", None, 300, 360, "G2"))
    made.plan()
    return made


def windows(*spans: tuple[int, int]) -> list[dict[str, object]]:
    return [{"starts": after(starts), "ends": after(ends)} for starts, ends in spans]


def test_the_first_release_tells_everybody_what_concerns_them(office: Office) -> None:
    release = office.release("first")

    assert [(line.id, line.what) for line in release.changelog] == [
        (M1, "added"),
        (M2, "added"),
        (S1, "added"),
    ]
    told = {e.person_id: e.added for e in office.announced(AgendaReleased)}
    assert told == {G1: (M1,), G2: (M2, S1), H1: (M1, M2)}
    counted = office.announced(SchedulingPlanReleased)[0]
    assert (counted.number, counted.plan_number, counted.added, counted.moved) == (1, 1, 3, 0)


def test_only_those_whose_meeting_moved_hear_of_the_next_release(office: Office) -> None:
    office.release()
    set_host_windows(office.hosts, H1, None, windows((0, 35), (60, 120)))
    office.plan("hosts")

    release = office.release("the host is away for a while")

    line = release.changelog[0]
    assert [(c.id, c.what) for c in release.changelog] == [(M2, "moved")]
    assert (line.was_starts, line.starts) == (after(40), after(60))
    assert [e.person_id for e in office.announced(AgendaReleased)[3:]] == [G2, H1]
    assert [(a.id, a.sequence) for a in release.appointments] == [(M1, 0), (M2, 1), (S1, 0)]


def test_nothing_new_is_not_released_again(office: Office) -> None:
    office.release()

    with pytest.raises(NothingToRelease):
        office.release()

    assert len(office.announced(SchedulingPlanReleased)) == 1


def test_a_draft_the_caller_has_not_seen_is_not_released(office: Office) -> None:
    with pytest.raises(OtherDraft) as refused:
        office.release(expected=7)

    assert refused.value.data == {"expected": 7, "found": 1}


def test_a_cancelled_meeting_stays_told_as_cancelled(office: Office) -> None:
    office.release()
    cancel_meeting(office.meetings, office.guests, M1, None, "ill")

    release = office.release()

    assert [(c.id, c.what) for c in release.changelog] == [(M1, "cancelled")]
    assert [(a.id, a.status, a.sequence) for a in release.appointments] == [
        (M1, "cancelled", 1), (M2, "confirmed", 0), (S1, "confirmed", 0),
    ]  # fmt: skip


def test_the_draft_is_compared_with_what_people_were_told(office: Office) -> None:
    first = unreleased(office.records, office.releases, EDITION)
    office.release()
    set_host_windows(office.hosts, H1, None, windows((0, 35), (60, 120)))
    office.plan("hosts")

    second = unreleased(office.records, office.releases, EDITION)

    assert (first.released, first.plan_number) == (0, 1)
    assert [(line.id, line.what) for line in first.items] == [(M1, "added"), (M2, "added"), (S1, "added")]
    assert (second.released, second.plan_number) == (1, 2)
    assert [(c.id, c.what, c.was_starts, c.starts) for c in second.items] == [
        (M2, "moved", after(40), after(60))
    ]
    assert len(office.announced(SchedulingPlanReleased)) == 1


def test_the_public_reads_of_sessions_and_neither_of_leaders_meetings_nor_of_people(office: Office) -> None:
    office.release("for the office only")
    set_host_windows(office.hosts, H1, None, windows((0, 35), (60, 120)))
    office.plan("hosts")
    office.release("a meeting moved")

    told = public_changelog(office.releases, EDITION)

    assert [(news.number, [(c.id, c.what, c.people) for c in news.lines]) for news in told] == [
        (1, [(S1, "added", ())])
    ]


def test_two_drafts_are_compared_by_number(office: Office) -> None:
    set_host_windows(office.hosts, H1, None, windows((0, 35), (60, 120)))
    office.plan("hosts")

    told = difference(Drafts(office.backend), EDITION, 1, 2)

    assert told == [Difference(M2, a_placement("H1", "R1", 40, 70), a_placement("H1", "R1", 60, 90))]


def test_an_arrival_that_altered_after_planning_blocks_the_release_until_it_is_settled(
    office: Office,
) -> None:
    office.with_things(an_arrival("G1", in_town=30))

    found = [(c.code, c.grade, c.about) for c in conflicts_of(office.records, EDITION)]
    with pytest.raises(ReleaseBlocked) as refused:
        office.release()
    office.plan("heard_arrivals")
    release = office.release()

    assert found == [("guest_not_in_town", Grade.BLOCK_RELEASE, (M1,))]
    assert [c["code"] for c in refused.value.data["conflicts"]] == ["guest_not_in_town"]
    assert release.number == 1


def test_an_edition_grades_conflicts_as_it_likes_but_nobody_is_in_two_places(office: Office) -> None:
    office.with_things(an_arrival("G1", in_town=30))

    set_policy(office.policies, EDITION, None, None, {"guest_not_in_town": Grade.IGNORE})

    assert conflicts_of(office.records, EDITION) == []
    with pytest.raises(GradeTooMild):
        Policy(EDITION, EDITION, grades={"room_taken": Grade.WARN})
    with pytest.raises(UnknownConflict):
        Policy(EDITION, EDITION, grades={"weather": Grade.WARN})


def test_speakers_rooms_and_texts_of_sessions_are_looked_after() -> None:
    office = an_office(
        replace(a_session("S1", "R1", 0, 60, "G1", "G2"), texts_due=after(-60)),
        a_session("S2", "R1", 30, 90, "G1"),
        a_session("S3", "R1", 13 * 60, 15 * 60),
        an_arrival("G2", in_town=20),
    )

    found = {(c.code, c.about) for c in conflicts_of(office.records, EDITION)}

    s1, s2, s3 = (f"{EDITION}.s.S{n}" for n in (1, 2, 3))
    assert found == {
        ("session_rooms_overlap", (s1, s2)), ("speaker_twice", (G1, s1, s2)), ("speaker_not_in_town", (s1, G2)),
        ("session_room_closed", (s3,)), ("texts_missing", (s1, G1, G2)),
    }  # fmt: skip
