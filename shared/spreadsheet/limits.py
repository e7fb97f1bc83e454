"""How large a spreadsheet may be, and how a file that cannot be read is refused."""

from shared.errors import Invalid

MAX_BYTES = 25 * 1024 * 1024
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_PARTS = 1000
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELLS = 5_000_000
MAX_CELL_CHARACTERS = 10_000


class NotASpreadsheet(Invalid):
    """This is neither an .xlsx workbook nor delimited text: save it as .xlsx or .csv and send that."""

    code = "not_a_spreadsheet"


class FileTooLarge(Invalid):
    """The file is larger than is read at once: split it, or remove pictures and formatting."""

    code = "too_large"


class TooManyRows(Invalid):
    """The file has more rows than are read at once: split it."""

    code = "too_many_rows"


class TooManyColumns(Invalid):
    """The file has more columns than are read: remove the ones that are not needed."""

    code = "too_many_columns"


class TooManyCells(Invalid):
    """The sheet has too many formatted cells: copy only the cells with content into a new sheet."""

    code = "too_many_cells"


class CellTooLong(Invalid):
    """A cell holds more text than any field takes: shorten it."""

    code = "cell_too_long"


class UnknownEncoding(Invalid):
    """The text is neither UTF-8 nor GB18030: save it as CSV UTF-8."""

    code = "unknown_encoding"


class BrokenDelimitedText(Invalid):
    """The text cannot be divided into cells, mostly because a quotation mark is not closed."""

    code = "broken_csv"


class NoHeader(Invalid):
    """The first row must hold the column names; it is empty."""

    code = "no_header"


class DuplicateHeader(Invalid):
    """Two columns have the same name: rename or remove one."""

    code = "duplicate_header"


class UnnamedColumn(Invalid):
    """A cell holds something, but its column has no name in the first row."""

    code = "unnamed_column"
