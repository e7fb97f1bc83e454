"""From rows to a report, and to the store when the report allows it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from shared.errors import ConvokeError, Invalid
from shared.importing.form import Entry, Form, Note
from shared.importing.reading import Reading, read_rows, reject
from shared.importing.report import report_of

T = TypeVar("T")
DEFAULT_ZONE = ZoneInfo("Asia/Shanghai")


class DuplicateKey(Invalid):
    """An earlier row of the file already has this reference; one of the two is wrong."""

    code = "duplicate_key"


def import_rows(
    form: Form[T],
    rows: Sequence[Mapping[str, str]],
    mapping: Mapping[str, str],
    *,
    stored: Callable[[Sequence[str]], Mapping[str, T]],
    write: Callable[[Sequence[Entry[T]]], object],
    dry_run: bool,
    partial: bool,
    zone: ZoneInfo = DEFAULT_ZONE,
    remarks: Callable[[Sequence[Entry[T]]], Iterable[Note]] = lambda entries: (),
) -> dict[str, Any]:
    """Read, compare, and unless it is a dry run write; returns the report.

    `stored(keys)` gives the things already there by key; `write(entries)` gets the new and changed ones and
    stores them in one go; `remarks(entries)` looks at all good rows and adds notes. `zone` holds for times
    without one.
    """
    reading = read_rows(form, rows, mapping, zone)
    entries = _entries(form, reading, stored)
    reading.notes.extend(remarks(entries))
    differing = [entry for entry in entries if not entry.is_unchanged]
    applied = not dry_run and (partial or not reading.rejected)
    if applied and differing:
        write(differing)
    return report_of(form, entries, reading, dry_run=dry_run, applied=applied)


def _entries(
    form: Form[T], reading: Reading, stored: Callable[[Sequence[str]], Mapping[str, T]]
) -> list[Entry[T]]:
    keyed = [(number, form.key(values), values) for number, values in reading.rows]
    there = stored(list(dict.fromkeys(key for _, key, _ in keyed)))
    entries: dict[str, Entry[T]] = {}
    for number, key, values in keyed:
        try:
            latest = _latest(form, entries.get(key), there.get(key))
            entries[key] = Entry(number, key, values, there.get(key), form.build(key, values, latest))
        except ConvokeError as refusal:
            reading.rejected.append(reject(number, _column_of(form, refusal), refusal))
    return list(entries.values())


def _latest(form: Form[T], earlier: Entry[T] | None, stored: T | None) -> T | None:
    """What a row is built on: the result of an earlier row for the same key, where rows may repeat."""
    if earlier is None:
        return stored
    if form.repeats:
        return earlier.thing
    raise DuplicateKey(
        f"Row {earlier.row} already has this reference; one of the two is wrong.", value=earlier.key
    )


def _column_of(form: Form[T], refusal: ConvokeError) -> Any:
    return next((column for column in form.columns if column.field == refusal.data.get("field")), None)
