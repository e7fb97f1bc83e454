"""Shapes of a guest's own page."""

from marshmallow import Schema, fields, validate

from services.registration.schemas.answers import EditionOut
from services.registration.schemas.asked import LINE

OWN_FIELDS = ("own_script_name", "post", "email", "dietary_needs")


class LinkIn(Schema):
    """The token of a signed link."""

    token = fields.String(required=True, validate=validate.Length(1, 512))


class CorrectionIn(LinkIn):
    """What a guest may correct; fields left out stay."""

    own_script_name = fields.String(validate=LINE)
    post = fields.String(validate=LINE)
    email = fields.String(validate=LINE)
    dietary_needs = fields.String(validate=validate.Length(max=1000))


class LinkOut(Schema):
    """A link just made."""

    guest_id = fields.String()
    token = fields.String()


class OwnGuestOut(Schema):
    """The guest as the guest may see it."""

    reference = fields.String()
    family_name = fields.String()
    given_name = fields.String()
    own_script_name = fields.String()
    organisation = fields.String()
    post = fields.String()
    language = fields.String()
    state = fields.Function(lambda guest: guest.state.value)


class OwnAssignmentOut(Schema):
    """Who interprets for the guest."""

    purpose = fields.String()
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    meeting_id = fields.String(allow_none=True)
    interpreter_name = fields.String()
    serves_in = fields.String()


class OwnMeetingOut(Schema):
    """Whom the guest meets, where and when."""

    id = fields.String()
    meeting_kind = fields.String()
    host_name = fields.String()
    room_name = fields.String()
    place = fields.String()
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()


class OwnTripOut(Schema):
    """Which car waits where."""

    id = fields.String()
    trip_kind = fields.String()
    plate = fields.String()
    from_place = fields.String()
    to_place = fields.String()
    departs = fields.AwareDateTime()
    arrives = fields.AwareDateTime()


class OwnPageOut(Schema):
    """A guest's own page."""

    guest = fields.Nested(OwnGuestOut)
    edition = fields.Nested(EditionOut)
    needs_known = fields.Boolean()
    assignments = fields.List(fields.Nested(OwnAssignmentOut))
    meetings = fields.List(fields.Nested(OwnMeetingOut))
    trips = fields.List(fields.Nested(OwnTripOut))
