"""What is private about a guest, for those few who must know it."""

from typing import Any

from services.registration.domain.guest import Guest
from services.registration.sealing import FieldSeal

_SHOWN_OF_PASSPORT = 3


def private_of(guest: Guest, seal: FieldSeal) -> dict[str, Any]:
    """Birth date, address and needs in full; of the passport number only its end, to tell two apart."""
    return {
        "guest_id": guest.id,
        "birth_date": guest.birth_date,
        "email": guest.email,
        "passport": _masked(seal.open(guest.passport)),
        "dietary_needs": seal.open(guest.dietary_needs),
        "attention": guest.attention,
        "withdrew_because": guest.withdrew_because,
    }


def _masked(number: str) -> str:
    hidden = max(0, len(number) - _SHOWN_OF_PASSPORT)
    return "•" * hidden + number[hidden:]
