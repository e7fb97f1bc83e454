"""What the people of a roster did in earlier editions: what they practised there is known here."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from services.matching.domain.demand import State
from services.matching.domain.heard import EditionFact
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.preference import practice
from services.matching.storage import Demands, EditionFacts, Interpreters


def with_history(
    people: Sequence[Interpreter],
    edition: EditionFact,
    editions: EditionFacts,
    interpreters: Interpreters,
    demands: Demands,
) -> list[Interpreter]:
    """These people, each with the practices of the services of editions that ended before this one began.

    Added to what their entries say of former editions; a service counts as the plan last in force has it.
    """
    earlier = [one.id for one in editions.find() if one.last_day < edition.first_day]
    known = {person.person_id for person in people}
    served = {
        entry.id: entry.person_id for entry in interpreters.find(edition=earlier) if entry.person_id in known
    }
    gained: defaultdict[str, set[str]] = defaultdict(set)
    for demand in demands.find(interpreter_id=sorted(served), state=State.FILLED):
        gained[served[str(demand.interpreter_id)]].add(practice(demand.need))
    return [
        replace(person, practised=tuple(sorted({*person.practised, *gained[person.person_id]})))
        if person.person_id in gained
        else person
        for person in people
    ]
