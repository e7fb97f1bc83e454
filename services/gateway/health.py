"""Two questions of those who run it: does the gateway live, and is everything behind it there."""

from typing import Any

from flask import Response
from marshmallow import Schema, fields

from services.gateway import api, clients
from services.gateway.orjson_provider import encode
from services.gateway.resources import Resources
from shared.errors import ConvokeError

blp = Resources("health", __name__, url_prefix="/", description="Is it alive, is it ready")
PATIENCE_SECONDS = 2.0


class AliveSchema(Schema):
    """The process answers."""

    alive = fields.Boolean(required=True)


class ReadySchema(Schema):
    """Whether the broker and every service answer, service by service."""

    ready = fields.Boolean(required=True)
    services = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


@blp.route("/healthz")
@blp.answers(200, AliveSchema)
def alive() -> dict[str, bool]:
    """The gateway process lives; says nothing about the rest."""
    return {"alive": True}


@blp.route("/readyz")
@blp.alt_response(200, schema=ReadySchema)
@blp.alt_response(503, schema=ReadySchema, description="Something does not answer")
def ready() -> Response:
    """Broker and services answer; 503 names those that do not."""
    states = _states()
    body: dict[str, Any] = {"ready": set(states.values()) == {"ready"}, "services": states}
    return Response(encode(body), 200 if body["ready"] else 503, content_type="application/json")


def _states() -> dict[str, str]:
    """Ask all services at once; the slowest decides how long it takes."""
    try:
        asked = {service: clients.ask_within(PATIENCE_SECONDS, service, "alive") for service in api.names()}
    except ConvokeError as error:  # the way to all of them is closed, so one attempt says it
        return dict.fromkeys(api.names(), error.refusal)
    return {service: _state(answer) for service, answer in asked.items()}


def _state(answer: clients.Answer) -> str:
    try:
        answer.result()
    except ConvokeError as error:
        return error.refusal
    return "ready"
