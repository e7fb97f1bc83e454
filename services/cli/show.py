"""Lists and figures of an edition."""

from typing import Annotated, Any

import typer

from services.cli.accounts import Edition
from services.cli.client import Api
from services.cli.output import as_json, console, table

COLUMNS = {
    "guests": (
        "reference",
        "family_name",
        "given_name",
        "own_script_name",
        "country",
        "rank",
        "language",
        "state",
    ),
    "delegations": ("reference", "name_en", "name_zh", "country", "head_guest_id"),
}
MOST_COLUMNS = 9


def show(
    what: Annotated[
        str, typer.Argument(help="guests, interpreters, demands, meetings, trips, arrivals, rooms, …")
    ],
    edition: Edition,
    filters: Annotated[list[str] | None, typer.Option("--where", help="field=value, may be repeated")] = None,
    json: bool = False,
) -> None:
    """List things of an edition."""
    with Api() as api:
        found = list(api.items(f"/editions/{edition}/{what}", **_filters(filters)))
    as_json(found) if json else _print(what, found)


def _filters(pairs: list[str] | None) -> dict[str, str]:
    split = [pair.partition("=") for pair in pairs or ()]
    if any(not name for name, _, _ in split):
        raise typer.BadParameter("--where takes field=value")
    return {name: value for name, _, value in split}


def _print(what: str, found: list[dict[str, Any]]) -> None:
    if not found:
        console.print(f"No {what}.")
        return
    simple = [name for name, value in found[0].items() if not isinstance(value, list | dict)]
    columns = COLUMNS.get(what) or [n for n in simple if n not in ("edition", "version")][:MOST_COLUMNS]
    table(f"{len(found)} {what}", columns, ([item.get(c) for c in columns] for item in found))


def overview(edition: Edition, json: bool = False) -> None:
    """The figures of an edition, over all services."""
    with Api() as api:
        figures = api.get(f"/editions/{edition}/overview")
    if json:
        as_json(figures)
        return
    for service, values in figures["figures"].items():
        table(service, ("figure", "value"), _flat(values))
    table("Booked twice", ("what", "times"), figures["double_booked"].items())


def _flat(values: dict[str, Any], before: str = "") -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = []
    for name, value in values.items():
        label = f"{before}{name}"
        if isinstance(value, dict):
            rows += _flat(value, f"{label} · ")
        else:
            rows.append((label, len(value) if isinstance(value, list) else value))
    return rows
