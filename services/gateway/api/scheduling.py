"""Who meets whom, where and when: rooms, hosts, sessions, leaders' meetings, plan."""

from typing import Any

from marshmallow import fields

from services.gateway.api.registration import PLANNERS, STAFF, require_in
from services.gateway.auth import allowed
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.resources import Resources
from services.gateway.shapes import scheduling as shapes
from services.gateway.shapes.logistics import ZONE
from services.gateway.versions import expected_version, with_version

blp = Resources("scheduling", __name__, description="Who meets whom, where and when")
imports = ("rooms", "hosts", "host_windows", "sessions", "meetings")


class RoomQuery(PageQuery):
    """Which rooms; every filter given must fit."""

    kind = fields.String(load_default=None, validate=shapes.ROOM_KINDS)
    place = fields.String(load_default=None, validate=ZONE)


class HostQuery(PageQuery):
    """Which hosts."""

    level = fields.String(load_default=None, validate=shapes.LEVELS)


class SessionQuery(PageQuery):
    """Which sessions; every filter given must fit."""

    session_type = fields.String(load_default=None, validate=shapes.SESSION_TYPES)
    room_id = fields.String(load_default=None)


class MeetingQuery(PageQuery):
    """Which meetings; `host_id` is the host who receives, wanted or not."""

    state = fields.String(load_default=None, validate=shapes.MEETING_STATES)
    guest_id = fields.String(load_default=None)
    host_id = fields.String(load_default=None)


@blp.route("/editions/<edition>/rooms")
@allowed(*STAFF)
@blp.arguments(RoomQuery, location="query")
@blp.answers(200, page_of(shapes.RoomSchema))
def rooms(query: dict[str, Any], edition: str) -> Any:
    """The rooms."""
    return paged(call("scheduling", "list_rooms", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/hosts")
@allowed(*STAFF)
@blp.arguments(HostQuery, location="query")
@blp.answers(200, page_of(shapes.HostSchema))
def hosts(query: dict[str, Any], edition: str) -> Any:
    """The hosts with their calendars."""
    return paged(call("scheduling", "list_hosts", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/hosts/<host_id>")
@allowed(*STAFF)
@blp.answers(200, shapes.HostSchema)
def host(edition: str, host_id: str) -> Any:
    """One host with the calendar."""
    require_in(edition, host_id)
    return with_version(call("scheduling", "get_host", host_id=host_id))


@blp.route("/editions/<edition>/hosts/<host_id>/windows", methods=["PUT"])
@allowed(*PLANNERS)
@blp.accepts(shapes.CalendarSchema)
@blp.answers(200, shapes.HostSchema)
def set_windows(body: dict[str, Any], edition: str, host_id: str) -> Any:
    """Replace a host's calendar; meetings that no longer fit are placed anew."""
    require_in(edition, host_id)
    stated = {**body, "host_id": host_id, "expected_version": expected_version()}
    return with_version(call("scheduling", "set_host_windows", **stated))


@blp.route("/editions/<edition>/sessions")
@allowed(*STAFF)
@blp.arguments(SessionQuery, location="query")
@blp.answers(200, page_of(shapes.SessionSchema))
def sessions(query: dict[str, Any], edition: str) -> Any:
    """The programme."""
    return paged(call("scheduling", "list_sessions", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/meetings")
@allowed(*STAFF)
@blp.arguments(MeetingQuery, location="query")
@blp.answers(200, page_of(shapes.MeetingSchema))
def meetings(query: dict[str, Any], edition: str) -> Any:
    """Leaders' meetings, wanted, placed and cancelled."""
    asked = {"host_id": None, **filters(query)}
    return paged(call("scheduling", "list_meetings", edition=edition, **asked))


@blp.route("/editions/<edition>/meetings", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.WishSchema)
@blp.answers(201, shapes.MeetingSchema)
def request_meeting(body: dict[str, Any], edition: str) -> Any:
    """Ask for a leaders' meeting; the plan answers in a moment."""
    return with_version(call("scheduling", "request_meeting", **{**body, "edition": edition}))


@blp.route("/editions/<edition>/meetings/<meeting_id>")
@allowed(*STAFF)
@blp.answers(200, shapes.MeetingSchema)
def meeting(edition: str, meeting_id: str) -> Any:
    """One meeting."""
    require_in(edition, meeting_id)
    return with_version(call("scheduling", "get_meeting", meeting_id=meeting_id))


@blp.route("/editions/<edition>/meetings/<meeting_id>/cancel", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.CancellationSchema, required=False)
@blp.answers(200, shapes.MeetingSchema)
def cancel_meeting(body: dict[str, Any], edition: str, meeting_id: str) -> Any:
    """Call a meeting off: host, room and interpreter become free."""
    require_in(edition, meeting_id)
    stated = {**body, "meeting_id": meeting_id, "expected_version": expected_version()}
    return with_version(call("scheduling", "cancel_meeting", **stated))


@blp.route("/editions/<edition>/plans/scheduling")
@allowed(*STAFF)
@blp.answers(200, shapes.MeetingPlanSchema)
def plan(edition: str) -> Any:
    """The plan of meetings in force, and which have no place and why."""
    return with_version(call("scheduling", "get_plan", edition=edition))


@blp.route("/editions/<edition>/plans/scheduling/order", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(202, shapes.MeetingPlanSchema)
def order_plan(edition: str) -> Any:
    """Have the edition planned again; answers with the plan in force until then."""
    return with_version(call("scheduling", "replan", edition=edition))
