"""What the office decides about editions, calendars, rooms and sessions."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.scheduling import standing
from services.scheduling.domain.calendar import Hold, Host
from services.scheduling.domain.policy import Grade, Policy
from services.scheduling.domain.room import Room
from services.scheduling.domain.session import Session
from services.scheduling.storage import Hosts, Policies, Rooms, Sessions
from services.scheduling.use_cases.editions import require_seen
from shared.events.scheduling import HostCalendarSet, MeetingPolicySet, RoomAmended, SessionTextReceived


def set_policy(
    policies: Policies,
    edition: str,
    expected_version: int | None,
    most_a_day: int | None,
    grades: Mapping[str, Grade] | None,
) -> Policy:
    """Decide caps and grades; what is not named stays as it was."""
    known = policies.of_edition(edition)
    require_seen(edition, known.version, expected_version)
    policy = Policy(
        edition, edition, known.most_a_day if most_a_day is None else most_a_day,
        known.grades if grades is None else dict(grades), known.version,
    )  # fmt: skip
    policies.save(policy, MeetingPolicySet(**standing.of_policy(policy)))
    return policy


def set_host_holds(
    hosts: Hosts, host_id: str, expected_version: int | None, holds: Sequence[dict[str, Any]]
) -> Host:
    """Replace a host's holds; what they are for is told to nobody outside."""
    host = hosts.get(host_id)
    require_seen(host.id, host.version, expected_version)
    host.set_holds(_holds(holds))
    hosts.save(host, HostCalendarSet(**standing.of_calendar(host)))
    return host


def set_room_holds(
    rooms: Rooms, room_id: str, expected_version: int | None, holds: Sequence[dict[str, Any]]
) -> Room:
    """Replace a room's holds."""
    room = rooms.get(room_id)
    require_seen(room.id, room.version, expected_version)
    room.set_holds(_holds(holds))
    rooms.save(room, RoomAmended(**standing.of_room(room)))
    return room


def receive_text(
    sessions: Sessions, rooms: Rooms, session_id: str, guest_id: str, expected_version: int | None
) -> Session:
    """A speaker's text is there; receiving it twice changes nothing."""
    session = sessions.get(session_id)
    require_seen(session.id, session.version, expected_version)
    if guest_id in session.texts_received:
        return session
    session.receive_text(guest_id)
    room = rooms.find_one(id=session.room_id) if session.room_id else None
    told = standing.of_session(session, room.place if room else "")
    sessions.save(session, SessionTextReceived(**told, guest_id=guest_id, missing=session.texts_missing()))
    return session


def _holds(holds: Sequence[dict[str, Any]]) -> list[Hold]:
    return [Hold(h["starts"], h["ends"], h.get("reason", "")) for h in holds]
