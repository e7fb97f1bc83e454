"""The tables of meals: sittings as described, the host's people at the banquet, and what guests need at table."""

from __future__ import annotations

from collections.abc import Iterable

from deploy.samples.generate.description import Description
from deploy.samples.generate.guests import Guest
from deploy.samples.generate.names import open_book
from deploy.samples.generate.sheets import Cell, Sheet

_HEADER = [
    "Reference", "Kind", "Name", "Place", "Starts", "Ends", "Cost per head", "Host rank", "Companions", "Tables",
    "Seats a table", "Seafood",
]  # fmt: skip
_ANSWERS = {"no pork": "no_pork", "shellfish allergy": "shellfish_allergy"}


def sittings(about: Description) -> Sheet:
    """One row a meal; everybody in town is invited. A banquet has a companion of the host's for each half table."""
    rows: list[list[Cell]] = []
    for reference, kind, name, when, cost, host_rank, tables, seafood in about["meals"]["rows"]:
        companions = "; ".join(_companions(about, reference, 2 * tables))
        place = about["edition"]["zone"]
        rows.append(
            [
                reference,
                kind,
                name,
                place,
                *about.span(when),
                cost,
                host_rank,
                companions,
                tables,
                10,
                seafood,
            ]
        )
    return Sheet("sittings", _HEADER, rows)


def _companions(about: Description, sitting: str, count: int) -> list[str]:
    """Invented names with the languages each speaks beside Chinese, in turn."""
    names = open_book(f"{about.reference} {sitting}")
    spoken = about["meals"]["languages"]
    drawn = [names.draw("zh") for _ in range(count)]
    return [f"{name.family} {name.given}/{spoken[place % len(spoken)]}" for place, name in enumerate(drawn)]


def needs(guests: Iterable[Guest]) -> Sheet:
    """One row for each guest who has answered; who has no need says so."""
    rows: list[list[Cell]] = [
        [guest.reference, _ANSWERS.get(guest.dietary, guest.dietary) or "none"]
        for guest in guests
        if guest.fate == "received"
    ]
    return Sheet("needs", ["Guest", "Needs"], rows)
