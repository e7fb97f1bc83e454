"""Starts, asks and stops the supervisor of one run folder."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import xmlrpc.client
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil

from deploy.local import supervisor_config
from deploy.local.folder import RunFolder
from deploy.local.programs import Program
from deploy.local.refusal import CannotStart
from deploy.local.unix_rpc import methods

CHECKOUT = Path(__file__).resolve().parents[2]
NOTHING_CHANGED: tuple[list[str], list[str], list[str]] = ([], [], [])


def wait_until(what: str, true: Callable[[], bool], seconds: float) -> None:
    """Poll until `true()`; raises CannotStart naming `what` after `seconds`."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise CannotStart(f"{what}: not within {seconds:.0f} s")
        time.sleep(0.05)


class Supervisor:
    """The processes of one run folder. Programs are named as in their configuration, without the group."""

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder

    def is_running(self) -> bool:
        """Whether a supervisor answers on this folder's socket."""
        try:
            return bool(self._ask("getState")["statecode"] == 1)
        except (OSError, xmlrpc.client.Error):
            return False

    def run(self, programs: Sequence[Program]) -> None:
        """Start the supervisor with these programs, or bring a running one in step with them."""
        config = supervisor_config.write(self._folder, programs, CHECKOUT)
        if self.is_running():
            self._follow_config()
            return
        end_orphans(self._folder)
        self._folder.socket.unlink(missing_ok=True)
        subprocess.run(
            [sys.executable, "-m", "supervisor.supervisord", "-c", str(config)],
            check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=CHECKOUT,
        )  # fmt: skip
        wait_until(f"the supervisor (see {self._folder.logs}/supervisord.log)", self.is_running, 20)

    def _follow_config(self) -> None:
        added, changed, removed = (self._ask("reloadConfig") or [NOTHING_CHANGED])[0]
        for group in [*removed, *changed]:
            self._ask("stopProcessGroup", group)
            self._ask("removeProcessGroup", group)
        for group in [*changed, *added]:
            self._ask("addProcessGroup", group)

    def shut_down(self, seconds: float = 120) -> None:
        """Stop every process in order, then the supervisor; returns when all are gone."""
        pid = self._ask("getPID")
        self._ask("shutdown")
        with contextlib.suppress(psutil.NoSuchProcess):
            psutil.Process(pid).wait(seconds)

    def states(self) -> dict[str, dict[str, Any]]:
        """What the supervisor knows of each program: statename, pid, description, …"""
        return {each["name"]: each for each in self._ask("getAllProcessInfo")}

    def pid(self, name: str) -> int:
        """The process id of a running program; 0 when it is stopped or being restarted."""
        return int(self.states()[name]["pid"])

    def start(self, name: str) -> None:
        """Start a stopped program; a running one is left alone."""
        with _unless(name, "ALREADY_STARTED"):
            self._ask("startProcess", self._full(name))

    def stop(self, name: str) -> None:
        """SIGTERM, and wait until the program has gone; it stays stopped."""
        with _unless(name, "NOT_RUNNING"):
            self._ask("stopProcess", self._full(name))

    def crash(self, name: str) -> int:
        """SIGKILL; the supervisor starts the program again. Returns the killed process id."""
        pid = self.pid(name)
        _signal(pid, signal.SIGKILL)
        return pid

    def kill(self, name: str) -> int:
        """SIGKILL, and keep the program stopped until `start`. Returns the killed process id.

        The process is frozen first: the supervisor marks a program as stopped only with a SIGTERM of its own,
        and a frozen process dies before it can act on that.
        """
        pid = self.pid(name)
        _signal(pid, signal.SIGSTOP)
        with _unless(name, "NOT_RUNNING"):
            self._ask("stopProcess", self._full(name), False)
        _signal(pid, signal.SIGKILL)
        wait_until(f"the end of {name}", lambda: self.states()[name]["statename"] == "STOPPED", 10)
        return pid

    def _full(self, name: str) -> str:
        return f"{self.states()[name]['group']}:{name}"

    def _ask(self, method: str, *arguments: Any) -> Any:
        with methods(self._folder.socket, "supervisor") as remote:
            return getattr(remote, method)(*arguments)


def _signal(pid: int, number: signal.Signals) -> None:
    """Signal a program and its children; 0 stands for one that is not running, which is left at that."""
    if pid:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, number)


@contextlib.contextmanager
def _unless(name: str, fault: str) -> Iterator[None]:
    """Let one named fault pass: the program is already in the state asked for."""
    try:
        yield
    except xmlrpc.client.Fault as error:
        if fault not in error.faultString:
            raise CannotStart(f"{name}: {error.faultString}") from error


def end_orphans(folder: RunFolder) -> None:
    """End what an earlier supervisor of this folder left behind when it was killed itself."""
    left = [process for process in psutil.process_iter() if _belongs_to(process, folder)]
    for process in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.terminate()
    for process in psutil.wait_procs(left, timeout=20)[1]:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def _belongs_to(process: psutil.Process, folder: RunFolder) -> bool:
    try:
        return process.environ().get("CONVOKE_SUPERVISED_IN") == str(folder.root)
    except (psutil.Error, OSError):
        return False
