"""Writes workbooks an organiser would recognise, and plain CSV; the same rows give the same bytes."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | date | datetime
_SAVED = datetime.fromisoformat(
    "2019-07-01T09:00:00"
)  # written into every workbook instead of the time of writing
_ZIP_DATE = (2019, 7, 1, 9, 0, 0)
_HEADER = PatternFill("solid", fgColor="1F3864")
_WIDEST = 46


@dataclass(frozen=True)
class Sheet:
    """A table under one header row; `name` is the file's name without its ending."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def write_workbook(folder: Path, sheet: Sheet) -> None:
    """Write `<name>.xlsx`: bold header that stays in view, filter, columns as wide as their contents."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = sheet.name.replace("-", " ").capitalize()
    page.append(list(sheet.header))
    for row in sheet.rows:
        page.append(list(row))
    _dress(page, sheet)
    book.properties.creator = book.properties.lastModifiedBy = "Conference secretariat"
    book.properties.created = _SAVED
    written = io.BytesIO()
    book.save(written)
    (folder / f"{sheet.name}.xlsx").write_bytes(_settled(written.getvalue()))


def write_csv(folder: Path, sheet: Sheet) -> None:
    """Write `<name>.csv`: UTF-8, comma, times in ISO 8601."""
    with (folder / f"{sheet.name}.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(sheet.header)
        writer.writerows([[_text(cell) for cell in row] for row in sheet.rows])


def _dress(page: Worksheet, sheet: Sheet) -> None:
    for cell in page[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEADER
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions
    for number, title in enumerate(sheet.header, 1):
        longest = max([len(title), *(len(_text(row[number - 1])) for row in sheet.rows)])
        page.column_dimensions[get_column_letter(number)].width = min(longest + 3, _WIDEST)
    for row in page.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, datetime):
                cell.number_format = "yyyy-mm-dd hh:mm"
            elif isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"


def _text(cell: Cell) -> str:
    return cell.isoformat(sep=" ", timespec="minutes") if isinstance(cell, datetime) else str(cell)


def _settled(workbook: bytes) -> bytes:
    """The workbook with fixed times and without compression, which may differ between versions of zlib."""
    settled = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as parts,
        zipfile.ZipFile(settled, "w", zipfile.ZIP_STORED) as out,
    ):
        for name in parts.namelist():
            out.writestr(zipfile.ZipInfo(name, _ZIP_DATE), _without_clock(name, parts.read(name)))
    return settled.getvalue()


def _without_clock(name: str, part: bytes) -> bytes:
    """Put the fixed time where openpyxl wrote the time of saving."""
    if name != "docProps/core.xml":
        return part
    stamp = f"{_SAVED.isoformat()}Z".encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, part)
