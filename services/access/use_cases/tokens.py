"""Signing in, being recognised, signing out."""

from collections.abc import Callable

from services.access.domain.account import Account, account_id
from services.access.domain.attempts import Attempts, TooManyAttempts, WrongNameOrPassword
from services.access.domain.token import TOKEN_LIFE, Device, Token, TokenUnknown
from services.access.passwords import ACCOUNT_TOKEN, DEVICE_TOKEN, digest, matches, new_token
from services.access.storage import Accounts, AttemptsByName, Devices, Tokens
from shared.clock import now
from shared.context import as_actor, entered
from shared.errors import NotFound
from shared.events.access import SignedIn, SignedOut, SignInRefused
from shared.storage.store import AlreadyExists, Change, StaleVersion, save_all

TRIES = 10
Principal = dict[str, object]


def sign_in(
    accounts: Accounts, attempts: AttemptsByName, tokens: Tokens, name: str, password: str
) -> tuple[str, Account, Token]:
    """A new token for the right password; an unknown name and a wrong password are answered alike."""
    account, counted = recognised(accounts, attempts, name, password)
    secret = new_token(ACCOUNT_TOKEN)
    token = Token(digest(secret), account.id, now(), now() + TOKEN_LIFE)
    happened = SignedIn(account_id=account.id, name=account.name, role=account.role)

    def write(known: Attempts) -> None:
        known.succeed()
        save_all([Change(tokens, token, (happened,)), Change(attempts, known)])

    with entered(as_actor(f"account:{account.name}")):
        settle(attempts, counted, write)
    return secret, account, token


def recognised(
    accounts: Accounts, attempts: AttemptsByName, name: str, password: str
) -> tuple[Account, Attempts]:
    """The open account with this name and password, and its attempts, still to be settled."""
    counted = _count(attempts, account_id(name))
    account = accounts.find_one(id=account_id(name), open=True)
    fits = matches(account.password_hash if account else None, password)
    if account is None or not fits:
        refused = SignInRefused(account_id=account.id if account else None, failures=counted.failures)
        settle(attempts, counted, lambda known: attempts.save(known, refused))
        raise WrongNameOrPassword
    return account, counted


def settle(attempts: AttemptsByName, counted: Attempts, write: Callable[[Attempts], None]) -> None:
    """Write the outcome of an attempt.

    Others for the same name may be counted meanwhile, so read anew and repeat.
    """
    for _ in range(TRIES):
        try:
            write(counted)
        except StaleVersion:
            counted = attempts.get(counted.id)
        else:
            return
    raise TooManyAttempts(retry_after_seconds=1)


def _count(attempts: AttemptsByName, name_id: str) -> Attempts:
    """Count the attempt before the password is looked at, so that guessing in parallel gains nothing."""
    name_digest = digest(name_id)
    counted = attempts.find_one(id=name_digest) or Attempts(name_digest)
    counted.begin(now())
    try:
        attempts.save(counted)
    except (StaleVersion, AlreadyExists):
        raise TooManyAttempts(retry_after_seconds=1) from None
    return counted


def authenticate(accounts: Accounts, tokens: Tokens, devices: Devices, secret: str) -> Principal:
    """Whose token this is and what it opens; raises `TokenUnknown`, `TokenExpired` or `DeviceEnded`."""
    if secret.startswith(DEVICE_TOKEN):
        device = devices.holding(digest(secret))
        if device is None:
            raise TokenUnknown
        device.check(now())
        return device_principal(device)
    token = tokens.find_one(id=digest(secret))
    if token is None:
        raise TokenUnknown
    account = accounts.get(token.account_id)
    token.check(account, now())
    return account_principal(account, token)


def sign_out(accounts: Accounts, tokens: Tokens, secret: str) -> None:
    """End a token; ending it twice is no harm."""
    try:
        token = tokens.get(digest(secret))
    except NotFound:
        raise TokenUnknown from None
    if not token.ended:
        token.ended = True
        account = accounts.get(token.account_id)
        tokens.save(token, SignedOut(account_id=account.id, name=account.name, role=account.role))


def account_principal(account: Account, token: Token) -> Principal:
    """What the gateway is told of somebody signed in."""
    return {
        "kind": "account", "id": account.id, "name": account.name, "role": account.role,
        "editions": list(account.editions), "door": None, "rights": [], "expires": token.expires,
    }  # fmt: skip


def device_principal(device: Device) -> Principal:
    """What the gateway is told of a device."""
    return {
        "kind": "device", "id": device.id, "name": device.name, "role": "device",
        "editions": [device.edition], "door": device.door, "expires": device.expires,
        "rights": [right.value for right in device.rights],
    }  # fmt: skip
