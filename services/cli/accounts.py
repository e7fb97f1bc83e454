"""Signing in and out, accounts, devices. A password comes from CONVOKE_PASSWORD or is asked for.

Never an argument.
"""

import os
from pathlib import Path
from typing import Annotated

import typer

from services.cli.client import Api
from services.cli.output import Json, as_json, say, table
from services.cli.sign_in_place import forget, keep

account = typer.Typer(no_args_is_help=True, help="Accounts: open, close, list, set a password.")
device = typer.Typer(no_args_is_help=True, help="Check-in devices: enrol, revoke, list.")
Edition = Annotated[str, typer.Option(envvar="CONVOKE_EDITION", help="Edition id, e.g. ipec-2019")]


def _password(confirm: bool) -> str:
    given = os.environ.get("CONVOKE_PASSWORD")
    return given or str(typer.prompt("Password", hide_input=True, confirmation_prompt=confirm))


def bootstrap(name: str, secret_file: Annotated[Path, typer.Option(exists=True, dir_okay=False)]) -> None:
    """Open the very first account, with the secret file `bootstrap` of the installation."""
    secret = secret_file.read_text().strip()
    with Api() as api:
        opened = api.knock("/access/bootstrap", {"secret": secret, "name": name, "password": _password(True)})
    say(f"{opened['name']} is open as {opened['role']}. Now: convoke sign-in {name}")


def sign_in(name: str) -> None:
    """Sign in; the token is kept for further commands, readable only by you."""
    with Api() as api:
        signed = api.knock("/access/tokens", {"name": name, "password": _password(False)})
        place = keep(api.url, signed["token"])
    until = signed["expires"][:16]
    say(f"Signed in as {name} ({signed['account']['role']}) until {until} UTC; kept in {place}")


def whoami(json: Json = False) -> None:
    """Say whose token is used, and where."""
    with Api() as api:
        owner = api.get("/access/principal")
    editions = ", ".join(owner["editions"]) or "all editions"
    as_json(owner) if json else say(f"{owner['name']} ({owner['role']}, {editions}) at {api.url}")


def sign_out() -> None:
    """Make the token void and forget it."""
    with Api() as api:
        api.delete("/access/tokens/current")
    forget()
    say("Signed out.")


@account.command("open")
def open_account(
    name: str,
    role: Annotated[str, typer.Option(help="organiser, coordinator, desk or viewer")],
    edition: Annotated[list[str] | None, typer.Option(help="Only these editions; all if left out")] = None,
) -> None:
    """Let somebody sign in."""
    body = {"name": name, "role": role, "editions": edition or [], "password": _password(True)}
    with Api() as api:
        opened = api.post("/access/accounts", body)
    say(f"{opened['name']} is open as {opened['role']}.")


@account.command("close")
def close_account(name: str) -> None:
    """End an account and its tokens."""
    with Api() as api:
        api.delete(f"/access/accounts/{name}")
    say(f"{name} is closed.")


@account.command("password")
def set_password(name: str) -> None:
    """Set somebody's password, as an organiser."""
    with Api() as api:
        api.put(f"/access/accounts/{name}/password", {"password": _password(True)})
    say(f"{name} has another password and must sign in again.")


@account.command("list")
def list_accounts(json: Json = False) -> None:
    """All accounts."""
    with Api() as api:
        found = list(api.items("/access/accounts"))
    columns = ("name", "role", "editions", "open")
    as_json(found) if json else table("Accounts", columns, ([a[c] for c in columns] for a in found))


@device.command("enrol")
def enrol_device(
    name: str,
    edition: Edition,
    door: Annotated[str, typer.Option()],
    may: Annotated[list[str] | None, typer.Option(help="search, walk_in or reissue; may be repeated")] = None,
) -> None:
    """Enrol a device for one door; prints its token, which is not shown again."""
    with Api() as api:
        wanted = {"name": name, "door": door, "rights": may or []}
        enrolled = api.post(f"/editions/{edition}/devices", wanted)
    as_json(enrolled)


@device.command("revoke")
def revoke_device(device_id: str, edition: Edition) -> None:
    """End a device."""
    with Api() as api:
        api.delete(f"/editions/{edition}/devices/{device_id}")
    say(f"{device_id} is revoked.")


@device.command("list")
def list_devices(edition: Edition, json: Json = False) -> None:
    """The devices of an edition."""
    with Api() as api:
        found = list(api.items(f"/editions/{edition}/devices"))
    columns = ("id", "name", "door", "revoked", "expires")
    as_json(found) if json else table("Devices", columns, ([d[c] for c in columns] for d in found))
