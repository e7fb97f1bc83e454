"""Arrivals, vehicles, trips and the plan of trips as the API shows them."""

from marshmallow import Schema, fields, validate

GATES = ("HSN", "NGB", "NGB_RAIL", "HGH", "PVG", "SHA", "SHP", "ROAD")
ZONES = ("ZHUJIAJIAN", "PUTUO", "LINCHENG", "DINGHAI")
GATE = validate.OneOf(GATES)
ZONE = validate.OneOf(ZONES)
PLACE = validate.OneOf((*GATES, *ZONES, "PUTUOSHAN"))
MODES = validate.OneOf(("flight", "train", "road", "ship"))
VEHICLE_KINDS = validate.OneOf(("SEDAN", "SEVEN_SEATER", "COACH_19", "COACH_45", "FAST_BOAT", "REGULAR_BOAT"))
TRIP_KINDS = validate.OneOf(("pick_up", "transfer", "return", "send_off"))
TRIP_STATES = validate.OneOf(("planned", "cancelled"))
WAYS = validate.OneOf(("", "anew", "repaired", "whole_fleet"))


class CarrierNewsSchema(Schema):
    """The newest word of the carrier."""

    received_at = fields.AwareDateTime(required=True)
    expected = fields.AwareDateTime(required=True, allow_none=True)
    cancelled = fields.Boolean(required=True)
    source = fields.String(required=True)


class ArrivalSchema(Schema):
    """How and when a guest arrives: `ready_at` adds border and baggage, `in_town_from` the planned drive."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    guest_id = fields.String(required=True)
    mode = fields.String(required=True, validate=MODES)
    number = fields.String(required=True)
    gate = fields.String(required=True, validate=GATE)
    scheduled = fields.AwareDateTime(required=True)
    time_zone = fields.String(required=True)
    international = fields.Boolean(required=True)
    bags = fields.Integer(required=True)
    destination = fields.String(required=True, validate=ZONE)
    leaves_at = fields.AwareDateTime(required=True, allow_none=True)
    expected = fields.AwareDateTime(required=True)
    ready_at = fields.AwareDateTime(required=True)
    in_town_from = fields.AwareDateTime(required=True)
    vip_lane = fields.Boolean(required=True)
    cancelled = fields.Boolean(required=True)
    news = fields.Nested(CarrierNewsSchema, required=True, allow_none=True)
    terminal = fields.String(required=True)
    meeting_point = fields.String(required=True, metadata={"description": "Empty: by rank and mode"})
    liaison = fields.String(required=True)
    liaison_phone = fields.String(required=True)
    version = fields.Integer(required=True)


class NewsOfArrivalSchema(Schema):
    """What a carrier says of one arrival; newest `received_at` wins, doubled and late news change nothing."""

    expected = fields.AwareDateTime(allow_none=True, metadata={"description": "Landing or docking, now"})
    cancelled = fields.Boolean(load_default=False)
    received_at = fields.AwareDateTime(required=True)
    source = fields.String(load_default="", validate=validate.Length(max=100))


class NewsSchema(NewsOfArrivalSchema):
    """What a carrier says of everybody on one flight, train or ship, or of one guest."""

    number = fields.String(allow_none=True, validate=validate.Length(1, 100))
    guest_id = fields.String(allow_none=True)
    scheduled_on = fields.Date(
        allow_none=True, metadata={"description": "Day at the gate, where a number has several"}
    )


class ConcernedSchema(Schema):
    """The arrivals that news was about, as they now are."""

    items = fields.List(fields.Nested(ArrivalSchema), required=True)


class VehicleSchema(Schema):
    """A vehicle with its driver; `seats` are those for guests."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    reference = fields.String(required=True)
    plate = fields.String(required=True)
    kind = fields.String(required=True, validate=VEHICLE_KINDS)
    seats = fields.Integer(required=True)
    driver = fields.String(required=True)
    phone = fields.String(required=True)
    base = fields.String(required=True, validate=ZONE)
    bags = fields.Integer(required=True, metadata={"description": "Pieces of luggage it carries"})
    drivers = fields.Integer(required=True)
    version = fields.Integer(required=True)


class PassengerSchema(Schema):
    """A guest on a trip, and the interpreter who rides along."""

    guest_id = fields.String(required=True)
    leg_id = fields.String(required=True)
    name = fields.String(required=True)
    own_script_name = fields.String(required=True)
    rank = fields.String(required=True)
    interpreter_id = fields.String(required=True, allow_none=True)
    interpreter_name = fields.String(required=True)


class TripSchema(Schema):
    """A trip with its vehicle, driver and passengers."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    kind = fields.String(required=True, validate=TRIP_KINDS)
    state = fields.String(required=True, validate=TRIP_STATES)
    origin = fields.String(required=True, validate=PLACE)
    destination = fields.String(required=True, validate=PLACE)
    departs = fields.AwareDateTime(required=True)
    arrives = fields.AwareDateTime(required=True)
    meeting_id = fields.String(required=True, allow_none=True)
    vehicle_id = fields.String(required=True)
    vehicle_kind = fields.String(required=True, validate=VEHICLE_KINDS)
    plate = fields.String(required=True)
    driver = fields.String(required=True)
    phone = fields.String(required=True)
    guest_ids = fields.List(fields.String(), required=True)
    passengers = fields.List(fields.Nested(PassengerSchema), required=True)
    version = fields.Integer(required=True)


class WithoutTripSchema(Schema):
    """A drive that is missing, and the rule that stands in the way."""

    guest_id = fields.String(required=True)
    leg_id = fields.String(required=True)
    trip_kind = fields.String(required=True, validate=TRIP_KINDS)
    rule = fields.String(required=True)
    explanation = fields.String(required=True)


class TripPlanSchema(Schema):
    """The plan in force and its figures; no plan has a smaller objective than `bound`."""

    edition = fields.String(required=True)
    number = fields.Integer(required=True)
    released = fields.Boolean(required=True)
    trips = fields.Integer(required=True)
    pick_ups = fields.Integer(required=True)
    transfers = fields.Integer(required=True)
    waiting_minutes = fields.Integer(required=True)
    seats = fields.Integer(required=True)
    objective = fields.Integer(required=True)
    bound = fields.Integer(required=True)
    is_proven = fields.Boolean(required=True)
    way = fields.String(required=True, validate=WAYS)
    seconds = fields.Float(required=True)
    guests_without_trip = fields.List(fields.Nested(WithoutTripSchema), required=True)
    version = fields.Integer(required=True)


class TripOrderSchema(Schema):
    """What was ordered: whether people rely on their trips, and how often all was to be planned anew."""

    edition = fields.String(required=True)
    released = fields.Boolean(required=True)
    anew = fields.Integer(required=True)
    version = fields.Integer(required=True)
