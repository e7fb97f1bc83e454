"""`python -m deploy.local`: start, stop and show one local instance."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from deploy.local import packages
from deploy.local.convoke import Convoke
from deploy.local.infrastructure import Infrastructure
from deploy.local.refusal import CannotStart

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)
console = Console(stderr=True, highlight=False)
CANNOT_START = 2


def say(line: str) -> None:
    """One line of progress for the person who waits."""
    console.print(f"[dim]·[/dim] {line}", soft_wrap=True)


@app.callback()
def main(
    context: typer.Context,
    folder: Annotated[Path, typer.Option(help="where the instance lives")] = Path(".run"),
) -> None:
    """Start, stop and show one local instance."""
    context.obj = folder


@app.command()
def prepare(
    browser: Annotated[bool, typer.Option(help="also a Chromium, in which the web pages are tested")] = False,
) -> None:
    """Install what no Python package brings, or say what to install."""
    packages.rabbitmq_scripts(say)
    packages.mongod_binary()
    if browser:
        packages.browser_made_ready(say)


@app.command()
def infra(context: typer.Context) -> None:
    """Start broker and database only, and print where they are."""
    servers = Infrastructure(context.obj, say).start()
    print(f"export AMQP_URI='{servers.amqp_uri}'\nexport MONGO_URI='{servers.mongo_uri}'")


@app.command()
def up(context: typer.Context) -> None:
    """Start everything with the data it had."""
    convoke = Convoke(context.obj, say)
    convoke.start()
    say("waiting until the gateway and every service answer")
    convoke.wait_ready()
    console.print(f"Convoke runs at {convoke.url} — `make status` shows its processes, `make down` ends it")


@app.command()
def down(context: typer.Context) -> None:
    """Stop everything in order; the data stay."""
    Infrastructure(context.obj, say).stop()
    console.print("Convoke is stopped; its data stay in " + str(context.obj))


@app.command()
def status(context: typer.Context) -> None:
    """Show each process."""
    servers = Infrastructure(context.obj, say)
    if not servers.supervisor.is_running():
        console.print("nothing runs here; `make up` starts it")
        raise typer.Exit(1)
    table = Table("process", "state", "", box=None)
    for name, state in sorted(servers.supervisor.states().items()):
        table.add_row(name, state["statename"].lower(), state["description"])
    Console().print(table)


@app.command()
def demo(context: typer.Context) -> None:
    """Start everything, load the two sample editions through the public API, print what came of it."""
    from deploy.local.demo import run

    if not run(Convoke(context.obj, say), say):
        raise typer.Exit(1)


if __name__ == "__main__":
    try:
        app()
    except CannotStart as refusal:
        console.print(str(refusal), style="bold", soft_wrap=True, markup=False)
        sys.exit(CANNOT_START)
