"""The manual hand: lock, choose, swap, forbid, confirm, undo; and waivers of the rules an act breaks."""

from typing import Any

from marshmallow import fields

from services.gateway.api.matching.blueprint import PLANNERS, READERS, blp
from services.gateway.api.registration import require_in
from services.gateway.auth import allowed
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.shapes import hand as shapes
from services.gateway.versions import expected_version, with_version

_DEMAND = "/editions/<edition>/demands/<demand_id>"


class WaiverQuery(PageQuery):
    """Which waivers; every filter given must fit."""

    demand_id = fields.String(load_default=None)
    state = fields.String(load_default=None, validate=shapes.WAIVER_STATES)


@blp.route(f"{_DEMAND}/hand")
@allowed(*READERS)
@blp.answers(200, shapes.HandSchema)
def hand(edition: str, demand_id: str) -> Any:
    """Everything done by hand on a demand."""
    require_in(edition, demand_id)
    return with_version(call("matching", "get_hand", demand_id=demand_id))


@blp.route(f"{_DEMAND}/lock", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.ActSchema, required=False)
@blp.answers(200, shapes.ActedSchema)
def lock(body: dict[str, Any], edition: str, demand_id: str) -> Any:
    """Keep whoever serves this demand where he or she is."""
    return _act("lock_pair", body, edition, demand_id)


@blp.route(f"{_DEMAND}/assign", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.PairActSchema)
@blp.answers(200, shapes.ActedSchema)
def assign(body: dict[str, Any], edition: str, demand_id: str) -> Any:
    """Have this person serve; the answer names every rule the pair breaks."""
    return _act("choose_interpreter", body, edition, demand_id)


@blp.route(f"{_DEMAND}/swap", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.SwapSchema)
@blp.answers(200, shapes.SwappedSchema)
def swap(body: dict[str, Any], edition: str, demand_id: str) -> Any:
    """Two interpreters change places."""
    require_in(edition, demand_id)
    arguments = {**body, "demand_id": demand_id, "expected_version": expected_version()}
    return {"items": call("matching", "swap_interpreters", **arguments)}


@blp.route(f"{_DEMAND}/forbid", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.PairActSchema)
@blp.answers(200, shapes.ActedSchema)
def forbid(body: dict[str, Any], edition: str, demand_id: str) -> Any:
    """Keep this person away from the demand."""
    return _act("forbid_pair", body, edition, demand_id)


@blp.route(f"{_DEMAND}/confirm", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.ActSchema, required=False)
@blp.answers(200, shapes.ActedSchema)
def confirm(body: dict[str, Any], edition: str, demand_id: str) -> Any:
    """Whoever serves was named to the guest's side: from now on only a person moves the pair."""
    return _act("confirm_pair", body, edition, demand_id)


@blp.route(f"{_DEMAND}/acts/<act_id>/undo", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.ActedSchema)
def undo(edition: str, demand_id: str, act_id: str) -> Any:
    """Take an act back, on both sides if it was a swap."""
    return _act("undo_act", {"act_id": act_id}, edition, demand_id)


@blp.route("/editions/<edition>/interpreter-waivers")
@allowed(*READERS)
@blp.arguments(WaiverQuery, location="query")
@blp.answers(200, page_of(shapes.WaiverSchema))
def waivers(query: dict[str, Any], edition: str) -> Any:
    """Which rules may be broken for which demands, by whose leave."""
    return paged(call("matching", "list_waivers", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/interpreter-waivers", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.GrantWaiverSchema)
@blp.answers(201, shapes.WaiverSchema)
def grant_waiver(body: dict[str, Any], edition: str) -> Any:
    """Write down that a named person lets a rule be broken."""
    require_in(edition, str(body.get("demand_id", edition)))
    return with_version(call("matching", "grant_waiver", **body))


@blp.route("/editions/<edition>/interpreter-waivers/<waiver_id>")
@allowed(*READERS)
@blp.answers(200, shapes.WaiverSchema)
def waiver(edition: str, waiver_id: str) -> Any:
    """One waiver."""
    require_in(edition, waiver_id)
    return with_version(call("matching", "get_waiver", waiver_id=waiver_id))


@blp.route("/editions/<edition>/interpreter-waivers/<waiver_id>/withdraw", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.WaiverSchema)
def withdraw_waiver(edition: str, waiver_id: str) -> Any:
    """The rule holds again at once."""
    require_in(edition, waiver_id)
    arguments = {"waiver_id": waiver_id, "expected_version": expected_version()}
    return with_version(call("matching", "withdraw_waiver", **arguments))


def _act(method: str, body: dict[str, Any], edition: str, demand_id: str) -> Any:
    require_in(edition, demand_id)
    arguments = {**body, "demand_id": demand_id, "expected_version": expected_version()}
    return with_version(call("matching", method, **arguments))
