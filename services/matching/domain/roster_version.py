"""What a roster entry was before and after each change, and who changed it."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from services.matching.domain.interpreter import Interpreter

PRIVATE = ("phone", "email")
HIDDEN = "•••"
_BOOKKEEPING = ("id", "edition", "version")


@dataclass(kw_only=True)
class RosterVersion:
    """One change of one entry: `number` is the version it led to, `what` the kind of event that announced it.

    `before` and `after` hold the fields that differ, as JSON has them; contact details are hidden.
    """

    id: str
    edition: str
    interpreter_id: str
    number: int
    at: datetime
    by: str
    what: str
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    version: int = 0


def version_id(interpreter_id: str, number: int) -> str:
    """E.g. `ipec-2019.i.I014.v000003`: versions sort as they came."""
    return f"{interpreter_id}.v{number:06}"


def changed_fields(before: Interpreter | None, after: Interpreter) -> list[str]:
    """The fields that differ; all that are set, where there was no entry."""
    names = [part.name for part in fields(after) if part.name not in _BOOKKEEPING]
    if before is None:
        return [name for name in names if getattr(after, name) not in ("", None, (), {}, False)]
    return [name for name in names if getattr(before, name) != getattr(after, name)]
