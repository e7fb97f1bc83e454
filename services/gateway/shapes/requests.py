"""Requests for interpreters as the API shows them."""

from marshmallow import Schema, fields, validate

from services.gateway.shapes.matching import RANKS, REASON

KINDS = validate.OneOf(("session", "banquet", "site_visit", "sign_inspection", "meeting", "press", "other"))


class RequestFieldsSchema(Schema):
    """Fields of a request; those left out stay."""

    kind = fields.String(validate=KINDS)
    title = fields.String()
    mode = fields.String(metadata={"example": "CONSECUTIVE"})
    languages = fields.List(fields.String(), metadata={"description": "Foreign languages, ISO 639-1"})
    place = fields.String()
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    rank = fields.String(validate=RANKS)
    guests = fields.List(fields.String(), metadata={"description": "Ids of the guests it is for"})
    topics = fields.List(fields.String())
    interpreters = fields.Integer(
        allow_none=True, metadata={"description": "For each language; null: by the table of team sizes"}
    )


class NewRequestSchema(RequestFieldsSchema):
    """A new request."""

    reference = fields.String(required=True)
    kind = fields.String(required=True, validate=KINDS)
    mode = fields.String(required=True, metadata={"example": "CONSECUTIVE"})
    languages = fields.List(fields.String(), required=True)
    place = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)


class WithdrawRequestSchema(Schema):
    """Why the interpreters are no longer wanted."""

    reason = fields.String(required=True, validate=REASON)


class RequestSchema(Schema):
    """A request for interpreters that no other service announces."""

    id = fields.String(required=True, metadata={"example": "ipec-2019.q.BANQUET"})
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    kind = fields.String(required=True, validate=KINDS)
    title = fields.String(required=True)
    mode = fields.String(required=True)
    languages = fields.List(fields.String(), required=True)
    place = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    rank = fields.String(required=True, validate=RANKS)
    guests = fields.List(fields.String(), required=True)
    topics = fields.List(fields.String(), required=True)
    interpreters = fields.Integer(required=True, allow_none=True)
    withdrawn = fields.Boolean(required=True)
    version = fields.Integer(required=True)
