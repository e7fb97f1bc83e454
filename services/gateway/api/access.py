"""Signing in, accounts, devices, and the trail of what was done."""

from dataclasses import replace
from typing import Any

from flask import Response, current_app
from marshmallow import Schema, fields, validate

from services.gateway import auth
from services.gateway.auth import allowed, bearer, principal
from services.gateway.clients import call
from services.gateway.paging import PageQuery, filters, page_of, paged
from services.gateway.resources import Resources
from shared.context import current, entered

blp = Resources("access", __name__, description="Accounts, devices, tokens, and the trail")
decides = False
STAFF = ("organiser", "coordinator", "desk", "viewer")
ROLES = validate.OneOf(STAFF)


class CredentialsSchema(Schema):
    """Name and password."""

    name = fields.String(required=True)
    password = fields.String(required=True, metadata={"format": "password"})


class FirstAccountSchema(CredentialsSchema):
    """The first account, with the content of the secret file `bootstrap`."""

    secret = fields.String(required=True, metadata={"format": "password"})


class NewAccountSchema(CredentialsSchema):
    """An account to be opened; no edition named means all."""

    role = fields.String(required=True, validate=ROLES)
    editions = fields.List(fields.String())


class NewPasswordSchema(Schema):
    """Another password; for one's own account with the present one."""

    password = fields.String(required=True, metadata={"format": "password"})
    present = fields.String(metadata={"format": "password"})


class AccountSchema(Schema):
    """An account."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True, validate=ROLES)
    editions = fields.List(fields.String(), required=True)
    open = fields.Boolean(required=True)
    version = fields.Integer(required=True)


class SignedInSchema(Schema):
    """A bearer token for 12 hours."""

    token = fields.String(required=True)
    expires = fields.AwareDateTime(required=True)
    account = fields.Nested(AccountSchema, required=True)


class PrincipalSchema(Schema):
    """Whose token it is."""

    kind = fields.String(required=True, validate=validate.OneOf(("account", "device")))
    id = fields.String(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True, validate=validate.OneOf(auth.ROLES))
    editions = fields.List(fields.String(), required=True)
    door = fields.String(required=True, allow_none=True)
    rights = fields.List(fields.String(), required=True)


class NewDeviceSchema(Schema):
    """A check-in device for one door."""

    name = fields.String(required=True)
    door = fields.String(required=True)
    rights = fields.List(
        fields.String(validate=validate.OneOf(("search", "walk_in", "reissue"))),
        metadata={"description": "What it may beside checking in"},
    )


class DeviceSchema(NewDeviceSchema):
    """A device."""

    rights = fields.List(fields.String(), required=True)
    id = fields.String(required=True)
    edition = fields.String(required=True)
    revoked = fields.Boolean(required=True)
    expires = fields.AwareDateTime(required=True)
    version = fields.Integer(required=True)


class EnrolledSchema(Schema):
    """A device with its token, which is shown this once."""

    token = fields.String(required=True)
    device = fields.Nested(DeviceSchema, required=True)


class EntrySchema(Schema):
    """Something that happened: what, to what, when, by whom, in answer to what."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    announcer = fields.String(required=True)
    subject = fields.String(required=True)
    subject_version = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    correlation_id = fields.String(required=True)
    causation_id = fields.String(required=True, allow_none=True)
    actor = fields.String(required=True)
    edition = fields.String(required=True, allow_none=True)
    data = fields.Dict(required=True)


ENTRIES = page_of(EntrySchema)


class AnswerSchema(Schema):
    """Everything that followed from one change, in order."""

    items = fields.List(fields.Nested(EntrySchema), required=True)


class TrailQuery(PageQuery):
    """Which part of the trail."""

    edition = fields.String(load_default=None)
    actor = fields.String(load_default=None)


class HistoryQuery(PageQuery):
    """Of what the history is wanted."""

    subject = fields.String(load_default=None, metadata={"description": "Id of one thing of the edition"})


@blp.route("/access/bootstrap", methods=["POST"])
@blp.accepts(FirstAccountSchema)
@blp.answers(201, AccountSchema)
def bootstrap(body: dict[str, Any]) -> Any:
    """Open the first account; possible once, with the bootstrap secret."""
    return call("access", "bootstrap", **body)


@blp.route("/access/tokens", methods=["POST"])
@blp.accepts(CredentialsSchema)
@blp.answers(201, SignedInSchema)
def sign_in(body: dict[str, Any]) -> Any:
    """Sign in: a bearer token for name and password."""
    return call("access", "sign_in", **body)


