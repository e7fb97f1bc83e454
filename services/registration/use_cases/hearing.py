"""What registration does about news of interpreters, meetings and trips: note them for the guest's page."""

from services.registration.domain.facts import AssignmentFact, MeetingFact, TripFact
from services.registration.storage import Assignments, Meetings, Trips
from shared.events.ids import edition_of
from shared.events.logistics import TripCancelled, TripStanding
from shared.events.matching import DemandClosed, DemandStanding, DemandUnfilled, InterpreterAssigned
from shared.events.scheduling import MeetingCancelled, MeetingStanding, MeetingUnplaceable, MeetingWish
from shared.storage.store import Cause


def note_assignment(assignments: Assignments, event: DemandStanding, cause: Cause) -> None:
    """Who interprets for a guest, or that nobody does."""
    fact = AssignmentFact(
        id=event.demand_id,
        edition=edition_of(event.demand_id),
        guest_id=event.guest_id,
        purpose=event.purpose,
        standing="released",
        starts=event.starts,
        ends=event.ends,
        meeting_id=event.meeting_id,
    )
    if isinstance(event, InterpreterAssigned):
        fact.standing, fact.interpreter_id = "assigned", event.interpreter_id
        fact.interpreter_name, fact.serves_in = event.interpreter_name, event.serves_in
        fact.fallback = event.fallback
    elif isinstance(event, DemandUnfilled):
        fact.standing = "unfilled"
    elif isinstance(event, DemandClosed):
        fact.standing = "closed"
    assignments.keep(fact, cause)


def note_meeting(meetings: Meetings, event: MeetingWish, cause: Cause) -> None:
    """When and where a guest meets whom, or that it is not to be."""
    fact = MeetingFact(
        id=event.meeting_id,
        edition=edition_of(event.meeting_id),
        guest_ids=(event.guest_id, *event.accompanying),
        meeting_kind=event.meeting_kind,
        standing="requested",
    )
    if isinstance(event, MeetingStanding):
        fact.standing, fact.host_name, fact.delegated = "scheduled", event.host_name, event.delegated
        fact.room_name, fact.place = event.room_name, event.place
        fact.starts, fact.ends = event.starts, event.ends
    elif isinstance(event, MeetingUnplaceable):
        fact.standing = "unplaceable"
    elif isinstance(event, MeetingCancelled):
        fact.standing = "cancelled"
    meetings.keep(fact, cause)


def note_trip(trips: Trips, event: TripStanding, cause: Cause) -> None:
    """Which car takes a guest where, or that it does not."""
    fact = TripFact(
        id=event.trip_id,
        edition=edition_of(event.trip_id),
        guest_ids=event.guest_ids,
        trip_kind=event.trip_kind,
        standing="cancelled" if isinstance(event, TripCancelled) else "planned",
        plate=event.plate,
        from_place=event.from_place,
        to_place=event.to_place,
        departs=event.departs,
        arrives=event.arrives,
    )
    trips.keep(fact, cause)
