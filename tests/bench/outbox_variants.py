"""Where the outbox lives: in the document of the aggregate, or in a collection written in the same transaction.

`python -m tests.bench.outbox_variants`. Both with a relay publishing to a quorum queue meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from time import monotonic, sleep
from typing import Any

from kombu import Connection

from shared.messaging.connection import connection_to
from shared.messaging.relay import BATCH, Channel, Relay
from shared.messaging.topology import listening
from shared.storage.mongo import MongoBackend, connect
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


def change_in_transaction(accounts: Accounts, account: Account) -> None:
    """The same change with its event inserted beside it, in one transaction."""
    backend = accounts.backend
    assert isinstance(backend, MongoBackend)
    account.role = str(monotonic())
    write = accounts.prepared(account)
    entry = {"id": f"{account.id}-{account.version}", "kind": "access.account_opened.v1", "body": b"x" * 600}

    def both(session: Any) -> None:
        of = backend.database[accounts.name]
        of.update_one(
            {"_id": account.id}, {"$set": {"version": write.document["version"]}}, True, session=session
        )
        backend.database["outbox"].insert_one(dict(entry), session=session)

    with backend.client.start_session() as session:
        session.with_transaction(both)
    account.version = write.document["version"]


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
    """Both variants one after the other, on a fresh broker and database."""
    stack = Stack()
    try:
        stack.start_empty()
        with Connection(stack.amqp_uri) as connection:
            for queue in listening("variants", ["#"]):
                queue(connection.default_channel).declare()
        embedded = measure(
            stack, "embedded", change, lambda backend: Relay(backend.database, stack.amqp_uri, 20, "bench")
        )
        print("embedded   ", embedded)
        print("transaction", measure(
            stack, "transaction", change_in_transaction, lambda backend: TransactionRelay(backend, stack.amqp_uri)
        ))  # fmt: skip
    finally:
        stack.close()


if __name__ == "__main__":
    main()
