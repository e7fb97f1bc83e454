"""Shapes of what matching answers about demands, plans and policies."""

from marshmallow import Schema, fields

from services.matching.domain.demand import State
from services.matching.domain.need import Mode, Purpose


class DemandOut(Schema):
    """One demand with the decision in force."""

    id = fields.String()
    edition = fields.String()
    purpose = fields.Enum(Purpose, by_value=True, attribute="need.purpose")
    state = fields.Enum(State, by_value=True)
    guest_id = fields.String()
    meeting_id = fields.String(attribute="need.meeting_id", allow_none=True)
    rank = fields.String()
    language = fields.String(attribute="need.language")
    fallback = fields.String(attribute="need.fallback", allow_none=True)
    mode = fields.Enum(Mode, by_value=True, attribute="need.mode")
    starts = fields.AwareDateTime(attribute="need.starts")
    ends = fields.AwareDateTime(attribute="need.ends")
    place = fields.String(attribute="need.place", allow_none=True)
    interpreter_id = fields.String(allow_none=True)
    serves_in = fields.String(allow_none=True)
    is_fallback = fields.Boolean()
    rules = fields.List(fields.String())
    nearest_id = fields.String(allow_none=True)
    version = fields.Integer()


class DemandsOut(Schema):
    """One page of demands."""

    items = fields.List(fields.Nested(DemandOut))
    next = fields.String(allow_none=True)


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
    next_best = fields.List(fields.Nested(CandidateOut))
    obstacles = fields.List(fields.Nested(ObstacleOut))
    summary = fields.String()


class CountsOut(Schema):
    """Demands of one purpose by how they are served."""

    demand = fields.Integer()
    first_language = fields.Integer()
    fallback = fields.Integer()
    unfilled = fields.Integer()


class GapOut(Schema):
    """A demand nobody serves."""

    demand_id = fields.String()
    guest_id = fields.String()
    rank = fields.String()
    language = fields.String()
    rules = fields.List(fields.String())


class StageOut(Schema):
    """One proven optimisation of a plan."""

    name = fields.String()
    terms = fields.Dict(keys=fields.String(), values=fields.Integer())
    objective = fields.Integer()
    bound = fields.Integer()
    gap = fields.Integer()


class PlanOut(Schema):
    """The plan in force; number 0 before the first."""

    id = fields.String()
    edition = fields.String()
    number = fields.Integer()
    one_to_one = fields.Nested(CountsOut)
    meetings = fields.Nested(CountsOut)
    unfilled = fields.List(fields.Nested(GapOut))
    stages = fields.List(fields.Nested(StageOut))
    seconds = fields.Float()
    version = fields.Integer()


class PolicyOut(Schema):
    """What an edition decided about its matching."""

    id = fields.String()
    edition = fields.String()
    level_floor = fields.Boolean()
    topics = fields.List(fields.String())
    weights = fields.Dict(keys=fields.String(), values=fields.Integer())
    version = fields.Integer()


class MeetingFiguresOut(Schema):
    """Meetings by whether somebody interprets."""

    demand = fields.Integer()
    filled = fields.Integer()
    unfilled = fields.Integer()


class FiguresOut(Schema):
    """How an edition is served."""

    one_to_one = fields.Nested(CountsOut)
    unfilled = fields.List(fields.Nested(GapOut))
    meetings = fields.Nested(MeetingFiguresOut)
