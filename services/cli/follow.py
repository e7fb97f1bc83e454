"""Events as they happen, one line each."""

import json as jsonlib
import time
from collections.abc import Iterator
from typing import Annotated, Any

import httpx
import typer
from rich.markup import escape

from services.cli.client import Api, GatewayAway, Problem
from services.cli.output import console

SILENCE_SECONDS = 40.0
PAUSE_SECONDS = 1.0


def follow(
    edition: Annotated[str | None, typer.Option(envvar="CONVOKE_EDITION")] = None,
    kinds: Annotated[
        str | None, typer.Option(help="Kinds or their beginnings, by comma: matching.,scheduling.")
    ] = None,
    last: Annotated[int | None, typer.Option(help="End after so many events")] = None,
    json: bool = False,
) -> None:
    """Follow the live stream; goes on by itself after an interruption. End with Ctrl-C."""
    query = {name: value for name, value in (("edition", edition), ("kinds", kinds)) if value}
    for number, event in enumerate(events(query), start=1):
        print(jsonlib.dumps(event, ensure_ascii=False), flush=True) if json else _print(event)
        if last is not None and number >= last:
            return


def events(query: dict[str, str]) -> Iterator[dict[str, Any]]:
    """CloudEvents from the stream, joined again where it broke off."""
    seen: str | None = None
    while True:
        try:
            for event in _listen(query, seen):
                seen = event["id"]
                yield event
        except httpx.HTTPError as fault:
            console.print(f"[dim]the stream broke off ({type(fault).__name__}); joining it again[/]")
        time.sleep(PAUSE_SECONDS)


def _listen(query: dict[str, str], seen: str | None) -> Iterator[dict[str, Any]]:
    """One connection; the gateway says where the stream is, which is another process."""
    with Api() as api:
        headers = {"Authorization": f"Bearer {api.bearer}"} | ({"Last-Event-ID": seen} if seen else {})
        timeout = httpx.Timeout(10.0, read=SILENCE_SECONDS)
        with httpx.Client(headers=headers, timeout=timeout, trust_env=False) as client:
            place = _place(client, f"{api.url}/api/v1/stream", query)
            with client.stream("GET", place) as answer:
                _check(answer)
                yield from _events_in(answer.iter_lines())


def _place(client: httpx.Client, url: str, query: dict[str, str]) -> str:
    try:
        answer = client.get(url, params=query)
    except httpx.HTTPError as fault:
        raise GatewayAway(f"{url} does not answer: {fault}") from fault
    _check(answer)
    return answer.headers["Location"]


def _check(answer: httpx.Response) -> None:
    if answer.status_code >= 400:
        answer.read()
        raise Problem(answer.status_code, answer.json())


def _events_in(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    """The data of each message; a gap is told, comments are passed over."""
    kind = ""
    for line in lines:
        if line.startswith("event: "):
            kind = line.removeprefix("event: ")
        elif line.startswith("data: ") and kind == "gap":
            console.print("[yellow]some events were missed[/]")
        elif line.startswith("data: "):
            yield jsonlib.loads(line.removeprefix("data: "))


def _print(event: dict[str, Any]) -> None:
    clock = event["time"][11:23]
    console.print(
        f"[dim]{clock}[/] [bold]{event['type']}[/] {escape(event['subject'])} [dim]{event['correlationid']}[/]"
    )
