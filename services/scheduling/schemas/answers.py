"""Shapes of what scheduling answers."""

from typing import Any

from marshmallow import Schema, fields

from services.scheduling.domain.calendar import HostLevel
from services.scheduling.domain.guest import Rank
from services.scheduling.domain.meeting import MeetingKind, MeetingState, Mode
from services.scheduling.domain.room import RoomKind
from services.scheduling.domain.session import SessionType


class HoldOut(Schema):
    """A stretch of time kept free."""

    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    reason = fields.String()


class VenueOut(Schema):
    """A building with rooms."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    name = fields.String()
    name_zh = fields.String()
    place = fields.String()
    address = fields.String()
    version = fields.Integer()


class RoomOut(Schema):
    """A room."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    name = fields.String()
    name_zh = fields.String()
    kind = fields.Enum(RoomKind, by_value=True)
    seats = fields.Integer()
    place = fields.String()
    opens = fields.Time(format="%H:%M")
    closes = fields.Time(format="%H:%M")
    venue_id = fields.String(allow_none=True)
    equipment = fields.List(fields.String())
    admits = fields.List(fields.Enum(Rank, by_value=True))
    holds = fields.List(fields.Nested(HoldOut))
    version = fields.Integer()


class WindowOut(Schema):
    """A stretch of time in which a host receives."""

    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()


class HostOut(Schema):
    """A host with the calendar."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    name = fields.String()
    name_zh = fields.String()
    post = fields.String()
    level = fields.Enum(HostLevel, by_value=True)
    windows = fields.List(fields.Nested(WindowOut))
    holds = fields.List(fields.Nested(HoldOut))
    version = fields.Integer()


class SessionOut(Schema):
    """A session of the programme."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    title = fields.String()
    title_zh = fields.String()
    session_type = fields.Enum(SessionType, by_value=True)
    room_id = fields.String(allow_none=True)
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    working_languages = fields.List(fields.String())
    speakers = fields.List(fields.String())
    texts_due = fields.AwareDateTime(allow_none=True)
    texts_received = fields.List(fields.String())
    version = fields.Integer()


class PlacementOut(Schema):
    """Host, room and time of a meeting."""

    host_id = fields.String()
    room_id = fields.String()
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()


class WaiverOut(Schema):
    """A rule that rests for a meeting, in whose name and why."""

    rule = fields.String()
    by = fields.String()
    reason = fields.String()


class MeetingOut(Schema):
    """A meeting: what was asked for, and where it takes place or why not."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    kind = fields.Enum(MeetingKind, by_value=True)
    guest_id = fields.String()
    accompanying = fields.List(fields.String())
    wanted_host_id = fields.String()
    may_be_delegated = fields.Boolean()
    delegated = fields.Boolean()
    speech_minutes = fields.Integer()
    mode = fields.Enum(Mode, by_value=True)
    language = fields.String()
    priority = fields.Integer()
    not_before = fields.AwareDateTime(allow_none=True)
    not_after = fields.AwareDateTime(allow_none=True)
    state = fields.Enum(MeetingState, by_value=True)
    placement = fields.Nested(PlacementOut, allow_none=True)
    rules = fields.List(fields.String())
    explanation = fields.String()
    cancelled_because = fields.String(allow_none=True)
    host_side = fields.List(fields.String())
    equipment = fields.List(fields.String())
    photo = fields.Boolean()
    waivers = fields.List(fields.Nested(WaiverOut))
    pinned = fields.Boolean()
    briefed = fields.Boolean()
    version = fields.Integer()


class PlanLevelOut(Schema):
    """One level of the objective."""

    name = fields.String()
    value = fields.Integer()
    bound = fields.Integer()


class RefusalOut(Schema):
    """A meeting without a place."""

    meeting_id = fields.String()
    guest_id = fields.String()
    rules = fields.List(fields.String())
    waive = fields.List(fields.String())
    explanation = fields.String()


class PlanOut(Schema):
    """The plan in force."""

    edition = fields.String()
    number = fields.Integer()
    wanted = fields.Integer()
    placed = fields.Integer()
    delegated = fields.Integer()
    unplaceable = fields.Integer()
    levels = fields.List(fields.Nested(PlanLevelOut))
    method = fields.String()
    seconds = fields.Float()
    refusals = fields.List(fields.Nested(RefusalOut))
    version = fields.Integer()


def page_of(item: type[Schema]) -> type[Schema]:
    """A page of these."""
    members: dict[str, fields.Field[Any]] = {
        "items": fields.List(fields.Nested(item)),
        "next": fields.String(allow_none=True),
    }
    return Schema.from_dict(members, name=f"{item.__name__}Page")


VenuesOut = page_of(VenueOut)
RoomsOut = page_of(RoomOut)
HostsOut = page_of(HostOut)
SessionsOut = page_of(SessionOut)
MeetingsOut = page_of(MeetingOut)
