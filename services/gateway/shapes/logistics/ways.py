"""Closures, weather, what is reached, alternatives, departures and outings as the API shows them."""

from marshmallow import Schema, fields, validate

GATES = ("HSN", "NGB", "NGB_RAIL", "HGH", "PVG", "SHA", "SHP", "ROAD")
PLACES = (*GATES, "ZHUJIAJIAN", "PUTUO", "LINCHENG", "DINGHAI", "PUTUOSHAN")
ANY_PLACE = validate.OneOf(PLACES)
STRETCHES = validate.OneOf(
    (
        "ZHOUSHAN_BRIDGE", "HANGZHOU_BAY_BRIDGE", "ZHUJIAJIAN_BRIDGE", "CAR_FERRY", "SEA_SHANGHAI",
        "SEA_PUTUOSHAN", "HSN_AIR", "NGB_AIR", "HGH_AIR", "PVG_AIR", "SHA_AIR", "NGB_RAIL_LINE",
    )
)  # fmt: skip
MEANS = validate.OneOf(
    (
        "SEDAN", "SEVEN_SEATER", "COACH_19", "COACH_45", "FAST_BOAT", "REGULAR_BOAT", "CAR_FERRY", "AIRCRAFT",
        "HELICOPTER", "TRAIN",
    )
)  # fmt: skip
TRIGGERS = validate.OneOf(("wind", "visibility", "typhoon", "notice"))
WAYS = validate.OneOf(("other_vehicle", "other_gate", "later", "hold_on_mainland", "online"))
DECISIONS = validate.OneOf(("proposed", "accepted", "dropped"))


class NoticeSchema(Schema):
    """A notice; without `means` for all that go there, without `ends` until further notice."""

    stretch = fields.String(required=True, validate=STRETCHES)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(allow_none=True)
    source = fields.String(required=True)
    reference = fields.String(allow_none=True, metadata={"description": "Under one known it is corrected"})
    means = fields.List(fields.String(validate=MEANS))
    grade = fields.String(metadata={"description": "Such as force 10, or below 500 m"})
    percent = fields.Integer(
        allow_none=True, metadata={"description": "Slowed: share of the planning time, more than 100"}
    )
    limit_kmh = fields.Integer(allow_none=True)
    leaving = fields.String(
        allow_none=True, metadata={"description": "The pier whose last departure is at `starts`"}
    )
    announced_at = fields.AwareDateTime(allow_none=True)


class LiftSchema(Schema):
    """Open again from then on."""

    at = fields.AwareDateTime(required=True)


class ReadingSchema(Schema):
    """Wind force, metres of visibility, or the grade of a typhoon warning (0 none to 4 red)."""

    stretch = fields.String(required=True, validate=STRETCHES)
    trigger = fields.String(required=True, validate=TRIGGERS)
    value = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    source = fields.String()


