"""Whether somebody can serve this edition: consent of the home unit, pledge, absences."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from services.matching.domain.absence import Absence
from services.matching.domain.consent import check_step
from services.matching.domain.interpreter import Consent, Interpreter
from services.matching.storage import Interpreters
from services.matching.use_cases.entries import enter
from services.matching.use_cases.versions import require_version
from shared.events.matching import (
    InterpreterAbsenceEnded,
    InterpreterAbsenceRecorded,
    InterpreterConsentAsked,
    InterpreterConsentGiven,
    InterpreterConsentRecalled,
    InterpreterPledgeSigned,
)


def ask_consent(interpreters: Interpreters, interpreter_id: str, expected_version: int | None) -> Interpreter:
    """Ask the home unit (again) to lend its interpreter for this edition."""
    before, after = _stepped(interpreters, interpreter_id, Consent.ASKED, expected_version)
    return enter(interpreters, before, after, InterpreterConsentAsked)


def give_consent(
    interpreters: Interpreters, interpreter_id: str, by: str, expected_version: int | None
) -> Interpreter:
    """The home unit lends its interpreter; `by` is who said so."""
    before, after = _stepped(interpreters, interpreter_id, Consent.GIVEN, expected_version)
    return enter(interpreters, before, after, InterpreterConsentGiven, given_by=by)


def recall_consent(
    interpreters: Interpreters, interpreter_id: str, reason: str, expected_version: int | None
) -> Interpreter:
    """The home unit calls its interpreter back; once is enough."""
    before, after = _stepped(interpreters, interpreter_id, Consent.RECALLED, expected_version)
    return enter(interpreters, before, after, InterpreterConsentRecalled, reason=reason)


def sign_pledge(
    interpreters: Interpreters, interpreter_id: str, on: date, expected_version: int | None
) -> Interpreter:
    """The pledge of foreign-affairs discipline is signed for this edition; the first signature counts."""

    def signed(before: Interpreter) -> Interpreter:
        return before if before.pledge_signed_on is not None else replace(before, pledge_signed_on=on)

    before, after = _revised(interpreters, interpreter_id, expected_version, signed)
    return enter(interpreters, before, after, InterpreterPledgeSigned, signed_on=on)


def record_absence(
    interpreters: Interpreters,
    interpreter_id: str,
    starts: datetime,
    ends: datetime,
    reason: str,
    expected_version: int | None,
) -> Interpreter:
    """Somebody cannot serve for a while; the same absence again changes nothing."""
    absence = Absence(starts=starts, ends=ends, reason=reason)
    before, after = _revised(interpreters, interpreter_id, expected_version, lambda i: i.absent(absence))
    said = {"starts": starts, "ends": ends, "reason": reason}
    return enter(interpreters, before, after, InterpreterAbsenceRecorded, **said)


def end_absence(
    interpreters: Interpreters,
    interpreter_id: str,
    starts: datetime,
    ends: datetime,
    expected_version: int | None,
) -> Interpreter:
    """An absence no longer holds: the person is back, or it was noted wrongly."""
    before, after = _revised(
        interpreters, interpreter_id, expected_version, lambda i: i.back_from(starts, ends)
    )
    return enter(interpreters, before, after, InterpreterAbsenceEnded, starts=starts, ends=ends)


def _stepped(
    interpreters: Interpreters, interpreter_id: str, said: Consent, expected_version: int | None
) -> tuple[Interpreter, Interpreter]:
    def consented(before: Interpreter) -> Interpreter:
        check_step(before.consent, said)
        return replace(before, consent=said)

    return _revised(interpreters, interpreter_id, expected_version, consented)


def _revised(
    interpreters: Interpreters,
    interpreter_id: str,
    expected_version: int | None,
    revise: Callable[[Interpreter], Interpreter],
) -> tuple[Interpreter, Interpreter]:
    before = interpreters.get(interpreter_id)
    require_version(before, expected_version)
    return before, revise(before)
