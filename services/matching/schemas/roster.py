"""Shapes of what is asked and answered about the roster."""

from marshmallow import Schema, fields, validate

from services.matching.domain.competence import LanguageClass, Tier
from services.matching.domain.interpreter import Consent, Gender, Team
from services.matching.domain.level import Level
from services.matching.domain.need import Mode
from services.matching.schemas.limits import (
    FOREIGN,
    ID,
    LANGUAGE,
    REASON,
    REFERENCE,
    TEXT,
    EditionIn,
    ImportIn,
    PageIn,
    Tuple,
    VersionIn,
)

__all__ = ["ImportIn"]

_WORDS = validate.Length(max=50)
_NAME = validate.Length(min=1, max=200)


class InterpretersIn(PageIn):
    """One page of the roster; every filter given must fit."""

    language = fields.String(load_default=None, allow_none=True, validate=LANGUAGE)
    level = fields.Enum(Level, by_value=True, load_default=None, allow_none=True)
    consent = fields.Enum(Consent, by_value=True, load_default=None, allow_none=True)
    team = fields.Enum(Team, by_value=True, load_default=None, allow_none=True)
    tier = fields.Enum(Tier, by_value=True, load_default=None, allow_none=True)
    booth = fields.Boolean(load_default=None, allow_none=True)


class SearchIn(EditionIn):
    """What somebody typed of a name, reference, unit or topic."""

    text = fields.String(required=True, validate=validate.Length(min=1, max=100))


class InterpreterIdIn(Schema):
    """An interpreter by id."""

    interpreter_id = fields.String(required=True, validate=ID)


class PersonIn(InterpreterIdIn, VersionIn):
    """An interpreter by id, as the caller has read it."""


class _Entry(Schema):
    """The fields of an entry that may be stated directly; consent, pledge and absences have acts of their own."""

    name = fields.String(validate=_NAME)
    name_zh = fields.String(validate=TEXT)
    home_unit = fields.String(validate=TEXT)
    team = fields.Enum(Team, by_value=True)
    tier = fields.Enum(Tier, by_value=True)
    languages = Tuple(fields.String(validate=FOREIGN), validate=validate.Length(min=1, max=20))
    classes = fields.Dict(
        keys=fields.String(validate=FOREIGN), values=fields.Enum(LanguageClass, by_value=True)
    )
    level = fields.Enum(Level, by_value=True)
    mode_levels = fields.Dict(
        keys=fields.String(validate=validate.OneOf([mode.value for mode in Mode])),
        values=fields.Enum(Level, by_value=True),
    )
    booth = fields.Boolean()
    topics = Tuple(fields.String(validate=_NAME), validate=_WORDS)
    gender = fields.Enum(Gender, by_value=True, allow_none=True)
    available_from = fields.AwareDateTime(allow_none=True)
    available_until = fields.AwareDateTime(allow_none=True)
    conflicts = Tuple(fields.String(validate=_NAME), validate=_WORDS)
    home_place = fields.String(validate=TEXT)
    practised = Tuple(fields.String(validate=_NAME), validate=_WORDS)
    person = fields.String(
        validate=validate.Regexp(r"^[A-Za-z0-9_-]{0,64}$", error="At most 64 letters, digits, - or _.")
    )
    phone = fields.String(validate=validate.Length(max=60))
    email = fields.String(validate=validate.Length(max=200))


class EnrolIn(EditionIn, _Entry):
    """A new entry."""

    reference = fields.String(required=True, validate=REFERENCE)
    name = fields.String(required=True, validate=_NAME)
    languages = Tuple(fields.String(validate=FOREIGN), required=True, validate=validate.Length(min=1, max=20))
    level = fields.Enum(Level, by_value=True, required=True)


class AmendIn(PersonIn, _Entry):
    """Corrections of an entry; what is not given stays."""


class AbsenceIn(PersonIn):
    """From when until when somebody cannot serve, and why."""

    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    reason = fields.String(required=True, validate=REASON)


class AbsenceEndIn(PersonIn):
    """Which absence no longer holds."""

    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)


class RecallIn(PersonIn):
    """Why the home unit calls somebody back."""

    reason = fields.String(required=True, validate=REASON)


class ConsentIn(PersonIn):
    """Who of the home unit agreed."""

    by = fields.String(required=True, validate=_NAME)


class PledgeIn(PersonIn):
    """The day the pledge was signed."""

    on = fields.Date(required=True)


class AbsenceOut(Schema):
    """A time in which somebody cannot serve."""

    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    reason = fields.String()


class InterpreterOut(Schema):
    """One person of the roster, without how to reach them."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    name = fields.String()
    name_zh = fields.String()
    home_unit = fields.String()
    team = fields.Enum(Team, by_value=True)
    tier = fields.Enum(Tier, by_value=True)
    languages = fields.List(fields.String())
    classes = fields.Dict(keys=fields.String(), values=fields.Enum(LanguageClass, by_value=True))
    level = fields.Enum(Level, by_value=True)
    mode_levels = fields.Dict(keys=fields.String(), values=fields.Enum(Level, by_value=True))
    booth = fields.Boolean()
    topics = fields.List(fields.String())
    gender = fields.Enum(Gender, by_value=True, allow_none=True)
    consent = fields.Enum(Consent, by_value=True)
    pledge_signed_on = fields.Date(allow_none=True)
    available_from = fields.AwareDateTime(allow_none=True)
    available_until = fields.AwareDateTime(allow_none=True)
    absences = fields.List(fields.Nested(AbsenceOut))
    conflicts = fields.List(fields.String())
    home_place = fields.String()
    practised = fields.List(fields.String())
    person = fields.String(attribute="person_id")
    version = fields.Integer()


class InterpretersOut(Schema):
    """One page of the roster."""

    items = fields.List(fields.Nested(InterpreterOut))
    next = fields.String(allow_none=True)


class ContactOut(Schema):
    """How to reach somebody of the roster."""

    id = fields.String()
    name = fields.String()
    phone = fields.String()
    email = fields.String()


class RosterVersionOut(Schema):
    """One change of one entry."""

    number = fields.Integer()
    at = fields.AwareDateTime()
    by = fields.String()
    what = fields.String()
    before = fields.Dict()
    after = fields.Dict()


class EditionServiceOut(Schema):
    """One person's part in one edition, with the work done there."""

    edition = fields.String(attribute="entry.edition")
    interpreter_id = fields.String(attribute="entry.id")
    tier = fields.Enum(Tier, by_value=True, attribute="entry.tier")
    level = fields.Enum(Level, by_value=True, attribute="entry.level")
    consent = fields.Enum(Consent, by_value=True, attribute="entry.consent")
    pledge_signed_on = fields.Date(allow_none=True, attribute="entry.pledge_signed_on")
    absences = fields.List(fields.Nested(AbsenceOut), attribute="entry.absences")
    engagements = fields.Integer()
    minutes = fields.Integer()
    practices = fields.List(fields.String())
