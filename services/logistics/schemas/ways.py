"""Shapes of closures, weather, what is reached, alternatives, departures and outings."""

from marshmallow import Schema, fields, validate

from services.logistics.domain.alternative import DecisionState, Way
from services.logistics.domain.clearance import Mode
from services.logistics.domain.closure import Trigger
from services.logistics.domain.itinerary import Direction
from services.logistics.domain.outing import OutingKind
from services.logistics.domain.place import Place
from services.logistics.domain.stretch import Means, Stretch
from services.logistics.schemas.asked import ID, EditionIn, PageIn, moment

REFERENCE = validate.Regexp(
    r"^[A-Za-z0-9_-]{1,64}$", error="A reference has 1 to 64 letters, digits, - or _."
)
NAMED = validate.Length(min=1, max=200)


class ClosuresIn(PageIn):
    """One page of closures; every filter given must fit."""

    stretch = fields.Enum(Stretch, by_value=True, load_default=None, allow_none=True)
    withdrawn = fields.Boolean(load_default=None, allow_none=True)


class ClosureIn(Schema):
    """A closure by id."""

    closure_id = fields.String(required=True, validate=ID)


class CloseRouteIn(EditionIn):
    """A notice; without `means` for all that go there, without `ends` until further notice."""

    stretch = fields.Enum(Stretch, by_value=True, required=True)
    starts = moment(required=True)
    ends = moment(load_default=None, allow_none=True)
    source = fields.String(required=True, validate=NAMED)
    reference = fields.String(load_default=None, allow_none=True, validate=REFERENCE)
    means = fields.List(fields.Enum(Means, by_value=True), load_default=list)
    grade = fields.String(load_default="", validate=validate.Length(max=100))
    percent = fields.Integer(load_default=None, allow_none=True)
    limit_kmh = fields.Integer(load_default=None, allow_none=True, validate=validate.Range(min=1, max=200))
    leaving = fields.Enum(Place, by_value=True, load_default=None, allow_none=True)
    announced_at = moment(load_default=None, allow_none=True)


class LiftClosureIn(ClosureIn):
    """Open again from then on."""

    at = moment(required=True)


class WeatherIn(EditionIn):
    """One reading at a stretch."""

    stretch = fields.Enum(Stretch, by_value=True, required=True)
    trigger = fields.Enum(Trigger, by_value=True, required=True)
    value = fields.Integer(required=True, strict=True)
    at = moment(required=True)
    source = fields.String(load_default="", validate=validate.Length(max=200))


class ReachIn(EditionIn):
    """What can be reached at a moment."""

    at = moment(required=True)


class RouteIn(EditionIn):
    """One drive."""

    origin = fields.Enum(Place, by_value=True, required=True)
    destination = fields.Enum(Place, by_value=True, required=True)
    at = moment(required=True)
    kind = fields.Enum(Means, by_value=True, load_default=Means.SEDAN)


class AlternativesIn(PageIn):
    """One page of alternatives."""

    state = fields.Enum(DecisionState, by_value=True, load_default=None, allow_none=True)
    guest_id = fields.String(load_default=None, allow_none=True, validate=ID)


class AcceptAlternativeIn(Schema):
    """A named officer's decision."""

    alternative_id = fields.String(required=True, validate=ID)
    way = fields.Enum(Way, by_value=True, required=True)
    gate = fields.Enum(Place, by_value=True, load_default=None, allow_none=True)
    officer = fields.String(required=True, validate=NAMED)


class CarrierNewsIn(EditionIn):
    """Messages as a provider sends them."""

    provider = fields.String(required=True, validate=NAMED)
    messages = fields.List(fields.Dict(keys=fields.String()), required=True, validate=validate.Length(1, 500))


class DeparturesIn(PageIn):
    """One page of departures."""

    gate = fields.Enum(Place, by_value=True, load_default=None, allow_none=True)
    number = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=100))
    guest_id = fields.String(load_default=None, allow_none=True, validate=ID)


class OutingsIn(PageIn):
    """One page of outings."""

    kind = fields.Enum(OutingKind, by_value=True, load_default=None, allow_none=True)


class CancelOutingIn(Schema):
    """An outing by id, as it was read."""

    outing_id = fields.String(required=True, validate=ID)
    expected_version = fields.Integer(load_default=None, allow_none=True)


class JourneysIn(PageIn):
    """One page of itineraries."""

    guest_id = fields.String(load_default=None, allow_none=True, validate=ID)


