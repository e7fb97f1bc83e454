"""Business matchmaking: slots, participants, requests, and the runs that place them."""

from typing import Any

from marshmallow import Schema, fields, validate

from services.gateway.api.registration import PLANNERS, STAFF, require_in
from services.gateway.api.scheduling.leaders import blp
from services.gateway.auth import allowed
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.shapes import matchmaking as shapes
from services.gateway.versions import expected_version, with_version

imports = ("business_slots", "business_participants", "business_requests")
NUMBER = validate.Range(min=1, max=10**9)


class RequestQuery(PageQuery):
    """Which requests; every filter given must fit."""

    answer = fields.String(load_default=None, validate=shapes.ANSWERS)
    asks_id = fields.String(load_default=None)
    asked_id = fields.String(load_default=None)


class RunQuery(Schema):
    """Which run; without a number the one in force."""

    number = fields.Integer(load_default=None, validate=NUMBER)


class CompareQuery(Schema):
    """Which two runs; `before` 0 is the empty hall."""

    before = fields.Integer(required=True, validate=validate.Range(0, 10**9))
    after = fields.Integer(required=True, validate=NUMBER)


@blp.route("/editions/<edition>/business-slots")
@allowed(*STAFF)
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(shapes.BusinessSlotSchema))
def business_slots(query: dict[str, Any], edition: str) -> Any:
    """The time slots with their tables."""
    return paged(call("scheduling", "list_business_slots", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/business-participants")
@allowed(*STAFF)
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(shapes.BusinessParticipantSchema))
def business_participants(query: dict[str, Any], edition: str) -> Any:
    """Who takes part."""
    return paged(call("scheduling", "list_business_participants", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/business-requests")
@allowed(*STAFF)
@blp.arguments(RequestQuery, location="query")
@blp.answers(200, page_of(shapes.BusinessRequestSchema))
def business_requests(query: dict[str, Any], edition: str) -> Any:
    """Requests for business meetings, answered and not."""
    return paged(call("scheduling", "list_business_requests", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/business-requests", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.BusinessWishSchema)
@blp.answers(201, shapes.BusinessRequestSchema)
def ask_for_business_meeting(body: dict[str, Any], edition: str) -> Any:
    """One participant asks another."""
    return with_version(call("scheduling", "ask_for_business_meeting", **{**body, "edition": edition}))


@blp.route("/editions/<edition>/business-requests/<request_id>/answer", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.BusinessAnswerSchema)
@blp.answers(200, shapes.BusinessRequestSchema)
def answer_business_request(body: dict[str, Any], edition: str, request_id: str) -> Any:
    """The other side accepts or declines, once and in time."""
    require_in(edition, request_id)
    stated = {**body, "request_id": request_id, "expected_version": expected_version()}
    return with_version(call("scheduling", "answer_business_request", **stated))


@blp.route("/editions/<edition>/business-requests/<request_id>/confirm", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.BusinessRequestSchema)
def confirm_business_meeting(edition: str, request_id: str) -> Any:
    """The meeting stays where it is in every later run."""
    require_in(edition, request_id)
    stated = {"request_id": request_id, "expected_version": expected_version()}
    return with_version(call("scheduling", "confirm_business_meeting", **stated))


@blp.route("/editions/<edition>/plans/matchmaking")
@allowed(*STAFF)
@blp.arguments(RunQuery, location="query")
@blp.answers(200, shapes.MatchmakingRunSchema)
def matchmaking_run(query: dict[str, Any], edition: str) -> Any:
    """A run of business matchmaking: the one in force, or an earlier one by number."""
    return with_version(call("scheduling", "get_matchmaking_run", edition=edition, **query))


@blp.route("/editions/<edition>/plans/matchmaking/runs")
@allowed(*STAFF)
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(shapes.RunSummarySchema))
def matchmaking_runs(query: dict[str, Any], edition: str) -> Any:
    """All runs, to compare and to roll back to."""
    return paged(call("scheduling", "list_matchmaking_runs", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/plans/matchmaking/order", methods=["POST"])
@allowed(*PLANNERS)
@blp.accepts(shapes.MatchmakingOrderSchema)
@blp.answers(202, shapes.MatchmakingOrderedSchema)
def order_matchmaking(body: dict[str, Any], edition: str) -> Any:
    """Have all mutual requests placed; the run is in force in a moment."""
    return call("scheduling", "order_matchmaking", edition=edition, **body)


@blp.route("/editions/<edition>/plans/matchmaking/differences")
@allowed(*STAFF)
@blp.arguments(CompareQuery, location="query")
@blp.answers(200, shapes.RunDifferenceSchema)
def matchmaking_differences(query: dict[str, Any], edition: str) -> Any:
    """What one run does differently from another."""
    return call("scheduling", "compare_matchmaking_runs", edition=edition, **query)


@blp.route("/editions/<edition>/plans/matchmaking/<int:number>/roll-back", methods=["POST"])
@allowed(*PLANNERS)
@blp.answers(200, shapes.MatchmakingRunSchema)
def roll_back_matchmaking(edition: str, number: int) -> Any:
    """Put an earlier run in force again; meetings no longer wanted are left out."""
    return with_version(call("scheduling", "roll_back_matchmaking", edition=edition, number=number))
