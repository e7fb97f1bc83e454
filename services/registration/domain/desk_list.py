"""The local list of a desk: what a device needs to decide alone.

One entry a card, which only the card's own code opens, so that a stolen device lists nobody; and one entry a name,
for the few devices that may search. Every writing of an entry gets the next number, so that a device asks for what
is above the last number it has.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from services.registration.domain.delegation import Delegation
from services.registration.domain.facts import AssignmentFact
from services.registration.domain.guest import Guest

THE_LIST = "desk_list"


class EntryKind(StrEnum):
    """What an entry is found by."""

    CARD = "card"
    NAME = "name"


@dataclass
class Entry:
    """`lookup` is what a device finds it by: a hash of the card's code, or the guest's id.

    `content` is sealed for a card and JSON for a name; `digest` tells whether it says something new.
    """

    id: str
    edition: str
    kind: EntryKind
    guest_id: str
    serial: int
    lookup: str
    content: str
    digest: str
    number: int = 0
    version: int = 0


@dataclass
class DeskList:
    """How far the entries follow what they are made from: everything written until `bookmark` is in them.

    `built_to` is the last guest of a first or repeated building under way; None: it is complete. `groups` are
    the names of delegations that are in the entries: only another name concerns all members.
    """

    id: str
    number: int = 0
    bookmark: str | None = None
    built_to: str | None = ""
    groups: dict[str, str] = field(default_factory=dict)
    version: int = 0


def card_entry_id(guest_id: str, serial: int) -> str:
    """One entry a card, also of cards that have ended: they must be known as such."""
    return f"{guest_id}.{serial}"


def name_entry_id(guest_id: str) -> str:
    """One entry a guest."""
    return f"{guest_id}.name"


def shown(guest: Guest, delegation: Delegation | None, assignment: AssignmentFact | None) -> dict[str, Any]:
    """What a desk sees of a guest: names as given, group, interpreter waiting, attention note, and where they are."""
    return {
        **who(guest, delegation),
        "state": guest.state.value,
        "since": guest.inside_since.isoformat() if guest.inside_since else None,
        "door": guest.inside_door,
        "country": guest.country,
        "organisation": guest.organisation,
        "post": guest.post,
        "language": guest.language,
        "head": guest.head_of_delegation,
        "interpreter": _interpreter(assignment),
        "attention": guest.attention,
    }


def who(guest: Guest, delegation: Delegation | None) -> dict[str, Any]:
    """Enough to know whom an ended card was made for."""
    return {
        "guest_id": guest.id,
        "reference": guest.reference,
        "family_name": guest.family_name,
        "given_name": guest.given_name,
        "own_script_name": guest.own_script_name,
        "rank": guest.rank.value,
        "group_en": delegation.name_en if delegation else "",
        "group_zh": delegation.name_zh if delegation else "",
    }


def who_interprets(assignments: list[AssignmentFact]) -> AssignmentFact | None:
    """Who waits for the guest: the one-to-one interpreter, or the gap where there should be one."""
    stays = [fact for fact in assignments if fact.purpose == "one_to_one"]
    open_ones = [fact for fact in stays if fact.standing in ("assigned", "unfilled")]
    return min(open_ones, key=lambda fact: (fact.standing != "assigned", fact.starts, fact.id), default=None)


def _interpreter(assignment: AssignmentFact | None) -> dict[str, str] | None:
    if assignment is None:
        return None
    return {
        "standing": assignment.standing,
        "name": assignment.interpreter_name,
        "language": assignment.serves_in,
    }
