"""Shapes of what scheduling is asked."""

from marshmallow import Schema, fields, validate

from services.scheduling.domain.calendar import HostLevel
from services.scheduling.domain.feed import FeedOf
from services.scheduling.domain.meeting import MeetingKind, MeetingState, Mode
from services.scheduling.domain.policy import Grade
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
    host_side = fields.List(fields.String(validate=ID), load_default=list, validate=validate.Length(max=20))
    equipment = fields.List(
        fields.String(validate=REFERENCE), load_default=list, validate=validate.Length(max=20)
    )
    photo = fields.Boolean(load_default=False)
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


class HoldIn(WindowIn):
    """A stretch of time kept free."""

    reason = fields.String(load_default="", validate=validate.Length(max=300))


class HostHoldsIn(HostIdIn):
    """All holds of a host."""

    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)
    holds = fields.List(fields.Nested(HoldIn), required=True, validate=validate.Length(max=500))


class RoomHoldsIn(Schema):
    """All holds of a room."""

    room_id = fields.String(required=True, validate=ID)
    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)
    holds = fields.List(fields.Nested(HoldIn), required=True, validate=validate.Length(max=500))


class TextIn(Schema):
    """A speaker's text that came in."""

    session_id = fields.String(required=True, validate=ID)
    guest_id = fields.String(required=True, validate=ID)
    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)


class SeenMeetingIn(MeetingIdIn):
    """A meeting as the caller has read it."""

    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)


class WaiveIn(SeenMeetingIn):
    """A rule to let rest for one meeting."""

    rule = fields.String(required=True, validate=REFERENCE)
    by = fields.String(required=True, validate=validate.Length(1, 200))
    reason = fields.String(load_default="", validate=validate.Length(max=300))


class PlaceIn(MeetingIdIn):
    """A place for a meeting."""

    host_id = fields.String(required=True, validate=ID)
    room_id = fields.String(required=True, validate=ID)
    starts = fields.AwareDateTime(required=True)


class PlaceByHandIn(PlaceIn):
    """Where a person puts a meeting; `waive` names the rules that rest for it, `by` in whose name."""

    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)
    waive = fields.List(
        fields.String(validate=REFERENCE), load_default=list, validate=validate.Length(max=20)
    )
    by = fields.String(load_default="", validate=validate.Length(max=200))
    reason = fields.String(load_default="", validate=validate.Length(max=300))


class AlternativesIn(MeetingIdIn):
    """How many other places are wanted."""

    count = fields.Integer(load_default=3, validate=validate.Range(1, 10))


class PolicyIn(EditionIn):
    """Caps and grades; what is left out stays."""

    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)
    most_a_day = fields.Integer(load_default=None, allow_none=True, strict=True)
    grades = fields.Dict(
        keys=fields.String(), values=fields.Enum(Grade, by_value=True), load_default=None, allow_none=True
    )


class ReadinessIn(EditionIn):
    """The ready lights of an edition, or of one meeting."""

    meeting_id = fields.String(load_default=None, allow_none=True, validate=ID)


class DifferenceIn(EditionIn):
    """Two drafts to compare, by number."""

    one = fields.Integer(required=True, validate=validate.Range(1, 999_999))
    other = fields.Integer(required=True, validate=validate.Range(1, 999_999))


class ReleaseIn(EditionIn):
    """Tell people the draft; `expected_number` is the draft the caller looked at."""

    by = fields.String(required=True, validate=validate.Length(1, 200))
    note = fields.String(load_default="", validate=validate.Length(max=1000))
    expected_number = fields.Integer(load_default=None, allow_none=True, validate=VERSION)


class ReleaseNumberIn(EditionIn):
    """One version people were told."""

    number = fields.Integer(required=True, validate=validate.Range(1, 9999))


class AgendasIn(PageIn):
    """What people were told to be new."""

    person_id = fields.String(load_default=None, allow_none=True, validate=ID)
    release = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(1, 9999))


class OpenFeedIn(EditionIn):
    """A calendar to open an address for."""

    of = fields.Enum(FeedOf, by_value=True, required=True)
    of_id = fields.String(required=True, validate=ID)


class FeedIdIn(Schema):
    """An address by its id."""

    feed_id = fields.String(required=True, validate=ID)


class SecretIn(Schema):
    """The secret of an address."""

    secret = fields.String(required=True, validate=validate.Length(1, 200))


class ImportIn(EditionIn):
    """Rows of a spreadsheet as text by header, and which header holds which field."""

    rows = fields.List(fields.Dict(keys=fields.String(), values=fields.String()), required=True)
    mapping = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)
    dry_run = fields.Boolean(load_default=False)
    # marshmallow takes fields off the class, so this does not hide the schema's own `partial`.
    partial = fields.Boolean(load_default=False)  # type: ignore[assignment]
