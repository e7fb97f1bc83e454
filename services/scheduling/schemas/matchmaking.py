"""Shapes of what business matchmaking is asked and answers."""

from marshmallow import Schema, fields, validate

from services.scheduling.domain.matchmaking import Answer, Keep, Wish
from services.scheduling.schemas.answers import page_of
from services.scheduling.schemas.asked import ID, REFERENCE, VERSION, EditionIn, PageIn

NUMBER = validate.Range(min=1, max=10**9)


class RequestsIn(PageIn):
    """One page of requests; every filter given must fit."""

    answer = fields.Enum(Answer, by_value=True, load_default=None, allow_none=True)
    asks_id = fields.String(load_default=None, allow_none=True, validate=ID)
    asked_id = fields.String(load_default=None, allow_none=True, validate=ID)


class AskIn(EditionIn):
    """A participant asks another; `after` are requests whose meetings come first."""

    reference = fields.String(required=True, validate=REFERENCE)
    asks_id = fields.String(required=True, validate=ID)
    asked_id = fields.String(required=True, validate=ID)
    expires = fields.AwareDateTime(load_default=None, allow_none=True)
    wish = fields.Enum(Wish, by_value=True, load_default=Wish.EITHER)
    slot_id = fields.String(load_default=None, allow_none=True, validate=ID)
    after = fields.List(fields.String(validate=ID), load_default=list, validate=validate.Length(max=50))


class RequestIdIn(Schema):
    """A request by id."""

    request_id = fields.String(required=True, validate=ID)
    expected_version = fields.Integer(load_default=None, allow_none=True, validate=VERSION)


class AnswerIn(RequestIdIn):
    """The other side's answer."""

    answer = fields.Enum(Answer, by_value=True, required=True, validate=validate.NoneOf([Answer.OPEN]))


class OrderIn(EditionIn):
    """A run: CONFIRMED leaves confirmed meetings where they are, ALL leaves all and fills gaps."""

    keep = fields.Enum(Keep, by_value=True, load_default=Keep.CONFIRMED)


class RunIn(EditionIn):
    """A run by number; None is the one in force."""

    number = fields.Integer(load_default=None, allow_none=True, strict=True, validate=NUMBER)


class RollBackIn(EditionIn):
    """An earlier run."""

    number = fields.Integer(required=True, strict=True, validate=NUMBER)


class CompareIn(EditionIn):
    """Two runs; 0 is the empty hall."""

    before = fields.Integer(required=True, strict=True, validate=validate.Range(0, 10**9))
    after = fields.Integer(required=True, strict=True, validate=NUMBER)


class TablesOut(Schema):
    """Tables of one kind."""

    seats = fields.Integer()
    number = fields.Integer()


class SlotOut(Schema):
    """A time slot with its tables."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    tables = fields.List(fields.Nested(TablesOut))
    version = fields.Integer()


class ParticipantOut(Schema):
    """Who takes part."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    name = fields.String()
    guest_id = fields.String(allow_none=True)
    people = fields.Integer()
    most = fields.Integer()
    away = fields.List(fields.String())
    refuses = fields.List(fields.String())
    version = fields.Integer()


class RequestOut(Schema):
    """A request with its answer."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    asks_id = fields.String()
    asked_id = fields.String()
    answer = fields.Enum(Answer, by_value=True)
    expires = fields.AwareDateTime(allow_none=True)
    wish = fields.Enum(Wish, by_value=True)
    slot_id = fields.String(allow_none=True)
    after = fields.List(fields.String())
    confirmed = fields.Boolean()
    version = fields.Integer()


class BusinessMeetingOut(Schema):
    """Who sits at which table, and when."""

    request_id = fields.String()
    participant_ids = fields.List(fields.String())
    slot_id = fields.String()
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    table = fields.Integer()
    seats = fields.Integer()


class UnplacedOut(Schema):
    """A mutual request without a meeting."""

    request_id = fields.String()
    rule = fields.String()


class ShareOut(Schema):
    """What a run gives one participant."""

    participant_id = fields.String()
    meetings = fields.Integer()
    idle_runs = fields.Integer()


class RunSummaryOut(Schema):
    """A run without its meetings."""

    edition = fields.String()
    number = fields.Integer()
    again = fields.Integer(allow_none=True)
    wanted = fields.Integer()
    placed = fields.Integer()
    idle_runs = fields.Integer()
    most_idle_runs = fields.Integer()
    bound = fields.Integer()


class RunOut(Schema):
    """A run; number 0 before the first."""

    edition = fields.String()
    number = fields.Integer()
    again = fields.Integer(allow_none=True)
    wanted = fields.Integer()
    meetings = fields.List(fields.Nested(BusinessMeetingOut))
    unplaced = fields.List(fields.Nested(UnplacedOut))
    participants = fields.List(fields.Nested(ShareOut))
    idle_runs = fields.Integer()
    most_idle_runs = fields.Integer()
    bound = fields.Integer()
    seconds = fields.Float()
    version = fields.Integer()


class DifferenceOut(Schema):
    """What one run does differently from another."""

    added = fields.List(fields.String())
    removed = fields.List(fields.String())
    moved = fields.List(fields.String())
    unchanged = fields.Integer()
    idle_runs = fields.Integer()


class OrderOut(Schema):
    """An order for a run."""

    edition = fields.String()
    number = fields.Integer()
    keep = fields.Enum(Keep, by_value=True)


SlotsOut = page_of(SlotOut)
ParticipantsOut = page_of(ParticipantOut)
RequestsOut = page_of(RequestOut)
RunsOut = page_of(RunSummaryOut)
