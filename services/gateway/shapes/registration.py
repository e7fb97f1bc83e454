"""Editions, delegations, guests, badges and scans as the API shows them."""

from marshmallow import Schema, fields, validate

RANKS = validate.OneOf(("V1", "V2", "V3", "V4", "V5"))
STATES = validate.OneOf(("registered", "confirmed", "received", "withdrew", "no_show"))
DIRECTIONS = validate.OneOf(("in", "out"))
RESULTS = validate.OneOf(
    (
        "admitted", "left", "already_inside", "not_inside", "revoked", "withdrawn", "not_confirmed",
        "wrong_edition", "unknown",
    )
)  # fmt: skip


class EditionSchema(Schema):
    """An edition: one running of a conference. Days are calendar days in its time zone."""

    id = fields.String(required=True, metadata={"example": "ipec-2019"})
    conference = fields.String(required=True)
    number = fields.Integer(required=True)
    name_en = fields.String(required=True)
    name_zh = fields.String(required=True)
    timezone = fields.String(required=True, metadata={"example": "Asia/Shanghai"})
    first_day = fields.Date(required=True)
    opening_day = fields.Date(required=True)
    last_day = fields.Date(required=True)
    version = fields.Integer(required=True)


class OpenEditionSchema(Schema):
    """An edition to open; one that is open already gets these dates and names."""

    edition = fields.String(required=True, validate=validate.Regexp("^[A-Za-z0-9_-]{1,64}$"))
    conference = fields.String(required=True)
    number = fields.Integer(required=True, validate=validate.Range(1, 9999))
    name_en = fields.String(required=True)
    name_zh = fields.String()
    timezone = fields.String(metadata={"default": "Asia/Shanghai"})
    first_day = fields.Date(required=True)
    opening_day = fields.Date(required=True)
    last_day = fields.Date(required=True)


class DelegationSchema(Schema):
    """A delegation with its head and its order of precedence (guest ids)."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    name_en = fields.String(required=True)
    name_zh = fields.String(required=True)
    country = fields.String(required=True)
    sister_city = fields.Boolean(required=True)
    head_guest_id = fields.String(required=True, allow_none=True)
    precedence = fields.List(fields.String(), required=True)
    version = fields.Integer(required=True)


class GuestFieldsSchema(Schema):
    """What may be stated about a guest; delegation and person are the organisers' references."""

    person_id = fields.String()
    family_name = fields.String()
    given_name = fields.String()
    own_script_name = fields.String()
    birth_date = fields.Date(allow_none=True)
    country = fields.String(metadata={"description": "ISO 3166-1 alpha-2"})
    organisation = fields.String()
    post = fields.String()
    rank = fields.String(validate=RANKS)
    language = fields.String(metadata={"description": "ISO 639-1"})
    fallback_language = fields.String(allow_none=True)
    fallback_accepted_by = fields.String(allow_none=True)
    delegation_id = fields.String(allow_none=True)
    precedence = fields.Integer(validate=validate.Range(0, 9999))
    head_of_delegation = fields.Boolean()
    email = fields.String()
    passport = fields.String()
    dietary_needs = fields.String()
    attention = fields.String(metadata={"description": "What a desk should know or do when the guest comes"})
    refuses = fields.List(fields.String(), metadata={"description": "References of interpreters"})
    interpreter_gender = fields.String(allow_none=True, validate=validate.OneOf(("f", "m")))


class PersonSchema(GuestFieldsSchema):
    """Who somebody is, as far as it must be known before anything can be planned for them."""

    family_name = fields.String(required=True)
    country = fields.String(required=True)
    rank = fields.String(required=True, validate=RANKS)
    language = fields.String(required=True)


class NewGuestSchema(PersonSchema):
    """A guest who is on no list yet."""

    reference = fields.String(required=True, validate=validate.Regexp("^[A-Za-z0-9_-]{1,64}$"))


