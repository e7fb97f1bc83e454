"""What scheduling keeps of what others announce."""

from services.scheduling.domain.guest import ArrivalFact, GuestFact, Rank
from services.scheduling.domain.interpreting import STAY, AbsenceFact, EngagementFact, InterpreterFact
from services.scheduling.domain.plan import EditionFact
from services.scheduling.domain.transport import TripFact
from services.scheduling.storage import (
    AbsenceFacts,
    ArrivalFacts,
    EditionFacts,
    EngagementFacts,
    GuestFacts,
    InterpreterFacts,
    TripFacts,
)
from shared.events.ids import edition_of
from shared.events.logistics import ArrivalStanding, TripCancelled, TripStanding
from shared.events.matching import (
    DemandStanding,
    InterpreterAbsenceEnded,
    InterpreterAbsenceRecorded,
    InterpreterAssigned,
    InterpreterStanding,
)
from shared.events.registration import EditionStanding, GuestStanding
from shared.storage.store import Cause


def note_edition(editions: EditionFacts, event: EditionStanding, cause: Cause) -> None:
    """There is such an edition, with this clock."""
    editions.keep(EditionFact(id=event.edition_id, edition=event.edition_id, timezone=event.timezone), cause)


def note_guest(guests: GuestFacts, event: GuestStanding, cause: Cause) -> None:
    """A guest's rank and whether they come; planning is woken only by news about these."""
    name = f"{event.family_name} {event.given_name}".strip()
    fact = GuestFact(
        event.guest_id, edition_of(event.guest_id), Rank(event.rank), event.state, name, event.own_script_name
    )
    known = guests.find_one(id=fact.id)
    same = known is not None and (known.rank, known.state_counts) == (fact.rank, fact.state_counts)
    guests.keep(fact, cause, wakes=not same)


def note_arrival(arrivals: ArrivalFacts, event: ArrivalStanding, cause: Cause) -> None:
    """From when until when a guest is in town."""
    fact = ArrivalFact(
        id=event.arrival_id,
        edition=edition_of(event.guest_id),
        guest_id=event.guest_id,
        destination=event.destination,
        in_town_from=event.in_town_from,
        leaves_at=event.leaves_at,
        cancelled=event.cancelled,
    )
    arrivals.keep(fact, cause)


def note_interpreter(
    interpreters: InterpreterFacts, absences: AbsenceFacts, event: InterpreterStanding, cause: Cause
) -> None:
    """Who can interpret what; planning is woken only by news about that, and by absences."""
    edition = edition_of(event.interpreter_id)
    fact = InterpreterFact(event.interpreter_id, edition, event.languages, event.available, event.booth)
    known = interpreters.find_one(id=fact.id)
    same = known is not None and (known.languages, known.available, known.booth) == (
        fact.languages, fact.available, fact.booth,
    )  # fmt: skip
    interpreters.keep(fact, cause, wakes=not same)
    if isinstance(event, InterpreterAbsenceRecorded | InterpreterAbsenceEnded):
        away = f"{event.interpreter_id}.{event.starts:%Y%m%dT%H%M%z}.{event.ends:%Y%m%dT%H%M%z}"
        ended = isinstance(event, InterpreterAbsenceEnded)
        absences.keep(
            AbsenceFact(away, edition, event.interpreter_id, event.starts, event.ends, ended), cause
        )


def note_engagement(engagements: EngagementFacts, event: DemandStanding, cause: Cause) -> None:
    """Who serves a demand, or that nobody does; planning is woken when somebody is bound to a guest, or free again."""
    serving = event if isinstance(event, InterpreterAssigned) else None
    fact = EngagementFact(
        id=event.demand_id,
        edition=edition_of(event.demand_id),
        purpose=event.purpose,
        guest_id=event.guest_id,
        meeting_id=event.meeting_id,
        interpreter_id=serving.interpreter_id if serving else None,
        starts=event.starts,
        ends=event.ends,
        interpreter_name=serving.interpreter_name if serving else "",
    )
    known = engagements.find_one(id=fact.id)
    before = (known.interpreter_id, known.starts, known.ends) if known else (None, fact.starts, fact.ends)
    same = fact.purpose != STAY or before == (fact.interpreter_id, fact.starts, fact.ends)
    engagements.keep(fact, cause, wakes=not same)


def note_trip(trips: TripFacts, event: TripStanding, cause: Cause) -> None:
    """Which car brings whom to a meeting; the drive back from it brings nobody there."""
    meeting_id = event.meeting_id if event.trip_kind == "transfer" else None
    fact = TripFact(
        event.trip_id, edition_of(event.trip_id), meeting_id, event.guest_ids, event.arrives,
        isinstance(event, TripCancelled),
    )  # fmt: skip
    trips.keep(fact, cause)
