"""Groups guests into delegations: sister cities by name, everyone else by country."""

from __future__ import annotations

from dataclasses import dataclass

from deploy.samples.generate.description import RANKS, Description
from deploy.samples.generate.guests import Guest
from deploy.samples.generate.organisations import city_post


@dataclass(frozen=True)
class Delegation:
    """Guests who come together; their first by order is the head."""

    reference: str
    name: str
    name_zh: str
    country: str
    sister_city: bool


def delegations(about: Description, guests: dict[str, Guest]) -> list[Delegation]:
    """Put every guest in a delegation with a place in its order; empty delegations are left out."""
    named = about.content.get("delegations", [])
    of_guest = {key: city["reference"] for city in named for key in city["guests"]}
    for guest in guests.values():
        guest.delegation = of_guest.get(guest.key, f"D-{guest.country}")
    for city in named:
        _employ(city["organisation"], [guests[key] for key in city["guests"]])
    _order(list(guests.values()))
    cities = [Delegation(d["reference"], d["name"], d["name_zh"], d["country"], True) for d in named]
    countries = [
        Delegation(f"D-{code}", country["name"], country["name_zh"], code, False)
        for code, country in about["countries"].items()
    ]
    present = {guest.delegation for guest in guests.values()}
    return [delegation for delegation in countries + cities if delegation.reference in present]


def _employ(organisation: str, guests: list[Guest]) -> None:
    """Those who come for a sister city speak for it."""
    for guest in guests:
        guest.organisation = organisation
        guest.post = city_post(guest.rank, guest.post)


def _order(guests: list[Guest]) -> None:
    """Precedence inside a delegation: by rank, those who will not come last, then as registered."""
    places: dict[str, int] = {}
    for guest in sorted(guests, key=lambda g: (g.fate != "received", RANKS.index(g.rank), g.reference)):
        places[guest.delegation] = places.get(guest.delegation, 0) + 1
        guest.order = places[guest.delegation]
