"""Simulated outsiders, for rehearsals: what a flight-status provider sends."""

import time
from typing import Annotated

import typer

from services.cli.accounts import Edition
from services.cli.client import Api
from services.cli.flights import flight_messages
from services.cli.output import Json, as_json, say

simulate = typer.Typer(no_args_is_help=True, help="Play somebody outside: a flight-status provider.")


@simulate.command("flights")
def flights(
    edition: Edition,
    per_minute: Annotated[int, typer.Option(min=1, max=6000, help="Messages a minute")] = 50,
    minutes: Annotated[float, typer.Option(min=0.1, help="For how long")] = 20,
    doubled: Annotated[float, typer.Option(min=0, max=100, help="Percent sent twice")] = 5,
    disordered: Annotated[float, typer.Option(min=0, max=100, help="Percent held up")] = 5,
    speed: Annotated[float, typer.Option(min=0.1, help="So many times faster than the clock")] = 1,
    seed: int = 7,
    json: Json = False,
) -> None:
    """Send news of the edition's flights to the webhook, some twice, some out of order."""
    with Api() as api:
        arrivals = list(api.items(f"/editions/{edition}/arrivals"))
        told = flight_messages(
            arrivals, per_minute=per_minute, minutes=minutes, doubled_percent=doubled,
            disordered_percent=disordered, seed=seed,
        )  # fmt: skip
        began, concerned = time.monotonic(), 0
        for one in told:
            time.sleep(max(0.0, began + one.after_seconds / speed - time.monotonic()))
            answer = api.post(f"/editions/{edition}/carrier-news/own", {"messages": [one.message]})
            concerned += len(answer["concerned"])
    seconds = round(time.monotonic() - began, 1)
    sent = {"messages": len(told), "again": sum(one.again for one in told), "concerned": concerned,
            "seconds": seconds}  # fmt: skip
    as_json(sent) if json else say(
        f"{sent['messages']} messages ({sent['again']} twice) in {seconds} s concerned {concerned} arrivals"
    )
