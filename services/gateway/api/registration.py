"""Who is expected, who is inside: editions, delegations, guests, badges, doors."""

from typing import Any

from marshmallow import fields, validate

from services.gateway.auth import allowed, principal
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.resources import Resources
from services.gateway.shapes import registration as shapes
from services.gateway.versions import expected_version, with_version
from shared.errors import NotFound, Refused
from shared.events.ids import edition_of

blp = Resources("registration", __name__, description="Who is expected, who is inside, which badge is whose")
imports = ("delegations", "guests", "replies")

STAFF = ("organiser", "coordinator", "desk", "viewer")
PLANNERS = ("organiser", "coordinator")
DOORS = ("organiser", "coordinator", "desk", "device")


class NotInThisEdition(NotFound):
    """There is nothing under this id in this edition."""

    code = "not_found"


class NotYourDoor(Refused):
    """A device scans at the door it was enrolled for, under its own name."""

    code = "not_your_door"


class GuestQuery(PageQuery):
    """Which guests; every filter given must fit."""

    state = fields.String(load_default=None, validate=shapes.STATES)
    rank = fields.String(load_default=None, validate=shapes.RANKS)
    country = fields.String(load_default=None, metadata={"description": "ISO 3166-1 alpha-2"})
    language = fields.String(load_default=None, metadata={"description": "ISO 639-1"})
    delegation_id = fields.String(load_default=None)


class SearchQuery(PageQuery):
    """What somebody typed of a name or a reference."""

    text = fields.String(required=True, validate=validate.Length(1, 100))


@blp.route("/editions")
@allowed(*STAFF)
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(shapes.EditionSchema))
def editions(query: dict[str, Any]) -> Any:
    """The editions under way that are yours."""
    page = call("registration", "list_editions", **filters(query))
    page["items"] = [edition for edition in page["items"] if principal().admitted_to(edition["id"])]
    return paged(page)


@blp.route("/editions", methods=["POST"])
@allowed("organiser")
@blp.accepts(shapes.OpenEditionSchema)
@blp.answers(201, shapes.EditionSchema)
def open_edition(body: dict[str, Any]) -> Any:
    """Open an edition, or correct one that is open."""
    return with_version(call("registration", "open_edition", **body))


@blp.route("/editions/<edition>")
@allowed(*STAFF)
@blp.answers(200, shapes.EditionSchema)
def edition(edition: str) -> Any:
    """One edition."""
    return with_version(call("registration", "get_edition", edition=edition))


