"""What every command works with: the client, two consoles, the environment."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import httpx
import typer
from rich.console import Console

from services.cli.client import Client
from services.cli.refusals import CannotAsk
from services.cli.session import Session, SessionFile, chosen_token, chosen_url


@dataclass
class Workplace:
    """Answers go to `out`, progress and refusals to `err`, so that output can be piped."""

    url_option: str | None = None
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    transport: httpx.BaseTransport | None = None
    pause: Callable[[float], None] | None = None

    @cached_property
    def out(self) -> Console:
        """Where answers go."""
        return Console(highlight=False, soft_wrap=False, width=_width(self.environment))

    @cached_property
    def err(self) -> Console:
        """Where progress and refusals go."""
        return Console(stderr=True, highlight=False)

    @cached_property
    def sessions(self) -> SessionFile:
        """Where the session is kept."""
        return SessionFile(self.environment)

    @cached_property
    def url(self) -> str:
        """Where Convoke is."""
        return chosen_url(self.url_option or self.environment.get("CONVOKE_URL"), self._kept)

    @cached_property
    def client(self) -> Client:
        """A client with the token of whoever is signed in; signed out, it is refused by Convoke itself."""
        return self.client_with(chosen_token(self.environment, self._kept, self.url))

    @cached_property
    def _kept(self) -> Session | None:
        return self.sessions.read()

    def client_with(self, token: str | None) -> Client:
        """A client of the same Convoke with another token."""
        pauses = {} if self.pause is None else {"pause": self.pause}
        return Client(self.url, token, self.transport, **pauses)

    def say(self, line: str) -> None:
        """One line about what was done; correlation ids and names are never cut or styled."""
        self.out.print(line, markup=False, soft_wrap=True)

    def print_json(self, answer: Any) -> None:
        """The answer as JSON for a script."""
        self.out.print(json.dumps(answer, ensure_ascii=False, indent=2), markup=False, soft_wrap=True)

    def secret(self, variable: str, prompt: str, repeat: bool = False) -> str:
        """A password from the environment, else asked for at the terminal; never an argument others can see."""
        if self.environment.get(variable):
            return self.environment[variable]
        answer: str = typer.prompt(prompt, hide_input=True, confirmation_prompt=repeat, err=True)
        return answer


def here(context: typer.Context) -> Workplace:
    """The workplace of a running command."""
    workplace = context.find_object(Workplace)
    if workplace is None:
        raise CannotAsk("This command runs only as part of convoke.")
    return workplace


def _width(environment: Mapping[str, str]) -> int | None:
    """Tables as wide as COLUMNS says; the terminal's width otherwise."""
    columns = environment.get("COLUMNS", "")
    return int(columns) if columns.isdigit() else None
