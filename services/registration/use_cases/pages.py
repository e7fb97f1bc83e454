"""What people look at: one guest with all that awaits them, and the figures of an edition."""

from dataclasses import dataclass

from services.registration.domain.delegation import Delegation
from services.registration.domain.facts import AssignmentFact, MeetingFact, TripFact
from services.registration.domain.guest import Guest
from services.registration.domain.scan import Scan
from services.registration.domain.state import State
from services.registration.storage import Assignments, Delegations, Guests, Meetings, Trips
from services.registration.use_cases.doors import Desk
from services.registration.use_cases.scans import scans_of


@dataclass(frozen=True)
class Heard:
    """What others announced about our guests."""

    assignments: Assignments
    meetings: Meetings
    trips: Trips


@dataclass(frozen=True)
class GuestPage:
    """A guest, where else this person is or was a guest, and all that awaits them, in the order of time."""

    guest: Guest
    delegation: Delegation | None
    other_editions: list[str]
    assignments: list[AssignmentFact]
    meetings: list[MeetingFact]
    trips: list[TripFact]
    scans: list[Scan]


def guest_page(desk: Desk, delegations: Delegations, heard: Heard, guest_id: str) -> GuestPage:
    """Everything about one guest on one page."""
    guest = desk.guests.get(guest_id)
    return GuestPage(
        guest=guest,
        delegation=delegations.get(guest.delegation_id) if guest.delegation_id else None,
        other_editions=[g.edition for g in desk.guests.of_person(guest.person_id) if g.id != guest.id],
        assignments=heard.assignments.find(sort=("starts", "id"), guest_id=guest_id),
        meetings=heard.meetings.find(sort=("starts", "id"), guest_ids=guest_id),
        trips=heard.trips.find(sort=("departs", "id"), guest_ids=guest_id),
        scans=scans_of(desk, guest),
    )


def figures(guests: Guests, edition: str) -> dict[str, int]:
    """How many guests were ever registered, ever confirmed, received, withdrew, or never came."""
    return {
        "registered": guests.count(edition=edition),
        "confirmed": guests.count(edition=edition, ever_confirmed=True),
        "received": guests.count(edition=edition, state=State.RECEIVED),
        "withdrew": guests.count(edition=edition, state=State.WITHDREW),
        "no_show": guests.count(edition=edition, state=State.NO_SHOW),
    }
