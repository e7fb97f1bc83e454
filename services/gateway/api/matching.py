"""Which interpreter serves whom, and why: roster, demands, plan, policy."""

from typing import Any

from marshmallow import fields

from services.gateway.api.registration import PLANNERS, require_in
from services.gateway.auth import allowed
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.resources import Resources
from services.gateway.shapes import matching as shapes
from services.gateway.versions import expected_version, with_version

blp = Resources("matching", __name__, description="Which interpreter serves whom, and why")
imports = ("interpreters",)

READERS = ("organiser", "coordinator", "desk", "viewer")


class InterpreterQuery(PageQuery):
    """Whom of the roster; every filter given must fit."""

    language = fields.String(load_default=None, metadata={"description": "ISO 639-1"})
    level = fields.String(load_default=None, validate=shapes.LEVELS)
    consent = fields.String(load_default=None, validate=shapes.CONSENTS)
    team = fields.String(load_default=None, validate=shapes.TEAMS)
    booth = fields.Boolean(load_default=None)


class DemandQuery(PageQuery):
    """Which demands; every filter given must fit."""

    state = fields.String(load_default=None, validate=shapes.STATES)
    purpose = fields.String(load_default=None, validate=shapes.PURPOSES)
    rank = fields.String(load_default=None, validate=shapes.RANKS)
    guest_id = fields.String(load_default=None)
    interpreter_id = fields.String(load_default=None)


@blp.route("/editions/<edition>/interpreters")
@allowed(*READERS)
@blp.arguments(InterpreterQuery, location="query")
@blp.answers(200, page_of(shapes.InterpreterSchema))
def interpreters(query: dict[str, Any], edition: str) -> Any:
    """The roster of an edition."""
    return paged(call("matching", "list_interpreters", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/interpreters/<interpreter_id>")
@allowed(*READERS)
@blp.answers(200, shapes.InterpreterSchema)
def interpreter(edition: str, interpreter_id: str) -> Any:
    """One person of the roster."""
    require_in(edition, interpreter_id)
    return with_version(call("matching", "get_interpreter", interpreter_id=interpreter_id))


@blp.route("/editions/<edition>/interpreters/<interpreter_id>/absences", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.AbsenceSchema)
@blp.answers(200, shapes.InterpreterSchema)
def record_absence(body: dict[str, Any], edition: str, interpreter_id: str) -> Any:
    """Somebody cannot serve for a while; the same absence again changes nothing."""
    return _act("record_absence", body, edition, interpreter_id)


@blp.route("/editions/<edition>/interpreters/<interpreter_id>/recall", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.RecallSchema)
@blp.answers(200, shapes.InterpreterSchema)
def recall_consent(body: dict[str, Any], edition: str, interpreter_id: str) -> Any:
    """The home unit calls its interpreter back."""
    return _act("recall_consent", body, edition, interpreter_id)


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


@blp.route("/editions/<edition>/demands/<demand_id>/explanation")
@allowed(*READERS)
@blp.answers(200, shapes.ExplanationSchema)
def explanation(edition: str, demand_id: str) -> Any:
    """Rules kept, points by preference, the next-best two candidates, and what is in the way."""
    require_in(edition, demand_id)
    return call("matching", "explain_demand", demand_id=demand_id)


@blp.route("/editions/<edition>/plans/matching")
@allowed(*READERS)
@blp.answers(200, shapes.MatchingPlanSchema)
def plan(edition: str) -> Any:
    """The plan in force with its proof."""
    return with_version(call("matching", "get_plan", edition=edition))


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


def _act(method: str, body: dict[str, Any], edition: str, interpreter_id: str) -> Any:
    require_in(edition, interpreter_id)
    arguments = {**body, "interpreter_id": interpreter_id, "expected_version": expected_version()}
    return with_version(call("matching", method, **arguments))
