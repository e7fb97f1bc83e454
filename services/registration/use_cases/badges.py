"""Badges: made, made again, taken back."""

from services.registration.badge_token import BadgeKey
from services.registration.domain.guest import Guest
from services.registration.storage import Guests
from services.registration.use_cases.guests import require_version
from shared.clock import now
from shared.events.registration import BadgeIssued, BadgeRevoked


def issue_badge(guests: Guests, key: BadgeKey, guest_id: str) -> tuple[Guest, str]:
    """A new card for a guest, with its token; an earlier card admits nobody any more."""
    guest = guests.get(guest_id)
    if guest.badge_serial and not guest.badge_revoked:
        guest.badge_ended_at = now()
    claim = guest.issue_badge()
    guests.save(guest, BadgeIssued(guest_id=guest.id, serial=claim.serial))
    return guest, key.token(claim)


def revoke_badge(guests: Guests, guest_id: str, expected_version: int | None, reason: str) -> Guest:
    """The card was lost or taken back. Doing it twice changes nothing."""
    guest = guests.get(guest_id)
    require_version(guest, expected_version)
    if guest.revoke_badge():
        guest.badge_ended_at = now()
        guests.save(guest, BadgeRevoked(guest_id=guest.id, serial=guest.badge_serial, reason=reason))
    return guest
