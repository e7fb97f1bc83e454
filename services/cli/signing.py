"""Signing in and out, and the very first account."""

from pathlib import Path
from typing import Annotated

import typer

from services.cli.options import JsonOption
from services.cli.refusals import CannotAsk
from services.cli.session import Session
from services.cli.workplace import Workplace, here

NameArgument = Annotated[str, typer.Argument(help="The account's name")]


def add_to(app: typer.Typer) -> None:
    """Hang the commands of this module into the application."""
    app.command("sign-in")(sign_in)
    app.command("sign-out")(sign_out)
    app.command("whoami")(whoami)
    app.command("bootstrap")(bootstrap)


def sign_in(context: typer.Context, name: NameArgument, as_json: JsonOption = False) -> None:
    """Sign in for 12 hours; the password comes from CONVOKE_PASSWORD or is asked for.

    With --json the token is printed and not kept.
    """
    place = here(context)
    credentials = {"name": name, "password": place.secret("CONVOKE_PASSWORD", f"Password of {name}")}
    answer = place.client.ask("POST", "/access/tokens", signed=False, json=credentials)
    if as_json:
        place.print_json(answer)
        return
    place.sessions.keep(Session(place.url, answer["account"]["name"], answer["token"], answer["expires"]))
    place.say(f"{answer['account']['name']} ({answer['account']['role']}) is signed in at {place.url}")


def sign_out(context: typer.Context) -> None:
    """Void the token and forget it."""
    place = here(context)
    if place.client.token is None:
        raise CannotAsk(f"Nobody is signed in at {place.url}.")
    place.client.delete("/access/tokens/current")
    place.sessions.forget()
    place.say(f"Signed out at {place.url}")


def whoami(context: typer.Context, as_json: JsonOption = False) -> None:
    """Say whose token is used."""
    place = here(context)
    owner = place.client.get("/access/principal")
    if as_json:
        place.print_json(owner)
        return
    editions = ", ".join(owner["editions"]) or "all editions"
    place.say(f"{owner['kind']} {owner['name']}, {owner['role']}, {editions}, at {place.url}")


def bootstrap(
    context: typer.Context,
    name: NameArgument,
    secret_file: Annotated[
        Path | None, typer.Option(help="The secret file `bootstrap`; else CONVOKE_BOOTSTRAP_SECRET, or asked")
    ] = None,
) -> None:
    """Open the first account (an organiser); its password comes from CONVOKE_PASSWORD or is asked for."""
    place = here(context)
    body = {
        "secret": _secret(place, secret_file),
        "name": name,
        "password": place.secret("CONVOKE_PASSWORD", f"New password of {name}", repeat=True),
    }
    account = place.client.ask("POST", "/access/bootstrap", signed=False, json=body)
    place.say(f"{account['name']} ({account['role']}) is the first account. Next: convoke sign-in {account['name']}")


def _secret(place: Workplace, file: Path | None) -> str:
    if file is None:
        return place.secret("CONVOKE_BOOTSTRAP_SECRET", "Bootstrap secret")
    try:
        return file.read_text().strip()
    except OSError as error:
        raise CannotAsk(f"The secret file cannot be read: {error}") from error
