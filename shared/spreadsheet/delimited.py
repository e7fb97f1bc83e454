"""Delimited text (.csv, .tsv, .txt): encoding and delimiter are found, not asked for."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from shared.spreadsheet.limits import BrokenDelimitedText, NotASpreadsheet, UnknownEncoding

DELIMITERS = (",", ";", "\t", "|")


def records_of_text(content: bytes, filename: str) -> Iterator[Sequence[str]]:
    """The records as lists of text; a record may span lines inside quotation marks."""
    text = _decoded(content, filename)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    while True:
        try:
            record = next(reader, None)
        except csv.Error as broken:
            raise BrokenDelimitedText(file=filename, line=reader.line_num, found=str(broken)) from broken
        if record is None:
            return
        yield record


def _decoded(content: bytes, filename: str) -> str:
    """UTF-8 with or without a mark, UTF-16 with its mark, else GB18030 (Chinese office programs)."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(content, "utf-16", filename)
    if b"\x00" in content:
        raise NotASpreadsheet(file=filename)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strictly(content, "gb18030", filename)


def _strictly(content: bytes, encoding: str, filename: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as undecodable:
        raise UnknownEncoding(file=filename, byte=undecodable.start) from undecodable


def _delimiter(text: str) -> str:
    """The candidate that divides the first line into most cells; quoted parts do not count."""
    first_line = text.lstrip().split("\n", 1)[0]
    outside = "".join(first_line.split('"')[::2])
    return max(DELIMITERS, key=outside.count)
