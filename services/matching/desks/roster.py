"""What may be asked about the roster, and done to it."""

from typing import Any

from services.matching.desks import given, page
from services.matching.schemas import roster as shapes
from services.matching.storage import Demands, EditionFacts, Interpreters
from services.matching.use_cases import roster, roster_views, service_facts
from shared.rpc import rpc_method
from shared.service import Service, Stored


class RosterDesk(Service):
    """Entries of the roster: imported, enrolled, corrected, found; consent, pledge and absences."""

    interpreters = Stored(Interpreters)
    editions = Stored(EditionFacts)
    demands = Stored(Demands)

    @rpc_method(shapes.ImportIn, None)
    def import_interpreters(self, edition: str, **rows: Any) -> Any:
        """A roster spreadsheet."""
        return roster.import_interpreters(self.interpreters, self.editions, edition, **rows)

    @rpc_method(shapes.EnrolIn, shapes.InterpreterOut)
    def enrol_interpreter(self, edition: str, **values: Any) -> Any:
        """Somebody who is on no list."""
        return roster.enrol_interpreter(self.interpreters, self.editions, edition, values)

    @rpc_method(shapes.AmendIn, shapes.InterpreterOut)
    def amend_interpreter(self, interpreter_id: str, expected_version: int | None, **values: Any) -> Any:
        """Correct an entry."""
        return roster.amend_interpreter(self.interpreters, interpreter_id, expected_version, values)

    @rpc_method(shapes.InterpretersIn, shapes.InterpretersOut)
    def list_interpreters(
        self, edition: str, after: str | None, limit: int, language: str | None, **wanted: Any
    ) -> Any:
        """One page of the roster."""
        return page(
            self.interpreters.page(after, limit, edition=edition, **given(languages=language, **wanted))
        )

    @rpc_method(shapes.SearchIn, shapes.InterpreterOut, many=True)
    def search_interpreters(self, edition: str, text: str) -> Any:
        """Whoever has this in name, reference, unit or topics."""
        return roster_views.search_interpreters(self.interpreters, edition, text)

    @rpc_method(shapes.InterpreterIdIn, shapes.InterpreterOut)
    def get_interpreter(self, interpreter_id: str) -> Any:
        """One person of the roster."""
        return self.interpreters.get(interpreter_id)

    @rpc_method(shapes.InterpreterIdIn, shapes.ContactOut)
    def get_contact(self, interpreter_id: str) -> Any:
        """How to reach somebody."""
        return self.interpreters.get(interpreter_id)

    @rpc_method(shapes.InterpreterIdIn, shapes.RosterVersionOut, many=True)
    def interpreter_versions(self, interpreter_id: str) -> Any:
        """What was changed, when and by whom."""
        return roster_views.versions_of(self.interpreters, interpreter_id)

    @rpc_method(shapes.InterpreterIdIn, shapes.EditionServiceOut, many=True)
    def interpreter_editions(self, interpreter_id: str) -> Any:
        """The same person in all editions."""
        return roster_views.editions_of(self.interpreters, self.demands, interpreter_id)

    @rpc_method(shapes.AbsenceIn, shapes.InterpreterOut)
    def record_absence(self, **absence: Any) -> Any:
        """Somebody cannot serve for a while."""
        return service_facts.record_absence(self.interpreters, **absence)

    @rpc_method(shapes.AbsenceEndIn, shapes.InterpreterOut)
    def end_absence(self, **absence: Any) -> Any:
        """Somebody is back."""
        return service_facts.end_absence(self.interpreters, **absence)

    @rpc_method(shapes.PersonIn, shapes.InterpreterOut)
    def ask_consent(self, **person: Any) -> Any:
        """Ask the home unit."""
        return service_facts.ask_consent(self.interpreters, **person)

    @rpc_method(shapes.ConsentIn, shapes.InterpreterOut)
    def give_consent(self, **consent: Any) -> Any:
        """The home unit agrees."""
        return service_facts.give_consent(self.interpreters, **consent)

    @rpc_method(shapes.RecallIn, shapes.InterpreterOut)
    def recall_consent(self, **recall: Any) -> Any:
        """The home unit calls somebody back."""
        return service_facts.recall_consent(self.interpreters, **recall)

    @rpc_method(shapes.PledgeIn, shapes.InterpreterOut)
    def sign_pledge(self, **pledge: Any) -> Any:
        """The pledge is signed."""
        return service_facts.sign_pledge(self.interpreters, **pledge)
