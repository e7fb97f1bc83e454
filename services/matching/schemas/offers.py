"""Shapes of offers and of the links that answer them."""

from marshmallow import Schema, fields, validate

from services.matching.domain.competence import WAVES, Tier
from services.matching.domain.need import Mode, Purpose
from services.matching.domain.offer import Answer, OfferState
from services.matching.schemas.asked import DemandIdIn
from services.matching.schemas.limits import ID, REASON, PageIn, Tuple, VersionIn
from services.matching.schemas.roster import ContactOut

MOST_MINUTES = 14 * 24 * 60


class OpenOfferIn(DemandIdIn):
    """How long each wave may think, and which tiers are asked, in this order."""

    minutes = fields.Integer(load_default=120, strict=True, validate=validate.Range(min=1, max=MOST_MINUTES))
    tiers = Tuple(
        fields.Enum(Tier, by_value=True, validate=validate.OneOf(WAVES)),
        load_default=WAVES,
        validate=validate.Length(min=1),
    )


class OfferIdIn(Schema):
    """An offer by id."""

    offer_id = fields.String(required=True, validate=ID)


class WithdrawOfferIn(OfferIdIn, VersionIn):
    """Why an offer is taken back."""

    reason = fields.String(required=True, validate=REASON)


class OffersIn(PageIn):
    """One page of offers; every filter given must fit."""

    demand_id = fields.String(load_default=None, allow_none=True, validate=ID)
    state = fields.Enum(OfferState, by_value=True, load_default=None, allow_none=True)


class LinkIn(Schema):
    """The last part of a link."""

    token = fields.String(required=True, validate=validate.Length(min=1, max=512))


class AcceptIn(LinkIn):
    """The times the person was shown; they have to be the present ones."""

    starts = fields.AwareDateTime(load_default=None, allow_none=True)
    ends = fields.AwareDateTime(load_default=None, allow_none=True)


class DeclineIn(LinkIn):
    """Why not; may be left out."""

    reason = fields.String(load_default="", validate=validate.Length(max=300))


class WaveOut(Schema):
    """The people of one tier, in the order of fit."""

    tier = fields.Enum(Tier, by_value=True)
    interpreter_ids = fields.List(fields.String())


class ReplyOut(Schema):
    """What one person answered."""

    interpreter_id = fields.String()
    answer = fields.Enum(Answer, by_value=True)
    at = fields.AwareDateTime()
    reason = fields.String()


class OfferOut(Schema):
    """An offer as coordinators see it."""

    id = fields.String()
    edition = fields.String()
    demand_id = fields.String()
    state = fields.Enum(OfferState, by_value=True)
    waves = fields.List(fields.Nested(WaveOut))
    wave = fields.Integer()
    minutes = fields.Integer()
    by = fields.String()
    opened_at = fields.AwareDateTime()
    deadline = fields.AwareDateTime()
    replies = fields.List(fields.Nested(ReplyOut))
    accepted_by = fields.String(allow_none=True)
    closed_because = fields.String()
    version = fields.Integer()


class OffersOut(Schema):
    """One page of offers."""

    items = fields.List(fields.Nested(OfferOut))
    next = fields.String(allow_none=True)


class OfferLinkOut(Schema):
    """The link of one person, and how to send it."""

    interpreter = fields.Nested(ContactOut)
    token = fields.String()


class EngagementOut(Schema):
    """What a link shows: the work, the deadline, and what was answered; no names."""

    purpose = fields.Enum(Purpose, by_value=True, attribute="demand.need.purpose")
    mode = fields.Enum(Mode, by_value=True, attribute="demand.need.mode")
    language = fields.String(attribute="demand.need.language")
    starts = fields.AwareDateTime(attribute="demand.need.starts")
    ends = fields.AwareDateTime(attribute="demand.need.ends")
    place = fields.String(attribute="demand.need.place", allow_none=True)
    timezone = fields.String()
    deadline = fields.AwareDateTime(attribute="offer.deadline")
    state = fields.Enum(OfferState, by_value=True, attribute="offer.state")
    answer = fields.Enum(Answer, by_value=True, allow_none=True)
    may_answer = fields.Boolean()
