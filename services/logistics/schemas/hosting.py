"""Shapes of lodging, meals, tables, reception rules, receivers and papers."""

from marshmallow import Schema, fields, validate

from services.logistics.domain.leg import TripKind
from services.logistics.domain.lodging import BedState, RoomKind
from services.logistics.domain.meal import HostRank, SittingKind
from services.logistics.domain.paper import PaperKind
from services.logistics.domain.place import Place
from services.logistics.domain.vehicle import VehicleKind
from services.logistics.schemas.asked import ID, EditionIn, PageIn, moment

NAME = validate.Length(min=1, max=200)
MARK = validate.Regexp(r"^[A-Za-z0-9_-]{1,64}$", error="A reference has 1 to 64 letters, digits, - or _.")


class AllotmentsIn(PageIn):
    """One page of beds; every filter given must fit."""

    guest_id = fields.String(load_default=None, allow_none=True, validate=ID)
    hotel_id = fields.String(load_default=None, allow_none=True, validate=ID)
    state = fields.Enum(BedState, by_value=True, load_default=None, allow_none=True)


class AllotmentIn(Schema):
    """A bed by id."""

    allotment_id = fields.String(required=True, validate=ID)


class CheckInIn(AllotmentIn):
    """When the guest moved in."""

    at = moment(required=True)


class RegisterIn(CheckInIn):
    """When the lodging was registered, by whom."""

    by = fields.String(required=True, validate=NAME)


class MomentIn(EditionIn):
    """At a moment."""

    at = moment(required=True)


class SittingIn(Schema):
    """A sitting by id."""

    sitting_id = fields.String(required=True, validate=ID)


class CancelSittingIn(SittingIn):
    """A sitting, as it was read."""

    expected_version = fields.Integer(load_default=None, allow_none=True)


class WaiverIn(EditionIn):
    """Who lets which rule be broken for whom, and why."""

    rule = fields.String(required=True, validate=NAME)
    subject = fields.String(required=True, validate=NAME)
    granted_by = fields.String(required=True, validate=NAME)
    reason = fields.String(required=True, validate=validate.Length(min=1, max=1000))


class GiftIn(EditionIn):
    """A gift to a guest; `value` in CNY."""

    guest_id = fields.String(required=True, validate=ID)
    item = fields.String(required=True, validate=NAME)
    value = fields.Integer(required=True, strict=True, validate=validate.Range(min=0, max=1_000_000))
    given_by = fields.String(required=True, validate=NAME)
    giver_is_minister = fields.Boolean(load_default=False)
    given_at = moment(load_default=None, allow_none=True)
    reference = fields.String(load_default=None, allow_none=True, validate=MARK)


class CheckReceptionIn(EditionIn):
    """How half a companion counts; without it as the table of limits has it."""

    companions_round_up = fields.Boolean(load_default=None, allow_none=True)


class ReceiversIn(EditionIn):
    """The receivers of one occasion in one room."""

    room = fields.String(required=True, validate=MARK)
    occasion = fields.String(required=True, validate=MARK)


class HandedIn(Schema):
    """One receiver that goes out."""

    number = fields.String(required=True, validate=NAME)
    seat = fields.String(required=True, validate=NAME)
    holder = fields.String(required=True, validate=NAME)


class HandOutIn(ReceiversIn):
    """Receivers that go out."""

    given = fields.List(fields.Nested(HandedIn), required=True, validate=validate.Length(1, 2000))


class TakeBackIn(ReceiversIn):
    """Receivers that come back."""

    numbers = fields.List(fields.String(validate=NAME), required=True, validate=validate.Length(1, 2000))


class SignOffIn(ReceiversIn):
    """Who signs for the room."""

    by = fields.String(required=True, validate=NAME)


class PaperIn(EditionIn):
    """Which paper."""

    kind = fields.Enum(PaperKind, by_value=True, required=True)
    reference = fields.String(required=True, validate=MARK)


