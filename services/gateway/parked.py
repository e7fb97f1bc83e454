"""Messages that were set aside after their last attempt: look at them, give them back, or throw them away."""

from dataclasses import asdict
from typing import Any

from marshmallow import Schema, fields

from services.gateway import api
from services.gateway.auth import allowed
from services.gateway.resources import Resources
from shared.errors import NotFound
from shared.messaging import parked
from shared.settings import settings

blp = Resources("parked", __name__, description="Messages set aside with a reason")


class NoSuchService(NotFound):
    """There is no service of this name."""

    code = "unknown_service"


class ParkedSchema(Schema):
    """One message: where it was set aside, why, and its body as it was."""

    id = fields.String(required=True)
    service = fields.String(required=True)
    queue = fields.String(required=True)
    reason = fields.String(required=True)
    fault = fields.String(required=True)
    parked_at = fields.String(required=True, allow_none=True)
    body = fields.String(required=True)


class AllParkedSchema(Schema):
    """Everything set aside, by service, oldest first."""

    items = fields.List(fields.Nested(ParkedSchema), required=True)


@blp.route("/parked")
@allowed("organiser")
@blp.answers(200, AllParkedSchema)
def list_parked() -> Any:
    """Everything that is parked."""
    uri = settings().amqp_uri
    return {"items": [asdict(p) for service in api.names() for p in parked.list_parked(uri, service)]}


@blp.route("/parked/<service>/<message_id>")
@allowed("organiser")
@blp.answers(200, ParkedSchema)
def show(service: str, message_id: str) -> Any:
    """One parked message."""
    return asdict(parked.show(settings().amqp_uri, _known(service), message_id))


@blp.route("/parked/<service>/<message_id>/replay", methods=["POST"])
@allowed("organiser")
@blp.answers(200, ParkedSchema)
def replay(service: str, message_id: str) -> Any:
    """Give a message back to its queue; what hindered it should be gone by now."""
    return asdict(parked.replay(settings().amqp_uri, _known(service), message_id))


@blp.route("/parked/<service>/<message_id>", methods=["DELETE"])
@allowed("organiser")
@blp.answers(200, ParkedSchema)
def drop(service: str, message_id: str) -> Any:
    """Throw a message away for good; the answer is its last copy."""
    return asdict(parked.drop(settings().amqp_uri, _known(service), message_id))


def _known(service: str) -> str:
    if service not in api.names():
        raise NoSuchService(service=service)
    return service
