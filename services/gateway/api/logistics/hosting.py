"""Where guests sleep and eat, what is handed to them, and the papers for everybody who serves them."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from services.gateway.api.logistics.places import blp
from services.gateway.api.logistics.ways import MomentQuery
from services.gateway.api.registration import PLANNERS, STAFF, require_in
from services.gateway.auth import RoleNotAllowed, allowed, principal
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.printing import XLSX, as_html, as_workbook
from services.gateway.shapes.logistics import hosting as shapes
from services.gateway.versions import expected_version, with_version
from shared.errors import NotFound

ONLY_FOR_PLANNERS = ("kitchen",)


class NoSuchPaper(NotFound):
    """There is no paper of this kind."""

    code = "no_such_paper"


class AllotmentQuery(PageQuery):
    """Whose beds."""

    guest_id = fields.String(load_default=None)
    hotel_id = fields.String(load_default=None)
    state = fields.String(load_default=None, validate=shapes.BED_STATES)


class CheckQuery(Schema):
    """How half a companion counts; without it as the table of limits has it."""

    companions_round_up = fields.Boolean(load_default=None)


@blp.route("/editions/<edition>/hotels")
@allowed(*STAFF)
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(shapes.HotelSchema))
def hotels(query: dict[str, Any], edition: str) -> Any:
    """The hotels."""
    return paged(call("logistics", "list_hotels", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/room-blocks")
@allowed(*STAFF)
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(shapes.RoomBlockSchema))
def room_blocks(query: dict[str, Any], edition: str) -> Any:
    """Rooms held, by hotel and kind."""
    return paged(call("logistics", "list_room_blocks", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/lodging")
@allowed(*STAFF)
@blp.arguments(AllotmentQuery, location="query")
@blp.answers(200, page_of(shapes.AllotmentSchema))
def lodging(query: dict[str, Any], edition: str) -> Any:
    """Who sleeps where."""
    return paged(call("logistics", "list_allotments", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/plans/lodging")
@allowed(*STAFF)
@blp.answers(200, shapes.BedPlanSchema)
def bed_plan(edition: str) -> Any:
    """The beds in figures, and who has none and why."""
    return with_version(call("logistics", "get_bed_plan", edition=edition))


@blp.route("/editions/<edition>/lodging/<allotment_id>/check-in", methods=["POST"])
@allowed(*PLANNERS, "desk")
@blp.accepts(shapes.MovedInSchema)
@blp.answers(200, shapes.AllotmentSchema)
def check_into_room(body: dict[str, Any], edition: str, allotment_id: str) -> Any:
    """The guest is in the room; a foreigner's lodging is now to be registered within a day."""
    require_in(edition, allotment_id)
    return with_version(call("logistics", "check_into_room", **{**body, "allotment_id": allotment_id}))


@blp.route("/editions/<edition>/lodging/<allotment_id>/registration", methods=["POST"])
@allowed(*PLANNERS, "desk")
@blp.accepts(shapes.RegisteredSchema)
@blp.answers(200, shapes.AllotmentSchema)
def register_lodging(body: dict[str, Any], edition: str, allotment_id: str) -> Any:
    """The police have the lodging."""
    require_in(edition, allotment_id)
    return with_version(call("logistics", "register_lodging", **{**body, "allotment_id": allotment_id}))


@blp.route("/editions/<edition>/lodging-to-register")
@allowed(*STAFF)
@blp.arguments(MomentQuery, location="query")
@blp.answers(200, shapes.ToRegisterSchema)
def to_register(query: dict[str, Any], edition: str) -> Any:
    """Foreigners in their rooms whose lodging is not registered, most urgent first."""
    return call("logistics", "lodging_to_register", edition=edition, **query)


