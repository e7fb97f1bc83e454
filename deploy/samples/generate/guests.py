"""Draws the guests of an edition: who comes, in which delegation, with which wishes."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from deploy.samples.generate.description import RANKS, Description
from deploy.samples.generate.organisations import organisation, post
from deploy.samples.generate.people import Person, Register, renamed


@dataclass
class Guest:
    """One registered guest. `key` is how descriptions name him ("GB.V2.1"), `reference` how the files do."""

    key: str
    reference: str
    person: Person
    country: str
    rank: str
    language: str
    works_in_english: bool
    organisation: str
    post: str
    fate: str = "received"
    delegation: str = ""
    order: int = 0
    accepted_by: str = ""
    dietary: str = ""
    refuses: list[str] = field(default_factory=list)
    interpreter_gender: str = ""

    @property
    def fallback(self) -> str:
        """English, for a guest who works in it and has another language of his own."""
        return "en" if self.works_in_english and self.language != "en" else ""


def guests(about: Description, register: Register, known: dict[str, Guest]) -> dict[str, Guest]:
    """All guests by key. `known` are the other edition's, for people who come to both."""
    drawn: dict[str, Guest] = {}
    for code, country in about["countries"].items():
        for rank, received in zip(RANKS, country["ranks"], strict=True):
            fates = ["received"] * received + _absent(about, f"{code}.{rank}")
            for number, fate in enumerate(fates, 1):
                key = f"{code}.{rank}.{number}"
                reference = f"{about['edition']['guest_prefix']}{len(drawn) + 1:03d}"
                person = _person(about, key, register, known)
                drawn[key] = _guest(about, key, reference, person, fate)
    _grant_wishes(about, drawn)
    return drawn


def _absent(about: Description, group: str) -> list[str]:
    """What became of the members of a country and rank who registered and were never received."""
    return [fate for fate in ("withdrew", "no_show") for name in about["absent"][fate] if name == group]


def _person(about: Description, key: str, register: Register, known: dict[str, Guest]) -> Person:
    """The person of a guest: someone known from the other edition, a namesake, or somebody new."""
    same = about.content.get("same_person", {})
    if key in same:
        return known[same[key]].person
    person = register.person(about["countries"][key.split(".", maxsplit=1)[0]]["culture"])
    for names in about.content.get("namesakes", []):
        if key in names["guests"]:
            return renamed(person, names["family"], names["given"], names["script"])
    return person


def _guest(about: Description, key: str, reference: str, person: Person, fate: str) -> Guest:
    code, rank, _ = key.split(".")
    country = about["countries"][code]
    draw = about.draw(f"guest {key}")
    return Guest(
        key=key,
        reference=reference,
        person=person,
        country=code,
        rank=rank,
        language=country["language"],
        works_in_english=country["english"],
        organisation=organisation(draw, rank, country["name"], about["edition"]["trade"]),
        post=post(draw, rank),
        fate=fate,
    )


def _grant_wishes(about: Description, drawn: dict[str, Guest]) -> None:
    """Refusals, asked-for genders and diets; diets are counted over the guests who are received."""
    for key, refused in about["wishes"]["refuses"].items():
        drawn[key].refuses = refused
    for key, gender in about["wishes"]["interpreter_gender"].items():
        drawn[key].interpreter_gender = gender
    for guest in drawn.values():
        contact = drawn.get(f"{guest.country}.V4.1", guest)
        guest.accepted_by = contact.person.name.display if guest.fallback else ""
    _serve(about["wishes"]["diet"], [g for g in drawn.values() if g.fate == "received"], about.draw("diet"))


_HALAL_FIRST = ("SA", "AE", "KW", "IR", "MY", "ID", "MV", "NG")


def _serve(diets: dict[str, int], received: list[Guest], draw: random.Random) -> None:
    """Give each diet to as many guests as the fixture counts; halal where it is usual, the rest by lot."""
    draw.shuffle(received)
    received.sort(key=lambda guest: guest.country not in _HALAL_FIRST)
    halal, others = received[: diets["halal"]], received[diets["halal"] :]
    for guest in halal:
        guest.dietary = "halal"
    draw.shuffle(others)
    wanted = [diet for diet, count in diets.items() if diet != "halal" for _ in range(count)]
    for guest, diet in zip(others, wanted, strict=False):
        guest.dietary = diet
