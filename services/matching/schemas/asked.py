"""Shapes of what matching is asked."""

from marshmallow import Schema, fields, validate

from services.matching.domain.demand import State
from services.matching.domain.interpreter import Consent, Team
from services.matching.domain.level import Level, Rank
from services.matching.domain.need import Purpose
from services.matching.domain.policy import WEIGHTS
from shared.importing.codes import LANGUAGES

ID = validate.Regexp(r"^[A-Za-z0-9_.-]{1,200}$", error="An id has 1 to 200 letters, digits, -, _ or dots.")
REASON = validate.Length(min=1, max=300)
LANGUAGE = validate.OneOf(LANGUAGES, error="A two-letter language code of ISO 639-1.")
LIMIT = validate.Range(min=1, max=500)
VERSION = validate.Range(min=0, max=2**53)
WEIGHT = validate.Range(min=0, max=20)


class EditionIn(Schema):
    """An edition by id."""

    edition = fields.String(required=True, validate=ID)


class PageIn(EditionIn):
    """One page of an edition's things, after the last id of the page before."""

    after = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=300))
    limit = fields.Integer(load_default=100, validate=LIMIT)


class InterpretersIn(PageIn):
    """One page of the roster; every filter given must fit."""

    language = fields.String(load_default=None, allow_none=True, validate=LANGUAGE)
    level = fields.Enum(Level, by_value=True, load_default=None, allow_none=True)
    consent = fields.Enum(Consent, by_value=True, load_default=None, allow_none=True)
    team = fields.Enum(Team, by_value=True, load_default=None, allow_none=True)
    booth = fields.Boolean(load_default=None, allow_none=True)


class InterpreterIdIn(Schema):
    """An interpreter by id."""

    interpreter_id = fields.String(required=True, validate=ID)


class AbsenceIn(InterpreterIdIn):
    """From when until when somebody cannot serve, and why."""

    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    reason = fields.String(required=True, validate=REASON)
    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)


class RecallIn(InterpreterIdIn):
    """Why the home unit calls somebody back."""

    reason = fields.String(required=True, validate=REASON)
    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)


class DemandsIn(PageIn):
    """One page of demands; every filter given must fit."""

    state = fields.Enum(State, by_value=True, load_default=None, allow_none=True)
    purpose = fields.Enum(Purpose, by_value=True, load_default=None, allow_none=True)
    rank = fields.Enum(Rank, by_value=True, load_default=None, allow_none=True)
    guest_id = fields.String(load_default=None, allow_none=True, validate=ID)
    interpreter_id = fields.String(load_default=None, allow_none=True, validate=ID)


class DemandIdIn(Schema):
    """A demand by id."""

    demand_id = fields.String(required=True, validate=ID)


class PolicyIn(EditionIn):
    """What an edition decides; weights not named keep their usual value."""

    level_floor = fields.Boolean(load_default=True)
    topics = fields.List(
        fields.String(validate=validate.Length(min=1, max=100)),
        load_default=list,
        validate=validate.Length(max=50),
    )
    weights = fields.Dict(
        keys=fields.String(validate=validate.OneOf(sorted(WEIGHTS))),
        values=fields.Integer(strict=True, validate=WEIGHT),
        load_default=dict,
    )
    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)


class ImportIn(EditionIn):
    """Rows of a spreadsheet as text by header, and which header holds which field."""

    rows = fields.List(fields.Dict(keys=fields.String(), values=fields.String()), required=True)
    mapping = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)
    dry_run = fields.Boolean(load_default=False)
    # marshmallow takes fields off the class, so this does not hide the schema's own `partial`.
    partial = fields.Boolean(load_default=False)  # type: ignore[assignment]
