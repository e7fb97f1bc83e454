"""Shapes of what scheduling answers about plans, releases, conflicts, calendars and single places."""

from marshmallow import Schema, fields

from services.scheduling.domain.feed import FeedOf
from services.scheduling.domain.policy import Grade
from services.scheduling.domain.readiness import Light
from services.scheduling.domain.seating import Facing, Side
from services.scheduling.schemas.answers import MeetingOut, PlacementOut, page_of


class PolicyOut(Schema):
    """What an edition decided about its meetings."""

    edition = fields.String()
    most_a_day = fields.Integer()
    grades = fields.Dict(keys=fields.String(), values=fields.Enum(Grade, by_value=True))
    version = fields.Integer()


class ConflictOut(Schema):
    """Something wrong with the plan."""

    code = fields.String()
    grade = fields.Enum(Grade, by_value=True)
    about = fields.List(fields.String())
    says = fields.String()


class ConflictsOut(Schema):
    """Everything wrong with the plan, gravest first."""

    items = fields.List(fields.Nested(ConflictOut))


class LampOut(Schema):
    """One thing a meeting needs."""

    part = fields.String()
    light = fields.Enum(Light, by_value=True)
    says = fields.String()


class ReadinessOut(Schema):
    """The ready light of one meeting."""

    meeting_id = fields.String()
    light = fields.Enum(Light, by_value=True)
    lamps = fields.List(fields.Nested(LampOut))


class ReadinessListOut(Schema):
    """The ready lights of an edition."""

    items = fields.List(fields.Nested(ReadinessOut))


class PersonOut(Schema):
    """Somebody with a seat; both names stand on the card."""

    id = fields.String()
    name = fields.String()
    name_zh = fields.String()


class SeatOut(Schema):
    """One seat."""

    person = fields.Nested(PersonOut)
    side = fields.Enum(Side, by_value=True)
    part = fields.String()
    order = fields.Integer()
    x = fields.Float()
    y = fields.Float()
    facing = fields.Enum(Facing, by_value=True)


class PhotoPlaceOut(Schema):
    """One standing place for the photo."""

    person = fields.Nested(PersonOut)
    row = fields.Integer()
    position = fields.Integer()


class SeatingOut(Schema):
    """Seats, cards and places for the photo."""

    meeting_id = fields.String()
    viewpoint = fields.String()
    seats = fields.List(fields.Nested(SeatOut))
    cards = fields.List(fields.Nested(PersonOut))
    photo = fields.List(fields.Nested(PhotoPlaceOut))


class VerdictOut(Schema):
    """One rule about one place."""

    rule = fields.String(attribute="rule.code")
    says = fields.String(attribute="rule.in_the_way")
    waived_by = fields.String(attribute="rule.waived_by", allow_none=True)
    kept = fields.Boolean()
    because_of = fields.List(fields.String())


class VerdictsOut(Schema):
    """Rule by rule."""

    items = fields.List(fields.Nested(VerdictOut))


class SoonerOut(Schema):
    """An earlier place and what is in the way there."""

    starts = fields.Function(lambda told: told[0].isoformat())
    ends = fields.Function(lambda told: told[1].isoformat())
    rules = fields.Function(lambda told: list(told[2]))


class ExplanationOut(Schema):
    """Why a meeting is where it is, or nowhere."""

    meeting = fields.Nested(MeetingOut)
    verdicts = fields.List(fields.Nested(VerdictOut))
    sooner = fields.List(fields.Nested(SoonerOut))
    summary = fields.String()
    possible = fields.String()


class ConsequenceOut(Schema):
    """Where another meeting would be."""

    meeting_id = fields.String()
    placement = fields.Nested(PlacementOut, allow_none=True)


class WaiveOut(Schema):
    """A rule somebody would have to waive."""

    rule = fields.String(attribute="code")
    says = fields.String(attribute="in_the_way")
    waived_by = fields.String(allow_none=True)


class AlternativeOut(Schema):
    """Another place for a meeting."""

    kind = fields.String()
    placement = fields.Nested(PlacementOut)
    waive = fields.List(fields.Nested(WaiveOut))
    consequences = fields.List(fields.Nested(ConsequenceOut))


class AlternativesOut(Schema):
    """The best other places."""

    items = fields.List(fields.Nested(AlternativeOut))


class DraftOut(Schema):
    """One version of the plan; placements by the references of the meetings."""

    edition = fields.String()
    number = fields.Integer()
    at = fields.AwareDateTime()
    reason = fields.String()
    placements = fields.Dict(keys=fields.String(), values=fields.Nested(PlacementOut, allow_none=True))


class DifferenceOut(Schema):
    """A meeting that is elsewhere in another draft."""

    meeting_id = fields.String()
    before = fields.Nested(PlacementOut, allow_none=True)
    after = fields.Nested(PlacementOut, allow_none=True)


class DifferencesOut(Schema):
    """What is different between two drafts."""

    items = fields.List(fields.Nested(DifferenceOut))


class AlterationOut(Schema):
    """One line of a changelog."""

    id = fields.String()
    what = fields.String()
    title = fields.String()
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    was_starts = fields.AwareDateTime(allow_none=True)
    was_ends = fields.AwareDateTime(allow_none=True)
    room_name = fields.String()
    was_room_name = fields.String()
    people = fields.List(fields.String())


class AppointmentOut(Schema):
    """A meeting or session as people were told of it."""

    id = fields.String()
    kind = fields.String()
    title = fields.String()
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    room_id = fields.String()
    room_name = fields.String()
    people = fields.List(fields.String())
    sequence = fields.Integer()
    status = fields.String()


class ReleaseOut(Schema):
    """One version people were told."""

    id = fields.String()
    edition = fields.String()
    number = fields.Integer()
    plan_number = fields.Integer()
    at = fields.AwareDateTime()
    by = fields.String()
    note = fields.String()
    appointments = fields.List(fields.Nested(AppointmentOut))
    changelog = fields.List(fields.Nested(AlterationOut))
    version = fields.Integer()


class UnreleasedOut(Schema):
    """What people would be told if the draft were released now."""

    released = fields.Integer()
    plan_number = fields.Integer()
    items = fields.List(fields.Nested(AlterationOut))


class PublicLineOut(AlterationOut):
    """One line of the public changelog: without people."""

    class Meta:
        """What the office keeps to itself."""

        exclude = ("people",)


class PublicNewsOut(Schema):
    """What the public reads of one release."""

    number = fields.Integer()
    at = fields.AwareDateTime()
    lines = fields.List(fields.Nested(PublicLineOut))


class PublicChangelogOut(Schema):
    """What was new in the programme, newest first."""

    items = fields.List(fields.Nested(PublicNewsOut))


class AgendaOut(Schema):
    """What one person was told to be new."""

    id = fields.String()
    edition = fields.String()
    person_id = fields.String()
    release = fields.Integer()
    news = fields.List(fields.Nested(AlterationOut))
    version = fields.Integer()


class FeedOut(Schema):
    """One address of a calendar, without the secret."""

    id = fields.String()
    edition = fields.String()
    of = fields.Enum(FeedOf, by_value=True)
    of_id = fields.String()
    revoked = fields.Boolean()
    version = fields.Integer()


class OpenedFeedOut(FeedOut):
    """A new address with its secret, told this once."""

    secret = fields.String()


class CalendarOut(Schema):
    """A calendar as a file."""

    calendar = fields.String()


DraftsOut = page_of(DraftOut)
ReleasesOut = page_of(ReleaseOut)
AgendasOut = page_of(AgendaOut)
FeedsOut = page_of(FeedOut)
