"""What matching does about news of editions, guests, arrivals, meetings and so on: note what it plans by."""

from services.matching.domain.heard import (
    ArrivalFact,
    DepartureFact,
    EditionFact,
    GatheringFact,
    GuestFact,
    MeetingFact,
    SessionFact,
)
from services.matching.storage import (
    ArrivalFacts,
    DepartureFacts,
    EditionFacts,
    GatheringFacts,
    GuestFacts,
    MeetingFacts,
    SessionFacts,
)
from shared.events.ids import edition_of
from shared.events.logistics import ArrivalStanding, DepartureStanding, OutingStanding, SittingStanding
from shared.events.registration import EditionStanding, GuestStanding
from shared.events.scheduling import MeetingStanding, MeetingWish, SessionStanding
from shared.storage.store import Cause


def note_edition(editions: EditionFacts, event: EditionStanding, cause: Cause) -> None:
    """The days of an edition bound the stays of its guests."""
    fact = EditionFact(
        id=event.edition_id,
        edition=event.edition_id,
        timezone=event.timezone,
        first_day=event.first_day,
        last_day=event.last_day,
    )
    editions.keep(fact, cause)


def note_guest(guests: GuestFacts, event: GuestStanding, cause: Cause) -> None:
    """Who needs an interpreter, in which language, or no longer; the solver is woken only for that."""
    fact = GuestFact(
        id=event.guest_id,
        edition=edition_of(event.guest_id),
        reference=event.reference,
        name=" ".join(part for part in (event.family_name, event.given_name) if part),
        state=event.state,
        rank=event.rank,
        language=event.language,
        fallback=event.fallback_language,
        fallback_accepted_by=event.fallback_accepted_by,
        organisation=event.organisation,
        refuses=event.refuses,
        interpreter_gender=event.interpreter_gender,
    )
    known = guests.find_one(id=fact.id)
    guests.keep(fact, cause, wakes=known is None or not known.asks_the_same_as(fact))


def note_arrival(arrivals: ArrivalFacts, event: ArrivalStanding, cause: Cause) -> None:
    """From when until when a guest is here."""
    fact = ArrivalFact(
        id=event.arrival_id,
        edition=edition_of(event.arrival_id),
        guest_id=event.guest_id,
        ready_at=event.ready_at,
        leaves_at=event.leaves_at,
        cancelled=event.cancelled,
    )
    arrivals.keep(fact, cause)


def note_departure(departures: DepartureFacts, event: DepartureStanding, cause: Cause) -> None:
    """Until when a guest is here."""
    fact = DepartureFact(
        id=event.departure_id,
        edition=edition_of(event.departure_id),
        guest_id=event.guest_id,
        leaves_by=event.leaves_by,
        cancelled=event.cancelled,
    )
    departures.keep(fact, cause)


def note_meeting(meetings: MeetingFacts, event: MeetingWish, cause: Cause) -> None:
    """Where and when somebody must interpret, or that nobody need."""
    placed = event if isinstance(event, MeetingStanding) else None
    fact = MeetingFact(
        id=event.meeting_id,
        edition=edition_of(event.meeting_id),
        guest_id=event.guest_id,
        accompanying=event.accompanying,
        rank=event.rank,
        mode=event.mode,
        language=event.language,
        starts=placed.starts if placed else None,
        ends=placed.ends if placed else None,
        place=placed.place if placed else None,
    )
    meetings.keep(fact, cause)


def note_session(sessions: SessionFacts, event: SessionStanding, cause: Cause) -> None:
    """Which booths a session needs, where and when."""
    fact = SessionFact(
        id=event.session_id,
        edition=edition_of(event.session_id),
        reference=event.reference,
        title=event.title_en,
        session_type=event.session_type,
        room_id=event.room_id,
        place=event.place,
        starts=event.starts,
        ends=event.ends,
        working_languages=event.working_languages,
    )
    sessions.keep(fact, cause)


def note_gathering(gatherings: GatheringFacts, event: OutingStanding | SittingStanding, cause: Cause) -> None:
    """Who goes on a visit or sits at table together, where and when, or that it is cancelled."""
    if isinstance(event, OutingStanding):
        gathering_id, kind = event.outing_id, event.outing_kind
    else:
        gathering_id, kind = event.sitting_id, event.sitting_kind
    fact = GatheringFact(
        id=gathering_id,
        edition=edition_of(gathering_id),
        kind=kind,
        place=event.place,
        starts=event.starts,
        ends=event.ends,
        guest_ids=event.guest_ids,
        cancelled=event.cancelled,
    )
    gatherings.keep(fact, cause)
