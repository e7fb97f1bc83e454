"""Shapes of what is done by hand, and of waivers."""

from marshmallow import Schema, fields, validate

from services.matching.domain.hand import ActKind
from services.matching.domain.waiver import WaiverState
from services.matching.schemas.asked import DemandIdIn
from services.matching.schemas.limits import ID, REASON, PageIn, VersionIn

_RULE = validate.Length(min=1, max=60)
_PERSON = validate.Length(min=1, max=200)


class ActIn(DemandIdIn, VersionIn):
    """An act on one demand, and why."""

    reason = fields.String(load_default="", validate=validate.Length(max=300))


class ChooseIn(ActIn):
    """Whom the act concerns."""

    interpreter_id = fields.String(required=True, validate=ID)


class SwapIn(ActIn):
    """With which demand the interpreters are swapped."""

    other_demand_id = fields.String(required=True, validate=ID)


class UndoIn(DemandIdIn, VersionIn):
    """Which act is taken back."""

    act_id = fields.String(required=True, validate=ID)


class WaiverIn(DemandIdIn):
    """Which rule may be broken for a demand, who allows it, why, and until when; no interpreter means any."""

    rule = fields.String(required=True, validate=_RULE)
    interpreter_id = fields.String(load_default=None, allow_none=True, validate=ID)
    granted_by = fields.String(required=True, validate=_PERSON)
    reason = fields.String(required=True, validate=REASON)
    until = fields.AwareDateTime(required=True)


class WaiverIdIn(VersionIn):
    """A waiver by id."""

    waiver_id = fields.String(required=True, validate=ID)


class WaiversIn(PageIn):
    """One page of waivers; every filter given must fit."""

    demand_id = fields.String(load_default=None, allow_none=True, validate=ID)
    state = fields.Enum(WaiverState, by_value=True, load_default=None, allow_none=True)


class BreachOut(Schema):
    """A rule a pair breaks, and the waiver that allows it, if there is one."""

    rule = fields.String()
    says = fields.String()
    source = fields.String()
    waived_by = fields.String(allow_none=True)
    waiver_id = fields.String(allow_none=True)


class ManualActOut(Schema):
    """One act by hand."""

    id = fields.String()
    kind = fields.Enum(ActKind, by_value=True)
    interpreter_id = fields.String()
    by = fields.String()
    reason = fields.String()
    at = fields.AwareDateTime()
    other_demand_id = fields.String(allow_none=True)
    offer_id = fields.String(allow_none=True)
    stands = fields.Boolean()
    ended_at = fields.AwareDateTime(allow_none=True)
    ended_by = fields.String(allow_none=True)


class HandOut(Schema):
    """Every act on a demand, who is held there, and the rules that pair breaks."""

    demand_id = fields.String(attribute="hand.demand_id")
    acts = fields.List(fields.Nested(ManualActOut), attribute="hand.acts")
    held = fields.String(attribute="hand.pin.interpreter_id", dump_default=None, allow_none=True)
    forbidden = fields.Function(lambda given: sorted(given["hand"].forbidden))
    confirmed = fields.String(attribute="hand.confirmed_id", allow_none=True)
    breaks = fields.List(fields.Nested(BreachOut))
    version = fields.Integer(attribute="hand.version")


class ActedOut(Schema):
    """What was done, the rules the held pair breaks, and whether the plan is bound by it already."""

    demand_id = fields.String(attribute="hand.demand_id")
    act = fields.Nested(ManualActOut)
    held = fields.String(attribute="hand.pin.interpreter_id", dump_default=None, allow_none=True)
    breaks = fields.List(fields.Nested(BreachOut))
    in_force = fields.Boolean()
    version = fields.Integer(attribute="hand.version")


class WaiverOut(Schema):
    """A waiver."""

    id = fields.String()
    edition = fields.String()
    demand_id = fields.String()
    rule = fields.String()
    interpreter_id = fields.String(allow_none=True)
    granted_by = fields.String()
    reason = fields.String()
    until = fields.AwareDateTime()
    recorded_by = fields.String()
    recorded_at = fields.AwareDateTime()
    state = fields.Enum(WaiverState, by_value=True)
    version = fields.Integer()


class WaiversOut(Schema):
    """One page of waivers."""

    items = fields.List(fields.Nested(WaiverOut))
    next = fields.String(allow_none=True)
