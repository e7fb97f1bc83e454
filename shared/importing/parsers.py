"""How a filled cell is read. A parser takes the text (without white space around it) and the zone of its row.

Each refuses what it cannot read with an `Invalid` whose message says what would be right.
"""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from shared.errors import Invalid
from shared.importing.codes import COUNTRIES, LANGUAGES

Parser = Callable[[str, ZoneInfo], Any]
E_ = TypeVar("E_", bound=StrEnum)

_YES = frozenset({"yes", "y", "true", "1", "是", "有", "对", "√"})
_NO = frozenset({"no", "n", "false", "0", "否", "无", "不", "×"})
_REFERENCE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_WHOLE = re.compile(r"[+-]?[0-9]{1,12}")
_LIST_SEPARATOR = re.compile(r"[;；、\n]")


def text(cell: str, zone: ZoneInfo) -> str:
    """Exactly as given, in whatever script."""
    return cell


def reference(cell: str, zone: ZoneInfo) -> str:
    """The organisers' own short name of a thing, because ids are built from it."""
    if not _REFERENCE.fullmatch(cell):
        raise Invalid("A reference has 1 to 64 letters, digits, - or _.", code="bad_reference")
    return cell


def yes_no(cell: str, zone: ZoneInfo) -> bool:
    """Yes or no, in English or Chinese."""
    answer = cell.casefold()
    if answer in _YES | _NO:
        return answer in _YES
    raise Invalid("Write yes or no (是 or 否).", code="not_yes_or_no")


def country(cell: str, zone: ZoneInfo) -> str:
    """ISO 3166-1 alpha-2, upper case."""
    if cell.upper() in COUNTRIES:
        return cell.upper()
    raise Invalid("Write the two-letter country code of ISO 3166-1, such as KR.", code="unknown_country")


def language(cell: str, zone: ZoneInfo) -> str:
    """ISO 639-1, lower case."""
    if cell.lower() in LANGUAGES:
        return cell.lower()
    raise Invalid("Write the two-letter language code of ISO 639-1, such as ko.", code="unknown_language")


def zone_name(cell: str, zone: ZoneInfo) -> str:
    """A zone of the tz database, such as Asia/Shanghai."""
    if cell in _known_zones():
        return cell
    raise Invalid("Write the name of a time zone, such as Asia/Shanghai.", code="unknown_time_zone")


@cache
def _known_zones() -> frozenset[str]:
    """All names of the tz database; read once, because that walks through its folders."""
    return frozenset(available_timezones())


def whole(minimum: int, maximum: int) -> Parser:
    """A whole number between two bounds, both allowed."""

    def read(cell: str, zone: ZoneInfo) -> int:
        if _WHOLE.fullmatch(cell) and minimum <= int(cell) <= maximum:
            return int(cell)
        raise Invalid(f"Write a whole number from {minimum} to {maximum}.", code="not_a_whole_number")

    return read


def choice(codes: type[E_], aliases: Mapping[str, E_] | None = None) -> Parser:
    """One of a fixed set of codes, in any case, or one of their other names (such as the Chinese ones)."""
    known = {code.value.casefold(): code for code in codes}
    known.update({name.casefold(): code for name, code in (aliases or {}).items()})

    def read(cell: str, zone: ZoneInfo) -> E_:
        if cell.casefold() in known:
            return known[cell.casefold()]
        raise Invalid(f"Write one of {', '.join(codes)}.", code="not_a_choice")

    return read


def list_of(part: Parser) -> Parser:
    """Several values in one cell, divided by semicolons (or ；、 or line breaks); none twice."""

    def read(cell: str, zone: ZoneInfo) -> tuple[Any, ...]:
        given = (piece.strip() for piece in _LIST_SEPARATOR.split(cell))
        return tuple(dict.fromkeys(part(piece, zone) for piece in given if piece))

    return read
