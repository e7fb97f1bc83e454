"""The door to access: what may be asked over RPC, and the trail's ear."""

from typing import Any, ClassVar

from services.access import schemas
from services.access.domain.account import Role
from services.access.domain.token import Right
from services.access.storage import (
    Accounts,
    AttemptsByName,
    Beginnings,
    Devices,
    Tokens,
    Trail,
)
from services.access.use_cases import accounts, devices, tokens, trail
from shared.events.envelope import Envelope
from shared.messaging.handler import handles_all
from shared.rpc import rpc_method
from shared.service import Service, Stored
from shared.settings import settings


class AccessService(Service):
    """Accounts, tokens, devices, and the trail."""

    name: ClassVar[str] = "access"

    accounts = Stored(Accounts)
    tokens = Stored(Tokens)
    devices = Stored(Devices)
    attempts = Stored(AttemptsByName)
    beginnings = Stored(Beginnings)
    trail = Stored(Trail)

    @rpc_method(schemas.BeginIn, schemas.AccountOut)
    def bootstrap(self, secret: str, name: str, password: str) -> Any:
        """Open the first account."""
        return accounts.begin(
            self.accounts, self.beginnings, secret, settings().secret("bootstrap"), name, password
        )

    @rpc_method(schemas.OpenAccountIn, schemas.AccountOut)
    def open_account(self, name: str, password: str, role: Role, editions: list[str]) -> Any:
        """Let somebody sign in."""
        return accounts.open_account(self.accounts, name, password, role, tuple(editions))

    @rpc_method(schemas.NameIn, schemas.AccountOut)
    def close_account(self, name: str) -> Any:
        """End an account."""
        return accounts.close_account(self.accounts, name)

    @rpc_method(schemas.CredentialsIn, schemas.AccountOut)
    def set_password(self, name: str, password: str) -> Any:
        """Give an account another password."""
        return accounts.set_password(self.accounts, name, password)

    @rpc_method(schemas.OwnPasswordIn, schemas.AccountOut)
    def change_own_password(self, name: str, present: str, password: str) -> Any:
        """Set one's own password."""
        return accounts.change_own_password(self.accounts, self.attempts, name, present, password)

    @rpc_method(schemas.PageIn, schemas.AccountsOut)
    def list_accounts(self, after: str | None, limit: int) -> Any:
        """One page of accounts."""
        return _page(self.accounts.page(after, limit))

    @rpc_method(schemas.CredentialsIn, schemas.SignedInOut)
    def sign_in(self, name: str, password: str) -> Any:
        """A token for the right password."""
        secret, account, token = tokens.sign_in(self.accounts, self.attempts, self.tokens, name, password)
        return {"token": secret, "expires": token.expires, "account": account}

    @rpc_method(schemas.TokenIn, schemas.PrincipalOut)
    def authenticate(self, token: str) -> Any:
        """Whose token this is."""
        return tokens.authenticate(self.accounts, self.tokens, self.devices, token)

    @rpc_method(schemas.TokenIn, None)
    def sign_out(self, token: str) -> None:
        """End a token."""
        tokens.sign_out(self.accounts, self.tokens, token)

    @rpc_method(schemas.EnrolIn, schemas.EnrolledOut)
    def enrol_device(self, edition: str, door: str, name: str, rights: list[Right]) -> Any:
        """A token for a check-in device."""
        secret, device = devices.enrol_device(self.devices, edition, door, name, rights)
        return {"token": secret, "device": device}

    @rpc_method(schemas.DeviceIn, schemas.DeviceOut)
    def revoke_device(self, edition: str, device_id: str) -> Any:
        """End a device."""
        return devices.revoke_device(self.devices, edition, device_id)

    @rpc_method(schemas.DevicesIn, schemas.DevicesOut)
    def list_devices(self, edition: str, after: str | None, limit: int) -> Any:
        """One page of an edition's devices."""
        return _page(self.devices.page(after, limit, edition=edition))

    @rpc_method(schemas.AuditIn, schemas.TrailOut)
    def audit(self, after: str | None, limit: int, edition: str | None, actor: str | None) -> Any:
        """One page of the trail."""
        return _page(trail.audit(self.trail, after, limit, edition, actor))

    @rpc_method(schemas.HistoryIn, schemas.TrailOut)
    def history(self, edition: str, subject: str | None, after: str | None, limit: int) -> Any:
        """One page of what happened in an edition, newest first."""
        return _page(trail.history(self.trail, after, limit, edition, subject))

    @rpc_method(schemas.ChangesIn, schemas.EntryOut, many=True)
    def changes(self, correlation_id: str) -> Any:
        """Everything that answers one change, in order."""
        return self.trail.answering(correlation_id)

    @handles_all(batch=200)
    def write_down(self, envelopes: list[Envelope]) -> None:
        """The trail: everything announced, once."""
        trail.write_down(self.trail, envelopes)


def _page(page: tuple[list[Any], str | None]) -> dict[str, Any]:
    return {"items": page[0], "next": page[1]}