class HotelOut(Schema):
    """A hotel."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    name = fields.String()
    name_zh = fields.String()
    place = fields.Enum(Place, by_value=True)
    licensed_for_foreigners = fields.Boolean()
    stars = fields.Integer()
    address = fields.String()
    phone = fields.String()
    version = fields.Integer()


class HotelsOut(Schema):
    """One page of hotels."""

    items = fields.List(fields.Nested(HotelOut))
    next = fields.String(allow_none=True)


class RoomBlockOut(Schema):
    """A block of rooms."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    hotel_id = fields.String()
    kind = fields.Enum(RoomKind, by_value=True)
    first_night = fields.Date()
    last_night = fields.Date()
    rooms = fields.Integer()
    version = fields.Integer()


class RoomBlocksOut(Schema):
    """One page of blocks."""

    items = fields.List(fields.Nested(RoomBlockOut))
    next = fields.String(allow_none=True)


class AllotmentOut(Schema):
    """One guest's bed."""

    id = fields.String()
    edition = fields.String()
    guest_id = fields.String()
    hotel_id = fields.String()
    block_id = fields.String()
    kind = fields.Enum(RoomKind, by_value=True)
    room = fields.String()
    first_night = fields.Date()
    last_night = fields.Date()
    shares_with = fields.List(fields.String())
    breaks = fields.List(fields.String())
    holding = fields.Boolean()
    state = fields.Enum(BedState, by_value=True)
    foreigner = fields.Boolean()
    checked_in_at = fields.AwareDateTime(allow_none=True)
    due_at = fields.AwareDateTime(allow_none=True)
    registered_at = fields.AwareDateTime(allow_none=True)
    registered_by = fields.String(allow_none=True)
    version = fields.Integer()


class AllotmentsOut(Schema):
    """One page of beds."""

    items = fields.List(fields.Nested(AllotmentOut))
    next = fields.String(allow_none=True)


class SittingOut(Schema):
    """A meal or banquet."""

    id = fields.String()
    edition = fields.String()
    reference = fields.String()
    kind = fields.Enum(SittingKind, by_value=True)
    name = fields.String()
    place = fields.Enum(Place, by_value=True)
    starts = fields.AwareDateTime()
    ends = fields.AwareDateTime()
    cost_per_head = fields.Integer()
    host_rank = fields.Enum(HostRank, by_value=True)
    guest_ids = fields.List(fields.String())
    companions = fields.List(fields.String())
    tables = fields.Integer()
    seats_a_table = fields.Integer()
    seafood = fields.Boolean()
    couples = fields.List(fields.List(fields.String()))
    cancelled = fields.Boolean()
    version = fields.Integer()


class SittingsOut(Schema):
    """One page of sittings."""

    items = fields.List(fields.Nested(SittingOut))
    next = fields.String(allow_none=True)


class CountOut(Schema):
    """Who eats and what they need, in numbers."""

    guests = fields.Integer()
    by_need = fields.Dict()
    not_said = fields.Integer()
    warnings = fields.List(fields.String())


class SeatOut(Schema):
    """One chair."""

    number = fields.Integer()
    guest_id = fields.String(allow_none=True)
    name = fields.String()
    role = fields.String()
    interpreter = fields.String()


class TableOut(Schema):
    """One table."""

    number = fields.Integer()
    seats = fields.List(fields.Nested(SeatOut))


class WaiverOut(Schema):
    """A waiver."""

    id = fields.String()
    edition = fields.String()
    rule = fields.String()
    subject = fields.String()
    granted_by = fields.String()
    reason = fields.String()
    granted_at = fields.AwareDateTime()
    version = fields.Integer()


class GiftOut(Schema):
    """A gift."""

    id = fields.String()
    edition = fields.String()
    guest_id = fields.String()
    item = fields.String()
    value = fields.Integer()
    given_by = fields.String()
    minister = fields.Boolean()
    given_at = fields.AwareDateTime()
    version = fields.Integer()


class SheetOut(Schema):
    """One table of a paper."""

    heading = fields.String()
    columns = fields.List(fields.String())
    rows = fields.List(fields.List(fields.String()))


class PaperOut(Schema):
    """A paper for one reader."""

    kind = fields.Enum(PaperKind, by_value=True)
    title = fields.String()
    reader = fields.String()
    plan = fields.Integer()
    sheets = fields.List(fields.Nested(SheetOut))


