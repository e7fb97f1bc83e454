"""What logistics does about news of guests, meetings and interpreters: note them, the solver answers."""

from services.logistics.domain.heard import Appointment, Escort, Occasion, Slot, Traveller
from services.logistics.domain.place import Place
from services.logistics.domain.rank import Rank
from services.logistics.storage import Appointments, Escorts, Occasions, Travellers
from shared.events.ids import edition_of
from shared.events.matching import DemandStanding, InterpreterAssigned
from shared.events.registration import GuestStanding
from shared.events.scheduling import MeetingStanding, MeetingWish, SessionStanding
from shared.storage.store import Cause

ONE_TO_ONE = "one_to_one"


def note_guest(travellers: Travellers, event: GuestStanding, cause: Cause) -> None:
    """Who is expected, of what rank; the solver is woken only when other cars may be due."""
    traveller = Traveller(
        id=event.guest_id,
        person_id=event.person_id,
        edition=edition_of(event.guest_id),
        reference=event.reference,
        family_name=event.family_name,
        given_name=event.given_name,
        own_script_name=event.own_script_name,
        rank=Rank(event.rank),
        state=event.state,
        country=event.country,
        language=event.language,
        organisation=event.organisation,
        post=event.post,
        delegation_id=event.delegation_id,
        precedence=event.precedence,
        head_of_delegation=event.head_of_delegation,
    )
    known = travellers.find_one(id=traveller.id)
    travellers.keep(traveller, cause, wakes=known is None or not traveller.is_driven_like(known))


def note_meeting(appointments: Appointments, event: MeetingWish, cause: Cause) -> None:
    """Where and when guests meet whom; without a slot when the meeting is not or no longer placed."""
    slot = None
    if isinstance(event, MeetingStanding):
        slot = Slot(Place(event.place), event.starts, event.ends)
    appointments.keep(
        Appointment(
            id=event.meeting_id,
            edition=edition_of(event.meeting_id),
            guest_ids=(event.guest_id, *event.accompanying),
            slot=slot,
        ),
        cause,
    )


def note_escort(escorts: Escorts, event: DemandStanding, cause: Cause) -> None:
    """Who interprets for a guest through the stay; interpreters of single meetings do not ride along."""
    if event.purpose != ONE_TO_ONE:
        return
    assigned = event if isinstance(event, InterpreterAssigned) else None
    escorts.keep(
        Escort(
            id=event.demand_id,
            edition=edition_of(event.demand_id),
            guest_id=event.guest_id,
            interpreter_id=assigned.interpreter_id if assigned else None,
            interpreter_name=assigned.interpreter_name if assigned else "",
        ),
        cause,
    )


def note_session(occasions: Occasions, event: SessionStanding, cause: Cause) -> None:
    """Where and when everybody is expected."""
    occasions.keep(
        Occasion(
            id=event.session_id,
            edition=edition_of(event.session_id),
            session_type=event.session_type,
            title=event.title_en,
            room_id=event.room_id,
            place=event.place,
            starts=event.starts,
            ends=event.ends,
        ),
        cause,
    )
