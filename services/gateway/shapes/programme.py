"""Drafts, releases, conflicts, ready lights, seats, explanations and calendars as the API shows them."""

from marshmallow import Schema, fields, validate

from services.gateway.shapes.scheduling import MeetingSchema, PlacementSchema

GRADES = validate.OneOf(("block", "block_release", "warn", "ignore"))
LIGHTS = validate.OneOf(("green", "amber", "red", "off"))
FEEDS = validate.OneOf(("person", "room", "edition"))


class MeetingPolicySchema(Schema):
    """What an edition decided about its meetings; `grades` holds the conflicts graded otherwise than usual."""

    edition = fields.String(required=True, dump_only=True)
    most_a_day = fields.Integer(validate=validate.Range(1, 20))
    grades = fields.Dict(keys=fields.String(), values=fields.String(validate=GRADES))
    version = fields.Integer(required=True, dump_only=True)


class ConflictSchema(Schema):
    """Something wrong with the plan as things stand."""

    code = fields.String(required=True)
    grade = fields.String(required=True, validate=GRADES)
    about = fields.List(fields.String(), required=True)
    says = fields.String(required=True)


class ConflictsSchema(Schema):
    """Everything wrong, gravest first."""

    items = fields.List(fields.Nested(ConflictSchema), required=True)


class LampSchema(Schema):
    """One thing a meeting needs: host, room, seats, interpreter, car or brief."""

    part = fields.String(required=True)
    light = fields.String(required=True, validate=LIGHTS)
    says = fields.String(required=True)


class ReadinessSchema(Schema):
    """The ready light of one meeting."""

    meeting_id = fields.String(required=True)
    light = fields.String(required=True, validate=LIGHTS)
    lamps = fields.List(fields.Nested(LampSchema), required=True)


class ReadinessListSchema(Schema):
    """The ready lights of an edition."""

    items = fields.List(fields.Nested(ReadinessSchema), required=True)


class SeatedSchema(Schema):
    """Somebody with a seat; both names stand on the card."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    name_zh = fields.String(required=True)


class SeatSchema(Schema):
    """One seat; metres from the door, as one enters."""

    person = fields.Nested(SeatedSchema, required=True)
    side = fields.String(required=True)
    part = fields.String(required=True)
    order = fields.Integer(required=True)
    x = fields.Float(required=True)
    y = fields.Float(required=True)
    facing = fields.String(required=True)


class PhotoPlaceSchema(Schema):
    """One standing place for the photo."""

    person = fields.Nested(SeatedSchema, required=True)
    row = fields.Integer(required=True)
    position = fields.Integer(required=True)


class SeatingSchema(Schema):
    """Seats, cards and places for the photo; `viewpoint` says where the coordinates are seen from."""

    meeting_id = fields.String(required=True)
    viewpoint = fields.String(required=True)
    seats = fields.List(fields.Nested(SeatSchema), required=True)
    cards = fields.List(fields.Nested(SeatedSchema), required=True)
    photo = fields.List(fields.Nested(PhotoPlaceSchema), required=True)


class VerdictSchema(Schema):
    """One rule about one place; `because_of` are the meetings in the way."""

    rule = fields.String(required=True)
    says = fields.String(required=True)
    waived_by = fields.String(required=True, allow_none=True)
    kept = fields.Boolean(required=True)
    because_of = fields.List(fields.String(), required=True)


class VerdictsSchema(Schema):
    """Rule by rule."""

    items = fields.List(fields.Nested(VerdictSchema), required=True)


class SoonerSchema(Schema):
    """An earlier place with the same host, and what is in the way there."""

    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    rules = fields.List(fields.String(), required=True)


class MeetingExplanationSchema(Schema):
    """Why a meeting is where it is; without a place why, and what would make one possible."""

    meeting = fields.Nested(MeetingSchema, required=True)
    verdicts = fields.List(fields.Nested(VerdictSchema), required=True)
    sooner = fields.List(fields.Nested(SoonerSchema), required=True)
    summary = fields.String(required=True)
    possible = fields.String(required=True)


class ConsequenceSchema(Schema):
    """Where another meeting would be; null: it would lose its place."""

    meeting_id = fields.String(required=True)
    placement = fields.Nested(PlacementSchema, required=True, allow_none=True)


class WaiveSchema(Schema):
    """A rule somebody would have to waive."""

    rule = fields.String(required=True)
    says = fields.String(required=True)
    waived_by = fields.String(required=True, allow_none=True)


class AlternativePlaceSchema(Schema):
    """Another place; `kind` is other_time, other_host or other_day."""

    kind = fields.String(required=True)
    placement = fields.Nested(PlacementSchema, required=True)
    waive = fields.List(fields.Nested(WaiveSchema), required=True)
    consequences = fields.List(fields.Nested(ConsequenceSchema), required=True)


class AlternativePlacesSchema(Schema):
    """The best other places."""

    items = fields.List(fields.Nested(AlternativePlaceSchema), required=True)


class ByHandSchema(Schema):
    """Where a person puts a meeting; `waive` names rules that rest for it, in the caller's name."""

    host_id = fields.String(required=True)
    room_id = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    waive = fields.List(fields.String())
    reason = fields.String()


