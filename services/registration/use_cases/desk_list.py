"""The desks' local list: brought up to date when a device asks, handed out by number.

There is one counter for all entries, raised in the same transaction that writes them. So entries become visible in
the order of their numbers, and whoever has everything up to a number has missed nothing.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

import orjson

from services.registration.badge_token import BadgeKey
from services.registration.desk_card import card_key, seal_card
from services.registration.domain.badge import BadgeClaim
from services.registration.domain.delegation import Delegation
from services.registration.domain.desk_list import (
    THE_LIST,
    DeskList,
    Entry,
    EntryKind,
    card_entry_id,
    name_entry_id,
    shown,
    who,
    who_interprets,
)
from services.registration.domain.facts import AssignmentFact
from services.registration.domain.guest import Guest
from services.registration.storage import Assignments, Delegations, DeskLists, Entries, Guests
from shared.errors import Unavailable
from shared.storage.changes import Changed
from shared.storage.store import AlreadyExists, Change, StaleVersion, save_all

STEP = 200
"""Guests a transaction; a step is short, so that scans are answered between two."""
WORK_SECONDS = 1.5
_TRIES = 20


class ListBusy(Unavailable):
    """The desks' list is being brought up to date by others at the same time; ask again in a moment."""

    code = "desk_list_busy"


@dataclass(frozen=True)
class Sources:
    """What entries are made from, and where they are kept."""

    guests: Guests
    delegations: Delegations
    assignments: Assignments
    entries: Entries
    lists: DeskLists
    key: BadgeKey


@dataclass(frozen=True)
class Page:
    """Entries in the order of writing; `upto` is the number to ask from next time.

    `complete` is False while there is more, or while a first building is under way: ask again at once.
    """

    entries: list[Entry]
    upto: int
    complete: bool


def page(sources: Sources, edition: str, kind: EntryKind, after: int, limit: int) -> Page:
    """What was written after a number, with everything that happened before this question."""
    complete = catch_up(sources)
    entries = sources.entries.above(edition, kind, after, limit)
    upto = entries[-1].number if entries else after
    return Page(entries, upto, complete and len(entries) < limit)


def catch_up(sources: Sources) -> bool:
    """Write anew whatever changed since last time; False when there was more than one question may wait for."""
    until = monotonic() + WORK_SECONDS
    while monotonic() < until:
        if _step(sources):
            return True
    return False


def _step(sources: Sources) -> bool:
    for _ in range(_TRIES):
        state = sources.lists.find_one(id=THE_LIST) or DeskList(THE_LIST)
        changed = sources.lists.changed(state.bookmark, STEP)
        renamed = _renamed(sources, state, changed)
        if changed.all_of_them or sources.guests.count(delegation_id=renamed) > STEP:
            state.built_to, renamed = "", []  # everybody, step by step; whose entry is right keeps it
        building = _next_to_build(sources, state)
        entries = _news(sources, _touched(sources, changed, renamed, building))
        if not entries and state.bookmark == changed.until and state.built_to is None:
            return True
        built_to = building[-1].id if len(building) == STEP else None
        for entry in entries:
            state.number += 1
            entry.number = state.number
        state.bookmark, state.built_to = changed.until, built_to
        try:
            save_all([Change(sources.lists, state), *(Change(sources.entries, entry) for entry in entries)])
        except (StaleVersion, AlreadyExists):
            continue  # another process was faster: what it wrote need not be written again
        return built_to is None and len(changed.things) < STEP
    raise ListBusy()


def _renamed(sources: Sources, state: DeskList, changed: Changed) -> list[str]:
    """Delegations that have another name than in the entries. A new one has no entries yet: its members follow."""
    if changed.all_of_them:
        state.groups = {group.id: _names(group) for group in sources.delegations.find()}
        return []
    written = [id_ for collection, id_ in changed.things if collection == Delegations.name]
    groups = sources.delegations.find(id=written) if written else []
    renamed = [group.id for group in groups if state.groups.get(group.id, _names(group)) != _names(group)]
    state.groups |= {group.id: _names(group) for group in groups}
    return renamed


def _names(group: Delegation) -> str:
    return f"{group.name_en}\n{group.name_zh}"


def _touched(
    sources: Sources, changed: Changed, renamed: list[str], building: Sequence[Guest]
) -> list[Guest]:
    """The guests whose entries may differ."""
    ids = {id_ for collection, id_ in changed.things if collection == Guests.name}
    assigned = [id_ for collection, id_ in changed.things if collection == Assignments.name]
    ids |= {fact.guest_id for fact in sources.assignments.find(id=assigned)} if assigned else set()
    guests = sources.guests.find(id=sorted(ids)) if ids else []
    members = sources.guests.find(delegation_id=renamed) if renamed else []
    return list({guest.id: guest for guest in (*guests, *members, *building)}.values())


def _next_to_build(sources: Sources, state: DeskList) -> list[Guest]:
    if state.built_to is None:
        return []
    return sources.guests.find(after=state.built_to or None, limit=STEP)


def _news(sources: Sources, guests: Sequence[Guest]) -> list[Entry]:
    """The entries of these guests that do not say yet what they should."""
    if not guests:
        return []
    ids = [guest.id for guest in guests]
    groups = _by_id(sources.delegations.find(id=sorted({g.delegation_id for g in guests if g.delegation_id})))
    waiting: dict[str, list[AssignmentFact]] = {}
    for fact in sources.assignments.find(guest_id=ids):
        waiting.setdefault(fact.guest_id, []).append(fact)
    present = {entry.id: entry for entry in sources.entries.find(guest_id=ids)}
    news: list[Entry] = []
    for guest in guests:
        group, assignment = groups.get(guest.delegation_id or ""), who_interprets(waiting.get(guest.id, []))
        for wanted in _entries(guest, group, shown(guest, group, assignment)):
            known = present.get(wanted.id)
            if known is None or known.digest != wanted.digest:
                wanted.version = known.version if known else 0
                news.append(_sealed(sources.key, wanted))
    return news


def _by_id(delegations: Iterable[Delegation]) -> dict[str, Delegation]:
    return {delegation.id: delegation for delegation in delegations}


def _entries(guest: Guest, group: Delegation | None, content: dict[str, Any]) -> Iterable[Entry]:
    """The guest's name and every card ever made for them, their contents still open."""
    valid = "revoked" if guest.badge_revoked else "valid"
    card = valid if guest.badge_serial else "none"
    yield _entry(
        guest, EntryKind.NAME, name_entry_id(guest.id), guest.badge_serial, {**content, "card": card}
    )
    for serial in range(1, guest.badge_serial + 1):
        is_last = serial == guest.badge_serial
        facts = {**content, "card": valid} if is_last else {**who(guest, group), "card": "replaced"}
        yield _entry(guest, EntryKind.CARD, card_entry_id(guest.id, serial), serial, facts)


def _entry(guest: Guest, kind: EntryKind, id_: str, serial: int, facts: dict[str, Any]) -> Entry:
    content = orjson.dumps(facts).decode()
    digest = hashlib.sha256(content.encode()).hexdigest()[:32]
    return Entry(id_, guest.edition, kind, guest.id, serial, guest.id, content, digest)


def _sealed(key: BadgeKey, entry: Entry) -> Entry:
    """A card's content is sealed with the code on the card; a name's stays open."""
    if entry.kind is EntryKind.CARD:
        edition, reference = entry.edition, entry.guest_id.removeprefix(f"{entry.edition}.g.")
        card = card_key(key.token(BadgeClaim(edition, reference, entry.serial)))
        entry.lookup, entry.content = card.lookup, seal_card(card, entry.content.encode())
    return entry
