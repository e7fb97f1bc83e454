"""A guest's own page: opened by a signed link, without any account."""

from typing import Any

from flask import Response

from services.gateway.api.registration import PLANNERS, require_in
from services.gateway.auth import allowed
from services.gateway.calendar import CALENDAR_TYPE, calendar_of
from services.gateway.clients import call
from services.gateway.resources import Resources
from services.gateway.shapes import own_page as shapes
from services.gateway.shapes.registration import GuestSchema
from services.gateway.versions import with_version
from shared.clock import now

blp = Resources("own_page", __name__, description="A guest's own page, by signed link")


@blp.route("/editions/<edition>/guests/<guest_id>/page-link", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(201, shapes.PageLinkSchema)
def issue_page_link(edition: str, guest_id: str) -> Any:
    """Make a signed link to a guest's own page; whoever holds it sees the itinerary."""
    require_in(edition, guest_id)
    return call("registration", "issue_page_link", guest_id=guest_id)


@blp.route("/editions/<edition>/guests/<guest_id>/page-link", methods=["DELETE"])
@allowed(*PLANNERS)
@blp.answers(200, GuestSchema)
def end_page_links(edition: str, guest_id: str) -> Any:
    """End every link to this guest's own page that was made so far."""
    require_in(edition, guest_id)
    return with_version(call("registration", "end_page_links", guest_id=guest_id))


@blp.route("/own-page/<token>")
@blp.answers(200, shapes.OwnPageSchema)
def own_page(token: str) -> Any:
    """What awaits the guest who holds this link."""
    return call("registration", "own_page", token=token)


@blp.route("/own-page/<token>", methods=["PATCH"])
@blp.accepts(shapes.OwnCorrectionSchema)
@blp.answers(200, shapes.OwnPageSchema)
def correct_own(body: dict[str, Any], token: str) -> Any:
    """The guest corrects name in own script, post, e-mail or needs."""
    return call("registration", "correct_own", **{**body, "token": token})


@blp.route("/own-page/<token>/confirm", methods=["POST"])
@blp.answers(200, shapes.OwnPageSchema)
def confirm_own(token: str) -> Any:
    """The guest says yes."""
    return call("registration", "confirm_own", token=token)


@blp.route("/own-page/<token>/calendar.ics")
@blp.arguments(shapes.CalendarQuery, location="query")
@blp.alt_response(
    200,
    schema={"type": "string"},
    content_type="text/calendar",
    description="Meetings and trips",
    success=True,
)
def calendar(query: dict[str, Any], token: str) -> Response:
    """The itinerary as a calendar in the guest's language; the address can be subscribed to."""
    page = call("registration", "own_page", token=token)
    language = query.get("language") or page["guest"]["language"]
    headers = {"Content-Disposition": 'inline; filename="itinerary.ics"'}
    return Response(
        calendar_of(page, language, now()),
        content_type=CALENDAR_TYPE,
        headers=headers,
    )
