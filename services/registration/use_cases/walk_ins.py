"""Walk-ins: people who stand at the desk and are on no list, registered with a card in one go."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.registration import standing
from services.registration.domain.delegation import Delegation, delegation_id
from services.registration.domain.guest import Guest
from services.registration.domain.names import fits, words
from services.registration.domain.roll import Roll
from services.registration.storage import Editions, Guests
from services.registration.use_cases import editions
from services.registration.use_cases.badge_print import BadgePrint, Printer, printed
from shared.errors import Refused
from shared.events.registration import BadgeIssued, DelegationAmended
from shared.storage.store import AlreadyExists, Change, save_all

_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH = 5
_TRIES = 10


class LooksKnown(Refused):
    """Somebody of this name is registered: look whether it is the same person before registering again."""

    code = "looks_known"


def register_walk_in(
    printer: Printer, opened: Editions, edition: str, values: Mapping[str, Any], although_known: bool
) -> BadgePrint:
    """Register and confirm somebody at the desk and make their card, all or nothing.

    Refuses when the name is on the list already, unless the desk says that this is another person.
    """
    editions.require(opened, edition)
    if not although_known:
        _refuse_known(printer.guests, edition, values)
    day = editions.today_at(opened, edition)
    for attempt in range(_TRIES):
        registered, changes = _registered(printer, edition, values)
        guest = replace(registered)
        guest.confirm(day)
        claim = guest.issue_badge()
        happened = (
            *standing.what_happened(None, registered),
            *standing.what_happened(registered, guest),
            BadgeIssued(guest_id=guest.id, serial=claim.serial),
        )
        try:
            save_all([Change(printer.guests, guest, happened), *changes])
        except AlreadyExists:
            if attempt == _TRIES - 1:
                raise
        else:
            return printed(printer, guest)
    raise AssertionError("the last attempt returns or raises")


def _registered(printer: Printer, edition: str, values: Mapping[str, Any]) -> tuple[Guest, list[Change]]:
    """The guest, and the change of the group they join; only that group is looked at, not the whole edition."""
    group = values.get("delegation_id")
    groups: list[Delegation] = printer.delegations.find(id=delegation_id(edition, group)) if group else []
    members = [guest for known in groups for guest in printer.guests.of_delegation(known.id)]
    roll = Roll(edition, members, groups)
    guest = roll.guest(_reference(), values, None)
    led = [
        Change(printer.delegations, one, (DelegationAmended(**standing.of_delegation(one)),))
        for one in roll.led_anew([guest.delegation_id])
    ]
    return guest, led


def _refuse_known(guests: Guests, edition: str, values: Mapping[str, Any]) -> None:
    name = f"{values['family_name']} {values.get('given_name', '')}"
    alike = [
        guest
        for guest in guests.named(edition, name)
        if fits((guest.family_name, guest.given_name, guest.own_script_name), words(name))
    ]
    if alike:
        raise LooksKnown(
            alike=[
                {"guest_id": g.id, "reference": g.reference, "family_name": g.family_name,
                 "given_name": g.given_name, "own_script_name": g.own_script_name,
                 "organisation": g.organisation, "state": g.state.value}
                for g in alike[:5]
            ]
        )  # fmt: skip


def _reference() -> str:
    """`W-7F3K2`: read out loud without mistakes, never one of the organisers' own."""
    return "W-" + "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
