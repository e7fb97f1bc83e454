"""Why this one, why not that one, who could step in, what hangs on one person, who did what."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from services.gateway.api.matching.blueprint import PLANNERS, READERS, blp
from services.gateway.api.registration import require_in
from services.gateway.auth import allowed
from services.gateway.clients import call
from services.gateway.shapes import questions as shapes

_DEMAND = "/editions/<edition>/demands/<demand_id>"
_PERSON = "/editions/<edition>/interpreters/<interpreter_id>"


class FewQuery(Schema):
    """How many are wanted."""

    class Meta:
        unknown = EXCLUDE

    limit = fields.Integer(validate=validate.Range(1, 10))


class LanguageQuery(Schema):
    """The language spoken instead."""

    class Meta:
        unknown = EXCLUDE

    language = fields.String(required=True, metadata={"description": "ISO 639-1"})


@blp.route(f"{_DEMAND}/explanation")
@allowed(*READERS)
@blp.answers(200, shapes.ExplanationSchema)
def explanation(edition: str, demand_id: str) -> Any:
    """Rules kept, points by preference, the next-best two candidates, and what is in the way."""
    require_in(edition, demand_id)
    return call("matching", "explain_demand", demand_id=demand_id)


@blp.route(f"{_DEMAND}/why-not/<interpreter_id>")
@allowed(*READERS)
@blp.answers(200, shapes.WhyNotSchema)
def why_not(edition: str, demand_id: str, interpreter_id: str) -> Any:
    """The rules this person would break here, or what the pair would cost the rest of the plan."""
    require_in(edition, demand_id)
    require_in(edition, interpreter_id)
    return call("matching", "why_not", demand_id=demand_id, interpreter_id=interpreter_id)


@blp.route(f"{_DEMAND}/step-ins")
@allowed(*READERS)
@blp.arguments(FewQuery, location="query")
@blp.answers(200, shapes.StepInsSchema)
def step_ins(query: dict[str, Any], edition: str, demand_id: str) -> Any:
    """Who could step in here, best first, with what each would change elsewhere."""
    require_in(edition, demand_id)
    return {"items": call("matching", "step_in", demand_id=demand_id, **query)}


@blp.route(f"{_DEMAND}/ways-out")
@allowed(*READERS)
@blp.answers(200, shapes.WaysOutSchema)
def ways_out(edition: str, demand_id: str) -> Any:
    """What can be done where nobody of the language is free; a named person decides."""
    require_in(edition, demand_id)
    return {"items": call("matching", "ways_out", demand_id=demand_id)}


@blp.route("/editions/<edition>/sessions/<session_id>/language-switch")
@allowed(*READERS)
@blp.arguments(LanguageQuery, location="query")
@blp.answers(200, shapes.WaysOutSchema)
def language_switch(query: dict[str, Any], edition: str, session_id: str) -> Any:
    """What can be done when a speaker of this session speaks another language than planned."""
    require_in(edition, session_id)
    return {"items": call("matching", "language_switch", session_id=session_id, **query)}


@blp.route(f"{_PERSON}/replacements")
@allowed(*READERS)
@blp.arguments(FewQuery, location="query")
@blp.answers(200, shapes.AllReplacementsSchema)
def replacements(query: dict[str, Any], edition: str, interpreter_id: str) -> Any:
    """Who could take over each demand this person serves."""
    require_in(edition, interpreter_id)
    return {"items": call("matching", "replacements", interpreter_id=interpreter_id, **query)}


@blp.route("/editions/<edition>/plans/matching/single-points")
@allowed(*READERS)
@blp.answers(200, shapes.SinglePointsSchema)
def single_points(edition: str) -> Any:
    """What hangs on one person, and how many of each language are to spare."""
    return call("matching", "single_points", edition=edition)


@blp.route("/editions/<edition>/plans/matching/balance")
@allowed(*PLANNERS)
@blp.answers(200, shapes.BalanceSchema)
def balance(edition: str) -> Any:
    """How evenly the work is spread, who gained which practice, and the list of merit with its rows."""
    return call("matching", "balance", edition=edition)
