"""Every refusal over HTTP is problem details (RFC 9457) with a stable `code`.

Here is which error gets which status.
"""

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from services.gateway.orjson_provider import encode
from shared.context import current
from shared.errors import ConvokeError, Invalid, Unavailable, kind_of

_log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
STATUS_OF_KIND = {"Invalid": 422, "NotFound": 404, "Conflict": 409, "Refused": 409, "Unavailable": 503}
# Codes that say more than their kind does: who is asking, how often, or how long an answer took.
STATUS_OF_CODE = {
    "body_not_json": 400, "body_not_an_object": 400, "not_signed_in": 401, "token_unknown": 401,
    "token_expired": 401, "device_revoked": 401, "wrong_name_or_password": 401, "role_not_allowed": 403,
    "right_missing": 403, "edition_not_allowed": 403,
    "wrong_bootstrap_secret": 403, "too_large": 413, "too_many_attempts": 429, "too_many_requests": 429,
    "internal_error": 500, "service_timeout": 504,
}  # fmt: skip
CODE_OF_STATUS = {
    400: "bad_request", 404: "no_such_path", 405: "method_not_allowed", 406: "not_acceptable",
    408: "request_timeout", 411: "length_required", 413: "too_large", 414: "path_too_long",
    415: "media_type_not_supported", 422: "invalid", 431: "headers_too_large",
}  # fmt: skip
RETRY_AFTER_SECONDS = "2"


class ServiceFailed(Exception):
    """A service answered with an error that is no refusal: a defect, never the caller's fault."""


def problem(status: int, code: str, detail: str, **members: Any) -> Response:
    """One problem details answer; `members` are the extras, e.g. `errors` by field."""
    body = {
        "type": f"urn:convoke:problem:{code}", "title": HTTPStatus(status).phrase, "status": status,
        "detail": detail, "code": code, **members, "correlation_id": current().correlation_id,
    }  # fmt: skip
    return Response(encode(body), status, content_type=MEDIA_TYPE)


def register(app: Flask) -> None:
    """Answer every error of the application as a problem.

    The last line catches defects and hides their details.
    """
    app.register_error_handler(ConvokeError, refusal)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, defect)


def refusal(error: ConvokeError) -> Response:
    """A refusal of ours, local or brought back over RPC."""
    status = status_of(error)
    members = {"errors": error.data["errors"]} if "errors" in error.data else {}
    data = {name: value for name, value in error.data.items() if name != "errors"}
    answer = problem(status, error.refusal, error.message, **members, **({"data": data} if data else {}))
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if status in (429, 503):
        answer.headers["Retry-After"] = str(error.data.get("retry_after_seconds", RETRY_AFTER_SECONDS))
    return answer


def status_of(error: ConvokeError) -> int:
    """The status of a refusal: by its code if that says more, otherwise by its kind."""
    if error.refusal == "stale_version" and "If-Match" in request.headers:
        return 412
    return STATUS_OF_CODE.get(error.refusal, STATUS_OF_KIND[kind_of(error)])


def http_error(error: HTTPException) -> Response:
    """What Flask, Werkzeug or the argument parser refused."""
    status = error.code or 500
    if status < 400:
        return error.get_response()  # type: ignore[return-value]
    given = getattr(error, "data", None) or {}
    members = {"errors": given["messages"]} if "messages" in given else {}
    detail = (
        "See `errors`, by place and field." if members else (error.description or HTTPStatus(status).phrase)
    )
    answer = problem(status, CODE_OF_STATUS.get(status, "http_error"), detail, **members)
    answer.headers.extend([item for item in error.get_headers() if item[0] in ("Allow", "Retry-After")])
    return answer


def defect(error: Exception) -> Response:
    """A defect of ours: logged with its trace, answered without it."""
    _log.error("%s %s failed", request.method, request.path, exc_info=error)
    return problem(500, "internal_error", "Something broke here; the log has it under this correlation id.")


class ServiceTimeout(Unavailable):
    """The service did not answer in time; it may still do what was asked, so look before you repeat."""

    code = "service_timeout"


class BrokerAway(Unavailable):
    """The message broker cannot be reached; nothing was done. Try again shortly."""

    code = "broker_away"


class BodyNotJson(Invalid):
    """The request body is not JSON in UTF-8."""

    code = "body_not_json"


class BodyNotAnObject(Invalid):
    """The request body must be one JSON object."""

    code = "body_not_an_object"


class ReservedWord(Invalid):
    """The key `__type__` is reserved in messages and cannot be used in a request."""

    code = "reserved_word"
