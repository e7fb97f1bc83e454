"""Lists of the organisers: delegations, guests, replies."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from services.registration import standing
from services.registration.domain.delegation import Delegation, delegation_id
from services.registration.domain.edition import Edition
from services.registration.domain.guest import Guest
from services.registration.domain.roll import Roll
from services.registration.storage import Delegations
from services.registration.use_cases import columns
from services.registration.use_cases.register import Register
from shared.errors import Invalid
from shared.events.registration import DelegationAmended, DelegationRegistered
from shared.importing import Entry, Form, Note, Values, import_rows
from shared.storage.store import Change, save_all

Rows = Sequence[Mapping[str, str]]
Report = dict[str, Any]


class UnknownGuest(Invalid):
    """There is no guest with this reference in this edition: register the guest first."""

    code = "unknown_guest"


def import_delegations(
    delegations: Delegations,
    edition: Edition,
    rows: Rows,
    mapping: Mapping[str, str],
    *,
    dry_run: bool,
    partial: bool,
) -> Report:
    """Delegations by reference; head and order follow from the guests."""

    def build(reference: str, values: Values, before: Delegation | None) -> Delegation:
        if before is not None:
            return replace(before, **values)
        return Delegation(id=delegation_id(edition.id, reference), edition=edition.id, **values)

    return import_rows(
        Form("delegations", columns.DELEGATIONS, _reference, build),
        rows,
        mapping,
        stored=lambda keys: {
            d.reference: d for d in delegations.find(edition=edition.id, reference=list(keys))
        },
        write=lambda entries: save_all([_delegation_change(delegations, entry) for entry in entries]),
        dry_run=dry_run,
        partial=partial,
    )


def import_guests(
    register: Register,
    edition: Edition,
    rows: Rows,
    mapping: Mapping[str, str],
    *,
    dry_run: bool,
    partial: bool,
) -> Report:
    """Guests by reference; two people with one romanised name stay two and are pointed out."""
    roll = register.roll(edition.id)

    def stored(references: Sequence[str]) -> dict[str, Guest]:
        roll.expect_corrections_of(references)
        return roll.by_reference(references)

    def build(reference: str, values: Values, before: Guest | None) -> Guest:
        return roll.guest(reference, register.sealed(values, before), before)

    return import_rows(
        Form("guests", columns.GUESTS, _reference, build),
        rows,
        mapping,
        stored=stored,
        write=lambda entries: register.write(roll, _pairs(entries)),
        remarks=lambda entries: [note for entry in entries for note in _remarks(roll, entry)],
        dry_run=dry_run,
        partial=partial,
    )


def import_replies(
    register: Register,
    edition: Edition,
    rows: Rows,
    mapping: Mapping[str, str],
    *,
    dry_run: bool,
    partial: bool,
) -> Report:
    """Reply slips (回执) in the order of the file; one older than the known one is old news."""
    roll = register.roll(edition.id)
    return import_rows(
        Form("replies", columns.REPLIES, _reference, _replied, repeats=True),
        rows,
        mapping,
        stored=roll.by_reference,
        write=lambda entries: register.write(roll, _pairs(entries)),
        dry_run=dry_run,
        partial=partial,
    )


def _reference(values: Values) -> str:
    return str(values["reference"])


def _pairs(entries: Sequence[Entry[Guest]]) -> list[tuple[Guest | None, Guest]]:
    return [(entry.before, entry.thing) for entry in entries]


def _replied(reference: str, values: Values, before: Guest | None) -> Guest:
    if before is None:
        raise UnknownGuest(field="reference", value=reference)
    on, guest = values["replied_on"], replace(before)
    if values["reply"] is columns.Reply.WITHDREW:
        return guest if not before.replied_after(on) and guest.withdraw(on, "reply") else before
    already_withdrew = not before.is_expected and before.replied_on == on
    if before.replied_after(on) or already_withdrew:
        return before
    return guest if guest.confirm(on) else before


def _delegation_change(delegations: Delegations, entry: Entry[Delegation]) -> Change:
    kind = DelegationRegistered if entry.before is None else DelegationAmended
    return Change(delegations, entry.thing, (kind(**standing.of_delegation(entry.thing)),))


def _remarks(roll: Roll, entry: Entry[Guest]) -> list[Note]:
    notes, guest = [], entry.thing
    namesakes = roll.namesakes(guest)
    if namesakes:
        others = ", ".join(namesakes)
        text = (
            f"{guest.family_name} {guest.given_name} reads like {others}; they are kept as different people."
        )
        notes.append(Note(entry.row, "same_romanised_name", text))
    if guest.fallback_language and not guest.fallback_accepted_by:
        text = "The fallback language does not count until somebody is named who accepted it."
        notes.append(Note(entry.row, "fallback_not_accepted", text))
    return notes
