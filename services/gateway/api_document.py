"""The OpenAPI 3.1 document, made from the routes; problem details are its default answer."""

import http
from typing import Any

from flask_smorest import Api
from marshmallow import INCLUDE, Schema, fields

from services.gateway.problems import MEDIA_TYPE

_ABOUT = (
    "Registration, interpreters, meetings and transport of a world conference. Lists are paged by cursor; "
    "updates take If-Match; writes take Idempotency-Key; every refusal is problem details (RFC 9457) with a "
    "stable `code`; every answer names its X-Correlation-Id, under which `/changes/{correlation_id}` lists "
    "everything that followed."
)


class ProblemSchema(Schema):
    """Problem details of RFC 9457 with our members."""

    class Meta:
        unknown = INCLUDE

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    code = fields.String(required=True, metadata={"description": "Stable, for programs"})
    errors = fields.Dict(metadata={"description": "What is wrong, by place and field"})
    data = fields.Dict(metadata={"description": "Facts of the refusal"})
    correlation_id = fields.String(required=True)


class ApiDocument(Api):
    """flask-smorest's Api with our problems and the bearer scheme."""

    ERROR_SCHEMA = ProblemSchema

    def __init__(self, app: Any) -> None:
        super().__init__(app, spec_kwargs={"info": {"description": _ABOUT}})
        self.spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})

    def _register_responses(self) -> None:
        """Each status as a shared response; refusals as application/problem+json."""
        statuses = [(status.name, status.phrase, int(status)) for status in http.HTTPStatus]
        for name, phrase, status in [*statuses, ("DEFAULT_ERROR", "A refusal, as problem details", 500)]:
            content = {MEDIA_TYPE: {"schema": ProblemSchema}} if status >= 400 else {}
            self.spec.components.response(name, {"description": phrase, "content": content}, lazy=True)

    def _register_error_handlers(self) -> None:
        """Errors are answered by `problems`, for the whole application alike."""
