"""Opening and closing accounts, and setting passwords."""

from services.access.domain.account import (
    Account,
    AccountsExist,
    Beginning,
    LastOrganiser,
    NameTaken,
    NoSuchAccount,
    Role,
    WrongBootstrapSecret,
    account_id,
    check_password,
)
from services.access.domain.attempts import Attempts
from services.access.passwords import hashed, same_secret
from services.access.storage import Accounts, AttemptsByName, Beginnings
from services.access.use_cases.tokens import recognised, settle
from shared.clock import now
from shared.events.access import AccountClosed, AccountOpened, PasswordSet
from shared.storage.store import AlreadyExists, Change, save_all

THE_BEGINNING = "beginning"


def begin(
    accounts: Accounts, beginnings: Beginnings, given: str, secret: bytes, name: str, password: str
) -> Account:
    """Open the very first account, an organiser's, for whoever can read the secret file; possible once."""
    if not same_secret(given, secret):
        raise WrongBootstrapSecret
    account = _new(name, password, Role.ORGANISER, ())
    try:
        save_all(
            [
                Change(beginnings, Beginning(THE_BEGINNING, now())),
                Change(accounts, account, (_opened(account),)),
            ]
        )
    except AlreadyExists:
        raise AccountsExist from None
    return account


def open_account(
    accounts: Accounts, name: str, password: str, role: Role, editions: tuple[str, ...]
) -> Account:
    """Let somebody sign in; a closed account's name is not given to another person."""
    account = _new(name, password, role, editions)
    try:
        accounts.save(account, _opened(account))
    except AlreadyExists:
        raise NameTaken(name=name) from None
    return account


def close_account(accounts: Accounts, name: str) -> Account:
    """End an account and with it all its tokens; the last organiser cannot be closed."""
    account = named(accounts, name)
    if account.open:
        if account.role is Role.ORGANISER and accounts.open_organisers() == 1:
            raise LastOrganiser
        account.close()
        accounts.save(account, AccountClosed(account_id=account.id, name=account.name, role=account.role))
    return account


def set_password(accounts: Accounts, name: str, password: str) -> Account:
    """Give an account another password; whoever was signed in must sign in again."""
    account = named(accounts, name)
    check_password(account.name, password)
    account.set_password(hashed(password), now())
    accounts.save(account, PasswordSet(account_id=account.id, name=account.name, role=account.role))
    return account


def change_own_password(
    accounts: Accounts, attempts: AttemptsByName, name: str, present: str, password: str
) -> Account:
    """Set one's own password, showing the present one: a token left lying about does not suffice."""
    account, counted = recognised(accounts, attempts, name, present)
    check_password(account.name, password)
    account.set_password(hashed(password), now())
    happened = PasswordSet(account_id=account.id, name=account.name, role=account.role)

    def write(known: Attempts) -> None:
        known.succeed()
        save_all([Change(accounts, account, (happened,)), Change(attempts, known)])

    settle(attempts, counted, write)
    return account


def named(accounts: Accounts, name: str) -> Account:
    """The account of this name, open or closed."""
    account = accounts.find_one(id=account_id(name))
    if account is None:
        raise NoSuchAccount(name=name)
    return account


def _new(name: str, password: str, role: Role, editions: tuple[str, ...]) -> Account:
    check_password(name, password)
    return Account(account_id(name), name, role, hashed(password), since=now(), editions=editions)


def _opened(account: Account) -> AccountOpened:
    return AccountOpened(account_id=account.id, name=account.name, role=account.role)
