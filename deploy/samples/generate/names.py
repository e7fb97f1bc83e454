"""Draws names that do not repeat, romanised and in the bearer's own script."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

# Scripts that put the family name first and leave no space.
_FAMILY_FIRST = {"ko", "ja", "zh", "sg"}


@dataclass(frozen=True)
class Name:
    """A person's name: romanised parts, and the whole in the bearer's own script."""

    family: str
    given: str
    script: str

    @property
    def display(self) -> str:
        """Given name first, as on a name list in English."""
        return f"{self.given} {self.family}"


class NameBook:
    """Names by culture; each pair of family and given name is handed out once."""

    def __init__(self, lists: dict[str, list[tuple[str, str]]], seed: str) -> None:
        self._left = {culture: _pairs(lists, culture, seed) for culture in _cultures(lists)}

    def draw(self, culture: str) -> Name:
        """The next unused name of a culture; KeyError or IndexError where names.txt has none left."""
        return self._left[culture].pop()


def open_book(seed: str) -> NameBook:
    """Read names.txt; the same seed hands names out in the same order."""
    text = Path(__file__).with_name("names.txt").read_text(encoding="utf-8")
    lists: dict[str, list[tuple[str, str]]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            label, _, entries = line.partition(":")
            lists[label] = [_entry(entry.strip()) for entry in entries.split(";")]
    return NameBook(lists, seed)


def _entry(text: str) -> tuple[str, str]:
    """Split "Kim=김"; a name without "=" is written alike in both scripts."""
    romanised, _, script = text.partition("=")
    return romanised, script or romanised


def _cultures(lists: dict[str, list[tuple[str, str]]]) -> list[str]:
    return sorted({label.split()[0] for label in lists})


def _pairs(lists: dict[str, list[tuple[str, str]]], culture: str, seed: str) -> list[Name]:
    """Every family name once with some given name, then every one with another, and so on."""
    draw = random.Random(f"{seed} names {culture}")
    families, givens = list(lists[f"{culture} family"]), list(lists[f"{culture} given"])
    draw.shuffle(families)
    draw.shuffle(givens)
    rounds = [
        (family, givens[(place + turn) % len(givens)])
        for turn in range(len(givens))
        for place, family in enumerate(families)
    ]
    return [_name(culture, family, given) for family, given in reversed(rounds)]


def _name(culture: str, family: tuple[str, str], given: tuple[str, str]) -> Name:
    script = family[1] + given[1] if culture in _FAMILY_FIRST else f"{given[1]} {family[1]}"
    return Name(family[0], given[0], script)