@blp.route("/editions/<edition>/sittings")
@allowed(*STAFF)
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(shapes.SittingSchema))
def sittings(query: dict[str, Any], edition: str) -> Any:
    """Meals and banquets."""
    return paged(call("logistics", "list_sittings", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/sittings/<sitting_id>/cancel", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.SittingSchema)
def cancel_sitting(edition: str, sitting_id: str) -> Any:
    """A meal or banquet is not served: nobody eats, has a seat or breaks a rule there."""
    require_in(edition, sitting_id)
    stated = {"sitting_id": sitting_id, "expected_version": expected_version()}
    return with_version(call("logistics", "cancel_sitting", **stated))


@blp.route("/editions/<edition>/sittings/<sitting_id>/needs")
@allowed(*STAFF)
@blp.answers(200, shapes.NeedCountSchema)
def needs(edition: str, sitting_id: str) -> Any:
    """How many eat and what they need; nobody is named."""
    require_in(edition, sitting_id)
    return call("logistics", "count_needs", sitting_id=sitting_id)


@blp.route("/editions/<edition>/sittings/<sitting_id>/tables")
@allowed(*STAFF)
@blp.answers(200, shapes.TablesSchema)
def tables(edition: str, sitting_id: str) -> Any:
    """The tables as guests now come."""
    require_in(edition, sitting_id)
    return {"items": call("logistics", "seat_banquet", sitting_id=sitting_id)}


@blp.route("/editions/<edition>/reception-check")
@allowed(*STAFF)
@blp.arguments(CheckQuery, location="query")
@blp.answers(200, shapes.ReceptionBreachesSchema)
def reception_check(query: dict[str, Any], edition: str) -> Any:
    """What breaks a rule of reception spending, and who waived it."""
    return call("logistics", "check_reception", edition=edition, **query)


@blp.route("/editions/<edition>/reception-limits")
@allowed(*STAFF)
@blp.answers(200, shapes.ReceptionLimitsSchema)
def reception_limits(edition: str) -> Any:
    """The limits of reception in force: the province's own where its table is loaded, else the national ones."""
    return call("logistics", "list_reception_limits", edition=edition)


@blp.route("/editions/<edition>/waivers", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.NewReceptionWaiverSchema)
@blp.answers(201, shapes.ReceptionWaiverSchema)
def waive(body: dict[str, Any], edition: str) -> Any:
    """Let a rule be broken, by name and with a reason."""
    return with_version(call("logistics", "grant_waiver", **{**body, "edition": edition}))


@blp.route("/editions/<edition>/gifts", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.NewGiftSchema)
@blp.answers(201, shapes.GiftSchema)
def gift(body: dict[str, Any], edition: str) -> Any:
    """A gift was given."""
    if isinstance(body.get("guest_id"), str):
        require_in(edition, body["guest_id"])
    return with_version(call("logistics", "record_gift", **{**body, "edition": edition}))


@blp.route("/editions/<edition>/receivers/<room>/<occasion>")
@allowed(*STAFF)
@blp.answers(200, shapes.ReceiversSchema)
def receivers(edition: str, room: str, occasion: str) -> Any:
    """How many receivers are out, and which are missing."""
    return with_version(call("logistics", "get_receivers", edition=edition, room=room, occasion=occasion))


@blp.route("/editions/<edition>/receivers/<room>/<occasion>/out", methods=["POST"])
@allowed(*PLANNERS, "desk")
@blp.accepts(shapes.HandOutSchema)
@blp.answers(200, shapes.ReceiversSchema)
def hand_out(body: dict[str, Any], edition: str, room: str, occasion: str) -> Any:
    """Receivers go out to seats."""
    asked = {**body, "edition": edition, "room": room, "occasion": occasion}
    return with_version(call("logistics", "hand_out_receivers", **asked))


@blp.route("/editions/<edition>/receivers/<room>/<occasion>/back", methods=["POST"])
@allowed(*PLANNERS, "desk")
@blp.accepts(shapes.TakeBackSchema)
@blp.answers(200, shapes.ReceiversSchema)
def take_back(body: dict[str, Any], edition: str, room: str, occasion: str) -> Any:
    """Receivers come back."""
    asked = {**body, "edition": edition, "room": room, "occasion": occasion}
    return with_version(call("logistics", "take_back_receivers", **asked))


@blp.route("/editions/<edition>/receivers/<room>/<occasion>/sign-off", methods=["POST"])
@allowed(*PLANNERS, "desk")
@blp.accepts(shapes.SignOffSchema)
@blp.answers(200, shapes.ReceiversSchema)
def sign_off(body: dict[str, Any], edition: str, room: str, occasion: str) -> Any:
    """The room is done; refused with names and seats while receivers are out."""
    asked = {**body, "edition": edition, "room": room, "occasion": occasion}
    return with_version(call("logistics", "sign_off_room", **asked))


@blp.route("/editions/<edition>/shuttle")
@allowed(*STAFF)
@blp.answers(200, shapes.TimetableSchema)
def timetable(edition: str) -> Any:
    """When the shuttle leaves for the programme and back, with vehicle and guests."""
    return call("logistics", "shuttle_timetable", edition=edition)


@blp.route("/editions/<edition>/papers/<kind>/<reference>")
@allowed(*STAFF)
@blp.answers(200, shapes.PaperSchema)
def paper(edition: str, kind: str, reference: str) -> Any:
    """The paper of one driver, gate, hotel, guest, zone with a shuttle, or of one sitting's kitchen."""
    return _paper(edition, kind, reference)


@blp.route("/editions/<edition>/papers/<kind>/<reference>.html")
@allowed(*STAFF)
@blp.doc(responses={200: {"content": {"text/html": {}}}})
def printed_paper(edition: str, kind: str, reference: str) -> Response:
    """The same as a page to print."""
    return Response(as_html(_paper(edition, kind, reference)), content_type="text/html; charset=utf-8")


@blp.route("/editions/<edition>/papers/<kind>/<reference>.xlsx")
@allowed(*STAFF)
@blp.doc(responses={200: {"content": {XLSX: {}}}})
def workbook(edition: str, kind: str, reference: str) -> Response:
    """The same as a workbook."""
    named = {"Content-Disposition": f'attachment; filename="{kind}-{reference}.xlsx"'}
    return Response(as_workbook(_paper(edition, kind, reference)), headers=named, content_type=XLSX)


def _paper(edition: str, kind: str, reference: str) -> dict[str, Any]:
    if kind not in shapes.PAPERS:
        raise NoSuchPaper(kind=kind, known=list(shapes.PAPERS))
    if kind in ONLY_FOR_PLANNERS and principal().role not in PLANNERS:
        raise RoleNotAllowed(role=principal().role, needed=list(PLANNERS))
    written: dict[str, Any] = call(
        "logistics", "write_paper", edition=edition, kind=kind, reference=reference
    )
    return written