class WaiveRuleSchema(Schema):
    """A rule to let rest for one meeting, in the caller's name."""

    rule = fields.String(required=True)
    reason = fields.String()


class DraftSchema(Schema):
    """One version of the plan; placements by the references of the meetings."""

    edition = fields.String(required=True)
    number = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    reason = fields.String(required=True)
    placements = fields.Dict(
        keys=fields.String(), values=fields.Nested(PlacementSchema, allow_none=True), required=True
    )


class DifferenceSchema(Schema):
    """A meeting that is elsewhere in another draft."""

    meeting_id = fields.String(required=True)
    before = fields.Nested(PlacementSchema, required=True, allow_none=True)
    after = fields.Nested(PlacementSchema, required=True, allow_none=True)


class DifferencesSchema(Schema):
    """What is different between two drafts."""

    items = fields.List(fields.Nested(DifferenceSchema), required=True)


class AlterationSchema(Schema):
    """One line of the changelog; `what` is added, moved, altered or cancelled."""

    id = fields.String(required=True)
    what = fields.String(required=True)
    title = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    was_starts = fields.AwareDateTime(required=True, allow_none=True)
    was_ends = fields.AwareDateTime(required=True, allow_none=True)
    room_name = fields.String(required=True)
    was_room_name = fields.String(required=True)
    people = fields.List(fields.String(), required=True)


class AppointmentSchema(Schema):
    """A meeting or session as people were told of it."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    title = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    room_id = fields.String(required=True)
    room_name = fields.String(required=True)
    people = fields.List(fields.String(), required=True)
    sequence = fields.Integer(required=True)
    status = fields.String(required=True)


class ReleaseOrderSchema(Schema):
    """Tell people the draft; `expected_number` is the draft the caller looked at."""

    note = fields.String()
    expected_number = fields.Integer(allow_none=True)


class ReleaseSchema(Schema):
    """One version people were told, with the changelog since the one before."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    number = fields.Integer(required=True)
    plan_number = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    note = fields.String(required=True)
    appointments = fields.List(fields.Nested(AppointmentSchema), required=True)
    changelog = fields.List(fields.Nested(AlterationSchema), required=True)
    version = fields.Integer(required=True)


class UnreleasedSchema(Schema):
    """What people would be told if the draft were released now; `released` is 0 before the first release."""

    released = fields.Integer(required=True)
    plan_number = fields.Integer(required=True)
    items = fields.List(fields.Nested(AlterationSchema), required=True)


class PublicLineSchema(AlterationSchema):
    """One line of the public changelog: without people."""

    class Meta:
        """What the office keeps to itself."""

        exclude = ("people",)


class PublicNewsSchema(Schema):
    """What the public reads of one release."""

    number = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    lines = fields.List(fields.Nested(PublicLineSchema), required=True)


class PublicChangelogSchema(Schema):
    """What was new in the programme, newest first."""

    items = fields.List(fields.Nested(PublicNewsSchema), required=True)


class AgendaSchema(Schema):
    """What one person was told to be new, last."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    person_id = fields.String(required=True)
    release = fields.Integer(required=True)
    news = fields.List(fields.Nested(AlterationSchema), required=True)
    version = fields.Integer(required=True)


class FeedOrderSchema(Schema):
    """A calendar to open an address for: a guest or host, a room, or the edition."""

    of = fields.String(required=True, validate=FEEDS)
    of_id = fields.String(required=True)


class FeedSchema(Schema):
    """One address of a calendar, without the secret."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    of = fields.String(required=True, validate=FEEDS)
    of_id = fields.String(required=True)
    revoked = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class OpenedFeedSchema(FeedSchema):
    """A new address; `path` holds the secret and is told this once."""

    path = fields.String(required=True)
