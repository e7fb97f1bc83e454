"""Shapes of what matching is asked about demands and policies."""

from marshmallow import Schema, fields, validate

from services.matching.domain.demand import State
from services.matching.domain.level import Rank
from services.matching.domain.need import Purpose
from services.matching.domain.policy import WEIGHTS
from services.matching.domain.standard import Standard
from services.matching.schemas.limits import ID, WEIGHT, EditionIn, PageIn, Tuple, VersionIn


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


class PolicyIn(EditionIn, VersionIn):
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
    standards = Tuple(
        fields.Enum(Standard, by_value=True), load_default=tuple(Standard), validate=validate.Length(min=1)
    )
