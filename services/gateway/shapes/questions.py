"""Answers about a plan as the API shows them."""

from marshmallow import Schema, fields

from services.gateway.shapes.matching import POINTS, DemandSchema

_MINUTES = fields.Dict(
    keys=fields.String(),
    values=fields.Integer(),
    required=True,
    metadata={"example": {"ipec-2019.i.I014": 480}},
)
_COST = fields.Dict(
    keys=fields.String(), values=fields.Integer(), required=True, metadata={"example": {"one_to_one.kept": 1}}
)


class CandidateSchema(Schema):
    """How one interpreter stands to a demand; `breaks` is empty for somebody who could serve at once."""

    interpreter_id = fields.String(required=True)
    name = fields.String(required=True)
    serves_in = fields.String(required=True, allow_none=True)
    breaks = fields.List(fields.String(), required=True)
    points = POINTS
    total = fields.Integer(required=True)


class ObstacleSchema(Schema):
    """A rule, who may waive it, and how many interpreters it keeps from the demand."""

    rule = fields.String(required=True)
    says = fields.String(required=True)
    waived_by = fields.String(required=True, allow_none=True)
    rules_out = fields.Integer(required=True)


class ExplanationSchema(Schema):
    """Why a demand is decided as it is."""

    demand = fields.Nested(DemandSchema, required=True)
    serving = fields.Nested(CandidateSchema, required=True, allow_none=True)
    rules_met = fields.List(fields.String(), required=True)
    waived = fields.List(fields.String(), required=True)
    next_best = fields.List(fields.Nested(CandidateSchema), required=True)
    obstacles = fields.List(fields.Nested(ObstacleSchema), required=True)
    summary = fields.String(required=True)


class ChangedDemandSchema(Schema):
    """A demand that would be served by somebody else, or by nobody (null)."""

    demand_id = fields.String(required=True)
    before = fields.String(required=True, allow_none=True)
    after = fields.String(required=True, allow_none=True)


class WhyNotSchema(Schema):
    """Why a pair is not in the plan: rules in the way and who may waive them, or what it would cost."""

    demand_id = fields.String(required=True)
    interpreter_id = fields.String(required=True)
    breaks = fields.List(fields.String(), required=True)
    waived_by = fields.List(fields.String(allow_none=True), required=True)
    cost = _COST
    moves = fields.List(fields.Nested(ChangedDemandSchema), required=True)
    says = fields.String(required=True)


class StepInSchema(Schema):
    """One replacement: rules to be waived, who has to agree, and what changes elsewhere."""

    interpreter_id = fields.String(required=True)
    name = fields.String(required=True)
    serves_in = fields.String(required=True, allow_none=True)
    waivers = fields.List(fields.String(), required=True)
    asks = fields.List(fields.String(), required=True)
    total = fields.Integer(required=True)
    moves = fields.List(fields.Nested(ChangedDemandSchema), required=True)
    left_without = fields.List(fields.String(), required=True)
    says = fields.String(required=True)


class StepInsSchema(Schema):
    """Replacements, best first."""

    items = fields.List(fields.Nested(StepInSchema), required=True)


class ReplacementsSchema(Schema):
    """Who could take one demand over."""

    demand_id = fields.String(required=True)
    candidates = fields.List(fields.Nested(StepInSchema), required=True)


class AllReplacementsSchema(Schema):
    """Who could take over everything one person serves."""

    items = fields.List(fields.Nested(ReplacementsSchema), required=True)


class WayOutSchema(Schema):
    """One way out where nobody of the language is free; a named person decides."""

    how = fields.String(required=True)
    interpreter_ids = fields.List(fields.String(), required=True)
    language = fields.String(required=True)
    minutes = fields.Integer(required=True)
    asks = fields.List(fields.String(), required=True)
    says = fields.String(required=True)


class WaysOutSchema(Schema):
    """Ways out, best first."""

    items = fields.List(fields.Nested(WayOutSchema), required=True)


class SinglePointSchema(Schema):
    """One person, and the demands nobody else could serve."""

    interpreter_id = fields.String(required=True)
    name = fields.String(required=True)
    demand_ids = fields.List(fields.String(), required=True)


class SpareSchema(Schema):
    """One language: who works in it outside the booths, how many stays ask for it, who is left."""

    language = fields.String(required=True)
    people = fields.Integer(required=True)
    demand = fields.Integer(required=True)
    spare = fields.Integer(required=True)
    at_floor = fields.Integer(required=True, metadata={"description": "Free, and at C3 or above"})


class SinglePointsSchema(Schema):
    """What hangs on one person, and languages with the scarcest first."""

    people = fields.List(fields.Nested(SinglePointSchema), required=True)
    languages = fields.List(fields.Nested(SpareSchema), required=True)


class WorkloadSchema(Schema):
    """Minutes on duty by person; Gini 0 is even, ratio is the most against the least."""

    minutes = _MINUTES
    gini = fields.Float(required=True)
    ratio = fields.Float(required=True, allow_none=True)


class GrowthSchema(Schema):
    """Practices one person had not had before."""

    interpreter_id = fields.String(required=True)
    gained = fields.List(fields.String(), required=True)


class MeritSchema(Schema):
    """One person's place in the list of merit."""

    place = fields.Integer(required=True)
    interpreter_id = fields.String(required=True)
    engagements = fields.Integer(required=True)
    minutes = fields.Integer(required=True)
    points = fields.Integer(required=True)


class MeritRowSchema(Schema):
    """One engagement one person served, and what it counts."""

    interpreter_id = fields.String(required=True)
    demand_id = fields.String(required=True)
    mode = fields.String(required=True)
    rank = fields.String(required=True)
    minutes = fields.Integer(required=True)
    points = fields.Integer(required=True)


class BalanceSchema(Schema):
    """Load, growth and merit of an edition; the list of merit is the sum of the rows."""

    workload = fields.Nested(WorkloadSchema, required=True)
    growth = fields.List(fields.Nested(GrowthSchema), required=True)
    merit = fields.List(fields.Nested(MeritSchema), required=True)
    rows = fields.List(fields.Nested(MeritRowSchema), required=True)
    names = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
