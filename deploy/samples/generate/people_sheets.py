"""The tables of people: delegations, guests, replies, interpreters."""

from __future__ import annotations

from datetime import timedelta

from deploy.samples.generate.delegations import Delegation
from deploy.samples.generate.description import Description
from deploy.samples.generate.guests import Guest
from deploy.samples.generate.roster import Interpreter
from deploy.samples.generate.sheets import Cell, Sheet

_GUEST_HEADER = [
    "Reference", "Person", "Family name", "Given name", "Name in own script", "Birth date", "Country",
    "Organisation", "Post", "Rank", "Language", "Fallback language", "Fallback accepted by", "Delegation",
    "Order",
    "Head", "E-mail", "Passport", "Dietary needs", "Refuses", "Interpreter gender",
]  # fmt: skip
_INTERPRETER_HEADER = [
    "Reference", "Name", "Name (zh)", "Home unit", "Team", "Languages", "Level", "Booth", "Topics", "Gender",
    "Consent", "Pledge signed on", "Available from", "Available until", "Absent", "Conflicts",
]  # fmt: skip


def delegation_sheet(delegations: list[Delegation]) -> Sheet:
    """One row a delegation."""
    rows = [[d.reference, d.name, d.name_zh, d.country, _yes(d.sister_city)] for d in delegations]
    return Sheet("delegations", ["Reference", "Name", "Name (zh)", "Country", "Sister city"], rows)


def guest_sheet(guests: dict[str, Guest]) -> Sheet:
    """One row a guest."""
    return Sheet("guests", _GUEST_HEADER, [_guest_row(guest) for guest in guests.values()])


def _guest_row(guest: Guest) -> list[Cell]:
    name = guest.person.name
    who: list[Cell] = [
        guest.reference,
        guest.person.reference,
        name.family,
        name.given,
        name.script,
        guest.person.born,
    ]
    speaks: list[Cell] = [guest.rank, guest.language, guest.fallback, guest.accepted_by]
    comes: list[Cell] = [guest.delegation, guest.order, _yes(guest.order == 1)]
    mail = f"{guest.reference.lower()}@guests.example"
    needs: list[Cell] = [guest.dietary, "; ".join(guest.refuses), guest.interpreter_gender]
    return [
        *who,
        guest.country,
        guest.organisation,
        guest.post,
        *speaks,
        *comes,
        mail,
        guest.person.passport,
        *needs,
    ]


def interpreter_sheet(about: Description, roster: list[Interpreter]) -> Sheet:
    """One row an interpreter; everyone is released for the whole edition and has signed the pledge."""
    return Sheet("interpreters", _INTERPRETER_HEADER, [_interpreter_row(about, one) for one in roster])


def _interpreter_row(about: Description, one: Interpreter) -> list[Cell]:
    who: list[Cell] = [one.reference, one.name, one.name_zh, one.unit, one.team, one.language, one.level]
    can: list[Cell] = [_yes(one.booth), "; ".join(one.topics), one.gender, "given"]
    pledged = about.opening - timedelta(days=21)
    return [*who, *can, pledged, about.day("D-4"), about.day("D+4"), "", one.conflicts]


def _yes(true: bool) -> str:
    return "yes" if true else "no"
