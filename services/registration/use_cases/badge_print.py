"""What is printed on a badge (86 × 124 mm), and cards made for those who have none, lose theirs, or walk in."""

from dataclasses import dataclass

from services.registration.badge_token import BadgeKey
from services.registration.domain.badge import BadgeClaim, NoBadge
from services.registration.domain.delegation import Delegation
from services.registration.domain.guest import Guest
from services.registration.domain.state import State
from services.registration.storage import Delegations, Guests
from shared.clock import now
from shared.events.base import Event
from shared.events.registration import BadgeIssued, BadgeRevoked
from shared.storage.store import Change, save_all

_EXPECTED = tuple(state for state in State if state is not State.WITHDREW)


@dataclass(frozen=True)
class BadgePrint:
    """A guest's card with the text of its QR code."""

    guest: Guest
    group: Delegation | None
    token: str


@dataclass(frozen=True)
class Printer:
    """What is needed to make and print cards."""

    guests: Guests
    delegations: Delegations
    key: BadgeKey


def print_badge(printer: Printer, guest_id: str) -> BadgePrint:
    """The card a guest holds, once more: the printer jammed, or a batch is printed later."""
    guest = printer.guests.get(guest_id)
    if guest.badge_serial == 0 or guest.badge_revoked:
        raise NoBadge(guest_id=guest.id)
    return printed(printer, guest)


def reissue_badge(printer: Printer, guest_id: str, reason: str) -> BadgePrint:
    """A new card for somebody who lost theirs or never had one; the old one ends in the same moment."""
    guest = printer.guests.get(guest_id)
    events: list[Event] = []
    if guest.badge_serial and guest.revoke_badge():
        guest.badge_ended_at = now()
        events.append(BadgeRevoked(guest_id=guest.id, serial=guest.badge_serial, reason=reason))
    claim = guest.issue_badge()
    printer.guests.save(guest, *events, BadgeIssued(guest_id=guest.id, serial=claim.serial))
    return printed(printer, guest)


def issue_missing_badges(printer: Printer, edition: str, limit: int) -> list[BadgePrint]:
    """Cards for the next guests who are expected and have none; an empty list when everybody has one."""
    lacking = printer.guests.find(limit=limit, edition=edition, badge_serial=0, state=_EXPECTED)
    claims = [guest.issue_badge() for guest in lacking]
    save_all(
        [
            Change(printer.guests, guest, (BadgeIssued(guest_id=guest.id, serial=claim.serial),))
            for guest, claim in zip(lacking, claims, strict=True)
        ]
    )
    return [printed(printer, guest) for guest in lacking]


def printed(printer: Printer, guest: Guest) -> BadgePrint:
    """The present card of a guest, ready for print."""
    group = printer.delegations.get(guest.delegation_id) if guest.delegation_id else None
    claim = BadgeClaim(guest.edition, guest.reference, guest.badge_serial)
    return BadgePrint(guest, group, printer.key.token(claim))
