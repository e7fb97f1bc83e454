"""Workbooks (.xlsx): the first visible sheet, cell by cell, never opened further than the limits allow."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml.common import DefusedXmlException
from openpyxl.utils.exceptions import InvalidFileException

from shared.spreadsheet.cells import text_of
from shared.spreadsheet.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_PARTS,
    MAX_UNPACKED_BYTES,
    FileTooLarge,
    NotASpreadsheet,
    TooManyCells,
    TooManyColumns,
)

if not openpyxl.DEFUSEDXML:
    raise ImportError("openpyxl must run with defusedxml, or hostile workbooks could expand without end")

_LAST_SHEET_ROW = 1_048_576
# What openpyxl lets through for a workbook whose parts are missing, cut off or nonsense.
_BROKEN = (
    zipfile.BadZipFile, InvalidFileException, DefusedXmlException, ParseError,
    KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OverflowError, RuntimeError, zlib.error,
)  # fmt: skip


def records_of_workbook(content: bytes, filename: str) -> Iterator[Sequence[str]]:
    """The rows of the first visible sheet as text."""
    try:
        _check_size(content, filename)
        yield from _records(content, filename)
    except _BROKEN as broken:
        raise NotASpreadsheet(
            "The workbook is damaged or not a workbook: open it, save it again as .xlsx and send that.",
            file=filename,
            found=type(broken).__name__,
        ) from broken


def _check_size(content: bytes, filename: str) -> None:
    """The sizes in the directory bind: reading a part stops there, so a bomb cannot understate them."""
    parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED_BYTES:
        raise FileTooLarge(file=filename, unpacked_bytes=unpacked, parts=len(parts), limit=MAX_UNPACKED_BYTES)


def _records(content: bytes, filename: str) -> Iterator[Sequence[str]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    try:
        sheet = _first_visible(book)
        if sheet is None:
            raise NotASpreadsheet("The workbook has no visible sheet.", file=filename)
        sheet.reset_dimensions()  # the stated ones are the writer's claim; what is there counts
        cells = 0
        for row in sheet.iter_rows(max_row=_LAST_SHEET_ROW):
            cells += len(row)
            if cells > MAX_CELLS:
                raise TooManyCells(file=filename, limit=MAX_CELLS)
            yield _record(row, filename)
    finally:
        book.close()


def _first_visible(book: Any) -> Any:
    return next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)


def _record(row: Sequence[Any], filename: str) -> list[str]:
    width = _width(row)
    if width > MAX_COLUMNS:
        raise TooManyColumns(file=filename, limit=MAX_COLUMNS)
    return [text_of(cell) for cell in row[:width]]


def _width(row: Sequence[Any]) -> int:
    return next((end for end in range(len(row), 0, -1) if row[end - 1].value is not None), 0)
