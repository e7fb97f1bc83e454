"""Looking into the roster: whom one finds, what an entry was before, and one person over all editions."""

import unicodedata
from dataclasses import dataclass

from services.matching.domain.interpreter import Interpreter
from services.matching.domain.load import minutes_on_duty
from services.matching.domain.preference import practice
from services.matching.domain.roster_version import RosterVersion
from services.matching.storage import Demands, Interpreters


def search_interpreters(interpreters: Interpreters, edition: str, text: str) -> list[Interpreter]:
    """Everybody of the roster whose name (in any script), reference, unit or topic holds this text.

    Case, width and accents do not matter: `lu` finds Lü.
    """
    wanted = _plain(text)
    return [person for person in interpreters.of_edition(edition) if wanted in _searchable(person)]


def versions_of(interpreters: Interpreters, interpreter_id: str) -> list[RosterVersion]:
    """What the entry was before and after each change, oldest first."""
    interpreters.get(interpreter_id)
    return interpreters.versions.of_interpreter(interpreter_id)


@dataclass(frozen=True, kw_only=True)
class Service:
    """One person's part in one edition; `minutes` on duty are those of the plan last in force."""

    entry: Interpreter
    engagements: int
    minutes: int
    practices: tuple[str, ...]


def editions_of(interpreters: Interpreters, demands: Demands, interpreter_id: str) -> list[Service]:
    """The same person's entries in every edition with the work of each, by edition."""
    person_id = interpreters.get(interpreter_id).person_id
    return [_service(entry, demands) for entry in interpreters.of_person(person_id)]


def _service(entry: Interpreter, demands: Demands) -> Service:
    served = [demand.need for demand in demands.served_by(entry.id)]
    return Service(
        entry=entry,
        engagements=len(served),
        minutes=sum(minutes_on_duty(need) for need in served),
        practices=tuple(sorted({practice(need) for need in served})),
    )


def _searchable(person: Interpreter) -> str:
    texts = (person.name, person.name_zh, person.reference, person.home_unit, *person.topics)
    return _plain("\n".join(texts))


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).strip()
