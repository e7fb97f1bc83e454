"""The group all commands are in: turns refusals into exit codes and says what to do next.

Exit codes: 0 done; 1 Convoke said no (a refusal, rejected rows, a door that stays closed, no rest in time);
2 it could not be asked (wrong use of the command line, nobody answers).
"""

from typing import Any

import typer
from rich.markup import escape

from services.cli.client import GatewayAway, Problem
from services.cli.output import errors, text

SAID_NO, NOT_ASKED = 1, 2
WHAT_TO_DO = {
    "not_signed_in": "Sign in first: convoke sign-in NAME (or set CONVOKE_TOKEN)",
    "token_unknown": "Sign in again: convoke sign-in NAME",
    "token_expired": "Sign in again: convoke sign-in NAME",
    "role_not_allowed": "Ask somebody with one of the roles named, or sign in as them.",
    "service_timeout": "Look with `convoke flow` whether the services run. A question may be repeated at once, an act "
    "once you saw what became of it.",
    "broker_away": "The broker is being restarted or is down; repeat in a moment.",
    "not_convoke": "Is this the address of a gateway? Set CONVOKE_URL.",
    "unknown_field": 'Map one of the fields listed as known: --map "field=Header"',
    "missing_columns": 'Add the columns, or say which header holds them: --map "field=Header"',
    "mapped_header_missing": "Check the spelling of the header in --map against the file.",
    "not_found": "Look it up with `convoke show` or `convoke search`.",
    "accounts_exist": "Sign in with an account that is there: convoke sign-in NAME",
}


class House(typer.core.TyperGroup):
    """Typer's group with our answers to refusals."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; a refusal is printed, not traced."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            _print(problem)
            raise typer.Exit(SAID_NO) from None
        except GatewayAway as away:
            errors.print(f"[red]{escape(str(away))}[/]", soft_wrap=True)
            errors.print("Start it with `make up`, or say where it is in CONVOKE_URL.")
            raise typer.Exit(NOT_ASKED) from None


def _print(problem: Problem) -> None:
    errors.print(f"[red]{escape(problem.detail)}[/] ({problem.code})", soft_wrap=True)
    for line in (*fields(problem.body.get("errors", {})), *fields(problem.body.get("data", {}))):
        errors.print(f"  {line}", markup=False, soft_wrap=True)
    if problem.code in WHAT_TO_DO:
        errors.print(WHAT_TO_DO[problem.code], markup=False, soft_wrap=True)
    errors.print(f"correlation id {problem.body.get('correlation_id', '-')}", style="dim", soft_wrap=True)


def fields(said: Any, path: str = "") -> list[str]:
    """What is said of each field, one line a field; nested fields by their path."""
    if isinstance(said, dict):
        return [line for name, part in said.items() for line in fields(part, f"{path}.{name}".strip("."))]
    return [f"{path}: {text(said)}"]
