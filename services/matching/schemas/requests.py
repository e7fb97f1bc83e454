"""Shapes of what is asked and answered about requests for interpreters."""

from marshmallow import Schema, fields, validate

from services.matching.domain.level import Rank
from services.matching.domain.need import Mode
from services.matching.domain.request import RequestKind
from services.matching.schemas.limits import (
    FOREIGN,
    ID,
    REASON,
    REFERENCE,
    TEXT,
    EditionIn,
    PageIn,
    Tuple,
    VersionIn,
)

_SOME_LANGUAGES = validate.Length(min=1, max=10)
_PLACE = validate.Length(min=1, max=100)
_MANY = validate.Length(max=50)
_WORD = validate.Length(min=1, max=100)


class _Engagement(Schema):
    """The fields of a request that may be stated."""

    kind = fields.Enum(RequestKind, by_value=True)
    title = fields.String(validate=TEXT)
    mode = fields.Enum(Mode, by_value=True)
    languages = Tuple(fields.String(validate=FOREIGN), validate=_SOME_LANGUAGES)
    place = fields.String(validate=_PLACE)
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    rank = fields.Enum(Rank, by_value=True)
    guests = Tuple(fields.String(validate=ID), validate=_MANY)
    topics = Tuple(fields.String(validate=_WORD), validate=_MANY)
    interpreters = fields.Integer(allow_none=True, validate=validate.Range(min=1, max=20))


class RequestIn(EditionIn, _Engagement):
    """A new request."""

    reference = fields.String(required=True, validate=REFERENCE)
    kind = fields.Enum(RequestKind, by_value=True, required=True)
    mode = fields.Enum(Mode, by_value=True, required=True)
    languages = Tuple(fields.String(validate=FOREIGN), required=True, validate=_SOME_LANGUAGES)
    place = fields.String(required=True, validate=_PLACE)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)


class RequestIdIn(Schema):
    """A request by id."""

    request_id = fields.String(required=True, validate=ID)


class AmendRequestIn(RequestIdIn, VersionIn, _Engagement):
    """Corrections of a request; what is not given stays."""


class WithdrawRequestIn(RequestIdIn, VersionIn):
    """Why the interpreters are no longer wanted."""

    reason = fields.String(required=True, validate=REASON)


class RequestsIn(PageIn):
    """One page of requests; every filter given must fit."""

    kind = fields.Enum(RequestKind, by_value=True, load_default=None, allow_none=True)
    withdrawn = fields.Boolean(load_default=None, allow_none=True)


class RequestOut(Schema):
    """One request for interpreters."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    kind = fields.Enum(RequestKind, by_value=True)
    title = fields.String()
    mode = fields.Enum(Mode, by_value=True)
    languages = fields.List(fields.String())
    place = fields.String()
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    rank = fields.Enum(Rank, by_value=True)
    guests = fields.List(fields.String())
    topics = fields.List(fields.String())
    interpreters = fields.Integer(allow_none=True)
    withdrawn = fields.Boolean()
    version = fields.Integer()


class RequestsOut(Schema):
    """One page of requests."""

    items = fields.List(fields.Nested(RequestOut))
    next = fields.String(allow_none=True)
