"""The guest's own page, opened by a signed link: what awaits them, and what they may say themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from services.registration.domain.edition import Edition
from services.registration.domain.facts import AssignmentFact, MeetingFact, TripFact
from services.registration.domain.guest import Guest, guest_id
from services.registration.page_link import LinkClaim, LinkEnded, LinkKey
from services.registration.storage import Guests
from services.registration.use_cases import guests as by_staff
from services.registration.use_cases.pages import Heard
from services.registration.use_cases.register import Register
from shared.context import current, entered
from shared.errors import Refused

GOOD_FOR = timedelta(days=30)


class PageClosed(Refused):
    """This guest withdrew; the organisers can register them again."""

    code = "page_closed"


@dataclass(frozen=True)
class OwnPage:
    """One guest's itinerary without anything that is for the staff only."""

    guest: Guest
    edition: Edition
    needs_known: bool
    assignments: list[AssignmentFact]
    meetings: list[MeetingFact]
    trips: list[TripFact]


def issue_link(guests: Guests, edition: Edition, key: LinkKey, guest: str, today: date) -> str:
    """A link that opens this guest's page until a month after the edition, or a month from now if that is later."""
    asked = guests.get(guest)
    good_until = max(edition.last_day, today) + GOOD_FOR
    return key.token(LinkClaim(asked.edition, asked.reference, good_until, asked.page_links_ended))


def end_links(guests: Guests, guest: str) -> Guest:
    """No link to this guest's page made so far opens it any more."""
    asked = guests.get(guest)
    asked.end_page_links()
    guests.save(asked)
    return asked


def own_page(guests: Guests, heard: Heard, edition: Edition, claim: LinkClaim) -> OwnPage:
    """What awaits the holder of the link, in the order of time."""
    guest = _holder(guests, claim)
    return OwnPage(
        guest=guest,
        edition=edition,
        needs_known=bool(guest.dietary_needs),
        assignments=heard.assignments.find(sort=("starts", "id"), guest_id=guest.id, standing="assigned"),
        meetings=heard.meetings.find(sort=("starts", "id"), guest_ids=guest.id, standing="scheduled"),
        trips=heard.trips.find(sort=("departs", "id"), guest_ids=guest.id, standing="planned"),
    )


def confirm_own(register: Register, claim: LinkClaim, on: date) -> Guest:
    """The guest says yes; said twice it is said once."""
    guest = _expected(register.guests, claim)
    with entered(replace(current(), actor=f"guest:{guest.reference}")):
        return by_staff.confirm_guest(register, guest.id, None, on)


def correct_own(register: Register, claim: LinkClaim, values: Mapping[str, Any]) -> Guest:
    """The guest corrects their own name in their script, post, e-mail or needs."""
    guest = _expected(register.guests, claim)
    with entered(replace(current(), actor=f"guest:{guest.reference}")):
        return by_staff.amend_guest(register, guest.id, None, values)


def _holder(guests: Guests, claim: LinkClaim) -> Guest:
    guest = guests.get(guest_id(claim.edition, claim.reference))
    if claim.number != guest.page_links_ended:
        raise LinkEnded
    return guest


def _expected(guests: Guests, claim: LinkClaim) -> Guest:
    guest = _holder(guests, claim)
    if not guest.is_expected:
        raise PageClosed
    return guest
