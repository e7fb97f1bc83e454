"""The roster: who joined it, from a file or one by one, and what was corrected."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from services.matching import standing
from services.matching.domain.competence import Tier
from services.matching.domain.interpreter import Interpreter, Team
from services.matching.storage import EditionFacts, Interpreters
from services.matching.use_cases.columns import ROSTER
from services.matching.use_cases.entries import enter, entry_of
from services.matching.use_cases.versions import require_version
from shared.errors import Invalid
from shared.events.matching import InterpreterAmended, InterpreterEnrolled
from shared.importing import Entry, Form, Note, Values, import_rows
from shared.importing.importer import DEFAULT_ZONE
from shared.storage.store import AlreadyExists, Change, save_all

Rows = Sequence[Mapping[str, str]]
_TABLES = ("classes", "mode_levels")
"""Fields that pair names with values; an empty cell pairs nothing."""


class AvailableBackwards(Invalid):
    """The time of availability ends before it begins."""

    code = "available_backwards"


class LanguageNotWorked(Invalid):
    """A class is stated for a language the person does not work in."""

    code = "language_not_worked"


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
        tables = {name: dict(values[name]) for name in _TABLES if name in values}
        return _enrolled(edition, reference, values | tables, before)

    return import_rows(
        Form("interpreters", ROSTER, lambda values: str(values["reference"]), build),
        rows,
        mapping,
        stored=lambda references: interpreters.by_reference(edition, list(references)),
        write=lambda entries: save_all([change for e in entries for change in _changes(interpreters, e)]),
        dry_run=dry_run,
        partial=partial,
        zone=ZoneInfo(heard.timezone) if heard else DEFAULT_ZONE,
        remarks=lambda entries: [*_remarks(entries), *([] if heard else [_zone_note()])],
    )


def enrol_interpreter(
    interpreters: Interpreters, editions: EditionFacts, edition: str, values: Mapping[str, Any]
) -> Interpreter:
    """Somebody who is on no list joins the roster; `values` as in a row of the roster spreadsheet."""
    editions.get(edition)
    reference = str(values["reference"])
    if interpreters.by_reference(edition, [reference]):
        raise AlreadyExists("There is an interpreter with this reference already.", reference=reference)
    person = _enrolled(edition, reference, dict(values), None)
    happened = InterpreterEnrolled(**standing.of_interpreter(person))
    save_all(entry_of(interpreters, None, person, happened))
    return person


def amend_interpreter(
    interpreters: Interpreters, interpreter_id: str, expected_version: int | None, values: Mapping[str, Any]
) -> Interpreter:
    """Correct an entry; fields not given stay. If nothing differs, nothing is written."""
    before = interpreters.get(interpreter_id)
    require_version(before, expected_version)
    after = _checked(replace(before, **values))
    return enter(interpreters, before, after, InterpreterAmended)


def _enrolled(edition: str, reference: str, values: Values, before: Interpreter | None) -> Interpreter:
    if before is None:
        person = Interpreter(id=f"{edition}.i.{reference}", edition=edition, **_with_tier(values))
    else:
        person = replace(before, **_with_what_stays(values, before))
    _checked(person)
    return before if before == person else person


def _with_tier(values: Values) -> Values:
    """Where no tier is stated for somebody new it follows from the team."""
    if values.get("tier") is not None:
        return values
    return {**values, "tier": Tier.CONTRACT if values.get("team") is Team.CONTRACT else Tier.CORE}


def _with_what_stays(values: Values, before: Interpreter) -> Values:
    """The file has no column for the reason of an absence, and an empty tier says nothing: both stay."""
    if values.get("tier", Tier.CORE) is None:
        values = {**values, "tier": before.tier}
    if "absences" not in values:
        return values
    known = {(a.starts, a.ends): a for a in before.absences}
    return {**values, "absences": tuple(known.get((a.starts, a.ends), a) for a in values["absences"])}


def _checked(person: Interpreter) -> Interpreter:
    starts, ends = person.available_from, person.available_until
    if starts is not None and ends is not None and ends <= starts:
        raise AvailableBackwards(field="available_until", value=ends.isoformat())
    unknown = sorted(set(person.classes) - set(person.languages))
    if unknown:
        raise LanguageNotWorked(field="classes", value=", ".join(unknown))
    return person


def _changes(interpreters: Interpreters, entry: Entry[Interpreter]) -> Sequence[Change]:
    kind = InterpreterEnrolled if entry.before is None else InterpreterAmended
    return entry_of(interpreters, entry.before, entry.thing, kind(**standing.of_interpreter(entry.thing)))


def _remarks(entries: Sequence[Entry[Interpreter]]) -> list[Note]:
    return [
        Note(
            entry.row,
            "cannot_serve_yet",
            "Without consent of the home unit and a signed pledge nobody serves.",
        )
        for entry in entries
        if not entry.thing.may_serve
    ]


def _zone_note() -> Note:
    return Note(
        1, "zone_assumed", f"The edition's zone is not known yet; times were read as {DEFAULT_ZONE.key}."
    )
