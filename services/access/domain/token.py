"""Tokens of accounts and of devices, and when they no longer open anything."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from services.access.domain.account import Account
from shared.errors import NotFound, Refused

TOKEN_LIFE = timedelta(hours=12)
DEVICE_LIFE = timedelta(days=30)


class TokenUnknown(Refused):
    """This token is not known, was ended, or belongs to a closed account or revoked device; sign in again."""

    code = "token_unknown"


class TokenExpired(Refused):
    """This token has run out; sign in again."""

    code = "token_expired"


class DeviceEnded(Refused):
    """This device was revoked; whatever it holds of the conference is to be deleted."""

    code = "device_revoked"


class NoSuchDevice(NotFound):
    """There is no such device in this edition."""

    code = "unknown_device"


@dataclass
class Token:
    """One sign-in. Kept under the digest of the token, never the token itself."""

    id: str
    account_id: str
    issued: datetime
    expires: datetime
    ended: bool = False
    version: int = 0

    def check(self, account: Account, at: datetime) -> None:
        """Refuse a token that has run out, was ended, or whose account changed its password or was closed."""
        if self.ended or not account.open or self.issued < account.since:
            raise TokenUnknown
        if at >= self.expires:
            raise TokenExpired


class Right(StrEnum):
    """What a device may do beside checking in."""

    SEARCH = "search"
    WALK_IN = "walk_in"
    REISSUE = "reissue"


@dataclass
class Device:
    """A check-in device: it may check guests in at one door of one edition; more only where `rights` say so."""

    id: str
    edition: str
    name: str
    door: str
    token_digest: str
    expires: datetime
    revoked: bool = False
    rights: tuple[Right, ...] = ()
    version: int = 0

    def check(self, at: datetime) -> None:
        """Refuse a device that was revoked or whose time has run out."""
        if self.revoked:
            raise DeviceEnded(device_id=self.id)
        if at >= self.expires:
            raise TokenExpired