@blp.route("/editions/<edition>/delegations")
@allowed(*STAFF)
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(shapes.DelegationSchema))
def delegations(query: dict[str, Any], edition: str) -> Any:
    """The delegations, each with its head and its order of precedence."""
    return paged(call("registration", "list_delegations", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/delegations/<delegation_id>")
@allowed(*STAFF)
@blp.answers(200, shapes.DelegationSchema)
def delegation(edition: str, delegation_id: str) -> Any:
    """One delegation."""
    require_in(edition, delegation_id)
    return with_version(call("registration", "get_delegation", delegation_id=delegation_id))


@blp.route("/editions/<edition>/guests")
@allowed(*STAFF)
@blp.arguments(GuestQuery, location="query")
@blp.answers(200, page_of(shapes.GuestSchema))
def guests(query: dict[str, Any], edition: str) -> Any:
    """The guests, in every state."""
    return paged(call("registration", "list_guests", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/guest-search")
@allowed(*STAFF)
@blp.arguments(SearchQuery, location="query")
@blp.answers(200, shapes.FoundSchema)
def search(query: dict[str, Any], edition: str) -> Any:
    """Find guests by the beginning of a name in any script, or by reference."""
    found = call("registration", "search_guests", edition=edition, text=query["text"], limit=query["limit"])
    return {"items": found}


@blp.route("/editions/<edition>/guests", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.NewGuestSchema)
@blp.answers(201, shapes.GuestSchema)
def register_guest(body: dict[str, Any], edition: str) -> Any:
    """Register a guest who is on no list."""
    return with_version(call("registration", "register_guest", **{**body, "edition": edition}))


@blp.route("/editions/<edition>/guests/<guest_id>")
@allowed(*STAFF)
@blp.answers(200, shapes.GuestSchema)
def guest(edition: str, guest_id: str) -> Any:
    """One guest."""
    require_in(edition, guest_id)
    return with_version(call("registration", "get_guest", guest_id=guest_id))


@blp.route("/editions/<edition>/guests/<guest_id>", methods=["PATCH"])
@allowed(*PLANNERS)
@blp.accepts(shapes.GuestFieldsSchema)
@blp.answers(200, shapes.GuestSchema)
def amend_guest(body: dict[str, Any], edition: str, guest_id: str) -> Any:
    """Correct what is known of a guest; fields left out stay."""
    require_in(edition, guest_id)
    stated = {**body, "guest_id": guest_id, "expected_version": expected_version()}
    return with_version(call("registration", "amend_guest", **stated))


@blp.route("/editions/<edition>/guests/<guest_id>/replace", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.PersonSchema)
@blp.answers(200, shapes.GuestSchema)
def replace_guest(body: dict[str, Any], edition: str, guest_id: str) -> Any:
    """Let another person come in a guest's place; card and own-page links of the earlier person end."""
    return _of_guest("replace_guest", body, edition, guest_id)


@blp.route("/editions/<edition>/guests/<guest_id>/page")
@allowed(*STAFF)
@blp.answers(200, shapes.GuestOverviewSchema)
def guest_page(edition: str, guest_id: str) -> Any:
    """A guest with interpreter, meetings, trips and scans."""
    require_in(edition, guest_id)
    return call("registration", "guest_page", guest_id=guest_id)


@blp.route("/editions/<edition>/guests/<guest_id>/private")
@allowed(*PLANNERS)
@blp.answers(200, shapes.PrivateSchema)
def private(edition: str, guest_id: str) -> Any:
    """Birth date, address, needs, and the end of the passport number."""
    require_in(edition, guest_id)
    return call("registration", "get_private", guest_id=guest_id)


@blp.route("/editions/<edition>/guests/<guest_id>/confirm", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.ReplySchema, required=False)
@blp.answers(200, shapes.GuestSchema)
def confirm(body: dict[str, Any], edition: str, guest_id: str) -> Any:
    """The guest said yes."""
    return _of_guest("confirm_guest", body, edition, guest_id)


@blp.route("/editions/<edition>/guests/<guest_id>/withdraw", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.WithdrawalSchema, required=False)
@blp.answers(200, shapes.GuestSchema)
def withdraw(body: dict[str, Any], edition: str, guest_id: str) -> Any:
    """The guest will not come: interpreter, seat and meetings become free."""
    return _of_guest("withdraw_guest", body, edition, guest_id)


@blp.route("/editions/<edition>/guests/<guest_id>/badge", methods=["POST"])
@allowed("organiser", "coordinator", "desk")
@blp.answers(201, shapes.BadgeSchema)
def issue_badge(edition: str, guest_id: str) -> Any:
    """Make a badge; an earlier one of this guest admits nobody any more."""
    require_in(edition, guest_id)
    return call("registration", "issue_badge", guest_id=guest_id)


@blp.route("/editions/<edition>/guests/<guest_id>/badge/revoke", methods=["POST"])
@allowed("organiser", "coordinator", "desk")
@blp.accepts(shapes.RevocationSchema, required=False)
@blp.answers(200, shapes.GuestSchema)
def revoke_badge(body: dict[str, Any], edition: str, guest_id: str) -> Any:
    """Take a lost badge out of use."""
    return _of_guest("revoke_badge", body, edition, guest_id)


@blp.route("/editions/<edition>/close-arrivals", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.ClosedSchema)
def close_arrivals(edition: str) -> Any:
    """Mark whoever confirmed and was never seen as a no-show."""
    return call("registration", "close_arrivals", edition=edition)


@blp.route("/editions/<edition>/badge-key")
@allowed(*STAFF, "device")
@blp.answers(200, shapes.BadgeKeySchema)
def badge_key(edition: str) -> Any:
    """The public key that verifies badges without a network."""
    return call("registration", "badge_public_key")


@blp.route("/editions/<edition>/check-ins", methods=["POST"])
@allowed(*DOORS)
@blp.accepts(shapes.ShowingSchema)
@blp.answers(200, shapes.ScanSchema)
def check_in(body: dict[str, Any], edition: str) -> Any:
    """Let somebody through a door, or say why not; `result` is a code, and every scan is kept."""
    return call("registration", "check_in", **{**body, **place(body), "edition": edition})


@blp.route("/editions/<edition>/scans")
@allowed(*PLANNERS)
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(shapes.ScanSchema))
def scans(query: dict[str, Any], edition: str) -> Any:
    """Every scan: by guest, then those of unknown badges. A page holds the scans of `limit` guests."""
    return paged(call("registration", "list_scans", edition=edition, **filters(query)))


def require_in(edition: str, thing_id: str) -> None:
    """An id begins with its edition; one of another edition does not exist here."""
    if edition_of(thing_id) != edition:
        raise NotInThisEdition(id=thing_id, edition=edition)


def _of_guest(method: str, body: dict[str, Any], edition: str, guest_id: str) -> Any:
    require_in(edition, guest_id)
    stated = {**body, "guest_id": guest_id, "expected_version": expected_version()}
    return with_version(call("registration", method, **stated))


def place(body: dict[str, Any]) -> dict[str, Any]:
    """Where a scan is made: a device's own door and name; staff name door and device, or are the device."""
    asking = principal()
    if asking.kind != "device":
        return {"device": body.get("device", asking.name)}
    own = {"door": asking.door, "device": asking.name}
    if any(body.get(name, own[name]) != own[name] for name in own):
        raise NotYourDoor(door=asking.door, device=asking.name)
    return own
