"""Shapes of what matching answers about demands, plans and policies."""

from marshmallow import Schema, fields

from services.matching.domain.demand import State
from services.matching.domain.need import Direction, Mode, Purpose
from services.matching.domain.standard import Severity, Standard


class ShiftOut(Schema):
    """Hours of duty inside an engagement over days, and the minutes of interpreting expected in them."""

    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    minutes = fields.Integer()


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
    direction = fields.Enum(Direction, by_value=True, attribute="need.direction")
    team = fields.String(attribute="need.team", allow_none=True)
    booth = fields.String(attribute="need.booth", allow_none=True)
    seat = fields.Integer(attribute="need.seat")
    extra = fields.Boolean(attribute="need.extra")
    relieves = fields.String(attribute="need.relieves", allow_none=True)
    session_id = fields.String(attribute="need.session_id", allow_none=True)
    request_id = fields.String(attribute="need.request_id", allow_none=True)
    gathering_id = fields.String(attribute="need.gathering_id", allow_none=True)
    shifts = fields.List(fields.Nested(ShiftOut), attribute="need.shifts")
    interpreter_id = fields.String(allow_none=True)
    serves_in = fields.String(allow_none=True)
    is_fallback = fields.Boolean()
    rules = fields.List(fields.String())
    nearest_id = fields.String(allow_none=True)
    waived = fields.List(fields.String())
    confirmed = fields.Boolean()
    version = fields.Integer()


class DemandsOut(Schema):
    """One page of demands."""

    items = fields.List(fields.Nested(DemandOut))
    next = fields.String(allow_none=True)


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
    bounds = fields.Dict(keys=fields.String(), values=fields.Integer())
    gap = fields.Integer()


class FindingOut(Schema):
    """Something about the plan a named person should see."""

    rule = fields.String()
    severity = fields.Enum(Severity, by_value=True)
    says = fields.String()
    waived_by = fields.String(allow_none=True)
    need_ids = fields.List(fields.String())
    interpreter_ids = fields.List(fields.String())


class ProposalOut(Schema):
    """A confirmed pair that a better plan would move."""

    need_id = fields.String()
    present = fields.String()
    proposed = fields.String(attribute="decision.interpreter_id", allow_none=True)
    gain = fields.Dict(keys=fields.String(), values=fields.Integer())
    says = fields.String()


class PlanOut(Schema):
    """The plan in force; number 0 before the first."""

    id = fields.String()
    edition = fields.String()
    number = fields.Integer()
    one_to_one = fields.Nested(CountsOut)
    meetings = fields.Nested(CountsOut)
    booths = fields.Nested(CountsOut)
    others = fields.Nested(CountsOut)
    findings = fields.List(fields.Nested(FindingOut))
    proposals = fields.List(fields.Nested(ProposalOut))
    unfilled = fields.List(fields.Nested(GapOut))
    stages = fields.List(fields.Nested(StageOut))
    seconds = fields.Float()
    version = fields.Integer()


class ProgressOut(Schema):
    """The last plan that took long: since when, after how many changes, and when it was ready (null: not yet)."""

    since = fields.AwareDateTime(dump_default=None, allow_none=True)
    changes = fields.Integer(dump_default=0)
    ready_at = fields.AwareDateTime(dump_default=None, allow_none=True)


class PolicyOut(Schema):
    """What an edition decided about its matching."""

    id = fields.String()
    edition = fields.String()
    level_floor = fields.Boolean()
    topics = fields.List(fields.String())
    weights = fields.Dict(keys=fields.String(), values=fields.Integer())
    standards = fields.List(fields.Enum(Standard, by_value=True))
    version = fields.Integer()


class ServedOut(Schema):
    """Demands by whether somebody serves."""

    demand = fields.Integer()
    filled = fields.Integer()
    unfilled = fields.Integer()


class FiguresOut(Schema):
    """How an edition is served."""

    one_to_one = fields.Nested(CountsOut)
    unfilled = fields.List(fields.Nested(GapOut))
    meetings = fields.Nested(ServedOut)
    booths = fields.Nested(ServedOut)
    others = fields.Nested(ServedOut)
