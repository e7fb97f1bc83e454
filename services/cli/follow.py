"""Events as they happen, one line each."""

import json as jsonlib
from collections.abc import Iterator
from typing import Annotated, Any

import httpx
import typer
from rich.markup import escape

from services.cli.client import GatewayAway, connection, refuse, rest
from services.cli.output import Json, console, errors
from services.cli.sign_in_place import server, token
from services.cli.sse import messages

SILENCE_SECONDS = 40.0  # the stream beats every 15 s
PAUSE_SECONDS = 1.0


def follow(
    edition: Annotated[str | None, typer.Option(envvar="CONVOKE_EDITION", help="Only this edition")] = None,
    kinds: Annotated[
        str | None, typer.Option(help="Kinds or their beginnings, by comma: registration.guest_,logistics.")
    ] = None,
    last: Annotated[int | None, typer.Option(min=1, help="End after so many events")] = None,
    json: Json = False,
) -> None:
    """Follow the live stream; goes on by itself after an interruption. End with Ctrl-C."""
    query = {name: value for name, value in (("edition", edition), ("kinds", kinds)) if value}
    try:
        for number, event in enumerate(events(query), start=1):
            print(jsonlib.dumps(event, ensure_ascii=False), flush=True) if json else _print(event)
            if number == last:
                return
    except KeyboardInterrupt:
        return


def events(query: dict[str, str]) -> Iterator[dict[str, Any]]:
    """CloudEvents from the stream, joined again where it broke off.

    Only the first attempt fails if nobody answers.
    """
    seen: str | None = None
    joined = False
    while True:
        try:
            for event in _listen(query, seen):
                joined = True
                seen = event.get("id", seen)
                yield event
        except httpx.HTTPError as fault:
            if not joined:
                raise GatewayAway(f"Nobody answers at {server()} ({fault}).") from fault
        errors.print("the stream ended; joining it again", style="dim")
        rest.get()(PAUSE_SECONDS)


def _listen(query: dict[str, str], seen: str | None) -> Iterator[dict[str, Any]]:
    """One connection, with the token carried along to where the gateway says the stream is."""
    bearer = {"Authorization": f"Bearer {token()}"} if token() else {}
    headers = bearer | ({"Last-Event-ID": seen} if seen else {})
    with connection(server(), SILENCE_SECONDS) as client:
        place = client.get("/stream", params=query, headers=headers)
        refuse(place)
        with client.stream("GET", place.headers["Location"], headers=headers) as answer:
            refuse(answer)
            yield from _told(answer)


def _told(answer: httpx.Response) -> Iterator[dict[str, Any]]:
    """The events of one connection; that some were missed is said, and is no event."""
    for message in messages(answer.iter_bytes()):
        if message.kind == "gap":
            errors.print("some events were missed", style="yellow")
        else:
            yield jsonlib.loads(message.data)


def _print(event: dict[str, Any]) -> None:
    clock, actor = event["time"][11:23], escape(event["actor"])
    what = f"[bold]{event['type']}[/] {escape(event['subject'])}"
    console.print(f"[dim]{clock}[/] {what} [dim]{actor} {event['correlationid']}[/]", soft_wrap=True)
