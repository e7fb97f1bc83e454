"""What access announces: accounts, devices and sign-ins. Never a password, never a token."""

from shared.events.base import Event, event


class AccountStanding(Event):
    """An account and its role: organiser, coordinator, desk or viewer."""

    account_id: str
    name: str
    role: str


@event("access.account_opened.v1")
class AccountOpened(AccountStanding):
    """Somebody may sign in."""


@event("access.account_closed.v1")
class AccountClosed(AccountStanding):
    """Somebody may no longer sign in; all their tokens are void."""


@event("access.password_set.v1")
class PasswordSet(AccountStanding):
    """An account has another password; earlier tokens are void."""


@event("access.signed_in.v1")
class SignedIn(AccountStanding):
    """Somebody showed the right password."""


@event("access.sign_in_refused.v1")
class SignInRefused(Event):
    """A wrong password, or a name that does not exist (then without an account); the name typed is not repeated."""

    account_id: str | None
    failures: int


@event("access.signed_out.v1")
class SignedOut(AccountStanding):
    """Somebody ended a session; its token is void."""


class DeviceStanding(Event):
    """A check-in device, bound to one edition and one door; `rights` are what it may beside checking in."""

    device_id: str
    name: str
    door: str
    rights: tuple[str, ...] = ()


@event("access.device_enrolled.v1")
class DeviceEnrolled(DeviceStanding):
    """A device may check guests in."""


@event("access.device_revoked.v1")
class DeviceRevoked(DeviceStanding):
    """A device was lost or returned and may do nothing."""
