"""Who arrives where and when, and which car takes whom: arrivals, vehicles, trips, plan."""

from typing import Any

from marshmallow import fields

from services.gateway.api.logistics import driving, hosting, ways
from services.gateway.api.logistics.places import blp
from services.gateway.api.registration import PLANNERS, STAFF, require_in
from services.gateway.auth import allowed
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.shapes import logistics as shapes
from services.gateway.versions import with_version

__all__ = ("blp", "driving", "hosting", "imports", "ways")

imports = (
    "arrivals",
    "vehicles",
    "arrival_updates",
    "journeys",
    "departures",
    "outings",
    "planning_times",
    "hotels",
    "room_blocks",
    "lodging_wishes",
    "sittings",
    "needs",
    "reception_limits",
)


class ArrivalQuery(PageQuery):
    """Which arrivals; every filter given must fit."""

    gate = fields.String(load_default=None, validate=shapes.GATE)
    destination = fields.String(load_default=None, validate=shapes.ZONE)
    number = fields.String(load_default=None)
    guest_id = fields.String(load_default=None)
    cancelled = fields.Boolean(load_default=None)


class VehicleQuery(PageQuery):
    """Which vehicles."""

    kind = fields.String(load_default=None, validate=shapes.VEHICLE_KINDS)


class TripQuery(PageQuery):
    """Which trips; every filter given must fit."""

    state = fields.String(load_default=None, validate=shapes.TRIP_STATES)
    kind = fields.String(load_default=None, validate=shapes.TRIP_KINDS)
    origin = fields.String(load_default=None, validate=shapes.PLACE)
    vehicle_id = fields.String(load_default=None)
    guest_id = fields.String(load_default=None)
    meeting_id = fields.String(load_default=None)


@blp.route("/editions/<edition>/arrivals")
@allowed(*STAFF)
@blp.arguments(ArrivalQuery, location="query")
@blp.answers(200, page_of(shapes.ArrivalSchema))
def arrivals(query: dict[str, Any], edition: str) -> Any:
    """How and when the guests arrive."""
    return paged(call("logistics", "list_arrivals", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/arrivals/<arrival_id>")
@allowed(*STAFF)
@blp.answers(200, shapes.ArrivalSchema)
def arrival(edition: str, arrival_id: str) -> Any:
    """One arrival."""
    require_in(edition, arrival_id)
    return with_version(call("logistics", "get_arrival", arrival_id=arrival_id))


@blp.route("/editions/<edition>/arrivals/<arrival_id>/news", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.NewsOfArrivalSchema)
@blp.answers(200, shapes.ArrivalSchema)
def news_of_arrival(body: dict[str, Any], edition: str, arrival_id: str) -> Any:
    """The carrier says something of this arrival; its trips follow."""
    require_in(edition, arrival_id)
    stated = {**_news(body), "arrival_id": arrival_id}
    return with_version(call("logistics", "record_arrival_update", **stated)[0])


@blp.route("/editions/<edition>/arrival-news", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.NewsSchema)
@blp.answers(200, shapes.ConcernedSchema)
def news(body: dict[str, Any], edition: str) -> Any:
    """The carrier says something of everybody on one flight, train or ship."""
    if isinstance(body.get("guest_id"), str):
        require_in(edition, body["guest_id"])
    whose: dict[str, Any] = {
        name: body[name] for name in ("number", "guest_id", "scheduled_on") if name in body
    }
    stated = {**_news(body), **whose, "edition": edition}
    return {"items": call("logistics", "record_arrival_update", **stated)}


@blp.route("/editions/<edition>/vehicles")
@allowed(*STAFF)
@blp.arguments(VehicleQuery, location="query")
@blp.answers(200, page_of(shapes.VehicleSchema))
def vehicles(query: dict[str, Any], edition: str) -> Any:
    """The fleet."""
    return paged(call("logistics", "list_vehicles", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/vehicles/<vehicle_id>")
@allowed(*STAFF)
@blp.answers(200, shapes.VehicleSchema)
def vehicle(edition: str, vehicle_id: str) -> Any:
    """One vehicle."""
    require_in(edition, vehicle_id)
    return with_version(call("logistics", "get_vehicle", vehicle_id=vehicle_id))


@blp.route("/editions/<edition>/trips")
@allowed(*STAFF)
@blp.arguments(TripQuery, location="query")
@blp.answers(200, page_of(shapes.TripSchema))
def trips(query: dict[str, Any], edition: str) -> Any:
    """Trips with vehicle, driver and passengers; cancelled ones too unless `state` says otherwise."""
    return paged(call("logistics", "list_trips", edition=edition, **{"guest_id": None, **filters(query)}))


@blp.route("/editions/<edition>/trips/<trip_id>")
@allowed(*STAFF)
@blp.answers(200, shapes.TripSchema)
def trip(edition: str, trip_id: str) -> Any:
    """One trip."""
    require_in(edition, trip_id)
    return with_version(call("logistics", "get_trip", trip_id=trip_id))


@blp.route("/editions/<edition>/plans/logistics")
@allowed(*STAFF)
@blp.answers(200, shapes.TripPlanSchema)
def plan(edition: str) -> Any:
    """The plan of trips in force, and who has none and why."""
    return with_version(call("logistics", "get_plan", edition=edition))


@blp.route("/editions/<edition>/plans/logistics/release", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.TripOrderSchema)
def release(edition: str) -> Any:
    """People are told their trips: from now on only what a change makes necessary changes."""
    return with_version(call("logistics", "release_trips", edition=edition))


@blp.route("/editions/<edition>/plans/logistics/order", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.TripOrderSchema)
def order(edition: str) -> Any:
    """Have all trips planned anew, also those that people have been told."""
    return with_version(call("logistics", "replan", edition=edition))


def _news(body: dict[str, Any]) -> dict[str, Any]:
    return {name: body[name] for name in ("expected", "cancelled", "received_at", "source") if name in body}
