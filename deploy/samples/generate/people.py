"""The people behind the guests: a person outlives an edition and may come to both."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from deploy.samples.generate.names import Name, NameBook, open_book

_OLDEST = date(1944, 1, 1)
_YEARS_OF_BIRTH = 52


@dataclass(frozen=True)
class Person:
    """Someone with a name, a birth date and a passport number that cannot be valid (ZZ and seven digits)."""

    reference: str
    name: Name
    born: date
    passport: str


class Register:
    """Hands out persons, each with a number, a passport and a birth date of its own."""

    def __init__(self, seed: str) -> None:
        self._draw = random.Random(f"{seed} persons")
        self._names: NameBook = open_book(seed)
        self._passports = self._draw.sample(range(10_000_000), 1_000)
        self._count = 0

    def person(self, culture: str) -> Person:
        """A new person of a culture."""
        self._count += 1
        born = _OLDEST + timedelta(days=self._draw.randrange(_YEARS_OF_BIRTH * 365))
        passport = f"ZZ{self._passports[self._count]:07d}"
        return Person(f"P{self._count:04d}", self._names.draw(culture), born, passport)

    def local_name(self) -> Name:
        """A name for an interpreter, a host or a driver of the city."""
        return self._names.draw("zh")


def renamed(person: Person, family: str, given: str, script: str) -> Person:
    """The same person under the name the description gives."""
    return replace(person, name=Name(family, given, script))
