"""What is wrong with the plan in force as things now stand, kind by kind and graded by the edition's policy.

Computed from what is stored at the moment of asking, so a window, an arrival or a room that altered after planning
shows at once, also while the planner is still at work, and for a meeting pinned where it is.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import combinations

from services.scheduling.domain import rules
from services.scheduling.domain.conflict import LANGUAGE_NOT_INTERPRETED, Conflict, gravest_first
from services.scheduling.domain.meeting import Meeting
from services.scheduling.domain.rules import BY_CODE
from services.scheduling.domain.session import Session
from services.scheduling.domain.travel import drive
from services.scheduling.engine.booked import Bookings
from services.scheduling.engine.clashes import Held, clash
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.marks import joined, marks_over, taken
from services.scheduling.engine.openings import Openings, opening_hours
from services.scheduling.engine.reasons import broken_at


def conflicts(instance: Instance, now: datetime) -> list[Conflict]:
    """All of them but the ignored ones, gravest first."""
    openings = Openings(instance)
    placed = [m for m in instance.wanted if m.placement is not None and _known(instance, m)]
    held = {m.id: held_by(openings, m) for m in placed}
    found = [
        *_of_meetings(instance, openings, placed),
        *_of_pairs(instance, held),
        *_of_crowds(instance, openings, placed, held),
        *(
            _conflict(instance, "meeting_unplaced", (m.id,), m.explanation or "It has no place yet.")
            for m in instance.wanted
            if m.placement is None
        ),
        *(
            _conflict(
                instance,
                LANGUAGE_NOT_INTERPRETED,
                (m.id,),
                f"Nobody on the roster of interpreters interprets {m.language}.",
            )
            for m in instance.wanted
            if openings.pools.unheard_of(m)
        ),
        *_of_rooms_of_sessions(instance),
        *_of_speakers(instance, now),
    ]
    return gravest_first(found)


def held_by(openings: Openings, meeting: Meeting) -> Held:
    """What a placed meeting holds."""
    assert meeting.placement is not None
    instance = openings.instance
    return Held(
        frozenset((meeting.placement.host_id, *meeting.host_side)),
        instance.room[meeting.placement.room_id],
        frozenset(instance.coming(meeting)),
        taken(meeting.placement.starts, meeting.placement.ends),
        openings.pools.need(meeting),
        meeting.id,
        rules.MOST_A_DAY.code not in meeting.waived,
    )


def _known(instance: Instance, meeting: Meeting) -> bool:
    place = meeting.placement
    return place is not None and place.host_id in instance.host and place.room_id in instance.room


def _conflict(instance: Instance, code: str, about: Iterable[str], says: str) -> Conflict:
    return Conflict(code, instance.policy.grade(code), tuple(about), says)


def _sentence(code: str) -> str:
    told = BY_CODE[code].in_the_way
    return told[0].upper() + told[1:] + "."


def _of_meetings(instance: Instance, openings: Openings, placed: list[Meeting]) -> Iterable[Conflict]:
    for meeting in placed:
        place = meeting.placement
        assert place is not None
        host, room = instance.host[place.host_id], instance.room[place.room_id]
        for rule in broken_at(openings, meeting, host, room, place.starts):
            yield _conflict(instance, rule.code, (meeting.id,), _sentence(rule.code))


def _of_pairs(instance: Instance, held: dict[str, Held]) -> Iterable[Conflict]:
    for (one_id, one), (other_id, other) in combinations(sorted(held.items()), 2):
        for rule in clash(one, other):
            yield _conflict(instance, rule.code, (one_id, other_id), _sentence(rule.code))


def _of_crowds(
    instance: Instance, openings: Openings, placed: list[Meeting], held: dict[str, Held]
) -> Iterable[Conflict]:
    for meeting in placed:
        own = held[meeting.id]
        bookings = Bookings(openings, (h for i, h in held.items() if i != meeting.id))
        mark = openings.marks.mark(own.span[0])
        for rule, mask in bookings.crowd_masks(meeting, own.people, own.need):
            if mark is not None and not mask >> mark & 1:
                yield _conflict(instance, rule.code, (meeting.id,), _sentence(rule.code))


def _of_rooms_of_sessions(instance: Instance) -> Iterable[Conflict]:
    sessions = sorted(instance.sessions, key=lambda s: s.id)
    for one, other in combinations(sessions, 2):
        if one.room_id is not None and one.room_id == other.room_id and _overlap(one, other):
            yield _conflict(
                instance, "session_rooms_overlap", (one.id, other.id), "Two sessions are in one room."
            )
    for session in sessions:
        room = instance.room.get(session.room_id or "")
        if room is not None:
            starts, ends = taken(session.starts, session.ends)
            hours = joined(opening_hours(room, marks_over([(starts, ends)]), instance.zone))
            if not any(opens <= starts and ends <= closes for opens, closes in hours):
                yield _conflict(
                    instance, "session_room_closed", (session.id,), "The room is not open all the time."
                )


def _of_speakers(instance: Instance, now: datetime) -> Iterable[Conflict]:
    by_speaker: dict[str, list[Session]] = {}
    for session in sorted(instance.sessions, key=lambda s: s.id):
        if session.texts_due is not None and session.texts_due < now and session.texts_missing():
            missing = session.texts_missing()
            yield _conflict(instance, "texts_missing", (session.id, *missing), "Texts are due and not there.")
        for speaker in session.speakers:
            by_speaker.setdefault(speaker, []).append(session)
            yield from _of_one_speaker(instance, session, speaker)
    for speaker, theirs in sorted(by_speaker.items()):
        for one, other in combinations(theirs, 2):
            if _overlap(one, other, _way(instance, one, other)):
                yield _conflict(
                    instance, "speaker_twice", (speaker, one.id, other.id), "Nobody speaks in two places."
                )


def _of_one_speaker(instance: Instance, session: Session, speaker: str) -> Iterable[Conflict]:
    guest, arrival = instance.guest.get(speaker), instance.arrival.get(speaker)
    if (guest is not None and not guest.expected) or (arrival is not None and arrival.cancelled):
        yield _conflict(instance, "speaker_gone", (session.id, speaker), "The speaker does not come.")
    elif arrival is not None:
        room = instance.room.get(session.room_id or "")
        way = drive(arrival.destination, room.place) if room else timedelta(0)
        late = arrival.in_town_from + way > session.starts
        if late or (arrival.leaves_at is not None and arrival.leaves_at < session.ends):
            yield _conflict(
                instance,
                "speaker_not_in_town",
                (session.id, speaker),
                "The speaker is not in town all the time.",
            )


def _way(instance: Instance, one: Session, other: Session) -> timedelta:
    here, there = instance.room.get(one.room_id or ""), instance.room.get(other.room_id or "")
    return drive(here.place, there.place) if here and there else timedelta(0)


def _overlap(one: Session, other: Session, gap: timedelta = timedelta(0)) -> bool:
    return one.starts < other.ends + gap and other.starts < one.ends + gap
