"""Writing entries of the roster: the entry, what is announced, and the version that remembers the change."""

from collections.abc import Sequence
from typing import Any

from services.matching import standing
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.roster_version import (
    HIDDEN,
    PRIVATE,
    RosterVersion,
    changed_fields,
    version_id,
)
from services.matching.storage import Interpreters
from shared.clock import now
from shared.context import current
from shared.events.matching import InterpreterStanding
from shared.importing.report import shown
from shared.storage.store import Change, save_all


def entry_of(
    interpreters: Interpreters, before: Interpreter | None, after: Interpreter, happened: InterpreterStanding
) -> Sequence[Change]:
    """The two writes of one change; they go into one transaction."""
    number = after.version + 1
    names = changed_fields(before, after)
    version = RosterVersion(
        id=version_id(after.id, number),
        edition=after.edition,
        interpreter_id=after.id,
        number=number,
        at=now(),
        by=current().actor,
        what=happened.kind,
        before={name: _told(before, name) for name in names} if before else {},
        after={name: _told(after, name) for name in names},
    )
    return (Change(interpreters, after, (happened,)), Change(interpreters.versions, version))


def enter(
    interpreters: Interpreters,
    before: Interpreter,
    after: Interpreter,
    kind: type[InterpreterStanding],
    **said: Any,
) -> Interpreter:
    """Save and announce one change of one entry; what is the same as before is not written."""
    if after != before:
        happened = kind(**standing.of_interpreter(after), **said)
        save_all(entry_of(interpreters, before, after, happened))
    return after


def _told(interpreter: Interpreter, name: str) -> object:
    value = getattr(interpreter, name)
    return HIDDEN if name in PRIVATE and value else shown(value)
