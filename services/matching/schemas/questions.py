"""Shapes of questions about a plan and of their answers."""

from marshmallow import Schema, fields, validate

from services.matching.engine.answers.ways_out import How
from services.matching.schemas.answers import DemandOut
from services.matching.schemas.asked import DemandIdIn
from services.matching.schemas.limits import ID, LANGUAGE
from services.matching.schemas.roster import InterpreterIdIn

_FEW = validate.Range(min=1, max=10)
_COSTS = fields.Dict(keys=fields.String(), values=fields.Integer())


class PairIn(DemandIdIn, InterpreterIdIn):
    """A demand and a person."""


class StepInIn(DemandIdIn):
    """How many replacements are wanted."""

    limit = fields.Integer(load_default=5, validate=_FEW)


class ReplaceIn(InterpreterIdIn):
    """How many replacements are wanted for each demand."""

    limit = fields.Integer(load_default=3, validate=_FEW)


class SwitchIn(Schema):
    """A session, and the language spoken there instead."""

    session_id = fields.String(required=True, validate=ID)
    language = fields.String(required=True, validate=LANGUAGE)


class CandidateOut(Schema):
    """How one interpreter stands to one demand."""

    interpreter_id = fields.String()
    name = fields.String()
    serves_in = fields.String(allow_none=True)
    breaks = fields.List(fields.String())
    points = fields.Dict(keys=fields.String(), values=fields.Integer())
    total = fields.Integer()


class ObstacleOut(Schema):
    """A rule and how many it keeps from a demand."""

    rule = fields.String()
    says = fields.String()
    waived_by = fields.String(allow_none=True)
    rules_out = fields.Integer()


class ExplanationOut(Schema):
    """Why a demand is decided as it is."""

    demand = fields.Nested(DemandOut)
    serving = fields.Nested(CandidateOut, allow_none=True)
    rules_met = fields.List(fields.String())
    waived = fields.List(fields.String())
    next_best = fields.List(fields.Nested(CandidateOut))
    obstacles = fields.List(fields.Nested(ObstacleOut))
    summary = fields.String()


class MoveOut(Schema):
    """A demand that would be served by somebody else, or by nobody."""

    demand_id = fields.String(attribute="need_id")
    before = fields.String(allow_none=True)
    after = fields.String(allow_none=True)


class WhyNotOut(Schema):
    """Why a pair is not in the plan: rules in the way, or what it would cost."""

    demand_id = fields.String(attribute="need_id")
    interpreter_id = fields.String()
    breaks = fields.List(fields.String())
    waived_by = fields.List(fields.String(allow_none=True))
    cost = _COSTS
    moves = fields.List(fields.Nested(MoveOut))
    says = fields.String()


class StepInOut(Schema):
    """One replacement with its consequences."""

    interpreter_id = fields.String()
    name = fields.String()
    serves_in = fields.String(allow_none=True)
    waivers = fields.List(fields.String())
    asks = fields.List(fields.String())
    total = fields.Integer()
    moves = fields.List(fields.Nested(MoveOut))
    left_without = fields.List(fields.String())
    says = fields.String()


class ReplacementsOut(Schema):
    """Who could take one demand over."""

    demand_id = fields.String()
    candidates = fields.List(fields.Nested(StepInOut))


class WayOut(Schema):
    """One way out where nobody of the language is free."""

    how = fields.Enum(How, by_value=True)
    interpreter_ids = fields.List(fields.String())
    language = fields.String()
    minutes = fields.Integer()
    asks = fields.List(fields.String())
    says = fields.String()


class SinglePointOut(Schema):
    """One person, and the demands nobody else could serve."""

    interpreter_id = fields.String()
    name = fields.String()
    demand_ids = fields.List(fields.String(), attribute="need_ids")


class SpareOut(Schema):
    """How many of one language are to spare."""

    language = fields.String()
    people = fields.Integer()
    demand = fields.Integer()
    spare = fields.Integer()
    at_floor = fields.Integer()


class SinglePointsOut(Schema):
    """What hangs on one person, and languages with the scarcest first."""

    people = fields.List(fields.Nested(SinglePointOut))
    languages = fields.List(fields.Nested(SpareOut))


class LoadOut(Schema):
    """Minutes on duty by person, and how evenly they are spread."""

    minutes = fields.Dict(keys=fields.String(), values=fields.Integer())
    gini = fields.Float()
    ratio = fields.Float(allow_none=True)


class GrowthOut(Schema):
    """Practices one person had not had before."""

    interpreter_id = fields.String()
    gained = fields.List(fields.String())


class MeritOut(Schema):
    """One person's place in the list of merit."""

    place = fields.Integer()
    interpreter_id = fields.String()
    engagements = fields.Integer()
    minutes = fields.Integer()
    points = fields.Integer()


class MeritRowOut(Schema):
    """One engagement one person served, and what it counts."""

    interpreter_id = fields.String()
    demand_id = fields.String(attribute="need_id")
    mode = fields.String()
    rank = fields.String()
    minutes = fields.Integer()
    points = fields.Integer()


class BalanceOut(Schema):
    """Load, growth and merit of an edition, with the rows the list is added up from."""

    workload = fields.Nested(LoadOut, attribute="load")
    growth = fields.List(fields.Nested(GrowthOut))
    merit = fields.List(fields.Nested(MeritOut))
    rows = fields.List(fields.Nested(MeritRowOut))
    names = fields.Dict(keys=fields.String(), values=fields.String())
