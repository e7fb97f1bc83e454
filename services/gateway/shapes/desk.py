"""What check-in desks and their organisers exchange with the API."""

from marshmallow import Schema, fields, validate

from services.gateway.shapes.registration import DIRECTIONS, RANKS, RESULTS

RIGHTS = validate.OneOf(("search", "walk_in", "reissue"))
KINDS = validate.OneOf(("admitted_twice", "admitted_against_list", "turned_away"))


class PlaceSchema(Schema):
    """Where a device stands, what it may beside checking in, and what verifies badges without a network."""

    device = fields.String(required=True)
    door = fields.String(required=True, allow_none=True)
    rights = fields.List(fields.String(validate=RIGHTS), required=True)
    edition = fields.String(required=True)
    name_en = fields.String(required=True)
    name_zh = fields.String(required=True)
    timezone = fields.String(required=True)
    public_key = fields.String(required=True, metadata={"description": "Ed25519, 32 bytes in hexadecimal"})
    now = fields.AwareDateTime(required=True)


class ListEntrySchema(Schema):
    """An entry of the local list, found by a hash of a card's code or by a guest's id."""

    lookup = fields.String(required=True)
    content = fields.String(
        required=True, metadata={"description": "A card: sealed with its code, base 64. A name: JSON"}
    )


class ListPageSchema(Schema):
    """Entries in the order of writing. Ask again from `upto`, at once unless `complete`."""

    items = fields.List(fields.Nested(ListEntrySchema), required=True)
    upto = fields.Integer(required=True)
    complete = fields.Boolean(required=True)
    now = fields.AwareDateTime(required=True)


class LateScanSchema(Schema):
    """A scan a device decided alone; of `lookup`, `token` and `guest_id` exactly one."""

    nonce = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    direction = fields.String(validate=DIRECTIONS, metadata={"default": "in"})
    result = fields.String(required=True, validate=RESULTS)
    lookup = fields.String()
    token = fields.String()
    guest_id = fields.String()


class LateScansSchema(Schema):
    """At most 1,000 scans. `sent_at` and `skew_ms` tell how far the device's clock is ahead of ours."""

    sent_at = fields.AwareDateTime(required=True)
    skew_ms = fields.Integer(allow_none=True)
    device = fields.String()
    door = fields.String()
    scans = fields.List(fields.Nested(LateScanSchema), required=True, validate=validate.Length(max=1000))


class KeptScanSchema(Schema):
    """What became of a scan; a malformed one is named by its place and is not to be brought again."""

    nonce = fields.String(required=True, allow_none=True)
    outcome = fields.String(required=True, validate=validate.OneOf(("kept", "known", "malformed")))
    conflict_id = fields.String(required=True, allow_none=True)
    place = fields.Integer()
    errors = fields.Dict()


class KeptScansSchema(Schema):
    """One line a scan, and the clock skew they were kept with."""

    items = fields.List(fields.Nested(KeptScanSchema), required=True)
    skew_ms = fields.Integer(required=True)


class SeenSchema(Schema):
    """One side of a conflict; `at` as the device said, `skew_ms` how far its clock was ahead, if known."""

    device = fields.String(required=True)
    door = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    result = fields.String(required=True, validate=RESULTS)
    nonce = fields.String(required=True)
    skew_ms = fields.Integer(required=True, allow_none=True)


class AdmissionConflictSchema(Schema):
    """Two sides that cannot both be right; `listed` is what our list answers to the later one."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    guest_id = fields.String(required=True)
    kind = fields.String(required=True, validate=KINDS)
    late = fields.Nested(SeenSchema, required=True)
    other = fields.Nested(SeenSchema, required=True, allow_none=True)
    listed = fields.String(required=True, validate=RESULTS)
    found_at = fields.AwareDateTime(required=True)
    open = fields.Boolean(required=True)
    settled_by = fields.String(required=True)
    settled_at = fields.AwareDateTime(required=True, allow_none=True)
    note = fields.String(required=True)
    version = fields.Integer(required=True)


class SettlingSchema(Schema):
    """What was the matter."""

    note = fields.String()


class WalkInSchema(Schema):
    """Somebody who is on no list; with `although_known` also if the name is on it already."""

    family_name = fields.String(required=True)
    given_name = fields.String()
    own_script_name = fields.String()
    country = fields.String(required=True, metadata={"description": "ISO 3166-1 alpha-2"})
    organisation = fields.String()
    post = fields.String()
    rank = fields.String(required=True, validate=RANKS)
    language = fields.String(required=True, metadata={"description": "ISO 639-1"})
    delegation_id = fields.String(allow_none=True, metadata={"description": "The organisers' reference"})
    attention = fields.String()
    although_known = fields.Boolean(metadata={"default": False})


class GroupSchema(Schema):
    """A delegation's names."""

    name_en = fields.String(required=True)
    name_zh = fields.String(required=True)


class BadgePrintSchema(Schema):
    """What is printed on a card of 86 × 124 mm; `token` is the text of its QR code."""

    guest_id = fields.String(required=True)
    reference = fields.String(required=True)
    serial = fields.Integer(required=True)
    family_name = fields.String(required=True)
    given_name = fields.String(required=True)
    own_script_name = fields.String(required=True)
    organisation = fields.String(required=True)
    post = fields.String(required=True)
    country = fields.String(required=True)
    rank = fields.String(required=True, validate=RANKS)
    group = fields.Nested(GroupSchema, required=True, allow_none=True)
    token = fields.String(required=True)
    version = fields.Integer(required=True)


class BadgePrintsSchema(Schema):
    """Cards made just now; none when everybody who is expected has one."""

    items = fields.List(fields.Nested(BadgePrintSchema), required=True)


class HowManySchema(Schema):
    """How many cards to make now."""

    limit = fields.Integer(validate=validate.Range(1, 500), metadata={"default": 100})
