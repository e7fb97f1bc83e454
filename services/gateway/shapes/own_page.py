"""A guest's own page as the API shows it."""

from marshmallow import Schema, fields, validate

from services.gateway.calendar_words import LANGUAGES
from services.gateway.shapes.logistics import TRIP_KINDS
from services.gateway.shapes.registration import STATES, EditionSchema
from services.gateway.shapes.scheduling import MEETING_KINDS


class PageLinkSchema(Schema):
    """A signed link just made; the page is at /my/<token>."""

    guest_id = fields.String(required=True)
    token = fields.String(required=True)


class OwnCorrectionSchema(Schema):
    """What a guest may correct; fields left out stay."""

    own_script_name = fields.String(validate=validate.Length(max=300))
    post = fields.String(validate=validate.Length(max=300))
    email = fields.String(validate=validate.Length(max=300))
    dietary_needs = fields.String(validate=validate.Length(max=1000))


class CalendarQuery(Schema):
    """In which language the calendar is written; the guest's own where that is left out."""

    language = fields.String(validate=validate.OneOf(LANGUAGES))


class OwnGuestSchema(Schema):
    """The guest as the guest may see it."""

    reference = fields.String(required=True)
    family_name = fields.String(required=True)
    given_name = fields.String(required=True)
    own_script_name = fields.String(required=True)
    organisation = fields.String(required=True)
    post = fields.String(required=True)
    language = fields.String(required=True)
    state = fields.String(required=True, validate=STATES)


class OwnAssignmentSchema(Schema):
    """Who interprets for the guest."""

    purpose = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    meeting_id = fields.String(required=True, allow_none=True)
    interpreter_name = fields.String(required=True)
    serves_in = fields.String(required=True)


class OwnMeetingSchema(Schema):
    """Whom the guest meets, where and when."""

    id = fields.String(required=True)
    meeting_kind = fields.String(required=True, validate=MEETING_KINDS)
    host_name = fields.String(required=True)
    room_name = fields.String(required=True)
    place = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)


class OwnTripSchema(Schema):
    """Which car waits where."""

    id = fields.String(required=True)
    trip_kind = fields.String(required=True, validate=TRIP_KINDS)
    plate = fields.String(required=True)
    from_place = fields.String(required=True)
    to_place = fields.String(required=True)
    departs = fields.AwareDateTime(required=True)
    arrives = fields.AwareDateTime(required=True)


class OwnPageSchema(Schema):
    """A guest's own page; of needs it says only whether some are known."""

    guest = fields.Nested(OwnGuestSchema, required=True)
    edition = fields.Nested(EditionSchema, required=True)
    needs_known = fields.Boolean(required=True)
    assignments = fields.List(fields.Nested(OwnAssignmentSchema), required=True)
    meetings = fields.List(fields.Nested(OwnMeetingSchema), required=True)
    trips = fields.List(fields.Nested(OwnTripSchema), required=True)
