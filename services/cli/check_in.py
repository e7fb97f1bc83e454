"""Letting one guest in from the command line."""

from typing import Annotated, Any
from uuid import uuid4

import typer

from services.cli.accounts import Edition
from services.cli.client import Api
from services.cli.house import SAID_NO
from services.cli.output import Json, as_json, say
from services.cli.things import whole_id

ADMITTED = ("admitted", "left")


def check_in(
    guest: Annotated[str, typer.Argument(help="A badge token (CVK…), a guest id, or a guest's reference")],
    edition: Edition,
    door: Annotated[str, typer.Option()] = "Main",
    out: Annotated[bool, typer.Option("--out", help="The guest leaves")] = False,
    json: Json = False,
) -> None:
    """Check a guest in (or out); exit code 1 if the door stays closed."""
    body = {**_who(guest, edition), "door": door, "nonce": str(uuid4()), "direction": "out" if out else "in"}
    with Api() as api:
        scan = api.scan(edition, body)
    as_json(scan) if json else say(f"{scan['result']}: {guest} at {door}")
    if scan["result"] not in ADMITTED:
        raise typer.Exit(SAID_NO)


def _who(guest: str, edition: str) -> dict[str, Any]:
    if guest.startswith("CVK"):
        return {"token": guest}
    return {"guest_id": whole_id(edition, "g", guest)}
