"""Import of lists: rows of text in, a proposal of what is new and different out, written only when wanted.

A service declares its columns as data and how a row becomes one of its things; `import_rows` does the rest:
finds the columns by English header, Chinese alias or mapping, reads every cell, compares with what is
stored, and hands the new and changed things to the service's own `write`. The same file twice changes
nothing. Rules every import shares:

- Text is kept exactly as given; only white space around it is removed.
- An empty cell clears a field; a column that is missing from the file leaves the field as it is.
- A row with one bad cell is rejected whole, naming each bad cell; with rejected rows nothing is written
  unless `partial` is asked for.
- Two rows with one key are rejected from the second on, unless the form says that rows repeat.
"""

from shared.importing.columns import Column
from shared.importing.form import Entry, Form, Note, Values
from shared.importing.importer import import_rows

__all__ = ["Column", "Entry", "Form", "Note", "Values", "import_rows"]
