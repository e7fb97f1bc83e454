"""Messages set aside after their last attempt."""

import json as jsonlib
from typing import Annotated, Any

import typer

from services.cli.client import Api
from services.cli.output import Json, as_json, say, table

parked = typer.Typer(no_args_is_help=True, help="Messages set aside with a reason: list, show, replay, drop.")
IdArgument = Annotated[str | None, typer.Argument(help="Which message; not needed with --all")]


@parked.command("list")
def list_parked(json: Json = False) -> None:
    """Everything that is parked."""
    with Api() as api:
        found = api.get("/parked")["items"]
    columns = ("service", "id", "reason", "fault", "parked_at")
    as_json(found) if json else table(
        f"{len(found)} parked", columns, ([p[c] for c in columns] for p in found)
    )


@parked.command("show")
def show(service: str, message_id: str) -> None:
    """One parked message with its body, as JSON."""
    with Api() as api:
        as_json(_opened(api.get(f"/parked/{service}/{message_id}")))


@parked.command("replay")
def replay(
    service: str,
    message_id: IdArgument = None,
    everything: Annotated[bool, typer.Option("--all", help="Everything parked for this service")] = False,
) -> None:
    """Give a message back to its queue, once what hindered it is gone."""
    with Api() as api:
        chosen = _of(api, service) if everything else [_named(message_id)]
        for each in chosen:
            api.post(f"/parked/{service}/{each}/replay")
    say(f"{len(chosen)} back in the queue of {service}: {', '.join(chosen)}")


@parked.command("drop")
def drop(
    service: str,
    message_id: str,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask")] = False,
) -> None:
    """Throw a message away for good; prints its last copy."""
    if not yes:
        typer.confirm(f"Throw {message_id} of {service} away for good?", abort=True, err=True)
    with Api() as api:
        as_json(_opened(api.delete(f"/parked/{service}/{message_id}")))


def _of(api: Api, service: str) -> list[str]:
    return [message["id"] for message in api.get("/parked")["items"] if message["service"] == service]


def _named(message_id: str | None) -> str:
    if message_id is None:
        raise typer.BadParameter("name a message, or say --all")
    return message_id


def _opened(message: dict[str, Any]) -> dict[str, Any]:
    """The message with its body as JSON, where it is JSON; what cannot be read stays text."""
    try:
        return message | {"body": jsonlib.loads(message["body"])}
    except ValueError:
        return message
