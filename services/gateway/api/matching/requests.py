"""Requests for interpreters that no other service announces: banquets, visits, inspections, press."""

from typing import Any

from marshmallow import fields

from services.gateway.api.matching.blueprint import PLANNERS, READERS, blp
from services.gateway.api.registration import require_in
from services.gateway.auth import allowed
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.shapes import requests as shapes
from services.gateway.versions import expected_version, with_version

_LIST = "/editions/<edition>/interpreter-requests"
_ONE = f"{_LIST}/<request_id>"


class RequestQuery(PageQuery):
    """Which requests; every filter given must fit."""

    kind = fields.String(load_default=None, validate=shapes.KINDS)
    withdrawn = fields.Boolean(load_default=None)


@blp.route(_LIST)
@allowed(*READERS)
@blp.arguments(RequestQuery, location="query")
@blp.answers(200, page_of(shapes.RequestSchema))
def requests(query: dict[str, Any], edition: str) -> Any:
    """What interpreters were asked for."""
    return paged(call("matching", "list_requests", edition=edition, **filters(query)))


@blp.route(_LIST, methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.NewRequestSchema)
@blp.answers(201, shapes.RequestSchema)
def request_interpreters(body: dict[str, Any], edition: str) -> Any:
    """Ask for interpreters; the plan follows."""
    return with_version(call("matching", "request_interpreters", **{**body, "edition": edition}))


@blp.route(_ONE)
@allowed(*READERS)
@blp.answers(200, shapes.RequestSchema)
def request(edition: str, request_id: str) -> Any:
    """One request."""
    require_in(edition, request_id)
    return with_version(call("matching", "get_request", request_id=request_id))


@blp.route(_ONE, methods=["PATCH"])
@allowed(*PLANNERS)
@blp.accepts(shapes.RequestFieldsSchema)
@blp.answers(200, shapes.RequestSchema)
def amend_request(body: dict[str, Any], edition: str, request_id: str) -> Any:
    """Correct a request; fields left out stay."""
    return _of_request("amend_request", body, edition, request_id)


@blp.route(f"{_ONE}/withdraw", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.WithdrawRequestSchema)
@blp.answers(200, shapes.RequestSchema)
def withdraw_request(body: dict[str, Any], edition: str, request_id: str) -> Any:
    """The interpreters are no longer wanted."""
    return _of_request("withdraw_request", body, edition, request_id)


def _of_request(method: str, body: dict[str, Any], edition: str, request_id: str) -> Any:
    require_in(edition, request_id)
    arguments = {**body, "request_id": request_id, "expected_version": expected_version()}
    return with_version(call("matching", method, **arguments))
