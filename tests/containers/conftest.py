"""Convoke under docker compose: a project, ports and secrets of its own, beside whatever else runs."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.local.ports import next_free

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "a long passphrase"


class Compose:
    """One compose project of this checkout, reached through HTTP and the command line."""

    def __init__(self, secrets: Path) -> None:
        self.secrets = secrets
        http = next_free(18080, set())
        self.url = f"http://127.0.0.1:{http}"
        self.environment = os.environ | {
            "CONVOKE_SECRETS_FOLDER": str(secrets),
            "CONVOKE_HTTP_PORT": str(http),
            "CONVOKE_STREAM_PORT": str(next_free(http + 1, set())),
            "CONVOKE_URL": self.url,
        }
        subprocess.run([ROOT / "deploy/containers/secrets.sh", secrets], check=True)

    def __call__(self, *words: str) -> str:
        """What `docker compose` prints, once it ended well."""
        return self._printed(["docker", "compose", "--project-name", "convoke-test", *words])

    def convoke(self, *words: str) -> str:
        """What the command line of the project prints, once it ended well."""
        return self._printed([sys.executable, "-m", "services.cli.main", *words])

    def _printed(self, command: list[str]) -> str:
        ended = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False, timeout=900
        )
        assert ended.returncode == 0, f"{command}\n{ended.stdout}\n{ended.stderr}"
        return ended.stdout

    def sign_in(self) -> None:
        """Open the first account with the installation's secret, and keep its token."""
        account = {"name": "organiser", "password": PASSWORD}
        bootstrap = {"secret": (self.secrets / "bootstrap").read_text(), **account}
        with httpx.Client(base_url=f"{self.url}/api/v1/access", timeout=60, trust_env=False) as api:
            api.post("bootstrap", json=bootstrap).raise_for_status()
            self.environment["CONVOKE_TOKEN"] = (
                api.post("tokens", json=account).raise_for_status().json()["token"]
            )

    def get(self, path: str) -> Any:
        """Read below `/api/v1`."""
        bearer = {"Authorization": f"Bearer {self.environment['CONVOKE_TOKEN']}"}
        answer = httpx.get(f"{self.url}/api/v1{path}", headers=bearer, timeout=60, trust_env=False)
        return answer.raise_for_status().json()


@pytest.fixture(scope="session")
def compose(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Compose]:
    """Built, up and healthy; down with its data at the end. Without an engine this fails: the target asks for one."""
    project = Compose(tmp_path_factory.mktemp("containers") / "secrets")
    try:
        project("up", "--build", "--wait", "--wait-timeout", "600")
        project.sign_in()
        yield project
    finally:
        project("down", "--volumes", "--remove-orphans")