class ClosureSchema(Schema):
    """A stretch closed, or with `percent` slowed."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    stretch = fields.String(required=True, validate=STRETCHES)
    means = fields.List(fields.String(validate=MEANS), required=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True, allow_none=True)
    trigger = fields.String(required=True, validate=TRIGGERS)
    grade = fields.String(required=True)
    source = fields.String(required=True)
    announced_at = fields.AwareDateTime(required=True)
    percent = fields.Integer(required=True, allow_none=True)
    limit_kmh = fields.Integer(required=True, allow_none=True)
    leaving = fields.String(required=True, allow_none=True)
    weather = fields.String(required=True, allow_none=True)
    withdrawn = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class FollowingSchema(Schema):
    """The closures that follow from all readings of a kind at a stretch."""

    items = fields.List(fields.Nested(ClosureSchema), required=True)


class CutOffSchema(Schema):
    """From `place` the `zones` cannot be reached by these kinds of vehicle."""

    place = fields.String(required=True, validate=ANY_PLACE)
    zones = fields.List(fields.String(validate=ANY_PLACE), required=True)
    vehicle_kinds = fields.List(fields.String(validate=MEANS), required=True)


class ReachSchema(Schema):
    """What cannot be reached at a moment, and the guests who cannot come as planned."""

    at = fields.AwareDateTime(required=True)
    cut_off = fields.List(fields.Nested(CutOffSchema), required=True)
    guest_ids = fields.List(fields.String(), required=True)


class RouteSchema(Schema):
    """The route of a drive, or what stands in the way and when the way opens."""

    open = fields.Boolean(required=True)
    minutes = fields.Integer()
    arrives = fields.AwareDateTime()
    stretches = fields.List(fields.String())
    limits = fields.List(fields.String())
    closures = fields.List(fields.String())
    opens_for_departures_at = fields.AwareDateTime(allow_none=True)


class OpeningOptionSchema(Schema):
    """One way to hold the opening, with the guests present."""

    option = fields.String(required=True, validate=validate.OneOf(("shrink", "hybrid", "postpone")))
    starts = fields.AwareDateTime(required=True, allow_none=True)
    present = fields.Integer(required=True)
    online = fields.Integer(required=True)


class OpeningOptionsSchema(Schema):
    """What can be done with the opening as guests now come."""

    opening = fields.AwareDateTime(required=True)
    expected = fields.Integer(required=True)
    options = fields.List(fields.Nested(OpeningOptionSchema), required=True)


class WaySchema(Schema):
    """One way open to a guest."""

    way = fields.String(required=True, validate=WAYS)
    gate = fields.String(required=True, allow_none=True)
    mode = fields.String(required=True, allow_none=True)
    departs = fields.AwareDateTime(required=True, allow_none=True)
    in_town_from = fields.AwareDateTime(required=True, allow_none=True)
    vehicle_kinds = fields.List(fields.String(validate=MEANS), required=True)


class AlternativeSchema(Schema):
    """The ways open to a guest who cannot come as planned, and what was decided by whom."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    guest_id = fields.String(required=True)
    arrival_id = fields.String(required=True)
    options = fields.List(fields.Nested(WaySchema), required=True)
    state = fields.String(required=True, validate=DECISIONS)
    chosen = fields.Nested(WaySchema, required=True, allow_none=True)
    decided_by = fields.String(required=True, allow_none=True)
    decided_at = fields.AwareDateTime(required=True, allow_none=True)
    version = fields.Integer(required=True)


class DecisionSchema(Schema):
    """Which way a guest takes, and the officer who decided it."""

    way = fields.String(required=True, validate=WAYS)
    gate = fields.String(allow_none=True, validate=ANY_PLACE)
    officer = fields.String(required=True)


class CarrierMessagesSchema(Schema):
    """Messages as the provider sends them; doubled and late ones change nothing."""

    messages = fields.List(fields.Dict(), required=True)


class CarrierAnswerSchema(Schema):
    """How many messages came, whom they concern, and numbers nobody of ours travels on."""

    messages = fields.Integer(required=True)
    concerned = fields.List(fields.String(), required=True)
    unknown_numbers = fields.List(fields.String(), required=True)
    refused = fields.List(fields.Dict(), required=True)


class DepartureSchema(Schema):
    """How a guest leaves: at the gate by `be_there_by`, from town by `leaves_by`."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    guest_id = fields.String(required=True)
    mode = fields.String(required=True)
    number = fields.String(required=True)
    gate = fields.String(required=True, validate=validate.OneOf(GATES))
    terminal = fields.String(required=True)
    scheduled = fields.AwareDateTime(required=True)
    time_zone = fields.String(required=True)
    international = fields.Boolean(required=True)
    bags = fields.Integer(required=True)
    origin = fields.String(required=True)
    expected = fields.AwareDateTime(required=True)
    be_there_by = fields.AwareDateTime(required=True)
    leaves_by = fields.AwareDateTime(required=True)
    vip_lane = fields.Boolean(required=True)
    cancelled = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class OutingSchema(Schema):
    """A visit or banquet with those who go."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(("visit", "banquet")))
    name = fields.String(required=True)
    place = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)
    ends = fields.AwareDateTime(required=True)
    guest_ids = fields.List(fields.String(), required=True)
    by_boat = fields.Boolean(required=True)
    cancelled = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class TravelLegSchema(Schema):
    """One leg; times are those of the clocks at each end."""

    number = fields.String(required=True)
    mode = fields.String(required=True)
    from_place = fields.String(required=True)
    from_terminal = fields.String(required=True)
    departs = fields.AwareDateTime(required=True)
    from_zone = fields.String(required=True)
    to_place = fields.String(required=True)
    to_terminal = fields.String(required=True)
    arrives = fields.AwareDateTime(required=True)
    to_zone = fields.String(required=True)
    international = fields.Boolean(required=True)


class JourneySchema(Schema):
    """A guest's legs in one direction."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    guest_id = fields.String(required=True)
    direction = fields.String(required=True, validate=validate.OneOf(("arrival", "departure")))
    legs = fields.List(fields.Nested(TravelLegSchema), required=True)
    version = fields.Integer(required=True)
