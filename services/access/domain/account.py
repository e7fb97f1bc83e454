"""Accounts: who of the staff may sign in, in which role."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.errors import Conflict, Invalid, NotFound, Refused

SHORTEST_PASSWORD = 12


class Role(StrEnum):
    """What an account may do; which routes that means is said at the gateway."""

    ORGANISER = "organiser"
    COORDINATOR = "coordinator"
    DESK = "desk"
    VIEWER = "viewer"


class PasswordTooWeak(Invalid):
    """A password has at least 12 characters and does not contain the account's name."""

    code = "password_too_weak"


class NameTaken(Conflict):
    """There is already an account of this name; closed ones keep theirs, so that the trail stays readable."""

    code = "name_taken"


class NoSuchAccount(NotFound):
    """There is no account of this name."""

    code = "unknown_account"


class LastOrganiser(Refused):
    """This is the last open organiser account; open another one first."""

    code = "last_organiser"


class AccountsExist(Refused):
    """The first account is already there; sign in with it and open further accounts."""

    code = "accounts_exist"


class WrongBootstrapSecret(Refused):
    """This is not the content of the secret file `bootstrap`."""

    code = "wrong_bootstrap_secret"


def account_id(name: str) -> str:
    """Names that look alike are one name: compatibility forms and letter case do not tell them apart."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def check_password(name: str, password: str) -> None:
    """Refuse passwords that would be guessed."""
    if len(password) < SHORTEST_PASSWORD or account_id(name) in password.casefold():
        raise PasswordTooWeak


@dataclass
class Account:
    """Somebody of the staff. `editions` limits where.

    None named means all. Tokens from before `since` are void.
    """

    id: str
    name: str
    role: Role
    password_hash: str
    since: datetime
    editions: tuple[str, ...] = ()
    open: bool = True
    version: int = 0

    def close(self) -> None:
        """End it; closing twice is no harm."""
        self.open = False

    def set_password(self, password_hash: str, at: datetime) -> None:
        """Another password; every token from before is void."""
        self.password_hash = password_hash
        self.since = at


@dataclass
class Beginning:
    """Says that the first account was opened; there is one of it, so it cannot happen twice."""

    id: str
    at: datetime
    version: int = 0
