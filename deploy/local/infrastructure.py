"""RabbitMQ and MongoDB of one run folder, each under the supervisor."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from deploy.local import packages, ports
from deploy.local.folder import RunFolder
from deploy.local.mongod import Mongod
from deploy.local.programs import Program
from deploy.local.rabbitmq import RabbitMQ
from deploy.local.refusal import CannotStart
from deploy.local.supervisor import Supervisor, wait_until

START_SECONDS = 90


def silent(_: str) -> None:
    """Say nothing: what tests want."""


class Infrastructure:
    """The two servers. Where AMQP_URI or MONGO_URI is set, that one is used and no private one is started.

    `kill_…` is SIGKILL and the server stays away until `start_…`; after `crash_…` (SIGKILL too) the
    supervisor brings it back by itself; `stop_…` is an orderly end. `start_…` returns when it answers.
    """

    def __init__(self, folder: Path | str = ".run", say: Callable[[str], None] = silent) -> None:
        self.folder = RunFolder(folder)
        self.supervisor = Supervisor(self.folder)
        self._say = say

    def start(self) -> Self:
        """Start what is not running yet; returns when both servers answer."""
        with self.folder.alone():
            if not self.supervisor.is_running():
                ports.choose(self.folder)
            programs = self.programs()
            if programs:
                self._say(f"starting {len(programs)} processes")
                self.supervisor.run([self._marked(program) for program in programs])
                self.wait_for_servers()
        return self

    def stop(self) -> None:
        """Stop everything of this folder in order; the data stay."""
        with self.folder.alone():
            if self.supervisor.is_running():
                self.supervisor.shut_down()

    def programs(self) -> list[Program]:
        """What the supervisor shall run."""
        programs: list[Program] = []
        if "AMQP_URI" not in os.environ:
            programs += self.rabbitmq.programs(packages.rabbitmq_scripts(self._say))
        if "MONGO_URI" not in os.environ:
            programs += self.mongod.programs(packages.mongod_binary())
        return programs

    def wait_for_servers(self) -> None:
        """Return when the private servers answer."""
        if "MONGO_URI" not in os.environ:
            self._wait("MongoDB", self.mongod.answers, "mongod")
        if "AMQP_URI" not in os.environ:
            self._wait("RabbitMQ", self.rabbitmq.answers, "rabbitmq")

    @property
    def ports(self) -> dict[str, int]:
        """The port of each purpose, as chosen at the last start."""
        return dict(self.folder.remembered()["ports"])

    @property
    def rabbitmq(self) -> RabbitMQ:
        return RabbitMQ(self.folder, self.ports)

    @property
    def mongod(self) -> Mongod:
        return Mongod(self.folder, self.ports["mongo"])

    @property
    def amqp_uri(self) -> str:
        return os.environ.get("AMQP_URI") or self.rabbitmq.uri()

    @property
    def mongo_uri(self) -> str:
        return os.environ.get("MONGO_URI") or self.mongod.uri()

    def vhost(self, name: str) -> str:
        """Make an empty virtual host on the private broker and return its AMQP address."""
        return self.rabbitmq.add_vhost(name)

    def drop_vhost(self, name: str) -> None:
        """Delete a virtual host of the private broker."""
        self.rabbitmq.drop_vhost(name)

    def kill_broker(self) -> None:
        self.supervisor.kill("rabbitmq")

    def crash_broker(self) -> None:
        self.supervisor.crash("rabbitmq")

    def stop_broker(self) -> None:
        self.supervisor.stop("rabbitmq")

    def start_broker(self) -> None:
        self.supervisor.start("rabbitmq")
        self._wait("RabbitMQ", self.rabbitmq.answers, "rabbitmq")

    def kill_mongod(self) -> None:
        self.supervisor.kill("mongod")

    def crash_mongod(self) -> None:
        self.supervisor.crash("mongod")

    def stop_mongod(self) -> None:
        self.supervisor.stop("mongod")

    def start_mongod(self) -> None:
        self.supervisor.start("mongod")
        self._wait("MongoDB", self.mongod.answers, "mongod")

    def _wait(self, server: str, answers: Callable[[], bool], log: str) -> None:
        began = time.monotonic()
        try:
            wait_until(server, answers, START_SECONDS)
        except CannotStart as error:
            raise CannotStart(f"{error}. Its log: {self.folder.logs}/{log}.log") from None
        self._say(f"{server} answers after {time.monotonic() - began:.1f} s")

    def _marked(self, program: Program) -> Program:
        """Name the folder in the environment: the process can be found again when its supervisor died."""
        marks = {"CONVOKE_SUPERVISED_IN": str(self.folder.root)}
        return program.with_environment(marks)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
