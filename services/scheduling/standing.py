"""Things of scheduling as the fields of the events that announce them."""

from collections.abc import Iterable
from typing import Any

from services.scheduling.domain.calendar import Host
from services.scheduling.domain.feed import Feed
from services.scheduling.domain.meeting import Meeting
from services.scheduling.domain.plan import Plan
from services.scheduling.domain.policy import Policy
from services.scheduling.domain.release import Alteration
from services.scheduling.domain.room import Room, Venue
from services.scheduling.domain.session import Session


def of_venue(venue: Venue) -> dict[str, Any]:
    """A venue's standing."""
    return {
        "venue_id": venue.id, "reference": venue.reference, "name_en": venue.name, "name_zh": venue.name_zh,
        "place": venue.place,
    }  # fmt: skip


def of_policy(policy: Policy) -> dict[str, Any]:
    """What an edition decided."""
    grades = {code: grade.value for code, grade in sorted(policy.grades.items())}
    return {"edition_id": policy.edition, "most_a_day": policy.most_a_day, "grades": grades}


def of_feed(feed: Feed) -> dict[str, Any]:
    """A calendar's address, without the secret."""
    return {"feed_id": feed.id, "edition_id": feed.edition, "feed_of": feed.of.value, "of_id": feed.of_id}


def by_change(changelog: Iterable[Alteration]) -> dict[str, tuple[str, ...]]:
    """What is new, by what happened to it."""
    lines = list(changelog)
    kinds = ("added", "moved", "altered", "cancelled")
    return {kind: tuple(line.id for line in lines if line.what == kind) for kind in kinds}


def of_room(room: Room) -> dict[str, Any]:
    """A room's standing."""
    return {
        "room_id": room.id, "reference": room.reference, "name_en": room.name, "name_zh": room.name_zh,
        "room_kind": room.kind.value, "seats": room.seats, "place": room.place, "equipment": room.equipment,
    }  # fmt: skip


def of_host(host: Host) -> dict[str, Any]:
    """A host's standing."""
    return {
        "host_id": host.id, "reference": host.reference, "name": host.name, "name_zh": host.name_zh,
        "post": host.post, "level": host.level.value,
    }  # fmt: skip


def of_calendar(host: Host) -> dict[str, Any]:
    """A host's standing with the windows."""
    starts, ends = tuple(w.starts for w in host.windows), tuple(w.ends for w in host.windows)
    return {**of_host(host), "window_starts": starts, "window_ends": ends}


def of_session(session: Session, place: str) -> dict[str, Any]:
    """A session's standing; `room_id` and `place` are empty for what takes place outdoors."""
    return {
        "session_id": session.id, "reference": session.reference, "title_en": session.title,
        "title_zh": session.title_zh, "session_type": session.session_type.value,
        "room_id": session.room_id or "", "place": place, "starts": session.starts, "ends": session.ends,
        "working_languages": session.working_languages,
    }  # fmt: skip


def of_wish(meeting: Meeting, rank: str) -> dict[str, Any]:
    """A meeting as it was asked for; `rank` is empty while nobody has registered the guest."""
    return {
        "meeting_id": meeting.id, "reference": meeting.reference, "meeting_kind": meeting.kind.value,
        "guest_id": meeting.guest_id, "accompanying": meeting.accompanying, "rank": rank,
        "wanted_host_id": meeting.wanted_host_id, "mode": meeting.mode.value, "language": meeting.language,
        "speech_minutes": meeting.speech_minutes,
    }  # fmt: skip


def of_placed(meeting: Meeting, rank: str, host: Host, room: Room) -> dict[str, Any]:
    """A placed meeting with host, room and time."""
    assert meeting.placement is not None
    return {
        **of_wish(meeting, rank), "host_id": host.id, "host_name": host.name, "delegated": meeting.delegated,
        "room_id": room.id, "room_name": room.name, "place": room.place,
        "starts": meeting.placement.starts, "ends": meeting.placement.ends,
    }  # fmt: skip


def of_plan(plan: Plan) -> dict[str, Any]:
    """The figures of a plan; objective and bound are those of its first level, the weight placed."""
    first = plan.levels[0]
    return {
        "edition_id": plan.edition, "number": plan.number, "wanted": plan.wanted, "placed": plan.placed,
        "delegated": plan.delegated, "unplaceable": plan.unplaceable,
        "objective": first.value, "bound": first.bound,
    }  # fmt: skip
