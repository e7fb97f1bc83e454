"""Guests one by one: registered, corrected, replaced, confirmed, withdrawn; and arrivals closed for all."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from services.registration import standing
from services.registration.domain.edition import Edition
from services.registration.domain.guest import Guest
from services.registration.domain.state import State
from services.registration.storage import Guests
from services.registration.use_cases.register import Register
from shared.clock import now
from shared.storage.store import AlreadyExists, Change, StaleVersion, save_all


def register_guest(register: Register, edition: Edition, values: Mapping[str, Any]) -> Guest:
    """Expect somebody who is not on any list; `values` as in a row of the guest list."""
    roll, reference = register.roll(edition.id), str(values["reference"])
    if roll.by_reference([reference]):
        raise AlreadyExists("There is a guest with this reference already.", reference=reference)
    guest = roll.guest(reference, register.sealed(values, None), None)
    register.write(roll, [(None, guest)])
    return guest


def amend_guest(
    register: Register, guest_id: str, expected_version: int | None, values: Mapping[str, Any]
) -> Guest:
    """Correct what is known of a guest; fields not given stay. If nothing differs, nothing is written."""
    before = register.guests.get(guest_id)
    require_version(before, expected_version)
    roll = register.roll(before.edition)
    roll.expect_corrections_of([before.reference])
    guest = roll.guest(before.reference, register.sealed(values, before), before)
    if guest != before:
        register.write(roll, [(before, guest)])
    return guest


def replace_guest(
    register: Register, guest_id: str, expected_version: int | None, values: Mapping[str, Any]
) -> Guest:
    """Another person comes in a guest's place, with what belongs to the place; `values` say who.

    The earlier person's card admits nobody any more and their link opens nothing.
    """
    before = register.guests.get(guest_id)
    require_version(before, expected_version)
    roll = register.roll(before.edition)
    roll.expect_corrections_of([before.reference])
    place = before.vacated(values.get("person_id"))
    if before.badge_serial and not before.badge_revoked:
        place.badge_ended_at = now()
    guest = roll.guest(before.reference, register.sealed(values, None), place)
    register.write(roll, [(before, guest)])
    return guest


def confirm_guest(register: Register, guest_id: str, expected_version: int | None, on: date) -> Guest:
    """The guest said yes."""
    return _replied(register, guest_id, expected_version, lambda guest: guest.confirm(on))


def withdraw_guest(
    register: Register, guest_id: str, expected_version: int | None, on: date, reason: str
) -> Guest:
    """The guest will not come: interpreter, seat and meetings become free, the delegation closes ranks."""
    return _replied(register, guest_id, expected_version, lambda guest: guest.withdraw(on, reason))


def close_arrivals(guests: Guests, edition: Edition) -> int:
    """Whoever confirmed and was never seen is a no-show; how many that were."""
    missed = [(replace(guest), guest) for guest in guests.find(edition=edition.id, state=State.CONFIRMED)]
    for _, guest in missed:
        guest.mark_no_show()
    save_all([Change(guests, guest, standing.what_happened(before, guest)) for before, guest in missed])
    return len(missed)


def require_version(guest: Guest, expected_version: int | None) -> None:
    """Refuse when the caller has seen another version than the present one; None: any will do."""
    if expected_version is not None and guest.version != expected_version:
        raise StaleVersion(id=guest.id, expected=expected_version, found=guest.version)


def _replied(
    register: Register, guest_id: str, expected_version: int | None, reply: Callable[[Guest], bool]
) -> Guest:
    before = register.guests.get(guest_id)
    require_version(before, expected_version)
    guest = replace(before)
    if reply(guest):
        register.write(register.roll(before.edition), [(before, guest)])
    return guest
