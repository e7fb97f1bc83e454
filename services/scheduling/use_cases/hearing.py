"""What scheduling keeps of what others announce."""

from services.scheduling.domain.guest import ArrivalFact, GuestFact, Rank
from services.scheduling.domain.plan import EditionFact
from services.scheduling.storage import ArrivalFacts, EditionFacts, GuestFacts, SettledGuestFacts
from shared.events.logistics import ArrivalStanding
from shared.events.registration import EditionStanding, GuestStanding
from shared.storage.store import Cause


def note_edition(editions: EditionFacts, event: EditionStanding, cause: Cause) -> None:
    """There is such an edition, with this clock."""
    editions.keep(EditionFact(id=event.edition_id, edition=event.edition_id, timezone=event.timezone), cause)


def note_guest(guests: GuestFacts, settled: SettledGuestFacts, event: GuestStanding, cause: Cause) -> None:
    """A guest's rank and whether they come; planning is woken only by news about these."""
    name = f"{event.family_name} {event.given_name}".strip()
    fact = GuestFact(event.guest_id, edition_of(event.guest_id), Rank(event.rank), event.state, name)
    known = guests.find_one(id=fact.id)
    same = known is not None and (known.rank, known.state_counts) == (fact.rank, fact.state_counts)
    (settled if same else guests).keep(fact, cause)


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


def edition_of(guest_id: str) -> str:
    """The edition a guest belongs to: ids begin with it, and it holds no dot."""
    return guest_id.split(".", 1)[0]
