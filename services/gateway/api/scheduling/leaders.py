"""Who meets whom, where and when: rooms, hosts, sessions, leaders' meetings, plan."""

from typing import Any

from flask import Response
from marshmallow import fields, validate

from services.gateway.api.registration import PLANNERS, STAFF, require_in
from services.gateway.auth import allowed, principal
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.resources import Resources
from services.gateway.shapes import programme as told
from services.gateway.shapes import scheduling as shapes
from services.gateway.shapes.logistics import ZONE
from services.gateway.versions import expected_version, with_version

blp = Resources("scheduling", __name__, description="Who meets whom, where and when")
imports = ("venues", "rooms", "hosts", "host_windows", "sessions", "meetings")


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


class AgendaQuery(PageQuery):
    """Whose news, and of which release."""

    person_id = fields.String(load_default=None)
    release = fields.Integer(load_default=None, validate=validate.Range(1, 9999))


class DifferenceQuery(PageQuery):
    """Two drafts to compare."""

    one = fields.Integer(required=True, validate=validate.Range(1, 999_999))
    other = fields.Integer(required=True, validate=validate.Range(1, 999_999))


class CountQuery(PageQuery):
    """How many other places."""

    count = fields.Integer(load_default=3, validate=validate.Range(1, 10))


class PlaceQuery(PageQuery):
    """A place to ask about."""

    host_id = fields.String(required=True)
    room_id = fields.String(required=True)
    starts = fields.AwareDateTime(required=True)


@blp.route("/editions/<edition>/venues")
@allowed(*STAFF)
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(shapes.VenueSchema))
def venues(query: dict[str, Any], edition: str) -> Any:
    """The venues."""
    return paged(call("scheduling", "list_venues", edition=edition, **filters(query)))


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


@blp.route("/editions/<edition>/hosts/<host_id>/holds", methods=["PUT"])
@allowed(*PLANNERS)
@blp.accepts(shapes.HoldsSchema)
@blp.answers(200, shapes.HostSchema)
def set_host_holds(body: dict[str, Any], edition: str, host_id: str) -> Any:
    """Replace a host's holds; what they are for stays in the office."""
    require_in(edition, host_id)
    stated = {**body, "host_id": host_id, "expected_version": expected_version()}
    return with_version(call("scheduling", "set_host_holds", **stated))


@blp.route("/editions/<edition>/rooms/<room_id>/holds", methods=["PUT"])
@allowed(*PLANNERS)
@blp.accepts(shapes.HoldsSchema)
@blp.answers(200, shapes.RoomSchema)
def set_room_holds(body: dict[str, Any], edition: str, room_id: str) -> Any:
    """Replace a room's holds."""
    require_in(edition, room_id)
    stated = {**body, "room_id": room_id, "expected_version": expected_version()}
    return with_version(call("scheduling", "set_room_holds", **stated))


