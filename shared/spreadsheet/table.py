"""Records of cells become a header and rows by header."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.spreadsheet.limits import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_ROWS,
    CellTooLong,
    DuplicateHeader,
    NoHeader,
    TooManyColumns,
    TooManyRows,
    UnnamedColumn,
)

FIRST_DATA_ROW = 2


@dataclass(frozen=True)
class Table:
    """`rows[n]` is row n + 2 of the file, header → text; a blank row is an empty dict to keep count."""

    header: tuple[str, ...]
    rows: list[dict[str, str]]


def table_of(records: Iterable[Sequence[str]], filename: str) -> Table:
    """Check the header, then every record against it; blank records at the end are left out."""
    remaining = iter(records)
    header = _header(next(remaining, ()), filename)
    rows: list[dict[str, str]] = []
    blank = 0
    for number, record in enumerate(remaining, start=FIRST_DATA_ROW):
        row = _row(header, record, number, filename)
        if not row:
            blank += 1
            continue
        if len(rows) + blank >= MAX_ROWS:
            raise TooManyRows(file=filename, limit=MAX_ROWS)
        rows.extend({} for _ in range(blank))
        rows.append(row)
        blank = 0
    return Table(tuple(name for name in header if name), rows)


def _header(record: Sequence[str], filename: str) -> list[str]:
    names = [" ".join(cell.split()) for cell in record]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise NoHeader(file=filename)
    if len(names) > MAX_COLUMNS:
        raise TooManyColumns(file=filename, limit=MAX_COLUMNS)
    doubled = sorted({name for name in names if name and names.count(name) > 1})
    if doubled:
        raise DuplicateHeader(file=filename, headers=doubled)
    return names


def _row(header: Sequence[str], record: Sequence[str], number: int, filename: str) -> dict[str, str]:
    cells = [cell.strip() for cell in record]
    for position, cell in enumerate(cells):
        if not cell:
            continue
        if position >= len(header) or not header[position]:
            raise UnnamedColumn(file=filename, row=number, column=position + 1)
        if len(cell) > MAX_CELL_CHARACTERS:
            raise CellTooLong(file=filename, row=number, header=header[position], limit=MAX_CELL_CHARACTERS)
    return dict(zip(header, _filled(cells, len(header)), strict=True)) if any(cells) else {}


def _filled(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]
