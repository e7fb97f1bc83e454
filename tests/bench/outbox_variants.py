"""Where the outbox lives: in the document of the aggregate, or in a collection written in the same transaction.

`python -m tests.bench.outbox_variants`. Each with a relay publishing to a quorum queue meanwhile; `embedded` as the
product writes (saves at the same time go together), `alone` with a write for each save, as transactions have.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from time import monotonic, sleep
from typing import Any

from kombu import Connection

from shared.events.access import AccountOpened
from shared.messaging.connection import connection_to
from shared.messaging.relay import BATCH, Channel, Relay
from shared.messaging.topology import listening
from shared.storage.mongo import MongoBackend, _entry, connect
from shared.storage.store import Write
from tests.bench.announcer import Account, Accounts, change
from tests.bench.quantiles import quantile
from tests.bench.stack import Stack

CHANGES, THREADS = 2000, 8
Document = dict[str, Any]


class TransactionRelay:
    """Publishes an outbox collection in batches, with pipelined confirms; removes what was confirmed."""

    def __init__(self, backend: MongoBackend, amqp_uri: str) -> None:
        self.outbox = backend.database["outbox"]
        self.amqp_uri = amqp_uri
        self.stopping = False

    def run(self) -> None:
        """Until told to stop; looks again after 5 ms when there was nothing."""
        with connection_to(self.amqp_uri, 20, name="outbox variant") as connection:
            channel = Channel(connection)
            while not self.stopping:
                entries = list(self.outbox.find().sort("id").limit(BATCH))
                if entries:
                    channel.publish_all(entries)
                    self.outbox.delete_many({"_id": {"$in": [entry["_id"] for entry in entries]}})
                else:
                    sleep(0.005)

    def stop(self) -> None:
        """Finish the batch under way."""
        self.stopping = True


def prepared(accounts: Accounts, account: Account) -> Write:
    """The change and its event, as every variant writes them."""
    account.role = str(monotonic())
    return accounts.prepared(
        account, AccountOpened(account_id=account.id, name=account.id, role=account.role)
    )


def change_alone(accounts: Accounts, account: Account) -> None:
    """One conditional write that carries its event, never together with others."""
    write = prepared(accounts, account)
    refusal = mongo_of(accounts)._save_together([write])[0]
    assert refusal is None, refusal
    account.version = write.document["version"]


def change_in_transaction(accounts: Accounts, account: Account) -> None:
    """The same change, with its event inserted beside it in one transaction."""
    backend, write = mongo_of(accounts), prepared(accounts, account)
    entries = [_entry(envelope) for envelope in write.envelopes]
    wanted = {"_id": account.id, "version": write.expected_version}

    def both(session: Any) -> None:
        of = backend.database[accounts.name]
        of.update_one(wanted, {"$set": write.fields()}, upsert=not account.version, session=session)
        backend.database["outbox"].insert_many([dict(entry) for entry in entries], session=session)

    with backend.client.start_session() as session:
        session.with_transaction(both)
    account.version = write.document["version"]


def mongo_of(accounts: Accounts) -> MongoBackend:
    """The backend, which is MongoDB here."""
    assert isinstance(accounts.backend, MongoBackend)
    return accounts.backend


def measure(
    stack: Stack, name: str, one: Callable[[Accounts, Account], None], relay: Callable[[MongoBackend], Any]
) -> dict[str, float]:
    """Changes a second, milliseconds of one, and database processor time a change."""
    backend = MongoBackend(connect(stack.mongo_uri, name), f"variant_{name}", "access")
    accounts = Accounts(backend)
    backend.database["outbox"].insert_one({"_id": "warm"})
    backend.database["outbox"].delete_one({"_id": "warm"})
    running = relay(backend)
    thread = Thread(target=running.run)
    thread.start()
    times: list[float] = []
    mongod = next(process for process in stack.processes() if process.name() == "mongod")
    before, began = sum(mongod.cpu_times()[:2]), monotonic()

    def share(number: int) -> None:
        mine = [Account(f"{name}-{n}") for n in range(number, CHANGES // 10, THREADS)]
        for account in mine * 10:
            at = monotonic()
            one(accounts, account)
            times.append((monotonic() - at) * 1000)

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(share, range(THREADS)))
    seconds, used = monotonic() - began, sum(mongod.cpu_times()[:2]) - before
    running.stop()
    thread.join()
    return {
        "per_second": round(CHANGES / seconds, 1),
        "p50_ms": quantile(times, 0.5),
        "p99_ms": quantile(times, 0.99),
        "mongod_cpu_ms": round(used / CHANGES * 1000, 3),
    }


def main() -> None:
    """The variants one after the other, on a fresh broker and database."""
    stack = Stack()
    try:
        stack.start_empty()
        with Connection(stack.amqp_uri) as connection:
            for queue in listening("variants", ["#"]):
                queue(connection.default_channel).declare()
        for name, one, relay in (
            ("embedded", change, lambda backend: Relay(backend.database, stack.amqp_uri, 20, "bench")),
            ("alone", change_alone, lambda backend: Relay(backend.database, stack.amqp_uri, 20, "bench")),
            ("transaction", change_in_transaction, lambda backend: TransactionRelay(backend, stack.amqp_uri)),
        ):
            print(f"{name:12}", measure(stack, name, one, relay))
    finally:
        stack.close()


if __name__ == "__main__":
    main()
