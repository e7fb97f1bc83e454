"""An instance of its own to be measured: broker and database, with the whole of Convoke or only what a topic needs."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import psutil
from pymongo import MongoClient

from deploy.local.convoke import Convoke
from deploy.local.infrastructure import Infrastructure
from deploy.local.programs import Program
from shared.storage.mongo import MongoBackend, connect

FOLDER = Path(".run/bench")
PREFIX = "bench"


class Stack(Convoke):
    """Starts empty. `run_whole` starts every process of Convoke, `run_only` the servers and these programs."""

    def __init__(self) -> None:
        super().__init__(FOLDER, environment={"CONVOKE_LOG_LEVEL": "WARNING"})
        for name in ("AMQP_URI", "MONGO_URI"):
            os.environ.pop(name, None)
        self.whole = False
        self.more: list[Program] = []
        self.client: MongoClient[dict[str, Any]] | None = None

    def start_empty(self) -> None:
        """Broker and database without any data of an earlier run."""
        self.stop()
        shutil.rmtree(self.folder.root)
        self.__init__()  # type: ignore[misc]
        self.start()

    def programs(self) -> list[Program]:
        """What runs now."""
        return [*(super().programs() if self.whole else Infrastructure.programs(self)), *self.more]

    def run_only(self, *programs: Program) -> None:
        """The servers and these; everything else of Convoke is stopped."""
        self.whole, self.more = False, list(programs)
        self.start()

    def run_whole(self) -> None:
        """Every process of Convoke, until the gateway is ready."""
        self.whole, self.more = True, []
        self.start()
        self.wait_ready()

    def python(self, name: str, *words: str) -> Program:
        """A process of ours running `python -m words`, told where the servers are."""
        command = (sys.executable, "-W", "ignore", "-m", *words)
        return Program(name, command, "convoke").with_environment(
            self.environment() | {"CONVOKE_DATABASE_PREFIX": PREFIX}
        )

    def backend(self, service: str) -> MongoBackend:
        """The database of one of the processes started with `python`."""
        if self.client is None:
            self.client = connect(self.mongo_uri, "bench")
        return MongoBackend(self.client, f"{PREFIX}_{service}", service)

    def processes(self) -> list[psutil.Process]:
        """Everything the supervisor of this instance has started, children included."""
        return psutil.Process(self._supervisor_pid()).children(recursive=True)

    def cpu_seconds(self) -> float:
        """Processor time all those processes have used so far."""
        return sum(times.user + times.system for p in self.processes() for times in (p.cpu_times(),))

    def memory_mb(self) -> float:
        """Memory of all those processes; what several of them share is counted once (proportional set size)."""
        return sum(p.memory_full_info().pss for p in self.processes()) / 1e6

    def _supervisor_pid(self) -> int:
        return int((self.folder.root / "supervisord.pid").read_text())

    def close(self) -> None:
        """Stop everything."""
        if self.client is not None:
            self.client.close()
        self.stop()
