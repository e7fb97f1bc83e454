"""Demands with the decision in force, why it is so, the plan, and what the edition decided."""

from typing import Any

from marshmallow import fields

from services.gateway.api.matching.blueprint import PLANNERS, READERS, blp
from services.gateway.api.registration import require_in
from services.gateway.auth import allowed
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.shapes import matching as shapes
from services.gateway.versions import expected_version, with_version


class DemandQuery(PageQuery):
    """Which demands; every filter given must fit."""

    state = fields.String(load_default=None, validate=shapes.STATES)
    purpose = fields.String(load_default=None, validate=shapes.PURPOSES)
    rank = fields.String(load_default=None, validate=shapes.RANKS)
    guest_id = fields.String(load_default=None)
    interpreter_id = fields.String(load_default=None)


@blp.route("/editions/<edition>/demands")
@allowed(*READERS)
@blp.arguments(DemandQuery, location="query")
@blp.answers(200, page_of(shapes.DemandSchema))
def demands(query: dict[str, Any], edition: str) -> Any:
    """Who needs an interpreter, and who has one."""
    return paged(call("matching", "list_demands", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/demands/<demand_id>")
@allowed(*READERS)
@blp.answers(200, shapes.DemandSchema)
def demand(edition: str, demand_id: str) -> Any:
    """One demand with the decision in force."""
    require_in(edition, demand_id)
    return with_version(call("matching", "get_demand", demand_id=demand_id))


@blp.route("/editions/<edition>/plans/matching")
@allowed(*READERS)
@blp.answers(200, shapes.MatchingPlanSchema)
def plan(edition: str) -> Any:
    """The plan in force with its proof."""
    return with_version(call("matching", "get_plan", edition=edition))


@blp.route("/editions/<edition>/plans/matching/progress")
@allowed(*READERS)
@blp.answers(200, shapes.PlanningSchema)
def progress(edition: str) -> Any:
    """Whether a plan is being made that takes long, and since when."""
    return call("matching", "planning", edition=edition)


@blp.route("/editions/<edition>/plans/matching/order", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(202, shapes.MatchingPlanSchema)
def order_plan(edition: str) -> Any:
    """Have the edition matched again; answers with the plan in force until then."""
    return with_version(call("matching", "replan", edition=edition))


@blp.route("/editions/<edition>/policies/matching")
@allowed(*READERS)
@blp.answers(200, shapes.PolicySchema)
def policy(edition: str) -> Any:
    """What the edition decided about floors, topics and weights."""
    return with_version(call("matching", "get_policy", edition=edition))


@blp.route("/editions/<edition>/policies/matching", methods=["PUT"])
@allowed(*PLANNERS)
@blp.accepts(shapes.DecidePolicySchema)
@blp.answers(200, shapes.PolicySchema)
def set_policy(body: dict[str, Any], edition: str) -> Any:
    """Decide floors, topics and weights; the plan follows."""
    arguments = {**body, "edition": edition, "expected_version": expected_version()}
    return with_version(call("matching", "set_policy", **arguments))
