"""The report of an import as JSON-ready data: new, changed, unchanged, rejected, worth a look."""

from collections.abc import Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar

from shared.importing.form import Entry, Form
from shared.importing.reading import HIDDEN, Reading

T = TypeVar("T")
_BOOKKEEPING = frozenset({"version"})


def report_of(
    form: Form[T], entries: Sequence[Entry[T]], reading: Reading, *, dry_run: bool, applied: bool
) -> dict[str, Any]:
    """`{what, dry_run, applied, new, changed, unchanged, rejected, notes}`, rows in the order of the file."""
    hidden = {column.field for column in form.columns if column.sensitive}
    return {
        "what": form.what,
        "dry_run": dry_run,
        "applied": applied,
        "new": [_new(entry, hidden) for entry in entries if entry.before is None],
        "changed": [_changed(entry, hidden) for entry in entries if _is_changed(entry)],
        "unchanged": sum(entry.is_unchanged for entry in entries),
        "rejected": [asdict(refusal) for refusal in sorted(reading.rejected, key=lambda r: (r.row, r.field))],
        "notes": [asdict(note) for note in sorted(reading.notes, key=lambda n: n.row)],
    }


def shown(value: Any) -> Any:
    """A value as JSON has it: dates and times in ISO form, codes by their value, parts as objects."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [shown(part) for part in value]
    if isinstance(value, dict):
        return {key: shown(part) for key, part in value.items()}
    if is_dataclass(value):
        return {part.name: shown(getattr(value, part.name)) for part in fields(value)}
    return value


def _is_changed(entry: Entry[Any]) -> bool:
    return entry.before is not None and not entry.is_unchanged


def _new(entry: Entry[Any], hidden: set[str]) -> dict[str, Any]:
    values = {name: _masked(name, value, hidden) for name, value in entry.values.items()}
    return {"row": entry.row, "key": entry.key, "values": values}


def _changed(entry: Entry[Any], hidden: set[str]) -> dict[str, Any]:
    names = [
        part.name
        for part in fields(entry.thing)
        if part.name not in _BOOKKEEPING
        and getattr(entry.before, part.name) != getattr(entry.thing, part.name)
    ]
    before = {name: _masked(name, getattr(entry.before, name), hidden) for name in names}
    after = {name: _masked(name, getattr(entry.thing, name), hidden) for name in names}
    return {"row": entry.row, "key": entry.key, "before": before, "after": after}


def _masked(name: str, value: Any, hidden: set[str]) -> Any:
    return HIDDEN if name in hidden and value not in ("", None, ()) else shown(value)
