"""Columns declared as data, and how the headers of a file find them."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.errors import Invalid
from shared.importing.parsers import Parser, text


@dataclass(frozen=True)
class Column:
    """One column. `alias` is its Chinese header; an empty cell gives `default`; a `required` cell must be
    filled.

    The content of a `sensitive` column is read and stored, but never repeated in reports.
    """

    field: str
    header: str
    alias: str
    parse: Parser = text
    required: bool = False
    default: Any = ""
    sensitive: bool = False


class MissingColumns(Invalid):
    """Columns that must be there are not: add them, or map them to the headers the file has."""

    code = "missing_columns"


class UnknownField(Invalid):
    """The mapping names a field this import does not have."""

    code = "unknown_field"


class MappedHeaderMissing(Invalid):
    """The mapping names a header the file does not have."""

    code = "mapped_header_missing"


def match_headers(
    columns: Sequence[Column], headers: Iterable[str], mapping: Mapping[str, str]
) -> tuple[dict[str, Column], list[str]]:
    """Which header feeds which column, and the headers nobody asked for.

    `mapping` is field (or our header) → header of the file, and takes precedence over equal names. Case,
    width and inner white space of headers do not matter.
    """
    present = {folded(header): header for header in headers}
    mapped = _mapped(columns, present, mapping)
    matched = {header: column for column, header in mapped.items()}
    for column in columns:
        header = present.get(folded(column.header)) or present.get(folded(column.alias))
        if header and column not in mapped and header not in matched:
            matched[header] = column
    _require(columns, matched, present.values())
    return matched, [header for header in present.values() if header not in matched]


def folded(header: str) -> str:
    """A header for comparison: full-width and half-width, upper and lower case, white space all alike."""
    return " ".join(unicodedata.normalize("NFKC", header).casefold().split())


def _mapped(
    columns: Sequence[Column], present: Mapping[str, str], mapping: Mapping[str, str]
) -> dict[Column, str]:
    names = {
        folded(name): column for column in columns for name in (column.field, column.header, column.alias)
    }
    mapped = {}
    for name, header in mapping.items():
        if folded(name) not in names:
            raise UnknownField(field=name, known=[column.field for column in columns])
        if folded(header) not in present:
            raise MappedHeaderMissing(field=name, header=header, found=list(present.values()))
        mapped[names[folded(name)]] = present[folded(header)]
    return mapped


def _require(columns: Sequence[Column], matched: Mapping[str, Column], found: Iterable[str]) -> None:
    there = set(matched.values())
    missing = [column.header for column in columns if column.required and column not in there]
    if missing:
        raise MissingColumns(missing=missing, found=list(found))
