"""Published instances, solved by the engines that are installed here: one JSON line an instance.

An engine's service offers its benchmark under the entry point group `convoke.benchmarks`; so the command line knows
no service, and in an image with one service only that service's benchmarks are there. A benchmark is a function
(folder, seconds, workers) that yields one object an instance; an instance it cannot read is an object with an `error`.
"""

import json
from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli.house import SAID_NO
from services.cli.output import errors

GROUP = "convoke.benchmarks"
Benchmark = Callable[[Path, float, int], Iterator[dict[str, Any]]]

Folder = Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder with the instance files")]
Seconds = Annotated[float, typer.Option(min=0.1, help="Time for each instance")]
Workers = Annotated[int, typer.Option(min=1, help="Processor cores to use")]

bench = typer.Typer(no_args_is_help=True, help="Solve published instances; prints one JSON line for each.")


def _command(offered: EntryPoint) -> Callable[..., None]:
    def command(folder: Folder, seconds: Seconds = 60.0, workers: Workers = 2) -> None:
        solve: Benchmark = offered.load()
        failed = False
        for line in solve(folder, seconds, workers):
            typer.echo(json.dumps(line, ensure_ascii=False))
            failed = failed or "error" in line
        if failed:
            errors.print("Some files could not be read as instances; see the lines with an `error`.")
            raise typer.Exit(SAID_NO)

    command.__doc__ = f"Solve the {offered.name} instances of a folder."
    return command


for _offered in sorted(entry_points(group=GROUP), key=lambda offered: offered.name):
    bench.command(_offered.name)(_command(_offered))
