"""Tables as people read them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from rich.table import Table
from rich.text import Text


def table(headings: Sequence[str], rows: Iterable[Sequence[Any]], title: str | None = None) -> Table:
    """A table without lines around it; what stands in a cell is never read as markup."""
    drawn = Table(*headings, box=None, title=title, title_justify="left", header_style="bold", pad_edge=False)
    for row in rows:
        drawn.add_row(*(Text(readable(cell)) for cell in row))
    return drawn


def readable(value: Any) -> str:
    """A value of the API as people write it: yes and no, lists by comma, times without seconds."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(readable(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {readable(part)}" for name, part in value.items())
    return moment(value) if isinstance(value, str) and "T" in value else str(value)


def moment(text: str) -> str:
    """An ISO time to the minute, in the zone it came in; any other text as it is."""
    try:
        return datetime.fromisoformat(text).strftime("%Y-%m-%d %H:%M%z")
    except ValueError:
        return text
