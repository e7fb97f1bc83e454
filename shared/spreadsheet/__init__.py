"""Spreadsheets as people send them: bytes in, one header and rows of text out.

`read_table` takes .xlsx and delimited text (.csv, .tsv). The first row must hold the column names. Every
value comes back as text, exactly as written but for white space around it; dates and times come back in ISO
form. Blank rows in between are kept as empty rows, so that row n of `Table.rows` (counted from 0) is row n
+ 2 of the file. Anything that cannot be read raises `Invalid` with a code and what to do about it. Formulas
are never computed: the value stored by the program that wrote the file is taken.
"""

from shared.spreadsheet.delimited import records_of_text
from shared.spreadsheet.limits import MAX_BYTES, FileTooLarge, NotASpreadsheet
from shared.spreadsheet.table import Table, table_of
from shared.spreadsheet.workbook import records_of_workbook

__all__ = ["Table", "read_table"]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ADVICE = (
    "This is an old .xls file or one with a password: save it as .xlsx without a password and send that."
)

_NOT_A_WORKBOOK = "The name says .xlsx, but this is not a workbook: save it as .xlsx, or send text as .csv."


def read_table(content: bytes, filename: str) -> Table:
    """Read one file; the content decides what it is; a name in .xlsx with other content is refused."""
    if len(content) > MAX_BYTES:
        raise FileTooLarge(file=filename, bytes=len(content), limit=MAX_BYTES)
    if content.startswith(_OLE):
        raise NotASpreadsheet(_OLE_ADVICE, file=filename)
    if content.startswith(_ZIP):
        return table_of(records_of_workbook(content, filename), filename)
    if filename.lower().endswith(".xlsx"):
        raise NotASpreadsheet(_NOT_A_WORKBOOK, file=filename)
    return table_of(records_of_text(content, filename), filename)