class GuestSchema(Schema):
    """A guest as every role may see it."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    person_id = fields.String(required=True)
    family_name = fields.String(required=True)
    given_name = fields.String(required=True)
    own_script_name = fields.String(required=True)
    country = fields.String(required=True)
    organisation = fields.String(required=True)
    post = fields.String(required=True)
    rank = fields.String(required=True, validate=RANKS)
    language = fields.String(required=True)
    fallback_language = fields.String(required=True, allow_none=True)
    fallback_accepted_by = fields.String(required=True, allow_none=True)
    delegation_id = fields.String(required=True, allow_none=True)
    precedence = fields.Integer(required=True)
    head_of_delegation = fields.Boolean(required=True)
    refuses = fields.List(fields.String(), required=True)
    interpreter_gender = fields.String(required=True, allow_none=True)
    state = fields.String(required=True, validate=STATES)
    ever_confirmed = fields.Boolean(required=True)
    replied_on = fields.Date(required=True, allow_none=True)
    received_at = fields.AwareDateTime(required=True, allow_none=True)
    inside_since = fields.AwareDateTime(required=True, allow_none=True)
    inside_door = fields.String(required=True, allow_none=True)
    badge_serial = fields.Integer(required=True, metadata={"description": "0: no badge yet"})
    badge_revoked = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class FoundSchema(Schema):
    """Guests a desk may have meant."""

    items = fields.List(fields.Nested(GuestSchema), required=True)


class PrivateSchema(Schema):
    """What is private about a guest; the passport number is masked but for its end."""

    guest_id = fields.String(required=True)
    birth_date = fields.Date(required=True, allow_none=True)
    email = fields.String(required=True)
    passport = fields.String(required=True)
    dietary_needs = fields.String(required=True)
    attention = fields.String(required=True)
    withdrew_because = fields.String(required=True)


class GuestOverviewSchema(Schema):
    """A guest with all that awaits them: interpreters, meetings, trips, and every scan so far."""

    guest = fields.Nested(GuestSchema, required=True)
    delegation = fields.Nested(DelegationSchema, required=True, allow_none=True)
    other_editions = fields.List(fields.String(), required=True)
    assignments = fields.List(fields.Dict(), required=True)
    meetings = fields.List(fields.Dict(), required=True)
    trips = fields.List(fields.Dict(), required=True)
    scans = fields.List(fields.Dict(), required=True)


class ReplySchema(Schema):
    """The day of a reply; today if none is given."""

    on = fields.Date()


class WithdrawalSchema(ReplySchema):
    """A withdrawal."""

    reason = fields.String()


class RevocationSchema(Schema):
    """Why a badge is taken back."""

    reason = fields.String()


class ClosedSchema(Schema):
    """How many guests became no-shows."""

    no_show = fields.Integer(required=True)


class BadgeSchema(Schema):
    """A badge just made; `token` is what its QR code holds, and is shown only now."""

    guest_id = fields.String(required=True)
    serial = fields.Integer(required=True)
    token = fields.String(required=True, metadata={"example": "CVK1.NFYGKYZNGIYDCOI7IEYDCN27GE.MZ…"})
    version = fields.Integer(required=True)


class BadgeKeySchema(Schema):
    """What verifies badges without a network."""

    algorithm = fields.String(required=True)
    public_key = fields.String(required=True, metadata={"description": "32 bytes in hexadecimal"})


class ShowingSchema(Schema):
    """A badge's token, or the id of a guest found by name, at a door.

    `nonce` is the device's own number of this scan: sent again, it gets the same answer and nothing happens
    twice. A device says its own door by itself; `at` is when the scan was made, now if left out.
    """

    token = fields.String()
    guest_id = fields.String()
    door = fields.String()
    device = fields.String()
    nonce = fields.String(required=True)
    at = fields.AwareDateTime()
    direction = fields.String(validate=DIRECTIONS, metadata={"default": "in"})


class ScanSchema(Schema):
    """A scan with its answer, and for a badge that is inside already since when and through which door."""

    scan_id = fields.String(required=True)
    result = fields.String(required=True, validate=RESULTS)
    direction = fields.String(required=True, validate=DIRECTIONS)
    door = fields.String(required=True)
    device = fields.String(required=True)
    nonce = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    recorded = fields.AwareDateTime(required=True)
    inside_since = fields.AwareDateTime(required=True, allow_none=True)
    inside_door = fields.String(required=True, allow_none=True)
    guest = fields.Dict(required=True, allow_none=True)
