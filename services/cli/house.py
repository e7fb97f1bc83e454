"""The group all commands are in: turns refusals into exit codes and says what to do next.

Exit codes: 0 done, 1 refused, 2 wrong use of the command line, 3 gateway or a service away, 4 rows were
rejected.
"""

from typing import Any

import typer
from rich.markup import escape

from services.cli.client import GatewayAway, Problem
from services.cli.output import errors

REFUSED, AWAY, ROWS_REJECTED = 1, 3, 4
WHAT_TO_DO = {
    "not_signed_in": "Sign in first: convoke sign-in NAME",
    "token_unknown": "Sign in again: convoke sign-in NAME",
    "token_expired": "Sign in again: convoke sign-in NAME",
    "role_not_allowed": "Ask somebody with one of the roles named, or sign in as them.",
    "service_timeout": "Look with `convoke flow` whether the services run, then repeat; repeating is safe.",
    "broker_away": "The broker is being restarted or is down; repeat in a moment.",
    "not_convoke": "Is this the address of a gateway? Set CONVOKE_URL.",
}


class House(typer.core.TyperGroup):
    """Typer's group with our answers to refusals."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; a refusal is printed, not traced."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            _print(problem)
            raise typer.Exit(AWAY if problem.status >= 500 else REFUSED) from None
        except GatewayAway as away:
            errors.print(f"[red]{escape(str(away))}[/]\nStart it with `make up`, or set CONVOKE_URL.")
            raise typer.Exit(AWAY) from None


def _print(problem: Problem) -> None:
    errors.print(f"[red]{escape(problem.detail)}[/] ({problem.code})")
    for name in ("errors", "data"):
        if name in problem.body:
            errors.print_json(data=problem.body[name])
    if problem.code in WHAT_TO_DO:
        errors.print(WHAT_TO_DO[problem.code])
    errors.print(f"[dim]correlation id {problem.body.get('correlation_id', '-')}[/]")
