"""Shapes of what access is asked and answers."""

from marshmallow import Schema, fields, validate

from services.access.domain.account import Role
from services.access.domain.token import Right

NAME = validate.And(
    validate.Length(2, 64),
    validate.Regexp(r"^[^\W_](?:[\w .·'-]*\w)?$", error="Letters, digits, . - ' and spaces."),
)
PASSWORD = validate.Length(1, 256)
EDITION = validate.Regexp(r"^[A-Za-z0-9][A-Za-z0-9-]{0,63}$", error="An edition id, e.g. ipec-2019.")
TEXT = validate.And(validate.Length(1, 80), validate.ContainsNoneOf("\x00"))


class CredentialsIn(Schema):
    """A name and a password, checked or to be set."""

    name = fields.String(required=True, validate=validate.Length(1, 256))
    password = fields.String(required=True, validate=PASSWORD)


class BeginIn(Schema):
    """The first account."""

    secret = fields.String(required=True, validate=validate.Length(1, 256))
    name = fields.String(required=True, validate=NAME)
    password = fields.String(required=True, validate=PASSWORD)


class OpenAccountIn(Schema):
    """A further account."""

    name = fields.String(required=True, validate=NAME)
    password = fields.String(required=True, validate=PASSWORD)
    role = fields.Enum(Role, by_value=True, required=True)
    editions = fields.List(fields.String(validate=EDITION), load_default=[], validate=validate.Length(max=50))


class OwnPasswordIn(CredentialsIn):
    """Another password for oneself, with the present one."""

    present = fields.String(required=True, validate=PASSWORD)


class NameIn(Schema):
    """Which account."""

    name = fields.String(required=True, validate=validate.Length(1, 256))


class TokenIn(Schema):
    """A bearer token."""

    token = fields.String(required=True, validate=validate.Length(1, 256))


class PageIn(Schema):
    """Which page of a list."""

    after = fields.String(load_default=None, allow_none=True)
    limit = fields.Integer(load_default=100, validate=validate.Range(1, 500))


class AuditIn(PageIn):
    """Which part of the trail."""

    edition = fields.String(load_default=None, allow_none=True)
    actor = fields.String(load_default=None, allow_none=True)


class HistoryIn(PageIn):
    """What happened in an edition, or to one thing of it."""

    edition = fields.String(required=True, validate=EDITION)
    subject = fields.String(load_default=None, allow_none=True)


class DevicesIn(PageIn):
    """Devices of one edition."""

    edition = fields.String(required=True, validate=EDITION)


class EnrolIn(Schema):
    """A device to be enrolled."""

    edition = fields.String(required=True, validate=EDITION)
    door = fields.String(required=True, validate=TEXT)
    name = fields.String(required=True, validate=TEXT)
    rights = fields.List(fields.Enum(Right, by_value=True), load_default=[], validate=validate.Length(max=9))


class DeviceIn(Schema):
    """Which device."""

    edition = fields.String(required=True, validate=EDITION)
    device_id = fields.String(required=True)


class ChangesIn(Schema):
    """Which change."""

    correlation_id = fields.String(required=True)


class EditionIn(Schema):
    """Which edition."""

    edition = fields.String(required=True)


class AccountOut(Schema):
    """An account as others may see it."""

    id = fields.String()
    name = fields.String()
    role = fields.Enum(Role, by_value=True)
    editions = fields.List(fields.String())
    open = fields.Boolean()
    version = fields.Integer()


class DeviceOut(Schema):
    """A device as others may see it."""

    id = fields.String()
    edition = fields.String()
    name = fields.String()
    door = fields.String()
    revoked = fields.Boolean()
    rights = fields.List(fields.Enum(Right, by_value=True))
    expires = fields.AwareDateTime()
    version = fields.Integer()


class EnrolledOut(Schema):
    """A device with its token, shown this once."""

    token = fields.String()
    device = fields.Nested(DeviceOut)


class SignedInOut(Schema):
    """A token and whose it is."""

    token = fields.String()
    expires = fields.AwareDateTime()
    account = fields.Nested(AccountOut)


class PrincipalOut(Schema):
    """Who a token belongs to."""

    kind = fields.String()
    id = fields.String()
    name = fields.String()
    role = fields.String()
    editions = fields.List(fields.String())
    door = fields.String(allow_none=True)
    rights = fields.List(fields.String())
    expires = fields.AwareDateTime()


class EntryOut(Schema):
    """One entry of the trail."""

    id = fields.String()
    kind = fields.String()
    announcer = fields.String()
    subject = fields.String()
    subject_version = fields.Integer()
    at = fields.AwareDateTime()
    correlation_id = fields.String()
    causation_id = fields.String(allow_none=True)
    actor = fields.String()
    edition = fields.String(allow_none=True)
    data = fields.Dict()


class AccountsOut(Schema):
    """A page of accounts."""

    items = fields.List(fields.Nested(AccountOut))
    next = fields.String(allow_none=True)


class DevicesOut(Schema):
    """A page of devices."""

    items = fields.List(fields.Nested(DeviceOut))
    next = fields.String(allow_none=True)


class TrailOut(Schema):
    """A page of the trail."""

    items = fields.List(fields.Nested(EntryOut))
    next = fields.String(allow_none=True)
