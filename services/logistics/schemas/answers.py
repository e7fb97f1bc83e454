"""Shapes of what logistics answers."""

from marshmallow import Schema, fields

from services.logistics.domain.clearance import Mode
from services.logistics.domain.leg import TripKind
from services.logistics.domain.place import Place
from services.logistics.domain.trip import TripState
from services.logistics.domain.vehicle import VehicleKind


class NewsOut(Schema):
    """The newest word of the carrier."""

    received_at = fields.AwareDateTime()
    expected = fields.AwareDateTime(allow_none=True)
    cancelled = fields.Boolean()
    source = fields.String()


class ArrivalOut(Schema):
    """An arrival as it is now expected; times are aware."""

    id = fields.String()
    edition = fields.String()
    guest_id = fields.String()
    mode = fields.Enum(Mode, by_value=True)
    number = fields.String()
    gate = fields.Enum(Place, by_value=True)
    scheduled = fields.AwareDateTime()
    time_zone = fields.String()
    international = fields.Boolean()
    bags = fields.Integer()
    destination = fields.Enum(Place, by_value=True)
    leaves_at = fields.AwareDateTime(allow_none=True)
    expected = fields.AwareDateTime()
    ready_at = fields.AwareDateTime()
    in_town_from = fields.AwareDateTime()
    vip_lane = fields.Boolean()
    cancelled = fields.Boolean()
    news = fields.Nested(NewsOut, allow_none=True)
    terminal = fields.String()
    meeting_point = fields.String()
    liaison = fields.String()
    liaison_phone = fields.String()
    version = fields.Integer()


class ArrivalsOut(Schema):
    """One page of arrivals."""

    items = fields.List(fields.Nested(ArrivalOut))
    next = fields.String(allow_none=True)


class VehicleOut(Schema):
    """A vehicle with its driver."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    plate = fields.String()
    kind = fields.Enum(VehicleKind, by_value=True)
    seats = fields.Integer()
    driver = fields.String()
    phone = fields.String()
    base = fields.Enum(Place, by_value=True)
    bags = fields.Integer(attribute="carries")
    drivers = fields.Integer()
    version = fields.Integer()


class VehiclesOut(Schema):
    """One page of vehicles."""

    items = fields.List(fields.Nested(VehicleOut))
    next = fields.String(allow_none=True)


class PassengerOut(Schema):
    """A guest on a trip, and the interpreter who rides along."""

    guest_id = fields.String()
    leg_id = fields.String()
    name = fields.String()
    own_script_name = fields.String()
    rank = fields.String()
    interpreter_id = fields.String(allow_none=True)
    interpreter_name = fields.String()


class TripOut(Schema):
    """A trip with its vehicle, driver and passengers."""

    id = fields.String(attribute="trip.id")
    edition = fields.String(attribute="trip.edition")
    kind = fields.Enum(TripKind, by_value=True, attribute="trip.kind")
    state = fields.Enum(TripState, by_value=True, attribute="trip.state")
    origin = fields.Enum(Place, by_value=True, attribute="trip.origin")
    destination = fields.Enum(Place, by_value=True, attribute="trip.destination")
    departs = fields.AwareDateTime(attribute="trip.departs")
    arrives = fields.AwareDateTime(attribute="trip.arrives")
    meeting_id = fields.String(attribute="trip.meeting_id", allow_none=True)
    vehicle_id = fields.String(attribute="trip.vehicle_id")
    vehicle_kind = fields.Enum(VehicleKind, by_value=True, attribute="trip.vehicle_kind")
    plate = fields.String(attribute="trip.plate")
    driver = fields.String(attribute="vehicle.driver", dump_default="")
    phone = fields.String(attribute="vehicle.phone", dump_default="")
    guest_ids = fields.List(fields.String(), attribute="trip.guest_ids")
    passengers = fields.List(fields.Nested(PassengerOut))
    version = fields.Integer(attribute="trip.version")


class TripsOut(Schema):
    """One page of trips."""

    items = fields.List(fields.Nested(TripOut))
    next = fields.String(allow_none=True)


class WithoutTripOut(Schema):
    """A drive that is missing, and the rule that stands in the way."""

    guest_id = fields.String()
    leg_id = fields.String()
    trip_kind = fields.String()
    rule = fields.String()
    explanation = fields.String()


class PlanOut(Schema):
    """The plan in force with its figures; `bound` is what no plan can beat."""

    edition = fields.String()
    number = fields.Integer()
    released = fields.Boolean()
    trips = fields.Integer()
    pick_ups = fields.Integer()
    transfers = fields.Integer()
    waiting_minutes = fields.Integer()
    seats = fields.Integer()
    objective = fields.Integer()
    bound = fields.Integer()
    is_proven = fields.Boolean()
    way = fields.String()
    seconds = fields.Float()
    guests_without_trip = fields.List(fields.Nested(WithoutTripOut))
    version = fields.Integer()


class OrderOut(Schema):
    """What was ordered for the plan."""

    edition = fields.String()
    released = fields.Boolean()
    anew = fields.Integer()
    version = fields.Integer()