class SheetLinksIn(PageIn):
    """One page of links to drivers' sheets."""

    vehicle_id = fields.String(load_default=None, allow_none=True, validate=ID)


class SheetLinkIn(Schema):
    """A link by id."""

    link_id = fields.String(required=True, validate=ID)


class OpenSheetLinkIn(Schema):
    """Whose sheet a link opens, and the last day of the edition."""

    vehicle_id = fields.String(required=True, validate=ID)
    last_day = fields.Date(required=True)


class SecretIn(Schema):
    """The secret part of an address."""

    secret = fields.String(required=True, validate=validate.Length(min=1, max=200))


class SheetLinkOut(Schema):
    """A link to a driver's sheet, without its secret."""

    id = fields.String()
    edition = fields.String()
    vehicle_id = fields.String()
    good_until = fields.Date()
    ended = fields.Boolean()
    version = fields.Integer()


class SheetLinksOut(Schema):
    """One page of links."""

    items = fields.List(fields.Nested(SheetLinkOut))
    next = fields.String(allow_none=True)


class OpenedSheetLinkOut(SheetLinkOut):
    """A link just made, with its secret."""

    secret = fields.String()


class RiderOut(Schema):
    """A guest as the driver needs to know them."""

    name = fields.String()
    interpreter = fields.String()
    flight = fields.String()
    terminal = fields.String()
    flight_at = fields.AwareDateTime(allow_none=True)
    meets_at = fields.String()
    liaison = fields.String()
    liaison_phone = fields.String()


class DriveOut(Schema):
    """One trip as its driver sees it."""

    id = fields.String(attribute="trip.id")
    kind = fields.Enum(TripKind, by_value=True, attribute="trip.kind")
    origin = fields.Enum(Place, by_value=True, attribute="trip.origin")
    destination = fields.Enum(Place, by_value=True, attribute="trip.destination")
    departs = fields.AwareDateTime(attribute="trip.departs")
    arrives = fields.AwareDateTime(attribute="trip.arrives")
    riders = fields.List(fields.Nested(RiderOut))


class ShuttleDriveOut(Schema):
    """One shuttle departure as its driver sees it."""

    origin = fields.Enum(Place, by_value=True)
    destination = fields.Enum(Place, by_value=True)
    departs = fields.AwareDateTime()
    arrives = fields.AwareDateTime()
    guests = fields.Integer()
    title = fields.String(attribute="session.title")


class DriverPageOut(Schema):
    """The sheet of one vehicle as a link opens it."""

    plate = fields.String(attribute="vehicle.plate")
    vehicle_kind = fields.Enum(VehicleKind, by_value=True, attribute="vehicle.kind")
    driver = fields.String(attribute="vehicle.driver")
    plan = fields.Integer()
    drives = fields.List(fields.Nested(DriveOut))
    shuttle = fields.List(fields.Nested(ShuttleDriveOut))


class RideOut(Schema):
    """One departure of the shuttle."""

    departs = fields.AwareDateTime()
    arrives = fields.AwareDateTime()
    origin = fields.Enum(Place, by_value=True)
    destination = fields.Enum(Place, by_value=True)
    session_id = fields.String(attribute="session.id")
    title = fields.String(attribute="session.title")
    vehicle_id = fields.String(attribute="vehicle.id")
    vehicle_kind = fields.Enum(VehicleKind, by_value=True, attribute="vehicle.kind")
    plate = fields.String(attribute="vehicle.plate")
    driver = fields.String(attribute="vehicle.driver")
    phone = fields.String(attribute="vehicle.phone")
    seats = fields.Integer(attribute="vehicle.seats")
    guests = fields.Integer()
    guest_ids = fields.List(fields.String())


class NoRideOut(Schema):
    """A guest who finds no place on the shuttle."""

    guest_id = fields.String()
    session_id = fields.String(attribute="session.id")
    rule = fields.String()
    explanation = fields.String()


class TimetableOut(Schema):
    """The shuttle as things stand."""

    items = fields.List(fields.Nested(RideOut), attribute="rides")
    guests_without_ride = fields.List(fields.Nested(NoRideOut), attribute="left")
