"""Messages set aside after their last attempt."""

import typer

from services.cli.client import Api
from services.cli.output import as_json, console, table

parked = typer.Typer(no_args_is_help=True, help="Messages set aside with a reason: list, show, replay, drop.")


@parked.command("list")
def list_parked(json: bool = False) -> None:
    """Everything that is parked."""
    with Api() as api:
        found = api.get("/parked")["items"]
    columns = ("service", "id", "reason", "fault", "parked_at")
    as_json(found) if json else table(
        f"{len(found)} parked", columns, ([p[c] for c in columns] for p in found)
    )


@parked.command("show")
def show(service: str, message_id: str) -> None:
    """One parked message with its body."""
    with Api() as api:
        as_json(api.get(f"/parked/{service}/{message_id}"))


@parked.command("replay")
def replay(service: str, message_id: str) -> None:
    """Give a message back to its queue, once what hindered it is gone."""
    with Api() as api:
        api.post(f"/parked/{service}/{message_id}/replay")
    console.print(f"{message_id} is back in the queue of {service}.")


@parked.command("drop")
def drop(service: str, message_id: str) -> None:
    """Throw a message away; prints its last copy."""
    with Api() as api:
        as_json(api.delete(f"/parked/{service}/{message_id}"))
