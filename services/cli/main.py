"""`convoke`: where all commands hang together."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from services.cli import (
    accounts,
    changes,
    devices,
    doors,
    editions,
    following,
    importing,
    listing,
    parked,
    rehearsing,
    signing,
)
from services.cli.refusals import CannotAsk, SaidNo
from services.cli.workplace import Workplace, here


class Commands(TyperGroup):
    """Turns a refusal into its lines on the terminal and its exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was typed."""
        try:
            return super().invoke(ctx)
        except SaidNo as refusal:
            lines, code = refusal.lines(), refusal.exit_code
        except CannotAsk as hindrance:
            lines, code = [str(hindrance)], hindrance.exit_code
        for line in lines:
            here(ctx).err.print(line, markup=False, soft_wrap=True)
        raise typer.Exit(code)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Registration, interpreters, meetings and transport of a world conference.\n\n"
    "Exit codes: 0 done, 1 Convoke said no, 2 the question could not be asked.",
)


@app.callback()
def main(
    context: typer.Context,
    url: Annotated[
        str | None, typer.Option(envvar="CONVOKE_URL", help="Where Convoke is; else where you are signed in")
    ] = None,
) -> None:
    """Registration, interpreters, meetings and transport of a world conference."""
    workplace = context.ensure_object(Workplace)
    workplace.url_option = url or workplace.url_option


for part in (signing, editions, importing, listing, doors, following, changes, rehearsing):
    part.add_to(app)
app.add_typer(parked.app, name="parked")
app.add_typer(accounts.app, name="account")
app.add_typer(devices.app, name="device")

if __name__ == "__main__":
    app()
