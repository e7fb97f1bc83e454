"""The roster: whom an edition has, what they can do, and whether they can serve."""

from typing import Any

from marshmallow import fields, validate

from services.gateway.api.matching.blueprint import PLANNERS, READERS, blp
from services.gateway.api.registration import require_in
from services.gateway.auth import allowed
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.shapes import matching as codes
from services.gateway.shapes import roster as shapes
from services.gateway.versions import expected_version, with_version

_ONE = "/editions/<edition>/interpreters/<interpreter_id>"


class InterpreterQuery(PageQuery):
    """Whom of the roster; every filter given must fit."""

    language = fields.String(load_default=None, metadata={"description": "ISO 639-1"})
    level = fields.String(load_default=None, validate=codes.LEVELS)
    consent = fields.String(load_default=None, validate=codes.CONSENTS)
    team = fields.String(load_default=None, validate=codes.TEAMS)
    tier = fields.String(load_default=None, validate=codes.TIERS)
    booth = fields.Boolean(load_default=None)


class SearchQuery(PageQuery):
    """What somebody typed of a name, reference, unit or topic."""

    text = fields.String(required=True, validate=validate.Length(1, 100))


@blp.route("/editions/<edition>/interpreters")
@allowed(*READERS)
@blp.arguments(InterpreterQuery, location="query")
@blp.answers(200, page_of(shapes.InterpreterSchema))
def interpreters(query: dict[str, Any], edition: str) -> Any:
    """The roster of an edition."""
    return paged(call("matching", "list_interpreters", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/interpreters", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.NewInterpreterSchema)
@blp.answers(201, shapes.InterpreterSchema)
def enrol(body: dict[str, Any], edition: str) -> Any:
    """Enrol somebody who is on no list."""
    return with_version(call("matching", "enrol_interpreter", **{**body, "edition": edition}))


@blp.route("/editions/<edition>/interpreter-search")
@allowed(*READERS)
@blp.arguments(SearchQuery, location="query")
@blp.answers(200, shapes.FoundInterpretersSchema)
def search(query: dict[str, Any], edition: str) -> Any:
    """Find interpreters by part of a name in any script, a reference, a unit or a topic."""
    found = call("matching", "search_interpreters", edition=edition, text=query["text"])
    return {"items": found[: query["limit"]]}


@blp.route(_ONE)
@allowed(*READERS)
@blp.answers(200, shapes.InterpreterSchema)
def interpreter(edition: str, interpreter_id: str) -> Any:
    """One person of the roster."""
    require_in(edition, interpreter_id)
    return with_version(call("matching", "get_interpreter", interpreter_id=interpreter_id))


@blp.route(_ONE, methods=["PATCH"])
@allowed(*PLANNERS)
@blp.accepts(shapes.InterpreterFieldsSchema)
@blp.answers(200, shapes.InterpreterSchema)
def amend(body: dict[str, Any], edition: str, interpreter_id: str) -> Any:
    """Correct an entry; fields left out stay."""
    return _act("amend_interpreter", body, edition, interpreter_id)


@blp.route(f"{_ONE}/contact")
@allowed(*PLANNERS)
@blp.answers(200, shapes.ContactSchema)
def contact(edition: str, interpreter_id: str) -> Any:
    """How to reach somebody."""
    require_in(edition, interpreter_id)
    return call("matching", "get_contact", interpreter_id=interpreter_id)


@blp.route(f"{_ONE}/versions")
@allowed(*PLANNERS)
@blp.answers(200, shapes.RosterVersionsSchema)
def versions(edition: str, interpreter_id: str) -> Any:
    """What the entry was before and after each change, and who changed it."""
    require_in(edition, interpreter_id)
    return {"items": call("matching", "interpreter_versions", interpreter_id=interpreter_id)}


@blp.route(f"{_ONE}/editions")
@allowed(*PLANNERS)
@blp.answers(200, shapes.EditionServicesSchema)
def editions(edition: str, interpreter_id: str) -> Any:
    """The same person in every edition."""
    require_in(edition, interpreter_id)
    return {"items": call("matching", "interpreter_editions", interpreter_id=interpreter_id)}


@blp.route(f"{_ONE}/absences", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.AbsenceSchema)
@blp.answers(200, shapes.InterpreterSchema)
def record_absence(body: dict[str, Any], edition: str, interpreter_id: str) -> Any:
    """Somebody cannot serve for a while; the same absence again changes nothing."""
    return _act("record_absence", body, edition, interpreter_id)


@blp.route(f"{_ONE}/absences/end", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.AbsenceSpanSchema)
@blp.answers(200, shapes.InterpreterSchema)
def end_absence(body: dict[str, Any], edition: str, interpreter_id: str) -> Any:
    """An absence no longer holds: the person is back, or it was noted wrongly."""
    return _act("end_absence", body, edition, interpreter_id)


@blp.route(f"{_ONE}/consent/ask", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.InterpreterSchema)
def ask_consent(edition: str, interpreter_id: str) -> Any:
    """The home unit is asked again after a recall."""
    return _act("ask_consent", {}, edition, interpreter_id)


@blp.route(f"{_ONE}/consent", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.ConsentSchema)
@blp.answers(200, shapes.InterpreterSchema)
def give_consent(body: dict[str, Any], edition: str, interpreter_id: str) -> Any:
    """The home unit lends its interpreter."""
    return _act("give_consent", body, edition, interpreter_id)


@blp.route(f"{_ONE}/recall", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.RecallSchema)
@blp.answers(200, shapes.InterpreterSchema)
def recall_consent(body: dict[str, Any], edition: str, interpreter_id: str) -> Any:
    """The home unit calls its interpreter back."""
    return _act("recall_consent", body, edition, interpreter_id)


@blp.route(f"{_ONE}/pledge", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.PledgeSchema)
@blp.answers(200, shapes.InterpreterSchema)
def sign_pledge(body: dict[str, Any], edition: str, interpreter_id: str) -> Any:
    """The pledge of foreign-affairs discipline is signed for this edition."""
    return _act("sign_pledge", body, edition, interpreter_id)


def _act(method: str, body: dict[str, Any], edition: str, interpreter_id: str) -> Any:
    require_in(edition, interpreter_id)
    arguments = {**body, "interpreter_id": interpreter_id, "expected_version": expected_version()}
    return with_version(call("matching", method, **arguments))
