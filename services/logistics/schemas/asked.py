"""Shapes of what logistics is asked."""

from datetime import UTC, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from services.logistics.domain.leg import TripKind
from services.logistics.domain.place import Place
from services.logistics.domain.trip import TripState
from services.logistics.domain.vehicle import VehicleKind

ID = validate.Regexp(r"^[A-Za-z0-9_.-]{1,200}$", error="An id has 1 to 200 letters, digits, -, _ or dots.")
_EARLIEST, _LATEST = datetime(1971, 1, 1, tzinfo=UTC), datetime(2201, 1, 1, tzinfo=UTC)
LIMIT = validate.Range(min=1, max=500)


def moment(**options: Any) -> fields.AwareDateTime:
    """A time that the calendars of all zones and of the store can hold."""
    span = validate.Range(min=_EARLIEST, max=_LATEST, error="A year from 1971 to 2200.")
    return fields.AwareDateTime(validate=span, **options)


class EditionIn(Schema):
    """An edition by id."""

    edition = fields.String(required=True, validate=ID)


class PageIn(EditionIn):
    """One page of an edition's things, after the last id of the page before."""

    after = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=300))
    limit = fields.Integer(load_default=100, validate=LIMIT)


class ArrivalsIn(PageIn):
    """One page of arrivals; every filter given must fit."""

    gate = fields.Enum(Place, by_value=True, load_default=None, allow_none=True)
    destination = fields.Enum(Place, by_value=True, load_default=None, allow_none=True)
    number = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=100))
    guest_id = fields.String(load_default=None, allow_none=True, validate=ID)
    cancelled = fields.Boolean(load_default=None, allow_none=True)


class VehiclesIn(PageIn):
    """One page of vehicles."""

    kind = fields.Enum(VehicleKind, by_value=True, load_default=None, allow_none=True)


class TripsIn(PageIn):
    """One page of trips; every filter given must fit."""

    state = fields.Enum(TripState, by_value=True, load_default=None, allow_none=True)
    kind = fields.Enum(TripKind, by_value=True, load_default=None, allow_none=True)
    origin = fields.Enum(Place, by_value=True, load_default=None, allow_none=True)
    vehicle_id = fields.String(load_default=None, allow_none=True, validate=ID)
    guest_id = fields.String(load_default=None, allow_none=True, validate=ID)
    meeting_id = fields.String(load_default=None, allow_none=True, validate=ID)


class ArrivalIn(Schema):
    """An arrival by id."""

    arrival_id = fields.String(required=True, validate=ID)


class VehicleIn(Schema):
    """A vehicle by id."""

    vehicle_id = fields.String(required=True, validate=ID)


class TripIn(Schema):
    """A trip by id."""

    trip_id = fields.String(required=True, validate=ID)


class ArrivalUpdateIn(Schema):
    """News of one arrival, of a guest's, or of all on one number of an edition.

    `scheduled_on` is the day of the schedule, by the clocks of the gate, where one number comes on several days.
    """

    arrival_id = fields.String(load_default=None, allow_none=True, validate=ID)
    guest_id = fields.String(load_default=None, allow_none=True, validate=ID)
    edition = fields.String(load_default=None, allow_none=True, validate=ID)
    number = fields.String(load_default=None, allow_none=True, validate=validate.Length(min=1, max=100))
    scheduled_on = fields.Date(load_default=None, allow_none=True)
    expected = fields.AwareDateTime(load_default=None, allow_none=True)
    cancelled = fields.Boolean(load_default=False)
    received_at = fields.AwareDateTime(required=True)
    source = fields.String(load_default="", validate=validate.Length(max=100))

    @validates_schema
    def within_the_calendar(self, values: dict[str, Any], **_: Any) -> None:
        """Times that no calendar of the store can hold are refused."""
        for name in ("expected", "received_at"):
            at = values.get(name)
            if at is not None and not 1971 <= at.year <= 2200:
                raise ValidationError("A year from 1971 to 2200.", name)


class ImportIn(EditionIn):
    """Rows of a list, by header; `mapping` is field → header."""

    rows = fields.List(
        fields.Dict(keys=fields.String(), values=fields.String(allow_none=False)), required=True
    )
    mapping = fields.Dict(keys=fields.String(), values=fields.String(), load_default=dict)
    dry_run = fields.Boolean(load_default=False)
    # marshmallow takes fields off the class, so this does not hide the schema's own `partial`.
    partial = fields.Boolean(load_default=False)  # type: ignore[assignment]
