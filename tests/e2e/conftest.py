"""The whole system in a run folder of its own: all processes, reached through HTTP and the command line."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.local.convoke import Convoke
from deploy.local.secret_files import service_secrets

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / ".run" / "e2e"
PASSWORD = "a long passphrase"


@dataclass
class House:
    """A running installation with one signed-in organiser."""

    url: str
    token: str
    environment: dict[str, str]

    def http(self, token: str | None = None) -> httpx.Client:
        """A client of `/api/v1`, as the organiser or with another token."""
        headers = {"Authorization": f"Bearer {token or self.token}"}
        return httpx.Client(base_url=f"{self.url}/api/v1", headers=headers, timeout=60, trust_env=False)

    def convoke(self, *words: str, status: int = 0) -> str:
        """What the command line prints, once it ended as expected."""
        ended = subprocess.run(
            [sys.executable, "-m", "services.cli.main", *words],
            capture_output=True, text=True, check=False, cwd=ROOT, env=self.environment, timeout=300,
        )  # fmt: skip
        assert ended.returncode == status, ended.stdout + ended.stderr
        return ended.stdout

    def json(self, *words: str) -> Any:
        """The same as JSON."""
        return json.loads(self.convoke(*words, "--json"))


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    """Started from nothing, taken down at the end."""
    for name in ("AMQP_URI", "MONGO_URI"):
        os.environ.pop(name, None)
    whole = Convoke(FOLDER)
    whole.stop()
    shutil.rmtree(FOLDER, ignore_errors=True)
    whole = Convoke(FOLDER)
    whole.start()
    try:
        whole.wait_ready()
        yield _signed_in(whole)
    finally:
        whole.stop()


PLAYED = "ipec-2019"
ROLES = ("organiser", "coordinator", "desk", "viewer")


@pytest.fixture(scope="session")
def accounts(house: House) -> dict[str, tuple[str, str]]:
    """Name and password of one account of each role; the edition `PLAYED` is rehearsed."""
    house.json("rehearse", f"deploy/samples/{PLAYED}")
    opened = {"organiser": ("anna", PASSWORD)}
    with house.http() as api:
        for role in ROLES[1:]:
            account = {"name": f"console-{role}", "role": role, "editions": [], "password": PASSWORD}
            assert api.post("/access/accounts", json=account).json()["role"] == role
            opened[role] = (f"console-{role}", PASSWORD)
    return opened


def _signed_in(whole: Convoke) -> House:
    secret = (service_secrets(whole.folder) / "bootstrap").read_text().strip()
    first = {"secret": secret, "name": "anna", "password": PASSWORD}
    with httpx.Client(base_url=f"{whole.url}/api/v1/access", timeout=30, trust_env=False) as access:
        assert access.post("/bootstrap", json=first).json()["role"] == "organiser"
        token = access.post("/tokens", json={"name": "anna", "password": PASSWORD}).json()["token"]
    told = {"CONVOKE_URL": whole.url, "CONVOKE_TOKEN": token, "CONVOKE_PASSWORD": PASSWORD, "COLUMNS": "200"}
    return House(whole.url, token, os.environ | told)
