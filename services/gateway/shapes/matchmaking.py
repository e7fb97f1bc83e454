"""Business matchmaking as the API shows it."""

from marshmallow import Schema, fields, validate

ANSWERS = validate.OneOf(("OPEN", "ACCEPTED", "DECLINED"))
WISHES = validate.OneOf(("MORNING", "AFTERNOON", "EITHER"))
KEEPS = validate.OneOf(("CONFIRMED", "ALL"))


class BusinessTablesSchema(Schema):
    """So many tables with so many seats."""

    seats = fields.Integer(required=True)
    number = fields.Integer(required=True)


class BusinessSlotSchema(Schema):
    """A time slot and the tables that stand in the hall then."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    tables = fields.List(fields.Nested(BusinessTablesSchema), required=True)
    version = fields.Integer(required=True)


class BusinessParticipantSchema(Schema):
    """Who takes part; `away` are slots, `refuses` other participants."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    name = fields.String(required=True)
    guest_id = fields.String(required=True, allow_none=True)
    people = fields.Integer(required=True)
    most = fields.Integer(required=True)
    away = fields.List(fields.String(), required=True)
    refuses = fields.List(fields.String(), required=True)
    version = fields.Integer(required=True)


class BusinessWishSchema(Schema):
    """A participant asks another; `after` are requests whose meetings come first."""

    reference = fields.String(required=True)
    asks_id = fields.String(required=True)
    asked_id = fields.String(required=True)
    expires = fields.AwareDateTime(load_default=None, allow_none=True)
    wish = fields.String(load_default="EITHER", validate=WISHES)
    slot_id = fields.String(load_default=None, allow_none=True)
    after = fields.List(fields.String(), load_default=list)


class BusinessRequestSchema(Schema):
    """A request with its answer; a confirmed meeting stays where it is."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    asks_id = fields.String(required=True)
    asked_id = fields.String(required=True)
    answer = fields.String(required=True, validate=ANSWERS)
    expires = fields.AwareDateTime(required=True, allow_none=True)
    wish = fields.String(required=True, validate=WISHES)
    slot_id = fields.String(required=True, allow_none=True)
    after = fields.List(fields.String(), required=True)
    confirmed = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class BusinessAnswerSchema(Schema):
    """The other side's answer."""

    answer = fields.String(required=True, validate=validate.OneOf(("ACCEPTED", "DECLINED")))


class MatchmakingOrderSchema(Schema):
    """A run: CONFIRMED leaves confirmed meetings where they are, ALL leaves all of them and fills gaps."""

    keep = fields.String(load_default="CONFIRMED", validate=KEEPS)


class MatchmakingOrderedSchema(Schema):
    """An order for a run, numbered."""

    edition = fields.String(required=True)
    number = fields.Integer(required=True)
    keep = fields.String(required=True, validate=KEEPS)


class BusinessMeetingSchema(Schema):
    """Who sits at which table, and when."""

    request_id = fields.String(required=True)
    participant_ids = fields.List(fields.String(), required=True)
    slot_id = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    table = fields.Integer(required=True)
    seats = fields.Integer(required=True)


class UnplacedRequestSchema(Schema):
    """A mutual request without a meeting, and the rule in the way."""

    request_id = fields.String(required=True)
    rule = fields.String(required=True)


class ShareSchema(Schema):
    """What a run gives one participant: meetings, and stretches of waiting between them."""

    participant_id = fields.String(required=True)
    meetings = fields.Integer(required=True)
    idle_runs = fields.Integer(required=True)


class RunSummarySchema(Schema):
    """A run without its meetings."""

    edition = fields.String(required=True)
    number = fields.Integer(required=True)
    again = fields.Integer(required=True, allow_none=True)
    wanted = fields.Integer(required=True)
    placed = fields.Integer(required=True)
    idle_runs = fields.Integer(required=True)
    most_idle_runs = fields.Integer(required=True)
    bound = fields.Integer(required=True)


class MatchmakingRunSchema(Schema):
    """A run; `bound` idle runs there must be when so many meet, `again` is the number of a run brought back."""

    edition = fields.String(required=True)
    number = fields.Integer(required=True)
    again = fields.Integer(required=True, allow_none=True)
    wanted = fields.Integer(required=True)
    meetings = fields.List(fields.Nested(BusinessMeetingSchema), required=True)
    unplaced = fields.List(fields.Nested(UnplacedRequestSchema), required=True)
    participants = fields.List(fields.Nested(ShareSchema), required=True)
    idle_runs = fields.Integer(required=True)
    most_idle_runs = fields.Integer(required=True)
    bound = fields.Integer(required=True)
    seconds = fields.Float(required=True)
    version = fields.Integer(required=True)


class RunDifferenceSchema(Schema):
    """What one run does differently from another, as requests."""

    added = fields.List(fields.String(), required=True)
    removed = fields.List(fields.String(), required=True)
    moved = fields.List(fields.String(), required=True)
    unchanged = fields.Integer(required=True)
    idle_runs = fields.Integer(required=True)
