"""Roster, demands, plans and policies as the API shows them."""

from marshmallow import Schema, fields, validate

LEVELS = validate.OneOf(("C1", "C2S", "C2", "C3", "N"))
CONSENTS = validate.OneOf(("asked", "given", "recalled"))
TEAMS = validate.OneOf(("official", "contract"))
TIERS = validate.OneOf(("core", "reserve", "contract", "trainee"))
CLASSES = validate.OneOf(("A", "B", "C"))
STATES = validate.OneOf(("filled", "unfilled", "closed"))
PURPOSES = validate.OneOf(("one_to_one", "meeting", "booth", "toast", "visit", "inspection", "relief"))
STANDARDS = validate.OneOf(("aiic", "local_minimum"))
RANKS = validate.OneOf(("V1", "V2", "V3", "V4", "V5"))
REASON = validate.Length(1, 300)
POINTS = fields.Dict(
    keys=fields.String(), values=fields.Integer(), required=True, metadata={"example": {"topic": 3}}
)


class ShiftSchema(Schema):
    """Hours of duty inside an engagement over days, and the minutes of interpreting expected in them."""

    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    minutes = fields.Integer(required=True)


class DemandSchema(Schema):
    """A demand for one interpreter, and the decision in force: who serves, or which rules are in the way."""

    id = fields.String(required=True, metadata={"example": "ipec-2019.n.A001"})
    edition = fields.String(required=True)
    purpose = fields.String(required=True, validate=PURPOSES)
    state = fields.String(required=True, validate=STATES)
    guest_id = fields.String(required=True)
    meeting_id = fields.String(required=True, allow_none=True)
    rank = fields.String(required=True, validate=RANKS)
    language = fields.String(required=True)
    fallback = fields.String(required=True, allow_none=True)
    mode = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    place = fields.String(required=True, allow_none=True)
    direction = fields.String(required=True, validate=validate.OneOf(("both", "into", "from")))
    team = fields.String(
        required=True, allow_none=True, metadata={"description": "Seats of one team share it"}
    )
    booth = fields.String(required=True, allow_none=True)
    seat = fields.Integer(required=True)
    extra = fields.Boolean(required=True, metadata={"description": "Asked by AIIC above the local minimum"})
    relieves = fields.String(required=True, allow_none=True)
    session_id = fields.String(required=True, allow_none=True)
    request_id = fields.String(required=True, allow_none=True)
    gathering_id = fields.String(
        required=True, allow_none=True, metadata={"description": "The outing or sitting it is for"}
    )
    shifts = fields.List(fields.Nested(ShiftSchema), required=True)
    interpreter_id = fields.String(required=True, allow_none=True)
    serves_in = fields.String(required=True, allow_none=True)
    is_fallback = fields.Boolean(required=True)
    rules = fields.List(fields.String(), required=True)
    nearest_id = fields.String(
        required=True, allow_none=True, metadata={"description": "For whom least would have to be waived"}
    )
    waived = fields.List(fields.String(), required=True)
    confirmed = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class ServedSchema(Schema):
    """Demands of one purpose by how they are served."""

    demand = fields.Integer(required=True)
    first_language = fields.Integer(required=True)
    fallback = fields.Integer(required=True)
    unfilled = fields.Integer(required=True)


class GapSchema(Schema):
    """A demand nobody serves, and the rules in the way."""

    demand_id = fields.String(required=True)
    guest_id = fields.String(required=True)
    rank = fields.String(required=True, validate=RANKS)
    language = fields.String(required=True)
    rules = fields.List(fields.String(), required=True)


class StageSchema(Schema):
    """One optimisation: its terms, most important first; a gap of 0 proves that no plan is better.

    `bounds` go up to the first term that is not proven.
    """

    name = fields.String(required=True)
    terms = POINTS
    objective = fields.Integer(required=True)
    bound = fields.Integer(required=True)
    bounds = POINTS
    gap = fields.Integer(required=True)


class FindingSchema(Schema):
    """Something about the plan a named person should see, and the office that may accept it."""

    rule = fields.String(required=True)
    severity = fields.String(required=True, validate=validate.OneOf(("error", "warning", "preference")))
    says = fields.String(required=True)
    waived_by = fields.String(required=True, allow_none=True)
    need_ids = fields.List(fields.String(), required=True)
    interpreter_ids = fields.List(fields.String(), required=True)


class ProposalSchema(Schema):
    """A confirmed V1 or V2 pair that a better plan would move: assign to accept it, lock to decline it."""

    need_id = fields.String(required=True)
    present = fields.String(required=True)
    proposed = fields.String(required=True, allow_none=True)
    gain = POINTS
    says = fields.String(required=True)


class MatchingPlanSchema(Schema):
    """The plan in force; number 0 before the first."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    number = fields.Integer(required=True)
    one_to_one = fields.Nested(ServedSchema, required=True)
    meetings = fields.Nested(ServedSchema, required=True)
    booths = fields.Nested(ServedSchema, required=True)
    others = fields.Nested(ServedSchema, required=True)
    findings = fields.List(fields.Nested(FindingSchema), required=True)
    proposals = fields.List(fields.Nested(ProposalSchema), required=True)
    unfilled = fields.List(fields.Nested(GapSchema), required=True)
    stages = fields.List(fields.Nested(StageSchema), required=True)
    seconds = fields.Float(required=True)
    version = fields.Integer(required=True)


class PlanningSchema(Schema):
    """The last plan that took long: since when, after how many changes; it is being made while `ready_at` is null."""

    since = fields.AwareDateTime(required=True, allow_none=True)
    changes = fields.Integer(required=True)
    ready_at = fields.AwareDateTime(required=True, allow_none=True)


class DecidePolicySchema(Schema):
    """What an edition decides about its matching; what is left out takes its usual value."""

    level_floor = fields.Boolean(metadata={"default": True})
    topics = fields.List(fields.String(validate=validate.Length(1, 100)), validate=validate.Length(max=50))
    weights = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(validate=validate.Range(0, 20)),
        metadata={"example": {"topic": 5}},
    )
    standards = fields.List(fields.String(validate=STANDARDS))


class PolicySchema(Schema):
    """What an edition decided about its matching."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    level_floor = fields.Boolean(required=True)
    topics = fields.List(fields.String(), required=True)
    weights = POINTS
    standards = fields.List(fields.String(validate=STANDARDS), required=True)
    version = fields.Integer(required=True)
