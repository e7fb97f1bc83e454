"""A private broker and database with a relay and a listener as supervised processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from kombu import Connection
from pymongo import MongoClient

from deploy.local import packages
from deploy.local.infrastructure import Infrastructure, silent
from deploy.local.programs import Program
from deploy.local.supervisor import CHECKOUT
from shared.messaging.topology import events_queue_name, parked_queue_name
from shared.storage.mongo import MongoBackend, connect
from tests.faults.announcer import NAME, Accounts
from tests.faults.tally import Tallies, Tally, TallyService
from tests.waiting import eventually

RELAY, TALLY = "announcer-relay", "tally"
_CONSUMES = "tally consumes tally.events"


class Rig(Infrastructure):
    """One run: databases under a prefix of their own, and our two processes."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.ours: tuple[Program, ...] = ()
        self.prefix = ""
        self.broker = ""
        self.listened = 0
        self.clients: dict[str, MongoClient[dict[str, Any]]] = {}

    def programs(self) -> list[Program]:
        """The servers, and our processes once a run has begun."""
        return [*super().programs(), *self.ours]

    def lay_queues(self) -> None:
        """Have the listener declare its queues, and the broker write them down by stopping in order.

        RabbitMQ writes definitions some seconds late; a run that kills it at once would lose the queues themselves.
        """
        self.begin()
        self.run_processes()
        self.wait_for_listener()
        self.end_processes()
        self.stop_broker()
        self.start_broker()

    def begin(self) -> None:
        """A run from nothing: no message waits, nothing is stored."""
        self.prefix = f"f{uuid4().hex[:8]}"
        self.broker = self.rabbitmq.uri()
        with Connection(self.broker) as connection, suppress(*connection.channel_errors):
            connection.default_channel.queue_purge(events_queue_name(TALLY))

    def run_processes(self) -> None:
        """Start relay and listener; they wait by themselves for whatever is away."""
        self.listened = self.log(TALLY).count(_CONSUMES)
        python = sys.executable
        relay = Program(RELAY, (python, "-m", "shared.run", "relay", NAME), "convoke", self.environment)
        tally = Program(
            TALLY, (python, "-W", "ignore", "-m", "tests.faults.tally"), "convoke", self.environment
        )
        self.ours = (relay, tally)
        self.supervisor.run([self._marked(program) for program in self.programs()])

    def wait_for_listener(self) -> None:
        """Return when the listener consumes: nobody hears what is announced before its queue is bound."""
        eventually(lambda: self.log(TALLY).count(_CONSUMES) > self.listened, 60)

    def end_processes(self) -> None:
        """Stop our processes; the servers go on."""
        self.ours = ()
        self.supervisor.run([self._marked(program) for program in self.programs()])

    @property
    def environment(self) -> Mapping[str, str]:
        """What our processes are told."""
        return {
            "AMQP_URI": self.broker,
            "MONGO_URI": self.mongo_uri,
            "CONVOKE_DATABASE_PREFIX": self.prefix,
            "CONVOKE_HEARTBEAT_SECONDS": "4",
            "PYTHONUNBUFFERED": "1",
        }

    @contextmanager
    def announcing(self, aggregates: int, versions: int) -> Iterator[subprocess.Popen[bytes]]:
        """A process that saves so many versions of so many aggregates; killed if it is still running at the end."""
        command = [sys.executable, "-m", "tests.faults.announcer", str(aggregates), str(versions)]
        environment = os.environ | dict(self.environment)
        with (
            (self.folder.logs / "announcer.log").open("ab") as log,
            subprocess.Popen(command, cwd=CHECKOUT, env=environment, stdout=log, stderr=log) as announcer,
        ):
            try:
                yield announcer
            finally:
                announcer.kill()

    def accounts(self) -> Accounts:
        """The announcer's own collection."""
        return Accounts(self._backend(NAME))

    def tallies(self) -> dict[str, Tally]:
        """All effects by aggregate."""
        return {tally.id: tally for tally in Tallies(self._backend(TallyService.name)).find()}

    def effects(self) -> int:
        """How many effects there are by now; counted in the database, since the run asks often."""
        of = self._backend(TallyService.name).database[Tallies.name]
        (total,) = list(of.aggregate([{"$group": {"_id": 0, "n": {"$sum": {"$size": "$applied"}}}}])) or [
            {"n": 0}
        ]
        return int(total["n"])

    def handled(self) -> int:
        """Deliveries the listener acknowledged, redelivered ones included."""
        counter = self._backend(TallyService.name).database["_flow"].find_one({"_id": "handled"})
        return int(counter["n"]) if counter else 0

    def pending(self) -> int:
        """Documents whose events the broker has not confirmed."""
        return self._backend(NAME).database[Accounts.name].count_documents({"_pending": True})

    def messages(self) -> dict[str, int]:
        """Messages waiting for the listener, and parked ones."""
        names = {"waiting": events_queue_name(TALLY), "parked": parked_queue_name(events_queue_name(TALLY))}
        with Connection(self.broker) as connection:
            channel = connection.default_channel
            return {
                label: channel.queue_declare(name, passive=True).message_count
                for label, name in names.items()
            }

    def set_broker_disk_limit(self, limit: str) -> None:
        """Let the broker believe that its disk is full ("100000GB") or has room again ("50MB")."""
        self._rabbitmqctl("set_disk_free_limit", limit)

    def _rabbitmqctl(self, *words: str) -> None:
        tool = packages.rabbitmq_scripts(silent) / "rabbitmqctl"
        node = next(program for program in super().programs() if program.name == "rabbitmq")
        subprocess.run(
            [str(tool), *words], check=True, env=os.environ | dict(node.environment), capture_output=True
        )

    def log(self, program: str) -> str:
        """What a process has said so far, over all runs."""
        log = self.folder.logs / f"{program}.log"
        return log.read_text() if log.exists() else ""

    def _backend(self, service: str) -> MongoBackend:
        if service not in self.clients:
            self.clients[service] = connect(self.mongo_uri, f"rig-{service}")
        return MongoBackend(self.clients[service], f"{self.prefix}_{service}", service)

    def close(self) -> None:
        """Stop everything of this rig."""
        for client in self.clients.values():
            client.close()
        self.stop()
