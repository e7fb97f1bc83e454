"""Which ways are open, who comes by them, and what carriers say."""

from typing import Any

from marshmallow import Schema, fields

from services.gateway.api.logistics.places import blp
from services.gateway.api.registration import PLANNERS, STAFF, require_in
from services.gateway.auth import allowed
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.shapes.logistics import ways as shapes
from services.gateway.versions import expected_version, with_version


class ClosureQuery(PageQuery):
    """Which closures."""

    stretch = fields.String(load_default=None, validate=shapes.STRETCHES)
    withdrawn = fields.Boolean(load_default=None)


class AlternativeQuery(PageQuery):
    """Which alternatives."""

    state = fields.String(load_default=None, validate=shapes.DECISIONS)
    guest_id = fields.String(load_default=None)


class DepartureQuery(PageQuery):
    """Which departures."""

    gate = fields.String(load_default=None)
    number = fields.String(load_default=None)
    guest_id = fields.String(load_default=None)


class OutingQuery(PageQuery):
    """Which outings."""

    kind = fields.String(load_default=None)


class JourneyQuery(PageQuery):
    """Whose journeys."""

    guest_id = fields.String(load_default=None)


class MomentQuery(Schema):
    """At which moment."""

    at = fields.String(required=True, metadata={"description": "ISO 8601 with offset"})


class DriveQuery(MomentQuery):
    """Which drive."""

    origin = fields.String(required=True, validate=shapes.ANY_PLACE)
    destination = fields.String(required=True, validate=shapes.ANY_PLACE)
    kind = fields.String(load_default="SEDAN", validate=shapes.MEANS)


@blp.route("/editions/<edition>/closures")
@allowed(*STAFF)
@blp.arguments(ClosureQuery, location="query")
@blp.answers(200, page_of(shapes.ClosureSchema))
def closures(query: dict[str, Any], edition: str) -> Any:
    """What is closed or slowed, and what was."""
    return paged(call("logistics", "list_closures", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/closures", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.NoticeSchema)
@blp.answers(201, shapes.ClosureSchema)
def close_route(body: dict[str, Any], edition: str) -> Any:
    """Close or slow a stretch; what is cut off is announced at once, and trips are planned around it."""
    return with_version(call("logistics", "close_route", **{**body, "edition": edition}))


@blp.route("/editions/<edition>/closures/<closure_id>")
@allowed(*STAFF)
@blp.answers(200, shapes.ClosureSchema)
def closure(edition: str, closure_id: str) -> Any:
    """One closure."""
    require_in(edition, closure_id)
    return with_version(call("logistics", "get_closure", closure_id=closure_id))


@blp.route("/editions/<edition>/closures/<closure_id>/lift", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.LiftSchema)
@blp.answers(200, shapes.ClosureSchema)
def lift_closure(body: dict[str, Any], edition: str, closure_id: str) -> Any:
    """Open again from then on; a closure that has not begun is withdrawn."""
    require_in(edition, closure_id)
    return with_version(call("logistics", "lift_closure", **{**body, "closure_id": closure_id}))


@blp.route("/editions/<edition>/weather", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.ReadingSchema)
@blp.answers(200, shapes.FollowingSchema)
def weather(body: dict[str, Any], edition: str) -> Any:
    """A reading; the closures that follow by rule."""
    return {"items": call("logistics", "record_weather", **{**body, "edition": edition})}


@blp.route("/editions/<edition>/reach")
@allowed(*STAFF)
@blp.arguments(MomentQuery, location="query")
@blp.answers(200, shapes.ReachSchema)
def reach(query: dict[str, Any], edition: str) -> Any:
    """What cannot be reached at a moment, and the guests who cannot come as planned."""
    return call("logistics", "reach", edition=edition, **query)


@blp.route("/editions/<edition>/route")
@allowed(*STAFF)
@blp.arguments(DriveQuery, location="query")
@blp.answers(200, shapes.RouteSchema)
def route(query: dict[str, Any], edition: str) -> Any:
    """How a vehicle gets from one place to another around what is closed."""
    return call("logistics", "route", edition=edition, **query)


@blp.route("/editions/<edition>/opening-options")
@allowed(*STAFF)
@blp.answers(200, shapes.OpeningOptionsSchema)
def opening_options(edition: str) -> Any:
    """Postpone the opening, hold it with the others online, or with those present; each with its count."""
    return call("logistics", "opening_options", edition=edition)


@blp.route("/editions/<edition>/alternatives")
@allowed(*STAFF)
@blp.arguments(AlternativeQuery, location="query")
@blp.answers(200, page_of(shapes.AlternativeSchema))
def alternatives(query: dict[str, Any], edition: str) -> Any:
    """Guests who cannot come as planned, and the ways open to them."""
    return paged(call("logistics", "list_alternatives", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/alternatives/<alternative_id>/decision", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.DecisionSchema)
@blp.answers(200, shapes.AlternativeSchema)
def decide(body: dict[str, Any], edition: str, alternative_id: str) -> Any:
    """A named officer decides how a guest comes."""
    require_in(edition, alternative_id)
    return with_version(call("logistics", "accept_alternative", **{**body, "alternative_id": alternative_id}))


@blp.route("/editions/<edition>/carrier-news/<provider>", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.CarrierMessagesSchema)
@blp.answers(200, shapes.CarrierAnswerSchema)
def carrier_news(body: dict[str, Any], edition: str, provider: str) -> Any:
    """The webhook of a flight-status provider; order and repetition do not matter."""
    return call("logistics", "take_carrier_news", **{**body, "edition": edition, "provider": provider})


@blp.route("/editions/<edition>/departures")
@allowed(*STAFF)
@blp.arguments(DepartureQuery, location="query")
@blp.answers(200, page_of(shapes.DepartureSchema))
def departures(query: dict[str, Any], edition: str) -> Any:
    """How and when guests leave."""
    return paged(call("logistics", "list_departures", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/outings")
@allowed(*STAFF)
@blp.arguments(OutingQuery, location="query")
@blp.answers(200, page_of(shapes.OutingSchema))
def outings(query: dict[str, Any], edition: str) -> Any:
    """Visits and banquets."""
    return paged(call("logistics", "list_outings", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/outings/<outing_id>/cancel", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.OutingSchema)
def cancel_outing(edition: str, outing_id: str) -> Any:
    """A visit or banquet does not take place; its cars are free again."""
    require_in(edition, outing_id)
    stated = {"outing_id": outing_id, "expected_version": expected_version()}
    return with_version(call("logistics", "cancel_outing", **stated))


@blp.route("/editions/<edition>/journeys")
@allowed(*STAFF)
@blp.arguments(JourneyQuery, location="query")
@blp.answers(200, page_of(shapes.JourneySchema))
def journeys(query: dict[str, Any], edition: str) -> Any:
    """The guests' ways, leg by leg."""
    return paged(call("logistics", "list_journeys", edition=edition, **filters(query)))
