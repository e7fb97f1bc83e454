"""Check-in desks: their local list, the scans they bring later, walk-ins and cards; and the organisers' inbox."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from services.gateway.api.registration import place, require_in
from services.gateway.auth import allowed, principal
from services.gateway.clients import ask, ask_within, call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.resources import Resources
from services.gateway.shapes import desk as shapes
from services.gateway.shapes.registration import RevocationSchema
from services.gateway.versions import with_version
from shared.clock import now
from shared.errors import Refused

blp = Resources("desk", __name__, description="Check-in desks, also without a network, and what came of it")

PLANNERS = ("organiser", "coordinator")
DESKS = ("organiser", "coordinator", "desk", "device")
LATE_SECONDS = 60.0


class RightMissing(Refused):
    """This device may only check in; an organiser can enrol it with further rights."""

    code = "right_missing"


class ListQuery(Schema):
    """From where, and how much."""

    class Meta:
        unknown = EXCLUDE

    after = fields.Integer(
        load_default=0, metadata={"description": "`upto` of the page before; 0: everything"}
    )
    limit = fields.Integer(load_default=1000, validate=validate.Range(1, 2000))


class ConflictQuery(PageQuery):
    """Which conflicts."""

    open = fields.Boolean(
        load_default=None, metadata={"description": "Only those still to be looked at, or not"}
    )


def need(right: str) -> None:
    """Devices need the right for what is more than checking in; accounts have it by their role."""
    asking = principal()
    if asking.kind == "device" and right not in asking.rights:
        raise RightMissing(right=right)


@blp.route("/editions/<edition>/desk")
@allowed(*DESKS)
@blp.answers(200, shapes.PlaceSchema)
def desk(edition: str) -> Any:
    """Where this device stands and what it may."""
    known, key = ask("registration", "get_edition", edition=edition), ask("registration", "badge_public_key")
    asking, opened = principal(), known.result()
    return {
        "device": asking.name, "door": asking.door, "rights": _rights(), "edition": edition,
        "name_en": opened["name_en"], "name_zh": opened["name_zh"], "timezone": opened["timezone"],
        "public_key": key.result()["public_key"], "now": now().isoformat(),
    }  # fmt: skip


def _rights() -> list[str]:
    asking = principal()
    return list(asking.rights) if asking.kind == "device" else ["search", "walk_in", "reissue"]


@blp.route("/editions/<edition>/desk/cards")
@allowed(*DESKS)
@blp.arguments(ListQuery, location="query")
@blp.answers(200, shapes.ListPageSchema)
def cards(query: dict[str, Any], edition: str) -> Any:
    """The local list: one entry a card, which only the card's own code opens."""
    return call("registration", "desk_list", edition=edition, kind="card", **query)


@blp.route("/editions/<edition>/desk/names")
@allowed(*DESKS)
@blp.arguments(ListQuery, location="query")
@blp.answers(200, shapes.ListPageSchema)
def names(query: dict[str, Any], edition: str) -> Any:
    """The list by name, for devices that may search."""
    need("search")
    return call("registration", "desk_list", edition=edition, kind="name", **query)


@blp.route("/editions/<edition>/desk/scans", methods=["POST"])
@allowed(*DESKS)
@blp.accepts(shapes.LateScansSchema)
@blp.answers(200, shapes.KeptScansSchema)
def late_scans(body: dict[str, Any], edition: str) -> Any:
    """Bring what was decided alone. The same scan again changes nothing; its time stays the device's."""
    brought = {**body, **place(body), "edition": edition}
    return ask_within(LATE_SECONDS, "registration", "keep_late_scans", **brought).result()


@blp.route("/editions/<edition>/desk/walk-ins", methods=["POST"])
@allowed(*DESKS)
@blp.accepts(shapes.WalkInSchema)
@blp.answers(201, shapes.BadgePrintSchema)
def walk_in(body: dict[str, Any], edition: str) -> Any:
    """Register, confirm and badge somebody who stands at the desk; refused when the name looks known."""
    need("walk_in")
    return with_version(call("registration", "register_walk_in", **{**body, "edition": edition}))


@blp.route("/editions/<edition>/guests/<guest_id>/badge/reissue", methods=["POST"])
@allowed(*DESKS)
@blp.accepts(RevocationSchema, required=False)
@blp.answers(201, shapes.BadgePrintSchema)
def reissue(body: dict[str, Any], edition: str, guest_id: str) -> Any:
    """A new card for a lost one, which ends in the same moment."""
    require_in(edition, guest_id)
    need("reissue")
    return with_version(call("registration", "reissue_badge", **{**body, "guest_id": guest_id}))


@blp.route("/editions/<edition>/guests/<guest_id>/badge/print")
@allowed(*DESKS)
@blp.answers(200, shapes.BadgePrintSchema)
def print_badge(edition: str, guest_id: str) -> Any:
    """What is printed on the card a guest holds."""
    require_in(edition, guest_id)
    need("reissue")
    return with_version(call("registration", "print_badge", guest_id=guest_id))


@blp.route("/editions/<edition>/missing-badges", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.HowManySchema, required=False)
@blp.answers(201, shapes.BadgePrintsSchema)
def missing_badges(body: dict[str, Any], edition: str) -> Any:
    """Make cards for the next guests who have none, ready for print; repeat until there are none."""
    return call("registration", "issue_missing_badges", **{**body, "edition": edition})


@blp.route("/editions/<edition>/admission-conflicts")
@allowed(*PLANNERS)
@blp.arguments(ConflictQuery, location="query")
@blp.answers(200, page_of(shapes.AdmissionConflictSchema))
def conflicts(query: dict[str, Any], edition: str) -> Any:
    """What desks did alone and what others saw, where both cannot be right."""
    return paged(call("registration", "list_conflicts", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/admission-conflicts/<path:conflict_id>/settle", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.SettlingSchema, required=False)
@blp.answers(200, shapes.AdmissionConflictSchema)
def settle(body: dict[str, Any], edition: str, conflict_id: str) -> Any:
    """Close a conflict after having looked; the note says what was the matter."""
    require_in(edition, conflict_id)
    stated = {"note": body.get("note", ""), "conflict_id": conflict_id, "by": principal().name}
    return with_version(call("registration", "settle_conflict", **stated))
