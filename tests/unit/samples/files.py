"""Reads the committed sample files without the project's own importers."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

import deploy.samples

SAMPLES = Path(deploy.samples.__file__).parent


@cache
def workbook(edition: str, name: str) -> list[dict[str, Any]]:
    """The rows of one workbook by header; empty cells are None."""
    page = load_workbook(SAMPLES / edition / f"{name}.xlsx").worksheets[0]
    header, *rows = page.iter_rows(values_only=True)
    return [dict(zip((str(title) for title in header), row, strict=True)) for row in rows]


def table(edition: str, name: str) -> list[dict[str, str]]:
    """The rows of one CSV file by header."""
    with (SAMPLES / edition / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def received(edition: str) -> list[dict[str, Any]]:
    """The guests who were scanned at a door."""
    seen = {row["Guest"] for row in table(edition, "check-ins")}
    return [guest for guest in workbook(edition, "guests") if guest["Reference"] in seen]
