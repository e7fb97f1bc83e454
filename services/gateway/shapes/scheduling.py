"""Rooms, hosts, sessions, leaders' meetings and their plan as the API shows them."""

from marshmallow import Schema, fields, validate

from services.gateway.shapes.logistics import ZONE

ROOM_KINDS = validate.OneOf(
    ("MAIN_HALL", "FORUM_HALL", "DRAWING_ROOM", "TALKS_ROOM", "SMALL_ROOM", "VIP_LOUNGE", "INTERPRETERS_ROOM")
)
LEVELS = validate.OneOf(("H1", "H2", "H3", "H4", "H5", "H6"))
SESSION_TYPES = validate.OneOf(
    (
        "OPENING", "CLOSING", "FORUM", "ROUND_TABLE", "CONSULTATION", "SEMINAR", "PROMOTION", "SIGNING", "EXPO",
        "BANQUET", "MAIN_FORUM", "RELEASE", "SUPPORTING", "VISIT", "MATCHMAKING", "RECEPTION", "INTERVIEW",
        "COMMENDATION",
    )
)  # fmt: skip
MEETING_KINDS = validate.OneOf(("MEETING", "TALKS", "CALL"))
MODES = validate.OneOf(("CONSECUTIVE", "SIMULTANEOUS", "NONE"))
MEETING_STATES = validate.OneOf(("wanted", "placed", "unplaceable", "cancelled"))


class HoldSchema(Schema):
    """A stretch of time kept free; nobody outside the office sees it."""

    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    reason = fields.String()


class HoldsSchema(Schema):
    """All holds of a host or a room; they replace the ones before."""

    holds = fields.List(fields.Nested(HoldSchema), required=True)


class VenueSchema(Schema):
    """A building with rooms."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    name = fields.String(required=True)
    name_zh = fields.String(required=True)
    place = fields.String(required=True, validate=ZONE)
    address = fields.String(required=True)
    version = fields.Integer(required=True)


class RoomSchema(Schema):
    """A room; opening hours are local clock times, past midnight where it closes before it opens."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    name = fields.String(required=True)
    name_zh = fields.String(required=True)
    kind = fields.String(required=True, validate=ROOM_KINDS)
    seats = fields.Integer(required=True)
    place = fields.String(required=True, validate=ZONE)
    opens = fields.String(required=True, metadata={"example": "08:00"})
    closes = fields.String(required=True, metadata={"example": "22:00"})
    venue_id = fields.String(required=True, allow_none=True)
    equipment = fields.List(fields.String(), required=True)
    admits = fields.List(fields.String(), required=True, metadata={"description": "Ranks; none: everybody"})
    holds = fields.List(fields.Nested(HoldSchema), required=True)
    version = fields.Integer(required=True)


class WindowSchema(Schema):
    """A stretch of time in which a host receives."""

    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)


class CalendarSchema(Schema):
    """A host's whole calendar; it replaces the one before."""

    windows = fields.List(fields.Nested(WindowSchema), required=True)


class HostSchema(Schema):
    """A host with level (H1 is the highest) and calendar."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    name = fields.String(required=True)
    name_zh = fields.String(required=True)
    post = fields.String(required=True)
    level = fields.String(required=True, validate=LEVELS)
    windows = fields.List(fields.Nested(WindowSchema), required=True)
    holds = fields.List(fields.Nested(HoldSchema), required=True)
    version = fields.Integer(required=True)


class SessionSchema(Schema):
    """A session of the programme; speakers are guest ids."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    title = fields.String(required=True)
    title_zh = fields.String(required=True)
    session_type = fields.String(required=True, validate=SESSION_TYPES)
    room_id = fields.String(required=True, allow_none=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    working_languages = fields.List(fields.String(), required=True)
    speakers = fields.List(fields.String(), required=True)
    texts_due = fields.AwareDateTime(required=True, allow_none=True)
    texts_received = fields.List(fields.String(), required=True)
    version = fields.Integer(required=True)


class PlacementSchema(Schema):
    """With whom, where and when a meeting takes place."""

    host_id = fields.String(required=True)
    room_id = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)


class WishSchema(Schema):
    """A leaders' meeting somebody asks for; people and host by id, speech before interpreting doubles it."""

    reference = fields.String(required=True, validate=validate.Regexp("^[A-Za-z0-9_-]{1,64}$"))
    kind = fields.String(required=True, validate=MEETING_KINDS)
    guest_id = fields.String(required=True)
    accompanying = fields.List(fields.String())
    wanted_host_id = fields.String(required=True)
    may_be_delegated = fields.Boolean()
    speech_minutes = fields.Integer(required=True, validate=validate.Range(5, 120))
    mode = fields.String(validate=MODES)
    language = fields.String(required=True, metadata={"description": "ISO 639-1"})
    priority = fields.Integer(validate=validate.Range(1, 9))
    not_before = fields.AwareDateTime(allow_none=True)
    not_after = fields.AwareDateTime(allow_none=True)
    host_side = fields.List(
        fields.String(), metadata={"description": "Hosts who accompany the receiving one"}
    )
    equipment = fields.List(fields.String())
    photo = fields.Boolean()


class RestingRuleSchema(Schema):
    """A rule that rests for one meeting, in whose name and why."""

    rule = fields.String(required=True)
    by = fields.String(required=True)
    reason = fields.String()


class MeetingSchema(WishSchema):
    """A meeting: what was asked for, and where it takes place or which rules stand in the way."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    delegated = fields.Boolean(required=True)
    state = fields.String(required=True, validate=MEETING_STATES)
    placement = fields.Nested(PlacementSchema, required=True, allow_none=True)
    rules = fields.List(fields.String(), required=True)
    explanation = fields.String(required=True)
    cancelled_because = fields.String(required=True, allow_none=True)
    waivers = fields.List(fields.Nested(RestingRuleSchema), required=True)
    pinned = fields.Boolean(required=True)
    briefed = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class CancellationSchema(Schema):
    """Why a meeting is called off."""

    reason = fields.String(validate=validate.Length(1, 300))


class PlanLevelSchema(Schema):
    """One level of the objective, with the proven bound."""

    name = fields.String(required=True)
    value = fields.Integer(required=True)
    bound = fields.Integer(required=True)


class UnplacedSchema(Schema):
    """A meeting without a place: the rules in the way, and which of them somebody may waive."""

    meeting_id = fields.String(required=True)
    guest_id = fields.String(required=True)
    rules = fields.List(fields.String(), required=True)
    waive = fields.List(fields.String(), required=True)
    explanation = fields.String(required=True)


class MeetingPlanSchema(Schema):
    """The plan of meetings in force."""

    edition = fields.String(required=True)
    number = fields.Integer(required=True)
    wanted = fields.Integer(required=True)
    placed = fields.Integer(required=True)
    delegated = fields.Integer(required=True)
    unplaceable = fields.Integer(required=True)
    levels = fields.List(fields.Nested(PlanLevelSchema), required=True)
    method = fields.String(required=True)
    seconds = fields.Float(required=True)
    refusals = fields.List(fields.Nested(UnplacedSchema), required=True)
    version = fields.Integer(required=True)
