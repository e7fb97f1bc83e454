"""Opening editions and importing spreadsheets into them."""

import csv
import json as jsonlib
from pathlib import Path
from typing import Annotated, Any

import typer

from services.cli.accounts import Edition
from services.cli.client import Api
from services.cli.house import SAID_NO
from services.cli.output import Json, as_json, errors, table
from services.cli.report import print_report

COLUMNS = {
    "Edition": "edition", "Conference": "conference", "Number": "number", "Name": "name_en",
    "Name (zh)": "name_zh", "First day": "first_day", "Opening day": "opening_day", "Last day": "last_day",
    "Time zone": "timezone",
}  # fmt: skip


def open_edition(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)], json: Json = False
) -> None:
    """Open the edition described in an edition.csv, or correct its dates and names."""
    with Api() as api:
        opened = [api.post("/editions", body) for body in described(file)]
    columns = ("id", "name_en", "first_day", "last_day", "timezone")
    as_json(opened) if json else table("Editions", columns, ([e[c] for c in columns] for e in opened))


def list_editions(json: Json = False) -> None:
    """The editions under way that are yours."""
    with Api() as api:
        found = list(api.items("/editions"))
    columns = ("id", "name_en", "name_zh", "first_day", "last_day", "timezone")
    as_json(found) if json else table(
        f"{len(found)} editions", columns, ([e[c] for c in columns] for e in found)
    )


def described(file: Path) -> list[dict[str, Any]]:
    """The editions in an edition.csv, as the API takes them."""
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return [_edition(row, file) for row in csv.DictReader(rows)]


def _edition(row: dict[str, str], file: Path) -> dict[str, Any]:
    missing = [header for header in COLUMNS if header not in row]
    if missing or not row["Number"].isdecimal():
        raise typer.BadParameter(f"{file}: columns missing: {missing}; Number must be a number")
    return {field: row[header] for header, field in COLUMNS.items()} | {"number": int(row["Number"])}


def import_file(
    what: Annotated[str, typer.Argument(help="delegations, guests, replies, interpreters, rooms, hosts, …")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    edition: Edition,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change")] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="Write the good rows, leave out the bad")
    ] = False,
    mapping: Annotated[list[str] | None, typer.Option("--map", help="field=Header of the file")] = None,
    json: Json = False,
) -> None:
    """Import a spreadsheet; shows what is new, changed and rejected. Exit code 1 if rows were rejected."""
    with Api() as api, errors.status(f"{file.name} is being read …"):
        report = send_file(
            api, edition, what, file, dry_run=dry_run, partial=partial, mapping=_mapping(mapping)
        )
    as_json(report) if json else print_report(report)
    if report["rejected"]:
        raise typer.Exit(SAID_NO)


def send_file(
    api: Api, edition: str, what: str, file: Path, *,
    dry_run: bool = False, partial: bool = False, mapping: dict[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Send one spreadsheet; the report of its import."""
    form = {"mapping": jsonlib.dumps(mapping)} if mapping else {}
    query = {"dry_run": dry_run, "partial": partial}
    report: dict[str, Any] = api.upload(
        f"/editions/{edition}/imports/{what}", file.name, file.read_bytes(), form, **query
    )
    return report


def _mapping(pairs: list[str] | None) -> dict[str, str]:
    split = [pair.partition("=") for pair in pairs or ()]
    if any(not (field and header) for field, _, header in split):
        raise typer.BadParameter("--map takes field=Header")
    return {field: header for field, _, header in split}
