"""What one import reads and makes, and what it says about a file."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from shared.importing.columns import Column

T = TypeVar("T")
Values = dict[str, Any]


@dataclass(frozen=True)
class Form(Generic[T]):
    """How rows of one kind become things.

    `key` gives the organisers' own reference of a row. `build(key, values, before)` makes the thing the row
    asks for; `before` is what is stored, or None; it returns `before` itself when nothing is different, and
    raises one of the shared errors (with `field=` and `value=`) to reject the row. Where rows `repeats` for
    one key (messages in order), each is built on the result of the one before it. `zone_field` names a
    column whose zone holds for its row.
    """

    what: str
    columns: tuple[Column, ...]
    key: Callable[[Values], str]
    build: Callable[[str, Values, T | None], T]
    repeats: bool = False
    zone_field: str | None = None


@dataclass(frozen=True)
class Entry(Generic[T]):
    """A good row: the thing as stored before (None: new) and as the row wants it."""

    row: int
    key: str
    values: Values
    before: T | None
    thing: T

    @property
    def is_unchanged(self) -> bool:
        """Whether storing it would change nothing."""
        return self.before == self.thing


@dataclass(frozen=True)
class Rejection:
    """Why a row is not taken; `value` is the text of the cell as given."""

    row: int
    field: str
    code: str
    message: str
    value: str


@dataclass(frozen=True)
class Note:
    """Something a person should look at; the row is taken all the same. Row 1 is the header."""

    row: int
    code: str
    message: str