class ClosureOut(Schema):
    """A closure or limit."""

    id = fields.String()
    edition = fields.String()
    stretch = fields.Enum(Stretch, by_value=True)
    means = fields.List(fields.Enum(Means, by_value=True))
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime(allow_none=True)
    trigger = fields.Enum(Trigger, by_value=True)
    grade = fields.String()
    source = fields.String()
    announced_at = fields.AwareDateTime()
    percent = fields.Integer(allow_none=True)
    limit_kmh = fields.Integer(allow_none=True)
    leaving = fields.Enum(Place, by_value=True, allow_none=True)
    weather = fields.String(allow_none=True)
    withdrawn = fields.Boolean()
    version = fields.Integer()


class ClosuresOut(Schema):
    """One page of closures."""

    items = fields.List(fields.Nested(ClosureOut))
    next = fields.String(allow_none=True)


class CutOffOut(Schema):
    """From `place` the `zones` cannot be reached by these kinds."""

    place = fields.Enum(Place, by_value=True)
    zones = fields.List(fields.Enum(Place, by_value=True))
    vehicle_kinds = fields.List(fields.Enum(Means, by_value=True), attribute="kinds")


class ReachOut(Schema):
    """What cannot be reached at a moment, and whose arrival that touches."""

    at = fields.AwareDateTime()
    cut_off = fields.List(fields.Nested(CutOffOut))
    guest_ids = fields.List(fields.String())


class OptionOut(Schema):
    """One way open to a guest."""

    way = fields.Enum(Way, by_value=True)
    gate = fields.Enum(Place, by_value=True, allow_none=True)
    mode = fields.Enum(Mode, by_value=True, allow_none=True)
    departs = fields.AwareDateTime(allow_none=True)
    in_town_from = fields.AwareDateTime(allow_none=True)
    vehicle_kinds = fields.List(fields.Enum(Means, by_value=True))


class AlternativeOut(Schema):
    """The ways open to one guest, and what was decided by whom."""

    id = fields.String()
    edition = fields.String()
    guest_id = fields.String()
    arrival_id = fields.String()
    options = fields.List(fields.Nested(OptionOut))
    state = fields.Enum(DecisionState, by_value=True)
    chosen = fields.Nested(OptionOut, allow_none=True)
    decided_by = fields.String(allow_none=True)
    decided_at = fields.AwareDateTime(allow_none=True)
    version = fields.Integer()


class AlternativesOut(Schema):
    """One page of alternatives."""

    items = fields.List(fields.Nested(AlternativeOut))
    next = fields.String(allow_none=True)


class DepartureOut(Schema):
    """How a guest leaves."""

    id = fields.String()
    edition = fields.String()
    guest_id = fields.String()
    mode = fields.Enum(Mode, by_value=True)
    number = fields.String()
    gate = fields.Enum(Place, by_value=True)
    terminal = fields.String()
    scheduled = fields.AwareDateTime()
    time_zone = fields.String()
    international = fields.Boolean()
    bags = fields.Integer()
    origin = fields.Enum(Place, by_value=True)
    expected = fields.AwareDateTime()
    be_there_by = fields.AwareDateTime()
    leaves_by = fields.AwareDateTime()
    vip_lane = fields.Boolean()
    cancelled = fields.Boolean()
    version = fields.Integer()


class DeparturesOut(Schema):
    """One page of departures."""

    items = fields.List(fields.Nested(DepartureOut))
    next = fields.String(allow_none=True)


class OutingOut(Schema):
    """A visit or banquet."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    kind = fields.Enum(OutingKind, by_value=True)
    name = fields.String()
    place = fields.Enum(Place, by_value=True)
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    guest_ids = fields.List(fields.String())
    by_boat = fields.Boolean()
    cancelled = fields.Boolean()
    version = fields.Integer()


class OutingsOut(Schema):
    """One page of outings."""

    items = fields.List(fields.Nested(OutingOut))
    next = fields.String(allow_none=True)


class TravelLegOut(Schema):
    """One leg with the local times of both ends."""

    number = fields.String()
    mode = fields.Enum(Mode, by_value=True)
    from_place = fields.String()
    from_terminal = fields.String()
    departs = fields.AwareDateTime(attribute="leaves_locally")
    from_zone = fields.String()
    to_place = fields.String()
    to_terminal = fields.String()
    arrives = fields.AwareDateTime(attribute="lands_locally")
    to_zone = fields.String()
    international = fields.Boolean()


class JourneyOut(Schema):
    """A guest's legs in one direction."""

    id = fields.String()
    edition = fields.String()
    guest_id = fields.String()
    direction = fields.Enum(Direction, by_value=True)
    legs = fields.List(fields.Nested(TravelLegOut))
    version = fields.Integer()


class JourneysOut(Schema):
    """One page of itineraries."""

    items = fields.List(fields.Nested(JourneyOut))
    next = fields.String(allow_none=True)
