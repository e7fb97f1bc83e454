"""What a guest, a delegation and an edition look like in the events that announce them."""

from dataclasses import fields, replace
from typing import Any

from services.registration.domain.delegation import Delegation
from services.registration.domain.edition import Edition
from services.registration.domain.guest import Guest
from services.registration.domain.state import State
from shared.events.base import Event
from shared.events.registration import (
    BadgeRevoked,
    DelegationStanding,
    EditionStanding,
    GuestAmended,
    GuestConfirmed,
    GuestMarkedNoShow,
    GuestReceived,
    GuestRegistered,
    GuestReplaced,
    GuestStanding,
    GuestWithdrew,
)

_ARRIVED_AT = {State.WITHDREW: GuestWithdrew, State.RECEIVED: GuestReceived, State.NO_SHOW: GuestMarkedNoShow}


def of_guest(guest: Guest) -> dict[str, Any]:
    """The fields of a `GuestStanding`: never a passport number, a need, an address."""
    return _shared(GuestStanding, guest, guest_id=guest.id)


def of_delegation(delegation: Delegation) -> dict[str, Any]:
    """The fields of a `DelegationStanding`."""
    return _shared(DelegationStanding, delegation, delegation_id=delegation.id)


def of_edition(edition: Edition) -> dict[str, Any]:
    """The fields of an `EditionStanding`."""
    return _shared(EditionStanding, edition, edition_id=edition.id)


def what_happened(before: Guest | None, guest: Guest) -> tuple[Event, ...]:
    """The events between two states of a guest, in the order they would have happened one by one."""
    if before is None:
        return (GuestRegistered(**of_guest(guest)),)
    if guest.earlier_persons != before.earlier_persons:
        return _replaced(before, guest)
    events: list[Event] = []
    if guest.ever_confirmed and not before.ever_confirmed:
        events.append(GuestConfirmed(**of_guest(replace(guest, state=State.CONFIRMED))))
    if guest.state is not before.state and guest.state in _ARRIVED_AT:
        events.append(_ARRIVED_AT[guest.state](**of_guest(guest)))
    return tuple(events) or (GuestAmended(**of_guest(guest)),)


def _replaced(before: Guest, guest: Guest) -> tuple[Event, ...]:
    replaced = GuestReplaced(
        **of_guest(guest),
        earlier_person_id=before.person_id,
        earlier_family_name=before.family_name,
        earlier_given_name=before.given_name,
    )
    if not before.badge_serial or before.badge_revoked:
        return (replaced,)
    return replaced, BadgeRevoked(guest_id=guest.id, serial=guest.badge_serial, reason="replaced")


def _shared(kind: type[Any], thing: Any, **named: Any) -> dict[str, Any]:
    return {f.name: named[f.name] if f.name in named else getattr(thing, f.name) for f in fields(kind)}
