"""Shapes of what registration is asked."""

from marshmallow import Schema, fields, validate

from services.registration.domain.scan import Direction
from services.registration.domain.state import Gender, Rank, State
from shared.importing.codes import COUNTRIES, LANGUAGES

ID = validate.Regexp(r"^[A-Za-z0-9_.-]{1,200}$", error="An id has 1 to 200 letters, digits, -, _ or dots.")
REFERENCE = validate.Regexp(r"^[A-Za-z0-9_-]{1,64}$", error="1 to 64 letters, digits, - or _.")
LINE = validate.Length(max=300)
NAME = validate.Length(min=1, max=300)
COUNTRY = validate.OneOf(COUNTRIES, error="A two-letter country code of ISO 3166-1.")
LANGUAGE = validate.OneOf(LANGUAGES, error="A two-letter language code of ISO 639-1.")
CODE = validate.Length(min=1, max=100)
PLACE = validate.Range(min=0, max=9999)
LIMIT = validate.Range(min=1, max=500)
VERSION = validate.Range(min=0, max=2**53)


class EditionIn(Schema):
    """An edition by id."""

    edition = fields.String(required=True, validate=ID)


class OpenEditionIn(Schema):
    """An edition to open or correct; days in its own time zone."""

    edition = fields.String(required=True, validate=REFERENCE)
    conference = fields.String(required=True, validate=NAME)
    number = fields.Integer(required=True, strict=True, validate=validate.Range(min=1, max=9999))
    name_en = fields.String(required=True, validate=NAME)
    name_zh = fields.String(load_default="", validate=LINE)
    timezone = fields.String(load_default="Asia/Shanghai", validate=NAME)
    first_day = fields.Date(required=True)
    opening_day = fields.Date(required=True)
    last_day = fields.Date(required=True)


class EditionsIn(Schema):
    """One page of editions, after the last id of the page before."""

    after = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=300))
    limit = fields.Integer(load_default=100, validate=LIMIT)


class PageIn(EditionsIn):
    """One page of an edition's things."""

    edition = fields.String(required=True, validate=ID)


class GuestsIn(PageIn):
    """One page of guests; every filter given must fit."""

    state = fields.Enum(State, by_value=True, load_default=None, allow_none=True)
    rank = fields.Enum(Rank, by_value=True, load_default=None, allow_none=True)
    country = fields.String(load_default=None, allow_none=True, validate=COUNTRY)
    language = fields.String(load_default=None, allow_none=True, validate=LANGUAGE)
    delegation_id = fields.String(load_default=None, allow_none=True, validate=ID)


class SearchIn(Schema):
    """What a desk types to find somebody."""

    edition = fields.String(required=True, validate=ID)
    text = fields.String(required=True, validate=validate.Length(min=1, max=100))
    limit = fields.Integer(load_default=100, validate=LIMIT)


class GuestIn(Schema):
    """A guest by id, as last seen."""

    guest_id = fields.String(required=True, validate=ID)
    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)


class GuestIdIn(Schema):
    """A guest by id."""

    guest_id = fields.String(required=True, validate=ID)


class DelegationIdIn(Schema):
    """A delegation by id."""

    delegation_id = fields.String(required=True, validate=ID)


class GuestFields(Schema):
    """What may be stated about a guest; `delegation_id` and `person_id` are the organisers' references."""

    person_id = fields.String(validate=REFERENCE)
    family_name = fields.String(validate=NAME)
    given_name = fields.String(validate=LINE)
    own_script_name = fields.String(validate=LINE)
    birth_date = fields.Date(allow_none=True)
    country = fields.String(validate=COUNTRY)
    organisation = fields.String(validate=LINE)
    post = fields.String(validate=LINE)
    rank = fields.Enum(Rank, by_value=True)
    language = fields.String(validate=LANGUAGE)
    fallback_language = fields.String(allow_none=True, validate=LANGUAGE)
    fallback_accepted_by = fields.String(allow_none=True, validate=LINE)
    delegation_id = fields.String(allow_none=True, validate=REFERENCE)
    precedence = fields.Integer(strict=True, validate=PLACE)
    head_of_delegation = fields.Boolean()
    email = fields.String(validate=LINE)
    passport = fields.String(validate=validate.Length(max=50))
    dietary_needs = fields.String(validate=LINE)
    attention = fields.String(validate=LINE)
    refuses = fields.List(fields.String(validate=REFERENCE), validate=validate.Length(max=100))
    interpreter_gender = fields.Enum(Gender, by_value=True, allow_none=True)


class PersonIn(GuestFields):
    """Who somebody is, as far as it must be known before anything can be planned for them."""

    family_name = fields.String(required=True, validate=NAME)
    given_name = fields.String(load_default="", validate=LINE)
    country = fields.String(required=True, validate=COUNTRY)
    rank = fields.Enum(Rank, by_value=True, required=True)
    language = fields.String(required=True, validate=LANGUAGE)


class RegisterGuestIn(PersonIn):
    """A guest who is on no list yet."""

    edition = fields.String(required=True, validate=ID)
    reference = fields.String(required=True, validate=REFERENCE)


class ReplaceGuestIn(PersonIn):
    """Who comes in a guest's place."""

    guest_id = fields.String(required=True, validate=ID)
    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)


class AmendGuestIn(GuestFields):
    """Corrections of a guest; fields left out stay."""

    guest_id = fields.String(required=True, validate=ID)
    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)


class ReplyIn(GuestIn):
    """A reply slip; today in the edition's zone unless a day is given."""

    on = fields.Date(load_default=None, allow_none=True)


class WithdrawalIn(ReplyIn):
    """A withdrawal with its reason."""

    reason = fields.String(load_default="", validate=LINE)


class RevocationIn(GuestIn):
    """A badge to take back."""

    reason = fields.String(load_default="", validate=LINE)


class CheckInIn(Schema):
    """A badge's token or a guest's id at a door; `nonce` is the device's own number of this scan."""

    edition = fields.String(required=True, validate=ID)
    token = fields.String(load_default=None, allow_none=True, validate=validate.Length(min=1, max=2000))
    guest_id = fields.String(load_default=None, allow_none=True, validate=ID)
    door = fields.String(required=True, validate=CODE)
    device = fields.String(required=True, validate=CODE)
    nonce = fields.String(required=True, validate=CODE)
    at = fields.AwareDateTime(load_default=None, allow_none=True)
    direction = fields.Enum(Direction, by_value=True, load_default=Direction.IN)


class ImportIn(Schema):
    """Rows of a spreadsheet as text by header, and which header holds which field."""

    edition = fields.String(required=True, validate=ID)
    rows = fields.List(fields.Dict(keys=fields.String(), values=fields.String()), required=True)
    mapping = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)
    dry_run = fields.Boolean(load_default=False)
    # marshmallow takes fields off the class, so this does not hide the schema's own `partial`.
    partial = fields.Boolean(load_default=False)  # type: ignore[assignment]
