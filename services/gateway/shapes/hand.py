"""Acts by hand, waivers and offers as the API shows them."""

from marshmallow import Schema, fields, validate

from services.gateway.shapes.matching import PURPOSES, REASON
from services.gateway.shapes.roster import ContactSchema

ACTS = validate.OneOf(("lock", "assign", "swap", "accepted", "forbid", "confirm"))
WAIVER_STATES = validate.OneOf(("in_force", "withdrawn", "expired"))
OFFER_STATES = validate.OneOf(("open", "accepted", "exhausted", "withdrawn"))
OFFERED_TIERS = validate.OneOf(("core", "reserve", "contract"))
ANSWERS = validate.OneOf(("accepted", "declined", "none_in_time"))


class ActSchema(Schema):
    """Why something is done by hand."""

    reason = fields.String()


class PairActSchema(ActSchema):
    """Whom the act concerns."""

    interpreter_id = fields.String(required=True)


class SwapSchema(ActSchema):
    """The demand whose interpreter is swapped with this one's."""

    other_demand_id = fields.String(required=True)


class BreachSchema(Schema):
    """A rule a pair breaks; without a waiver it is in the way of the act."""

    rule = fields.String(required=True)
    says = fields.String(required=True)
    source = fields.String(required=True, metadata={"description": "Where the rule comes from"})
    waived_by = fields.String(required=True, allow_none=True)
    waiver_id = fields.String(required=True, allow_none=True)


class ManualActSchema(Schema):
    """One act by hand."""

    id = fields.String(required=True)
    kind = fields.String(required=True, validate=ACTS)
    interpreter_id = fields.String(required=True)
    by = fields.String(required=True)
    reason = fields.String(required=True)
    at = fields.AwareDateTime(required=True)
    other_demand_id = fields.String(required=True, allow_none=True)
    offer_id = fields.String(required=True, allow_none=True)
    stands = fields.Boolean(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)
    ended_by = fields.String(required=True, allow_none=True)


class ActedSchema(Schema):
    """What was done. `in_force` is false while a rule in `breaks` has no waiver: the plan goes on without it."""

    demand_id = fields.String(required=True)
    act = fields.Nested(ManualActSchema, required=True)
    held = fields.String(required=True, allow_none=True)
    breaks = fields.List(fields.Nested(BreachSchema), required=True)
    in_force = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class SwappedSchema(Schema):
    """Both sides of a swap."""

    items = fields.List(fields.Nested(ActedSchema), required=True)


class HandSchema(Schema):
    """Everything done by hand on a demand, who is held there, and the rules that pair breaks."""

    demand_id = fields.String(required=True)
    acts = fields.List(fields.Nested(ManualActSchema), required=True)
    held = fields.String(required=True, allow_none=True)
    forbidden = fields.List(fields.String(), required=True)
    confirmed = fields.String(required=True, allow_none=True)
    breaks = fields.List(fields.Nested(BreachSchema), required=True)
    version = fields.Integer(required=True)


class GrantWaiverSchema(Schema):
    """Which rule may be broken for a demand, who allows it, why, until when; no interpreter means any."""

    demand_id = fields.String(required=True)
    rule = fields.String(required=True, metadata={"example": "level_floor"})
    interpreter_id = fields.String(allow_none=True)
    granted_by = fields.String(required=True, metadata={"example": "Chief of protocol Wang"})
    reason = fields.String(required=True, validate=REASON)
    until = fields.AwareDateTime(required=True)


class WaiverSchema(Schema):
    """A waiver."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    demand_id = fields.String(required=True)
    rule = fields.String(required=True)
    interpreter_id = fields.String(required=True, allow_none=True)
    granted_by = fields.String(required=True)
    reason = fields.String(required=True)
    until = fields.AwareDateTime(required=True)
    recorded_by = fields.String(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    state = fields.String(required=True, validate=WAIVER_STATES)
    version = fields.Integer(required=True)


class OpenOfferSchema(Schema):
    """How long each wave may think, and which tiers are asked in which order."""

    minutes = fields.Integer(validate=validate.Range(1, 14 * 24 * 60), metadata={"default": 120})
    tiers = fields.List(fields.String(validate=OFFERED_TIERS))


class WithdrawOfferSchema(Schema):
    """Why an offer is taken back."""

    reason = fields.String(required=True, validate=REASON)


class WaveSchema(Schema):
    """The people of one tier, in the order of fit."""

    tier = fields.String(required=True, validate=OFFERED_TIERS)
    interpreter_ids = fields.List(fields.String(), required=True)


class OfferReplySchema(Schema):
    """What one person answered."""

    interpreter_id = fields.String(required=True)
    answer = fields.String(required=True, validate=ANSWERS)
    at = fields.AwareDateTime(required=True)
    reason = fields.String(required=True)


class OfferSchema(Schema):
    """An offer: whom it asks wave by wave, until when, and what was answered."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    demand_id = fields.String(required=True)
    state = fields.String(required=True, validate=OFFER_STATES)
    waves = fields.List(fields.Nested(WaveSchema), required=True)
    wave = fields.Integer(required=True, metadata={"description": "Counted from 0"})
    minutes = fields.Integer(required=True)
    by = fields.String(required=True)
    opened_at = fields.AwareDateTime(required=True)
    deadline = fields.AwareDateTime(required=True)
    replies = fields.List(fields.Nested(OfferReplySchema), required=True)
    accepted_by = fields.String(required=True, allow_none=True)
    closed_because = fields.String(required=True)
    version = fields.Integer(required=True)


class OfferLinkSchema(Schema):
    """The link of one person, and how to send it."""

    interpreter = fields.Nested(ContactSchema, required=True)
    path = fields.String(
        required=True,
        metadata={
            "example": "/offer/CVO1.…",
            "description": "The page with the answer, below the address of the console",
        },
    )


class OfferLinksSchema(Schema):
    """The links of everybody who is asked now."""

    items = fields.List(fields.Nested(OfferLinkSchema), required=True)


class AcceptSchema(Schema):
    """The times that were shown; if the engagement has moved since, the answer does not count."""

    starts = fields.AwareDateTime(allow_none=True)
    ends = fields.AwareDateTime(allow_none=True)


class DeclineSchema(Schema):
    """Why not; may be left out."""

    reason = fields.String()


class EngagementSchema(Schema):
    """What the holder of a link is asked: the work and the deadline, no names."""

    purpose = fields.String(required=True, validate=PURPOSES)
    mode = fields.String(required=True)
    language = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    place = fields.String(required=True, allow_none=True)
    timezone = fields.String(required=True, metadata={"example": "Asia/Shanghai"})
    deadline = fields.AwareDateTime(required=True)
    state = fields.String(required=True, validate=OFFER_STATES)
    answer = fields.String(required=True, allow_none=True, validate=ANSWERS)
    may_answer = fields.Boolean(required=True)
