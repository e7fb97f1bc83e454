"""What the command line prints: tables for people, JSON for scripts, refusals with what to do about them."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

PIPED_COLUMNS = 160  # a file or a pager has no width of its own
console = Console(highlight=False, width=None if sys.stdout.isatty() else PIPED_COLUMNS)
errors = Console(stderr=True, highlight=False)
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a script")]


def say(line: str) -> None:
    """One line for a person; ids in it are neither broken nor read as markup."""
    console.print(line, markup=False, soft_wrap=True)


def as_json(value: Any) -> None:
    """One JSON document on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table; values as text, nothing for None."""
    drawn = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for column in columns:
        drawn.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(text(value)) for value in row))
    console.print(drawn)


def text(value: Any) -> str:
    """A value as people write it: yes and no, lists by comma, moments to the minute."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(text(part) for part in value)
    if isinstance(value, dict):
        return "; ".join(f"{name} {text(part)}" for name, part in value.items() if part not in (None, "", []))
    return _moment(value) if isinstance(value, str) and value[10:11] == "T" else str(value)


def _moment(value: str) -> str:
    """An ISO moment in the zone of this machine (TZ), with its offset; any other text as it is."""
    try:
        return datetime.fromisoformat(value).astimezone().strftime("%Y-%m-%d %H:%M %z")
    except ValueError:
        return value
