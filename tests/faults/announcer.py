"""Saves aggregates version by version, whatever happens to the database. Run as a process."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from time import sleep

from shared.errors import Conflict, Unavailable
from shared.events.access import AccountOpened, PasswordSet
from shared.settings import settings
from shared.storage.mongo import MongoBackend, connect
from shared.storage.store import Collection

NAME = "announcer"


@dataclass
class Account:
    """An aggregate; its role is different in every version."""

    id: str
    name: str
    role: str = ""
    version: int = 0


class Accounts(Collection[Account]):
    """What the announcer owns."""

    name = "accounts"
    of = Account


def account_id(number: int) -> str:
    """E.g. a-017."""
    return f"a-{number:03d}"


def announce(accounts: Accounts, number: int, version: int, name: str) -> None:
    """Bring an account to this version; after a lost answer it is looked up before anything is repeated."""
    while True:
        try:
            known = accounts.find_one(id=account_id(number)) or Account(account_id(number), name)
            if known.version < version:
                known.role = f"role-{version}"
                kind = AccountOpened if version == 1 else PasswordSet
                accounts.save(known, kind(account_id=known.id, name=name, role=known.role))
        except (Unavailable, Conflict) as fault:
            print(f"again after {fault!r}", flush=True)
            sleep(0.2)
        else:
            return


def opened() -> Accounts:
    """The announcer's collection, once the database is there."""
    chosen = settings()
    backend = MongoBackend(connect(chosen.mongo_uri, NAME), chosen.database(NAME), NAME)
    while True:
        try:
            return Accounts(backend)
        except Unavailable:
            sleep(0.2)


def main(aggregates: int, versions: int) -> None:
    """All aggregates to version 1, then to version 2, and so on."""
    accounts = opened()
    for version in range(1, versions + 1):
        for number in range(aggregates):
            announce(accounts, number, version, f"account {number}")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
