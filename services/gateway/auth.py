"""Who is asking, and whether this route is theirs: bearer tokens, looked up at the access service.

A token is asked about at most once in `FRESH_SECONDS` per worker, so a revoked one ends after that at the
latest.
"""

import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any, ParamSpec, TypeVar

from flask import current_app, g, request

from services.gateway import clients
from shared.errors import Refused

FRESH_SECONDS = 5.0
REMEMBERED_TOKENS = 2_000
P = ParamSpec("P")
R = TypeVar("R")

ROLES = ("organiser", "coordinator", "desk", "viewer", "device")


class NotSignedIn(Refused):
    """This needs a bearer token: sign in at POST /api/v1/access/tokens."""

    code = "not_signed_in"


class RoleNotAllowed(Refused):
    """Your role may not do this."""

    code = "role_not_allowed"


class EditionNotAllowed(Refused):
    """Your account or device is not admitted to this edition."""

    code = "edition_not_allowed"


@dataclass(frozen=True, slots=True)
class Principal:
    """An account (roles of the staff) or a device (role `device`, one edition, one door)."""

    kind: str
    id: str
    name: str
    role: str
    editions: tuple[str, ...]
    door: str | None = None
    rights: tuple[str, ...] = ()

    @property
    def actor(self) -> str:
        """How this principal is named in events and in the trail."""
        return f"{self.kind}:{self.name}"

    def admitted_to(self, edition: str) -> bool:
        """Whether the edition is theirs; no edition named means all of them."""
        return not self.editions or edition in self.editions


class Tokens:
    """What a worker remembers of the tokens it saw; the tokens themselves are kept as digests only."""

    def __init__(self) -> None:
        self._seen: dict[bytes, tuple[float, Principal]] = {}

    def principal(self, token: str) -> Principal:
        """The owner of a token; raises what the access service refuses."""
        digest = sha256(token.encode()).digest()
        until, principal = self._seen.get(digest, (0.0, None))
        if principal is None or until < time.monotonic():
            principal = _from_wire(clients.call("access", "authenticate", token=token))
            if len(self._seen) >= REMEMBERED_TOKENS:
                self._seen.clear()
            self._seen[digest] = (time.monotonic() + FRESH_SECONDS, principal)
        return principal

    def forget(self) -> None:
        """Ask anew about every token, e.g. after one was revoked through this worker."""
        self._seen.clear()


def _from_wire(wire: dict[str, Any]) -> Principal:
    return Principal(
        kind=wire["kind"], id=wire["id"], name=wire["name"], role=wire["role"],
        editions=tuple(wire.get("editions") or ()), door=wire.get("door"),
        rights=tuple(wire.get("rights") or ()),
    )  # fmt: skip


def bearer() -> str | None:
    """The token of this request, if it brought one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def identify() -> Principal | None:
    """Find out who is asking; nobody if there is no token, refused if the token is not good."""
    token = bearer()
    tokens: Tokens = current_app.extensions["convoke.tokens"]
    return tokens.principal(token) if token else None


def principal() -> Principal:
    """Who is asking; raises `NotSignedIn` if nobody said."""
    asking: Principal | None = g.get("principal")
    if asking is None:
        raise NotSignedIn
    return asking


def allowed(*roles: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Open a route to these roles only (`device` is one); an edition in the path must be the principal's."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            check(roles)
            return view(*args, **kwargs)

        document(guarded, roles)
        return guarded

    return decorate


def check(roles: tuple[str, ...]) -> None:
    """Refuse whoever has none of these roles, or asks about an edition that is not theirs."""
    asking = principal()
    if asking.role not in roles:
        raise RoleNotAllowed(role=asking.role, needed=list(roles))
    edition = (request.view_args or {}).get("edition")
    if edition is not None and not asking.admitted_to(edition):
        raise EditionNotAllowed(edition=edition)


def document(view: Callable[..., Any], roles: tuple[str, ...]) -> None:
    """Say in the OpenAPI document that a route needs a token, and whose."""
    described: dict[str, Any] = deepcopy(getattr(view, "_apidoc", {}))
    described.setdefault("manual_doc", {}).update({"security": [{"bearer": []}], "x-roles": list(roles)})
    responses = described.setdefault("response", {}).setdefault("responses", {})
    for status in (401, 403):
        responses.setdefault(status, []).append(HTTPStatus(status).name)
    view._apidoc = described  # type: ignore[attr-defined]
