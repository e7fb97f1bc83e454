"""Offers: opened and followed by coordinators, answered through links without signing in."""

from typing import Any

from marshmallow import fields

from services.gateway.api.matching.blueprint import PLANNERS, blp
from services.gateway.api.registration import require_in
from services.gateway.auth import allowed
from services.gateway.clients import call
from services.gateway.pace import paced
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.shapes import hand as shapes
from services.gateway.versions import expected_version, with_version

_LINKS = "/offer-links/<token>"


class OfferQuery(PageQuery):
    """Which offers; every filter given must fit."""

    demand_id = fields.String(load_default=None)
    state = fields.String(load_default=None, validate=shapes.OFFER_STATES)


@blp.route("/editions/<edition>/demands/<demand_id>/offers", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.OpenOfferSchema, required=False)
@blp.answers(201, shapes.OfferSchema)
def open_offer(body: dict[str, Any], edition: str, demand_id: str) -> Any:
    """Ask who takes this demand: core staff first, then the reserve, then people under contract."""
    require_in(edition, demand_id)
    return with_version(call("matching", "open_offer", **{**body, "demand_id": demand_id}))


@blp.route("/editions/<edition>/offers")
@allowed(*PLANNERS)
@blp.arguments(OfferQuery, location="query")
@blp.answers(200, page_of(shapes.OfferSchema))
def offers(query: dict[str, Any], edition: str) -> Any:
    """The offers of an edition."""
    return paged(call("matching", "list_offers", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/offers/<offer_id>")
@allowed(*PLANNERS)
@blp.answers(200, shapes.OfferSchema)
def offer(edition: str, offer_id: str) -> Any:
    """One offer with every answer."""
    require_in(edition, offer_id)
    return with_version(call("matching", "get_offer", offer_id=offer_id))


@blp.route("/editions/<edition>/offers/<offer_id>/withdraw", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.WithdrawOfferSchema)
@blp.answers(200, shapes.OfferSchema)
def withdraw_offer(body: dict[str, Any], edition: str, offer_id: str) -> Any:
    """Take an offer back."""
    require_in(edition, offer_id)
    arguments = {**body, "offer_id": offer_id, "expected_version": expected_version()}
    return with_version(call("matching", "withdraw_offer", **arguments))


@blp.route("/editions/<edition>/offers/<offer_id>/links")
@allowed(*PLANNERS)
@blp.answers(200, shapes.OfferLinksSchema)
def offer_links(edition: str, offer_id: str) -> Any:
    """The links of everybody who is asked now, with how to send them."""
    require_in(edition, offer_id)
    links = call("matching", "offer_links", offer_id=offer_id)
    return {
        "items": [{"interpreter": link["interpreter"], "path": f"/offer/{link['token']}"} for link in links]
    }


@blp.route(_LINKS)
@paced
@blp.answers(200, shapes.EngagementSchema)
def read_link(token: str) -> Any:
    """What the holder of a link is asked. Looking answers nothing."""
    return call("matching", "read_offer_link", token=token)


@blp.route(f"{_LINKS}/accept", methods=["POST"])
@paced
@blp.accepts(shapes.AcceptSchema, required=False)
@blp.answers(200, shapes.EngagementSchema)
def accept(body: dict[str, Any], token: str) -> Any:
    """Take the work; whoever accepts first has it. Accepting again changes nothing."""
    return call("matching", "accept_offer", **{**body, "token": token})


@blp.route(f"{_LINKS}/decline", methods=["POST"])
@paced
@blp.accepts(shapes.DeclineSchema, required=False)
@blp.answers(200, shapes.EngagementSchema)
def decline(body: dict[str, Any], token: str) -> Any:
    """Decline; once everybody of a wave has, the next one is asked."""
    return call("matching", "decline_offer", **{**body, "token": token})
