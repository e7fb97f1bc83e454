"""Shapes of what scheduling is asked."""

from marshmallow import Schema, fields, validate

from services.scheduling.domain.calendar import HostLevel
from services.scheduling.domain.meeting import MeetingKind, MeetingState, Mode
from services.scheduling.domain.room import RoomKind
from services.scheduling.domain.session import SessionType
from services.scheduling.domain.travel import ZONES
from shared.importing.codes import LANGUAGES

ID = validate.Regexp(r"^[A-Za-z0-9_.-]{1,200}$", error="An id has 1 to 200 letters, digits, -, _ or dots.")
REFERENCE = validate.Regexp(r"^[A-Za-z0-9_-]{1,64}$", error="1 to 64 letters, digits, - or _.")
LIMIT = validate.Range(min=1, max=500)
VERSION = validate.Range(min=0, max=2**53)


class EditionIn(Schema):
    """An edition by id."""

    edition = fields.String(required=True, validate=ID)


class PageIn(EditionIn):
    """One page of an edition's things."""

    after = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=300))
    limit = fields.Integer(load_default=100, validate=LIMIT)


class RoomsIn(PageIn):
    """One page of rooms; every filter given must fit."""

    kind = fields.Enum(RoomKind, by_value=True, load_default=None, allow_none=True)
    place = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(ZONES))


class HostsIn(PageIn):
    """One page of hosts."""

    level = fields.Enum(HostLevel, by_value=True, load_default=None, allow_none=True)


class SessionsIn(PageIn):
    """One page of the programme."""

    session_type = fields.Enum(SessionType, by_value=True, load_default=None, allow_none=True)
    room_id = fields.String(load_default=None, allow_none=True, validate=ID)


class MeetingsIn(PageIn):
    """One page of meetings; `host_id` is the host who receives, wanted or not."""

    state = fields.Enum(MeetingState, by_value=True, load_default=None, allow_none=True)
    guest_id = fields.String(load_default=None, allow_none=True, validate=ID)
    host_id = fields.String(load_default=None, allow_none=True, validate=ID)


class HostIdIn(Schema):
    """A host by id."""

    host_id = fields.String(required=True, validate=ID)


class MeetingIdIn(Schema):
    """A meeting by id."""

    meeting_id = fields.String(required=True, validate=ID)


class RequestMeetingIn(Schema):
    """A leaders' meeting somebody asks for; people and host by id."""

    edition = fields.String(required=True, validate=ID)
    reference = fields.String(required=True, validate=REFERENCE)
    kind = fields.Enum(MeetingKind, by_value=True, required=True)
    guest_id = fields.String(required=True, validate=ID)
    accompanying = fields.List(
        fields.String(validate=ID), load_default=list, validate=validate.Length(max=50)
    )
    wanted_host_id = fields.String(required=True, validate=ID)
    may_be_delegated = fields.Boolean(load_default=False)
    speech_minutes = fields.Integer(required=True, strict=True, validate=validate.Range(5, 120))
    mode = fields.Enum(Mode, by_value=True, load_default=Mode.CONSECUTIVE)
    language = fields.String(required=True, validate=validate.OneOf(sorted(LANGUAGES)))
    priority = fields.Integer(load_default=5, strict=True, validate=validate.Range(1, 9))
    not_before = fields.AwareDateTime(load_default=None, allow_none=True)
    not_after = fields.AwareDateTime(load_default=None, allow_none=True)


class CancelMeetingIn(MeetingIdIn):
    """A meeting to call off."""

    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)
    reason = fields.String(load_default="called off", validate=validate.Length(1, 300))


class WindowIn(Schema):
    """A stretch of time in which a host receives."""

    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)


class HostWindowsIn(HostIdIn):
    """A host's whole calendar."""

    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)
    windows = fields.List(fields.Nested(WindowIn), required=True, validate=validate.Length(max=500))


class ImportIn(EditionIn):
    """Rows of a spreadsheet as text by header, and which header holds which field."""

    rows = fields.List(fields.Dict(keys=fields.String(), values=fields.String()), required=True)
    mapping = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)
    dry_run = fields.Boolean(load_default=False)
    # marshmallow takes fields off the class, so this does not hide the schema's own `partial`.
    partial = fields.Boolean(load_default=False)  # type: ignore[assignment]
