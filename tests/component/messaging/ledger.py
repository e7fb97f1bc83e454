"""A small announcer and a listener whose effect is not idempotent by itself: what does the ground guarantee?"""

from dataclasses import dataclass

import eventlet
from marshmallow import Schema, fields

from shared.errors import Refused
from shared.events.access import AccountClosed, AccountOpened, PasswordSet
from shared.messaging.handler import handles
from shared.rpc import rpc_method
from shared.service import Service, Stored
from shared.storage.store import Cause, Collection


@dataclass
class Account:
    """What the announcer owns."""

    id: str
    name: str
    version: int = 0


class Accounts(Collection[Account]):
    """Accounts of the announcer."""

    name = "accounts"
    of = Account


@dataclass
class Entry:
    """How often the listener reacted to an account."""

    id: str
    effects: int = 0
    last: str = ""
    version: int = 0


class Entries(Collection[Entry]):
    """What the listener wrote down."""

    name = "entries"
    of = Entry
    wakes_solver = False


class TooLongName(Refused):
    """Names are at most 20 characters."""

    code = "too_long_name"


class AddQuery(Schema):
    """Two numbers."""

    left = fields.Integer(required=True)
    right = fields.Integer(required=True)


class LedgerService(Service):
    """Counts what it hears."""

    name = "ledger"
    entries = Stored(Entries)
    failures = 0
    under_way = 0

    @handles(AccountOpened, PasswordSet)
    def count(self, event: AccountOpened | PasswordSet, cause: Cause) -> None:
        """One more effect."""
        if len(event.name) > 20:
            raise TooLongName
        if LedgerService.failures:
            LedgerService.failures -= 1
            raise RuntimeError("provoked")
        entry = self.entries.find_one(id=event.account_id) or Entry(event.account_id)
        entry.effects += 1
        entry.last = event.role
        self.entries.save(entry, cause=cause)

    @handles(AccountClosed)
    def forget(self, event: AccountClosed, cause: Cause) -> None:
        """One more effect, of another kind."""
        entry = self.entries.get(event.account_id)
        entry.last = "closed"
        self.entries.save(entry, cause=cause)

    @rpc_method(AddQuery, None)
    def add(self, left: int, right: int) -> int:
        """The sum."""
        return left + right

    @rpc_method(None, None)
    def fail_next(self, times: int) -> None:
        """Let the next handlers fail."""
        LedgerService.failures = times

    @rpc_method(None, None)
    def wait(self, seconds: float) -> str:
        """Take a while."""
        LedgerService.under_way += 1
        eventlet.sleep(seconds)
        LedgerService.under_way -= 1
        return "waited"

    @rpc_method(None, None)
    def waiting(self) -> int:
        """How many calls of `wait` are under way."""
        return LedgerService.under_way

    @rpc_method(None, None)
    def break_down(self) -> None:
        """Fail in an unforeseen way."""
        raise ZeroDivisionError


def opened(account: Account, role: str = "desk") -> AccountOpened:
    """The event of an account."""
    return AccountOpened(account_id=account.id, name=account.name, role=role)


def password_set(account: Account, role: str) -> PasswordSet:
    """Another event of the same account."""
    return PasswordSet(account_id=account.id, name=account.name, role=role)
