"""The roster as the API shows it."""

from marshmallow import Schema, fields, validate

from services.gateway.shapes.matching import CLASSES, CONSENTS, LEVELS, REASON, TEAMS, TIERS

_EXAMPLE_CLASSES = {"description": "A, B or C by language; not named: B", "example": {"ko": "C"}}
_EXAMPLE_LEVELS = {"description": "Where a mode has a level of its own", "example": {"SIMULTANEOUS": "C2S"}}
_GENDERS = validate.OneOf(("f", "m"))


class AbsenceSpanSchema(Schema):
    """The times of an absence."""

    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)


class AbsenceSchema(AbsenceSpanSchema):
    """A time in which somebody cannot serve."""

    reason = fields.String(required=True, validate=REASON)


class RecallSchema(Schema):
    """Why the home unit calls its interpreter back."""

    reason = fields.String(required=True, validate=REASON)


class ConsentSchema(Schema):
    """Who of the home unit agreed."""

    by = fields.String(required=True, validate=validate.Length(1, 200))


class PledgeSchema(Schema):
    """The day the pledge of foreign-affairs discipline was signed for this edition."""

    on = fields.Date(required=True)


class InterpreterFieldsSchema(Schema):
    """Fields of an entry; those left out stay. Consent, pledge and absences have acts of their own."""

    name = fields.String()
    name_zh = fields.String()
    home_unit = fields.String()
    team = fields.String(validate=TEAMS)
    tier = fields.String(validate=TIERS)
    languages = fields.List(fields.String(), metadata={"description": "Foreign languages, ISO 639-1"})
    classes = fields.Dict(
        keys=fields.String(), values=fields.String(validate=CLASSES), metadata=_EXAMPLE_CLASSES
    )
    level = fields.String(validate=LEVELS)
    mode_levels = fields.Dict(
        keys=fields.String(), values=fields.String(validate=LEVELS), metadata=_EXAMPLE_LEVELS
    )
    booth = fields.Boolean()
    topics = fields.List(fields.String())
    gender = fields.String(allow_none=True, validate=_GENDERS)
    available_from = fields.AwareDateTime(allow_none=True)
    available_until = fields.AwareDateTime(allow_none=True)
    conflicts = fields.List(fields.String())
    home_place = fields.String(metadata={"description": "Zone of the home unit"})
    practised = fields.List(fields.String(), metadata={"example": ["SIMULTANEOUS", "CONSECUTIVE:V1"]})
    person = fields.String(metadata={"description": "The same human being in other editions"})
    phone = fields.String()
    email = fields.String()


class NewInterpreterSchema(InterpreterFieldsSchema):
    """Somebody who joins the roster."""

    reference = fields.String(required=True)
    name = fields.String(required=True)
    languages = fields.List(fields.String(), required=True)
    level = fields.String(required=True, validate=LEVELS)


class InterpreterSchema(Schema):
    """One person of an edition's roster; `languages` are the foreign ones, ISO 639-1."""

    id = fields.String(required=True, metadata={"example": "ipec-2019.i.I014"})
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    name = fields.String(required=True)
    name_zh = fields.String(required=True)
    home_unit = fields.String(required=True)
    team = fields.String(required=True, validate=TEAMS)
    tier = fields.String(required=True, validate=TIERS)
    languages = fields.List(fields.String(), required=True)
    classes = fields.Dict(
        keys=fields.String(), values=fields.String(validate=CLASSES), required=True, metadata=_EXAMPLE_CLASSES
    )
    level = fields.String(required=True, validate=LEVELS)
    mode_levels = fields.Dict(
        keys=fields.String(), values=fields.String(validate=LEVELS), required=True, metadata=_EXAMPLE_LEVELS
    )
    booth = fields.Boolean(required=True, metadata={"description": "Kept for the simultaneous booths"})
    topics = fields.List(fields.String(), required=True)
    gender = fields.String(required=True, allow_none=True, validate=_GENDERS)
    consent = fields.String(required=True, validate=CONSENTS)
    pledge_signed_on = fields.Date(required=True, allow_none=True)
    available_from = fields.AwareDateTime(required=True, allow_none=True)
    available_until = fields.AwareDateTime(required=True, allow_none=True)
    absences = fields.List(fields.Nested(AbsenceSchema), required=True)
    conflicts = fields.List(fields.String(), required=True)
    home_place = fields.String(required=True)
    practised = fields.List(fields.String(), required=True)
    person = fields.String(required=True)
    version = fields.Integer(required=True)


class FoundInterpretersSchema(Schema):
    """Whom a search found."""

    items = fields.List(fields.Nested(InterpreterSchema), required=True)


class ContactSchema(Schema):
    """How to reach somebody; for coordinators only."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    phone = fields.String(required=True)
    email = fields.String(required=True)


class RosterVersionSchema(Schema):
    """One change of one entry: which version it led to, when, by whom, and the fields that differ."""

    number = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    by = fields.String(required=True)
    what = fields.String(required=True, metadata={"example": "matching.interpreter_amended.v1"})
    before = fields.Dict(required=True)
    after = fields.Dict(required=True)


class RosterVersionsSchema(Schema):
    """What an entry was, change by change, oldest first."""

    items = fields.List(fields.Nested(RosterVersionSchema), required=True)


class EditionServiceSchema(Schema):
    """One person's part in one edition."""

    edition = fields.String(required=True)
    interpreter_id = fields.String(required=True)
    tier = fields.String(required=True, validate=TIERS)
    level = fields.String(required=True, validate=LEVELS)
    consent = fields.String(required=True, validate=CONSENTS)
    pledge_signed_on = fields.Date(required=True, allow_none=True)
    absences = fields.List(fields.Nested(AbsenceSchema), required=True)
    engagements = fields.Integer(required=True)
    minutes = fields.Integer(required=True, metadata={"description": "On duty"})
    practices = fields.List(fields.String(), required=True, metadata={"example": ["ESCORT:V2"]})


class EditionServicesSchema(Schema):
    """One person's part in every edition."""

    items = fields.List(fields.Nested(EditionServiceSchema), required=True)
