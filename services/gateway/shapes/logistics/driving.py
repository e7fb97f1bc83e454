"""Links to drivers' sheets, and what they show."""

from marshmallow import Schema, fields

from services.gateway.shapes.logistics import PLACE, TRIP_KINDS, VEHICLE_KINDS
from services.gateway.shapes.logistics.ways import ANY_PLACE


class SheetLinkSchema(Schema):
    """A link to the sheet of one vehicle, without its secret; `good_until` is the last day it opens."""

    id = fields.String(required=True)
    edition = fields.String(required=True)
    vehicle_id = fields.String(required=True)
    good_until = fields.Date(required=True)
    ended = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class OpenedSheetLinkSchema(SheetLinkSchema):
    """A link just made; `path` is the page's address with the secret, and is told this once."""

    path = fields.String(required=True, metadata={"example": "/drive/q7…"})


class RiderSchema(Schema):
    """A guest as the driver needs to know them; the flight that lands or leaves only on the way from or to a gate."""

    name = fields.String(required=True)
    interpreter = fields.String(required=True)
    flight = fields.String(required=True)
    terminal = fields.String(required=True)
    flight_at = fields.AwareDateTime(required=True, allow_none=True)
    meets_at = fields.String(required=True)
    liaison = fields.String(required=True)
    liaison_phone = fields.String(required=True)


class DriveSchema(Schema):
    """One trip as its driver sees it."""

    id = fields.String(required=True)
    kind = fields.String(required=True, validate=TRIP_KINDS)
    origin = fields.String(required=True, validate=PLACE)
    destination = fields.String(required=True, validate=PLACE)
    departs = fields.AwareDateTime(required=True)
    arrives = fields.AwareDateTime(required=True)
    riders = fields.List(fields.Nested(RiderSchema), required=True)


class ShuttleDriveSchema(Schema):
    """One shuttle departure as its driver sees it."""

    origin = fields.String(required=True, validate=ANY_PLACE)
    destination = fields.String(required=True, validate=ANY_PLACE)
    departs = fields.AwareDateTime(required=True)
    arrives = fields.AwareDateTime(required=True)
    guests = fields.Integer(required=True)
    title = fields.String(required=True)


class DriverPageSchema(Schema):
    """The sheet of one vehicle, from the plan of that number: no ranks, no needs, no other guest's way."""

    plate = fields.String(required=True)
    vehicle_kind = fields.String(required=True, validate=VEHICLE_KINDS)
    driver = fields.String(required=True)
    plan = fields.Integer(required=True)
    drives = fields.List(fields.Nested(DriveSchema), required=True)
    shuttle = fields.List(fields.Nested(ShuttleDriveSchema), required=True)
