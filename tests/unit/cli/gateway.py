"""A gateway played by functions, and a terminal to type `convoke` at."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from typer.testing import CliRunner, Result

from services.cli.main import app

URL = "http://gateway.example"
Played = Callable[[httpx.Request], httpx.Response] | Any


def problem(status: int, code: str, detail: str, **members: Any) -> httpx.Response:
    """Problem details as the gateway sends them."""
    body = {"status": status, "code": code, "detail": detail, "correlation_id": "c-1", **members}
    return httpx.Response(status, json=body)


@dataclass
class PlayedGateway:
    """Answers by `METHOD /path`: JSON, a response, an error to raise, or a function of the request.

    A list of those is answered in turn. A question nobody plays is a 404 problem.
    """

    answers: dict[str, Played] = field(default_factory=dict)
    requests: list[httpx.Request] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Note the request and answer it."""
        self.requests.append(request)
        request.read()
        asked = f"{request.method} {request.url.path.removeprefix('/api/v1')}"
        played = self.answers.get(asked, problem(404, "no_such_path", asked))
        if isinstance(played, list):
            played = played.pop(0)
        if isinstance(played, Exception):
            raise played
        played = played(request) if callable(played) else played
        return played if isinstance(played, httpx.Response) else httpx.Response(200, json=played)

    @property
    def asked(self) -> list[str]:
        """Every question with its query, in order."""
        paths = [str(request.url).removeprefix(f"{URL}/api/v1") for request in self.requests]
        return [f"{request.method} {path}" for request, path in zip(self.requests, paths, strict=True)]

    def bodies(self, path: str) -> list[Any]:
        """The JSON sent to a path."""
        return [json.loads(r.content) for r in self.requests if r.url.path == f"/api/v1{path}"]


@dataclass
class Terminal:
    """A shell of somebody at home in `home`, with a token in the environment unless said otherwise."""

    home: Path

    def type(self, *words: str, given: str | None = None, **variables: str | None) -> Result:
        """Run one command."""
        environment: Mapping[str, str | None] = {
            "XDG_CONFIG_HOME": str(self.home), "CONVOKE_URL": URL, "CONVOKE_TOKEN": "good",
            "CONVOKE_PASSWORD": "correct horse battery", "CONVOKE_EDITION": None, **variables,
        }  # fmt: skip
        return CliRunner().invoke(app, list(words), input=given, env=environment, catch_exceptions=False)
