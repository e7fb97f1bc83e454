"""Where the events are: announced, handled, under way, set aside."""

import time
from typing import Annotated, Any

import typer

from services.cli.client import Api
from services.cli.house import SAID_NO
from services.cli.output import Json, as_json, errors, table

EVERY_SECONDS = 0.3


def flow(
    wait: Annotated[
        float | None, typer.Option(help="Wait so many seconds until nothing is under way")
    ] = None,
    json: Json = False,
) -> None:
    """Show the flow of events; with --wait, exit code 1 if it does not come to rest in time."""
    with Api() as api:
        state = at_rest(api, wait) if wait is not None else api.get("/flow")
    as_json(state) if json else _print(state)
    if wait is not None and state["in_flight"]:
        errors.print(f"After {wait:g} s {state['in_flight']} are still under way.")
        raise typer.Exit(SAID_NO)


def at_rest(api: Api, seconds: float) -> dict[str, Any]:
    """The flow once nothing is under way, or as it is when the time is up."""
    until = time.monotonic() + seconds
    while True:
        state: dict[str, Any] = api.get("/flow")
        if not state["in_flight"] or time.monotonic() > until:
            return state
        time.sleep(EVERY_SECONDS)


def _print(state: dict[str, Any]) -> None:
    figures = ("announced", "handled", "in_flight", "parked")
    table("Events", figures, [[state[name] for name in figures]])
    columns = ("announced", "handled", "outbox", "unplanned", "running")
    services = state["waiting"]["services"]
    table("Services", ("service", *columns), ([s, *(n[c] for c in columns)] for s, n in services.items()))
    waiting = state["waiting"]["queues"] | state["waiting"]["parked"]
    if waiting:
        table("Queues", ("queue", "messages"), waiting.items())