@blp.route("/access/tokens/current", methods=["DELETE"])
@allowed(*STAFF)
@blp.alt_response(204, description="The token is void", success=True)
def sign_out() -> Response:
    """Sign out: the token of this request is void."""
    call("access", "sign_out", token=bearer())
    forget()
    return Response(status=204)


@blp.route("/access/principal")
@allowed(*auth.ROLES)
@blp.answers(200, PrincipalSchema)
def whoami() -> Any:
    """Whose token this is."""
    asking = principal()
    return {
        "kind": asking.kind, "id": asking.id, "name": asking.name, "role": asking.role,
        "editions": list(asking.editions), "door": asking.door, "rights": list(asking.rights),
    }  # fmt: skip


@blp.route("/access/accounts")
@allowed("organiser")
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(AccountSchema))
def accounts(query: dict[str, Any]) -> Any:
    """All accounts, open and closed."""
    return paged(call("access", "list_accounts", **filters(query)))


@blp.route("/access/accounts", methods=["POST"])
@allowed("organiser")
@blp.accepts(NewAccountSchema)
@blp.answers(201, AccountSchema)
def open_account(body: dict[str, Any]) -> Any:
    """Open an account."""
    return call("access", "open_account", **body)


@blp.route("/access/accounts/<name>", methods=["DELETE"])
@allowed("organiser")
@blp.answers(200, AccountSchema)
def close_account(name: str) -> Any:
    """Close an account; its tokens are void, its name stays taken."""
    closed = call("access", "close_account", name=name)
    forget()
    return closed


@blp.route("/access/accounts/<name>/password", methods=["PUT"])
@allowed(*STAFF)
@blp.accepts(NewPasswordSchema)
@blp.answers(200, AccountSchema)
def set_password(body: dict[str, Any], name: str) -> Any:
    """Set a password: one's own with the present one, or as an organiser anybody else's."""
    asking = principal()
    if name in (asking.id, asking.name):
        answer = call("access", "change_own_password", **{**body, "name": name})
    else:
        auth.check(("organiser",))
        answer = call("access", "set_password", **{**body, "name": name})
    forget()
    return answer


@blp.route("/editions/<edition>/devices")
@allowed("organiser", "coordinator")
@blp.arguments(PageQuery, location="query")
@blp.answers(200, page_of(DeviceSchema))
def devices(query: dict[str, Any], edition: str) -> Any:
    """The check-in devices of an edition."""
    return paged(call("access", "list_devices", edition=edition, **filters(query)))


@blp.route("/editions/<edition>/devices", methods=["POST"])
@allowed("organiser")
@blp.accepts(NewDeviceSchema)
@blp.answers(201, EnrolledSchema)
def enrol_device(body: dict[str, Any], edition: str) -> Any:
    """Enrol a device for one door; its token is shown once."""
    call("registration", "get_edition", edition=edition)
    with entered(replace(current(), idempotency_key=None)):  # an answer with a token in it is not kept
        return call("access", "enrol_device", **{**body, "edition": edition})


@blp.route("/editions/<edition>/devices/<device_id>", methods=["DELETE"])
@allowed("organiser")
@blp.answers(200, DeviceSchema)
def revoke_device(edition: str, device_id: str) -> Any:
    """Revoke a device: it may do nothing any more."""
    revoked = call("access", "revoke_device", edition=edition, device_id=device_id)
    forget()
    return revoked


@blp.route("/trail")
@allowed("organiser")
@blp.arguments(TrailQuery, location="query")
@blp.answers(200, ENTRIES)
def trail(query: dict[str, Any]) -> Any:
    """Everything that was done, oldest first: every event with its actor and time."""
    return paged(call("access", "audit", **filters(query)))


@blp.route("/editions/<edition>/history")
@allowed(*STAFF)
@blp.arguments(HistoryQuery, location="query")
@blp.answers(200, ENTRIES)
def history(query: dict[str, Any], edition: str) -> Any:
    """What happened in an edition, or to one thing of it: newest first, `after` leads back in time."""
    return paged(call("access", "history", edition=edition, **filters(query)))


@blp.route("/changes/<correlation_id>")
@allowed(*STAFF)
@blp.answers(200, AnswerSchema)
def changes(correlation_id: str) -> Any:
    """The whole answer to one change; events of no edition (accounts, say) are shown to organisers only."""
    entries = call("access", "changes", correlation_id=correlation_id)
    asking = principal()
    hears_house = asking.role == "organiser"
    return {
        "items": [e for e in entries if (asking.admitted_to(e["edition"]) if e["edition"] else hears_house)]
    }


def forget() -> None:
    """This worker looks tokens up anew at once; the others do within seconds."""
    tokens: auth.Tokens = current_app.extensions["convoke.tokens"]
    tokens.forget()
