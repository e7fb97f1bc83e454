"""Changes aggregates: `burst` as fast as it can in sixty-four threads, `trickle` twenty times a second."""

from __future__ import annotations

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic_ns, sleep

from shared.events.access import AccountOpened
from shared.settings import settings
from shared.storage.mongo import MongoBackend, connect
from shared.storage.store import Collection

NAME = "announcer"
THREADS = 64
TRICKLE_PAUSE = 0.05


@dataclass
class Account:
    """An aggregate; `role` carries the moment of the change (ns of the machine's monotonic clock)."""

    id: str
    role: str = ""
    version: int = 0


class Accounts(Collection[Account]):
    """What the announcer owns."""

    name = "accounts"
    of = Account


def change(accounts: Accounts, account: Account) -> None:
    """One state change: one conditional write that carries its event."""
    account.role = str(monotonic_ns())
    accounts.save(account, AccountOpened(account_id=account.id, name=account.id, role=account.role))


def burst(accounts: Accounts, aggregates: int, versions: int) -> None:
    """Every aggregate so many times, each thread its own aggregates."""

    def share(number: int) -> None:
        mine = [Account(f"burst-{n}") for n in range(number, aggregates, THREADS)]
        for _ in range(versions):
            for account in mine:
                change(accounts, account)

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(share, range(THREADS)))


def trickle(accounts: Accounts, changes: int) -> None:
    """A quiet day: one change of an aggregate of its own at a time."""
    for number in range(changes):
        change(accounts, Account(f"trickle-{os.getpid()}-{number}"))
        sleep(TRICKLE_PAUSE)


def main() -> None:
    """`burst AGGREGATES VERSIONS` or `trickle CHANGES`; prints when it began and ended, in ns."""
    chosen = settings()
    accounts = Accounts(MongoBackend(connect(chosen.mongo_uri, NAME), chosen.database(NAME), NAME))
    how, *counts = sys.argv[1:]
    began = monotonic_ns()
    if how == "burst":
        burst(accounts, int(counts[0]), int(counts[1]))
    else:
        trickle(accounts, int(counts[0]))
    print(began, monotonic_ns())


if __name__ == "__main__":
    main()
