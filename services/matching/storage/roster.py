"""The rosters of all editions, with every change of them."""

from services.matching.domain.interpreter import Interpreter
from services.matching.domain.roster_version import RosterVersion
from shared.storage.store import Backend, Collection, Index


class InterpreterVersions(Collection[RosterVersion]):
    """What entries of the roster were before and after each change; never changed themselves."""

    name = "interpreter_versions"
    of = RosterVersion
    indexes = (Index("interpreter_id"),)

    def of_interpreter(self, interpreter_id: str) -> list[RosterVersion]:
        """The changes of one entry, oldest first."""
        return self.find(interpreter_id=interpreter_id)


class Interpreters(Collection[Interpreter]):
    """The rosters of all editions; `versions` remembers every change of them."""

    name = "interpreters"
    of = Interpreter
    indexes = (Index("edition", "reference", unique=True), Index("person"), Index("reference"))
    wakes_solver = True

    def __init__(self, backend: Backend) -> None:
        super().__init__(backend)
        self.versions = InterpreterVersions(backend)

    def of_person(self, person_id: str) -> list[Interpreter]:
        """One human being in all editions; where no person is named, the reference stands for it."""
        named = self.find(person=person_id)
        return sorted([*named, *self.find(person="", reference=person_id)], key=lambda entry: entry.id)

    def of_edition(self, edition: str) -> list[Interpreter]:
        """The whole roster of an edition."""
        return self.find(edition=edition)

    def by_reference(self, edition: str, references: list[str]) -> dict[str, Interpreter]:
        """Those of these references who are on the roster."""
        return {i.reference: i for i in self.find(edition=edition, reference=references)}
