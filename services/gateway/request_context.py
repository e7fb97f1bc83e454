"""One request, one context.

Correlation id, actor, trace and Idempotency-Key go with every question asked for it.
"""

import re
from contextlib import ExitStack
from dataclasses import replace

from flask import Response, g, request

from services.gateway.auth import identify
from shared.context import Context, current, entered
from shared.errors import Invalid
from shared.ids import new_id

_CORRELATION = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$")
_TRACEPARENT = re.compile(r"^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$")
_KEY = re.compile(r"^[!-~]{8,128}$")
WRITES = ("POST", "PUT", "PATCH", "DELETE")
NOBODY = "anonymous"


class KeyMalformed(Invalid):
    """An Idempotency-Key has 8 to 128 visible characters; a random UUID is a good one."""

    code = "idempotency_key_malformed"


def begin() -> None:
    """Enter the context, and find out who asks.

    Only a known caller's key is passed on, since keys are his own.
    """
    g.scope = ExitStack()
    g.scope.enter_context(entered(_context()))
    g.principal = identify()
    if g.principal is not None:
        known = replace(current(), actor=g.principal.actor, idempotency_key=_key())
        g.scope.enter_context(entered(known))


def _context() -> Context:
    """A caller may name the correlation id and the trace; what is not well formed is replaced by our own."""
    correlation = request.headers.get("X-Correlation-Id", "")
    traceparent = request.headers.get("traceparent", "")
    return Context(
        correlation_id=correlation if _CORRELATION.match(correlation) else new_id(),
        actor=NOBODY,
        traceparent=traceparent if _TRACEPARENT.match(traceparent) else None,
    )


def _key() -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is None or request.method not in WRITES:
        return None
    if not _KEY.match(key):
        raise KeyMalformed
    return key


def finish(response: Response) -> Response:
    """Name the correlation id on every answer."""
    response.headers["X-Correlation-Id"] = current().correlation_id
    return response


def end(_error: BaseException | None) -> None:
    """Leave the context."""
    scope: ExitStack | None = g.pop("scope", None)
    if scope is not None:
        scope.close()
