"""Runs nameko services in processes of their own, forked from one that has everything imported.

The test process itself stays free of eventlet, like the gateway, the relays and the solvers.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

READY = "ready"


class Launcher:
    """The test's end: asks the forking process for services and knows their process ids."""

    def __init__(self, secrets: Path) -> None:
        nowhere = {
            "AMQP_URI": "amqp://nowhere",
            "MONGO_URI": "mongodb://nowhere",
        }  # each service is told by config
        self.forker = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "tests.component.launcher"],
            env={**os.environ, **nowhere, "CONVOKE_SECRETS": str(secrets)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, cls: type, config: dict[str, Any]) -> int:
        """Start this service class; returns its process id once its container runs."""
        return int(self._ask({"module": cls.__module__, "name": cls.__name__, "config": config}))

    def end(self, pid: int, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; the exit status, negative for a signal."""
        os.kill(pid, number)
        return int(self._ask({"reap": pid}))

    def close(self) -> None:
        """End the forking process."""
        assert self.forker.stdin is not None
        assert self.forker.stdout is not None
        self.forker.stdin.close()
        self.forker.wait(10)
        self.forker.stdout.close()

    def _ask(self, order: dict[str, Any]) -> str:
        assert self.forker.stdin is not None
        assert self.forker.stdout is not None
        self.forker.stdin.write(json.dumps(order) + "\n")
        self.forker.stdin.flush()
        return self.forker.stdout.readline()


def fork_on_orders() -> None:
    """The forking process: one line of JSON in, one line out."""
    import eventlet

    eventlet.monkey_patch()
    import nameko.runners

    import shared.service  # noqa: F401 - imported once, for all children

    running: set[int] = set()
    for line in sys.stdin:
        order = json.loads(line)
        if "reap" in order:
            running.discard(order["reap"])
            print(os.waitstatus_to_exitcode(os.waitpid(order["reap"], 0)[1]), flush=True)
        else:
            running.add(pid := _forked(order, nameko.runners.ServiceRunner))
            print(pid, flush=True)
    for pid in running:
        os.kill(pid, signal.SIGKILL)


def _forked(order: dict[str, Any], runner_class: Any) -> int:
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        _serve(order, runner_class, writer)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as ready:
        ready.read()
    return pid


def _serve(order: dict[str, Any], runner_class: Any, writer: int) -> None:
    import importlib

    import eventlet.hubs

    from shared import logs

    eventlet.hubs.use_hub()  # the parent's would hear our sockets
    os.dup2(
        os.open(os.environ.get("CONVOKE_TEST_LOG", os.devnull), os.O_WRONLY | os.O_APPEND | os.O_CREAT), 1
    )
    os.dup2(1, 2)
    logs.set_up()
    runner = runner_class(order["config"])
    runner.add_service(getattr(importlib.import_module(order["module"]), order["name"]))
    signal.signal(signal.SIGTERM, lambda *_: eventlet.spawn_n(runner.stop))
    runner.start()
    os.write(writer, READY.encode())
    os.close(writer)
    runner.wait()


if __name__ == "__main__":
    fork_on_orders()
