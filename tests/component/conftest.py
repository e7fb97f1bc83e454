"""Real nameko services in processes, relays and planners in threads, on a vhost and databases of one test."""

import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

import pytest

from deploy.local.folder import RunFolder
from deploy.local.infrastructure import Infrastructure
from deploy.local.secret_files import service_secrets
from services.gateway.broker import BrokerCaller
from shared.errors import Unavailable
from shared.messaging.relay import Relay
from shared.planning import Planner
from shared.storage.mongo import MongoBackend, connect
from tests.component.launcher import Launcher
from tests.waiting import eventually

HEARTBEAT = 10


@dataclass
class Stage:
    """Starts parts of the system and stops them again after the test."""

    amqp_uri: str
    mongo_uri: str
    prefix: str
    launcher: Launcher
    services: list[int] = field(default_factory=list)
    closers: list[Callable[[], Any]] = field(default_factory=list)
    caller: BrokerCaller | None = None

    def service(self, cls: type) -> int:
        """The process id of a running nameko service of this class."""
        config = {
            "AMQP_URI": self.amqp_uri,
            "MONGO_URI": self.mongo_uri,
            "DATABASE": f"{self.prefix}_{cls.name}",
            "HEARTBEAT": HEARTBEAT,
            "max_workers": 160,
        }
        pid = self.launcher.start(cls, config)
        self.services.append(pid)
        self.closers.append(lambda: pid in self.services and self.end(pid))
        eventually(lambda: self._answers(cls.name))
        return pid

    def _answers(self, service: str) -> bool:
        try:
            # A question asked before the service listens is lost, so it is not worth a long wait.
            return bool(self.ask_within(0.5, service, "alive"))
        except Unavailable:
            return False

    def end(self, pid: int, number: int = signal.SIGTERM) -> int:
        """End a service by a signal; its exit status."""
        self.services.remove(pid)
        return self.launcher.end(pid, number)

    def backend(self, service: str) -> MongoBackend:
        """The database of a service, as its own processes see it."""
        client = connect(self.mongo_uri, service)
        self.closers.append(client.close)
        return MongoBackend(client, f"{self.prefix}_{service}", service)

    def relay(self, service: str, listeners: dict[str, list[str]] | None = None) -> Relay:
        """A running relay of a service's outbox; it lays the queues of these listeners first."""
        relay = Relay(self.backend(service).database, self.amqp_uri, HEARTBEAT, "test", listeners)
        self._thread(relay.run, relay.stop)
        return relay

    def solver(self, service: str, module: Any) -> Planner:
        """A running planner: `module` holds COLLECTIONS and replan."""
        planner = Planner(self.backend(service), module.COLLECTIONS, module.replan, "test")
        self._thread(planner.run, planner.stop)
        return planner

    def call(self, service: str, method: str, /, **arguments: Any) -> Any:
        """Call a service as the gateway does."""
        return self.ask_within(None, service, method, **arguments)

    def ask_within(self, seconds: float | None, service: str, method: str, /, **arguments: Any) -> Any:
        """Call a service and wait so long at most (None: as long as the gateway does)."""
        if self.caller is None:
            self.caller = BrokerCaller(self.amqp_uri, 10.0, HEARTBEAT)
            self.closers.append(self.caller.close)
        return self.caller.ask(service, method, arguments, seconds).result()

    def _thread(self, run: Callable[[], None], stop: Callable[[], None]) -> None:
        thread = Thread(target=run, daemon=True)
        thread.start()
        self.closers += [thread.join, stop]

    def close(self) -> None:
        """Stop everything, last started first."""
        while self.closers:
            self.closers.pop()()


@pytest.fixture(scope="session")
def launcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Launcher]:
    """Where service processes come from; they find secrets of their own."""
    forker = Launcher(service_secrets(RunFolder(tmp_path_factory.mktemp("run"))))
    yield forker
    forker.close()


@pytest.fixture
def stage(
    infrastructure: Infrastructure, amqp_uri: str, database_prefix: str, launcher: Launcher
) -> Iterator[Stage]:
    """An empty stage for one test."""
    made = Stage(amqp_uri, infrastructure.mongo_uri, database_prefix, launcher)
    yield made
    made.close()
