"""Rows of text become rows of values; every bad cell is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from shared.errors import ConvokeError, Invalid
from shared.importing.columns import Column, match_headers
from shared.importing.form import Form, Note, Rejection, Values

FIRST_ROW = 2
HIDDEN = "•••"
_ERRORS_OF_FORMULAS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})


class NoRows(Invalid):
    """The file has no rows below its header."""

    code = "no_rows"


class CellEmpty(Invalid):
    """This cell must be filled in."""

    code = "cell_empty"


class FormulaFailed(Invalid):
    """The formula in this cell gave an error: correct it in the spreadsheet."""

    code = "formula_failed"


@dataclass
class Reading:
    """What a file holds: values by row number, rejected cells, and what is worth a look."""

    rows: list[tuple[int, Values]] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_rows(
    form: Form[Any], rows: Sequence[Mapping[str, str]], mapping: Mapping[str, str], zone: ZoneInfo
) -> Reading:
    """Read every row; `rows[n]` is row n + 2 of the file and blank ones are passed over."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    if not headers:
        raise NoRows()
    matched, unknown = match_headers(form.columns, headers, mapping)
    reading = Reading(notes=[_unknown_column(header) for header in unknown])
    for number, row in enumerate(rows, start=FIRST_ROW):
        if any(row.values()):
            _read_row(reading, number, row, matched, _zone_of_row(form, row, matched, zone))
    return reading


def reject(row: int, column: Column | None, refusal: ConvokeError, value: str = "") -> Rejection:
    """A refusal as the report shows it; sensitive values are not repeated."""
    name = column.field if column else str(refusal.data.get("field", ""))
    given = value or str(refusal.data.get("value", ""))
    shown = HIDDEN if column and column.sensitive and given else given
    return Rejection(row, name, refusal.refusal, refusal.message, shown)


def _read_row(
    reading: Reading, number: int, row: Mapping[str, str], matched: Mapping[str, Column], zone: ZoneInfo
) -> None:
    values, rejected = {}, []
    for header, column in matched.items():
        cell = row.get(header, "").strip()
        try:
            values[column.field] = _read_cell(column, cell, zone)
        except Invalid as refusal:
            rejected.append(reject(number, column, refusal, cell))
    reading.rejected.extend(rejected)
    if not rejected:
        reading.rows.append((number, values))


def _read_cell(column: Column, cell: str, zone: ZoneInfo) -> Any:
    if cell in _ERRORS_OF_FORMULAS:
        raise FormulaFailed()
    if cell:
        return column.parse(cell, zone)
    if column.required:
        raise CellEmpty()
    return column.default


def _zone_of_row(
    form: Form[Any], row: Mapping[str, str], matched: Mapping[str, Column], zone: ZoneInfo
) -> ZoneInfo:
    """The zone the row itself names; a bad one is reported by its own cell, the general one stands in."""
    for header, column in matched.items():
        if column.field == form.zone_field and row.get(header, "").strip():
            try:
                return ZoneInfo(column.parse(row[header].strip(), zone))
            except Invalid:
                return zone
    return zone


def _unknown_column(header: str) -> Note:
    return Note(1, "unknown_column", f"The column “{header}” is not used by this import.")
