"""The roster: who joined it, who fell ill, whom the home unit called back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from services.matching import standing
from services.matching.domain.interpreter import Absence, Consent, Interpreter
from services.matching.storage import EditionFacts, Interpreters
from services.matching.use_cases.columns import ROSTER
from services.matching.use_cases.versions import require_version
from shared.errors import Invalid
from shared.events.matching import (
    InterpreterAbsenceRecorded,
    InterpreterAmended,
    InterpreterConsentRecalled,
    InterpreterEnrolled,
)
from shared.importing import Entry, Form, Note, Values, import_rows
from shared.importing.importer import DEFAULT_ZONE
from shared.storage.store import Change, save_all

Rows = Sequence[Mapping[str, str]]


class AvailableBackwards(Invalid):
    """The time of availability ends before it begins."""

    code = "available_backwards"


def import_interpreters(
    interpreters: Interpreters,
    editions: EditionFacts,
    edition: str,
    rows: Rows,
    mapping: Mapping[str, str],
    *,
    dry_run: bool,
    partial: bool,
) -> dict[str, Any]:
    """A roster spreadsheet; times are in the edition's zone, and a note says so while that is not known."""
    heard = editions.find_one(id=edition)

    def build(reference: str, values: Values, before: Interpreter | None) -> Interpreter:
        return _enrolled(edition, reference, values, before)

    return import_rows(
        Form("interpreters", ROSTER, lambda values: str(values["reference"]), build),
        rows,
        mapping,
        stored=lambda references: interpreters.by_reference(edition, list(references)),
        write=lambda entries: save_all([_change(interpreters, entry) for entry in entries]),
        dry_run=dry_run,
        partial=partial,
        zone=ZoneInfo(heard.timezone) if heard else DEFAULT_ZONE,
        remarks=lambda entries: [*_remarks(entries), *([] if heard else [_zone_note()])],
    )


def record_absence(
    interpreters: Interpreters,
    interpreter_id: str,
    starts: datetime,
    ends: datetime,
    reason: str,
    expected_version: int | None,
) -> Interpreter:
    """Somebody cannot serve for a while; the same absence again changes nothing."""
    interpreter = interpreters.get(interpreter_id)
    require_version(interpreter, expected_version)
    absent = interpreter.absent(Absence(starts=starts, ends=ends, reason=reason))
    if absent is not interpreter:
        event = InterpreterAbsenceRecorded(
            **standing.of_interpreter(absent), starts=starts, ends=ends, reason=reason
        )
        interpreters.save(absent, event)
    return absent


def recall_consent(
    interpreters: Interpreters, interpreter_id: str, reason: str, expected_version: int | None
) -> Interpreter:
    """The home unit calls its interpreter back; once is enough."""
    interpreter = interpreters.get(interpreter_id)
    require_version(interpreter, expected_version)
    if interpreter.consent is Consent.RECALLED:
        return interpreter
    recalled = interpreter.recalled()
    event = InterpreterConsentRecalled(**standing.of_interpreter(recalled), reason=reason)
    interpreters.save(recalled, event)
    return recalled


def _enrolled(edition: str, reference: str, values: Values, before: Interpreter | None) -> Interpreter:
    if before is None:
        person = Interpreter(id=f"{edition}.i.{reference}", edition=edition, **values)
    else:
        person = replace(before, **_with_known_reasons(values, before))
    starts, ends = person.available_from, person.available_until
    if starts is not None and ends is not None and ends <= starts:
        raise AvailableBackwards(field="available_until", value=ends.isoformat())
    return before if before == person else person


def _with_known_reasons(values: Values, before: Interpreter) -> Values:
    """The file has no column for the reason of an absence: one that stays keeps it."""
    if "absences" not in values:
        return values
    known = {(a.starts, a.ends): a for a in before.absences}
    return {**values, "absences": tuple(known.get((a.starts, a.ends), a) for a in values["absences"])}


def _change(interpreters: Interpreters, entry: Entry[Interpreter]) -> Change:
    kind = InterpreterEnrolled if entry.before is None else InterpreterAmended
    return Change(interpreters, entry.thing, (kind(**standing.of_interpreter(entry.thing)),))


def _remarks(entries: Sequence[Entry[Interpreter]]) -> list[Note]:
    return [
        Note(
            entry.row,
            "cannot_serve_yet",
            "Without consent of the home unit and a signed pledge nobody serves.",
        )
        for entry in entries
        if entry.thing.consent is not Consent.GIVEN or entry.thing.pledge_signed_on is None
    ]


def _zone_note() -> Note:
    return Note(
        1, "zone_assumed", f"The edition's zone is not known yet; times were read as {DEFAULT_ZONE.key}."
    )
