"""An office with a plan, and the desk from which coordinators act on it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from services.matching.domain.interpreter import Interpreter
from services.matching.storage import Diaries, Offers
from services.matching.use_cases.sight import Desk
from shared.clock import frozen
from shared.context import Context, entered
from tests.unit.matching.news import an_open_office, guest, tell
from tests.unit.matching.office import Office
from tests.unit.matching.roster import EDITION, october

MORNING = october(16, 1)


def desk_of(office: Office) -> Desk:
    """What the service gives to an act by hand."""
    records = office.records
    return Desk(
        hands=records.hands,
        diaries=Diaries(office.backend),
        demands=records.demands,
        interpreters=records.interpreters,
        policies=records.policies,
        waivers=records.waivers,
        offers=Offers(office.backend),
        editions=records.editions,
    )


def a_planned_office(guests: dict[str, str], *people: Interpreter) -> Office:
    """These guests (rank by reference) are matched with these people."""
    office = an_open_office(*people)
    for reference, rank in guests.items():
        tell(office, guest(reference, rank=rank))
    office.plan()
    return office


@contextmanager
def at_work(who: str = "anna", at: datetime = MORNING) -> Iterator[None]:
    """Somebody works at this moment."""
    with frozen(at), entered(Context(correlation_id="by hand", actor=f"account:{who}")):
        yield


def stay(reference: str) -> str:
    """The demand of a guest's stay."""
    return f"{EDITION}.n.{reference}"


def person(reference: str) -> str:
    """An interpreter's id."""
    return f"{EDITION}.i.{reference}"