@blp.route("/editions/<edition>/sessions/<session_id>/texts/<guest_id>", methods=["PUT"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.SessionSchema)
def receive_text(edition: str, session_id: str, guest_id: str) -> Any:
    """A speaker's text came in."""
    require_in(edition, session_id)
    stated = {"session_id": session_id, "guest_id": guest_id, "expected_version": expected_version()}
    return with_version(call("scheduling", "receive_text", **stated))


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


@blp.route("/editions/<edition>/meetings/<meeting_id>/place", methods=["PUT"])
@allowed(*PLANNERS)
@blp.accepts(told.ByHandSchema)
@blp.answers(200, shapes.MeetingSchema)
def place_meeting(body: dict[str, Any], edition: str, meeting_id: str) -> Any:
    """Put a meeting at a place; it stays there as long as the rules permit. 409 says who holds the place."""
    require_in(edition, meeting_id)
    stated = {
        **body,
        "meeting_id": meeting_id,
        "expected_version": expected_version(),
        "by": principal().name,
    }
    return with_version(call("scheduling", "place_meeting", **stated))


@blp.route("/editions/<edition>/meetings/<meeting_id>/unpin", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.MeetingSchema)
def unpin_meeting(edition: str, meeting_id: str) -> Any:
    """Leave a meeting to the planner again."""
    require_in(edition, meeting_id)
    stated = {"meeting_id": meeting_id, "expected_version": expected_version()}
    return with_version(call("scheduling", "unpin_meeting", **stated))


@blp.route("/editions/<edition>/meetings/<meeting_id>/waivers", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(told.WaiveRuleSchema)
@blp.answers(200, shapes.MeetingSchema)
def waive_rule(body: dict[str, Any], edition: str, meeting_id: str) -> Any:
    """Let a rule rest for one meeting, in your name."""
    require_in(edition, meeting_id)
    stated = {
        **body,
        "meeting_id": meeting_id,
        "expected_version": expected_version(),
        "by": principal().name,
    }
    return with_version(call("scheduling", "waive_rule", **stated))


@blp.route("/editions/<edition>/meetings/<meeting_id>/brief", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.MeetingSchema)
def hand_over_brief(edition: str, meeting_id: str) -> Any:
    """The host has the brief."""
    require_in(edition, meeting_id)
    stated = {"meeting_id": meeting_id, "expected_version": expected_version()}
    return with_version(call("scheduling", "hand_over_brief", **stated))


@blp.route("/editions/<edition>/meetings/<meeting_id>/seating")
@allowed(*STAFF)
@blp.answers(200, told.SeatingSchema)
def seating(edition: str, meeting_id: str) -> Any:
    """Seats as coordinates, cards, places for the photo."""
    require_in(edition, meeting_id)
    return call("scheduling", "seating", meeting_id=meeting_id)


@blp.route("/editions/<edition>/meetings/<meeting_id>/explanation")
@allowed(*STAFF)
@blp.answers(200, told.MeetingExplanationSchema)
def explain_meeting(edition: str, meeting_id: str) -> Any:
    """Why here, or why nowhere and what would make a place possible."""
    require_in(edition, meeting_id)
    return call("scheduling", "explain_meeting", meeting_id=meeting_id)


@blp.route("/editions/<edition>/meetings/<meeting_id>/verdicts")
@allowed(*STAFF)
@blp.arguments(PlaceQuery, location="query")
@blp.answers(200, told.VerdictsSchema)
def why_not(query: dict[str, Any], edition: str, meeting_id: str) -> Any:
    """Rule by rule, whether a meeting could be at a place."""
    require_in(edition, meeting_id)
    place = {"host_id": query["host_id"], "room_id": query["room_id"], "starts": query["starts"].isoformat()}
    return call("scheduling", "why_not", meeting_id=meeting_id, **place)


@blp.route("/editions/<edition>/meetings/<meeting_id>/alternatives")
@allowed(*STAFF)
@blp.arguments(CountQuery, location="query")
@blp.answers(200, told.AlternativePlacesSchema)
def alternatives(query: dict[str, Any], edition: str, meeting_id: str) -> Any:
    """The best other places for a meeting, with their consequences."""
    require_in(edition, meeting_id)
    return call("scheduling", "alternatives", meeting_id=meeting_id, count=query["count"])


@blp.route("/editions/<edition>/readiness")
@allowed(*STAFF)
@blp.answers(200, told.ReadinessListSchema)
def readiness(edition: str) -> Any:
    """The ready lights of all meetings."""
    return call("scheduling", "readiness", edition=edition)


@blp.route("/editions/<edition>/policies/scheduling")
@allowed(*STAFF)
@blp.answers(200, told.MeetingPolicySchema)
def policy(edition: str) -> Any:
    """Caps, and how grave each kind of conflict is."""
    return with_version(call("scheduling", "get_policy", edition=edition))


@blp.route("/editions/<edition>/policies/scheduling", methods=["PUT"])
@allowed("organiser")
@blp.accepts(told.MeetingPolicySchema)
@blp.answers(200, told.MeetingPolicySchema)
def set_policy(body: dict[str, Any], edition: str) -> Any:
    """Decide caps and grades; what is left out stays."""
    stated = {**body, "edition": edition, "expected_version": expected_version()}
    return with_version(call("scheduling", "set_policy", **stated))


@blp.route("/editions/<edition>/plans/scheduling/conflicts")
@allowed(*STAFF)
@blp.answers(200, told.ConflictsSchema)
def conflicts(edition: str) -> Any:
    """What is wrong with the plan at this moment, gravest first."""
    return call("scheduling", "conflicts", edition=edition)


@blp.route("/editions/<edition>/plans/scheduling/drafts")
@allowed(*STAFF)
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(told.DraftSchema))
def drafts(query: dict[str, Any], edition: str) -> Any:
    """Every version of the plan."""
    return paged(call("scheduling", "list_drafts", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/plans/scheduling/difference")
@allowed(*STAFF)
@blp.arguments(DifferenceQuery, location="query")
@blp.answers(200, told.DifferencesSchema)
def difference(query: dict[str, Any], edition: str) -> Any:
    """What is different from one draft to another."""
    return call("scheduling", "difference", edition=edition, one=query["one"], other=query["other"])


@blp.route("/editions/<edition>/plans/scheduling/releases")
@allowed(*STAFF)
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(told.ReleaseSchema))
def releases(query: dict[str, Any], edition: str) -> Any:
    """What people were told, version by version, with the changelogs."""
    return paged(call("scheduling", "list_releases", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/plans/scheduling/releases", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(told.ReleaseOrderSchema, required=False)
@blp.answers(201, told.ReleaseSchema)
def release_plan(body: dict[str, Any], edition: str) -> Any:
    """Tell people the draft; each hears only what is new to them. 409 lists the conflicts in the way."""
    return with_version(
        call("scheduling", "release_plan", **{**body, "edition": edition, "by": principal().name})
    )


@blp.route("/editions/<edition>/plans/scheduling/releases/<int:number>")
@allowed(*STAFF)
@blp.answers(200, told.ReleaseSchema)
def release(edition: str, number: int) -> Any:
    """One version people were told."""
    return with_version(call("scheduling", "get_release", edition=edition, number=number))


@blp.route("/editions/<edition>/plans/scheduling/unreleased")
@allowed(*STAFF)
@blp.answers(200, told.UnreleasedSchema)
def unreleased(edition: str) -> Any:
    """The draft against what people were told: the changelog of a release made now."""
    return call("scheduling", "unreleased", edition=edition)


@blp.route("/changelogs/<edition>")
@blp.answers(200, told.PublicChangelogSchema)
def public_changelog(edition: str) -> Any:
    """What was new in the programme, release by release; for everybody, so without meetings of leaders and people."""
    return call("scheduling", "public_changelog", edition=edition)


@blp.route("/editions/<edition>/agendas")
@allowed(*STAFF)
@blp.arguments(AgendaQuery, location="query")
@blp.answers(200, page_of(told.AgendaSchema))
def agendas(query: dict[str, Any], edition: str) -> Any:
    """What each person was told to be new."""
    return paged(call("scheduling", "list_agendas", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/calendars")
@allowed(*PLANNERS)
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(told.FeedSchema))
def feeds(query: dict[str, Any], edition: str) -> Any:
    """The addresses of calendars, without their secrets."""
    return paged(call("scheduling", "list_feeds", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/calendars", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(told.FeedOrderSchema)
@blp.answers(201, told.OpenedFeedSchema)
def open_feed(body: dict[str, Any], edition: str) -> Any:
    """A new secret address of a calendar; the path is told this once."""
    opened = call("scheduling", "open_feed", **{**body, "edition": edition})
    secret = opened.pop("secret")
    return with_version({**opened, "path": f"/api/v1/calendars/{secret}.ics"})


@blp.route("/editions/<edition>/calendars/<feed_id>/revoke", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, told.FeedSchema)
def revoke_feed(edition: str, feed_id: str) -> Any:
    """End an address at once."""
    require_in(edition, feed_id)
    return with_version(call("scheduling", "revoke_feed", feed_id=feed_id))


@blp.route("/calendars/<secret>.ics")
@blp.alt_response(
    200,
    schema={"type": "string"},
    content_type="text/calendar",
    description="The calendar as people were told last; needs nothing but the address",
    success=True,
)
def calendar(secret: str) -> Response:
    """A calendar by its secret address, for programs that subscribe to it."""
    found = call("scheduling", "read_feed", secret=secret)
    headers = {"Cache-Control": "private, max-age=300", "Content-Disposition": "inline; filename=convoke.ics"}
    return Response(found["calendar"], 200, headers, content_type="text/calendar; charset=utf-8")


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
