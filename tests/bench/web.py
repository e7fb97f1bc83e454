"""The public API of the measured instance, as an organiser uses it."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

import httpx

from deploy.local.secret_files import service_secrets
from tests.bench.stack import Stack
from tests.waiting import eventually

PASSWORD_FILE = "organiser-password"


class Organiser:
    """Signed in as the first account of the instance, which is opened if there is none."""

    def __init__(self, stack: Stack) -> None:
        self.http = httpx.Client(base_url=f"{stack.url}/api/v1", timeout=90, trust_env=False)
        kept = stack.folder.root / PASSWORD_FILE
        if not kept.exists():
            kept.write_text(secrets.token_urlsafe(16))
            self._bootstrap(service_secrets(stack.folder), kept.read_text())
        token = self.post("/access/tokens", name="organiser", password=kept.read_text())["token"]
        self.http.headers["Authorization"] = f"Bearer {token}"

    def _bootstrap(self, folder: Path, password: str) -> None:
        secret = (folder / "bootstrap").read_text().strip()
        self.post("/access/bootstrap", name="organiser", password=password, secret=secret)

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        """The JSON of an answer; raises with the problem document otherwise."""
        return _answer(self.http.get(path, params=query))

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        """The same for a request with a body."""
        return _answer(self.http.post(path, json=body))

    def upload(self, edition: str, what: str, file: Path | tuple[str, bytes]) -> None:
        """Import a spreadsheet; every row must be good."""
        name, content = (file.name, file.read_bytes()) if isinstance(file, Path) else file
        done = _answer(self.http.post(f"/editions/{edition}/imports/{what}", files={"file": (name, content)}))
        assert done["rejected"] == [], done["rejected"][:3]

    def wait_for_rest(self, seconds: float = 120) -> None:
        """Until no event is under way and nothing is unplanned."""
        eventually(lambda: self.get("/flow")["in_flight"] == 0, seconds, every=0.1)


def _answer(response: httpx.Response) -> dict[str, Any]:
    if response.is_error:
        raise AssertionError(f"{response.request.method} {response.request.url}: {response.text[:500]}")
    answer: dict[str, Any] = response.json()
    return answer
