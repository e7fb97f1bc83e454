"""Draws the interpreters: the city's own forty, and the contract staff of one edition."""

from __future__ import annotations

import random
from dataclasses import dataclass

from deploy.samples.generate.description import Description
from deploy.samples.generate.guests import Guest
from deploy.samples.generate.people import Register

# The official team by language: how many of level C1, C2, C3 and N.
OFFICIAL = {
    "en": (1, 8, 12, 3),
    "ja": (0, 1, 2, 1),
    "ko": (0, 1, 2, 1),
    "ru": (0, 1, 1, 1),
    "fr": (0, 1, 1, 0),
    "es": (0, 0, 1, 0),
    "pt": (0, 0, 0, 1),
    "ar": (0, 0, 1, 0),
}
_LEVELS = ("C1", "C2", "C3", "N")
_UNITS = (
    "Foreign Affairs Office",
    "Zhejiang Ocean University",
    "Bureau of Commerce",
    "Zhoushan Customs",
    "Port Administration",
    "Bureau of Culture and Tourism",
    "Entry-Exit Inspection",
)
_TOPIC_SHARES = (("oil-gas", 0.35), ("tourism", 0.35), ("fishery", 0.20), ("law", 0.10))
_SHARE_OF_WOMEN = 0.65


@dataclass(frozen=True)
class Interpreter:
    """One interpreter. `booth` keeps simultaneous staff out of one-to-one work."""

    reference: str
    name: str
    name_zh: str
    unit: str
    team: str
    language: str
    level: str
    booth: bool
    topics: tuple[str, ...]
    gender: str
    conflicts: str = ""


def official_team(register: Register, draw: random.Random) -> list[Interpreter]:
    """The city's own team; the same people serve every edition."""
    posts = [
        (language, level)
        for language, counts in OFFICIAL.items()
        for level, count in zip(_LEVELS, counts, strict=True)
        for _ in range(count)
    ]
    return [
        _interpreter(register, draw, f"I{number:03d}", language, level)
        for number, (language, level) in enumerate(posts, 1)
    ]


def contract_staff(about: Description, register: Register) -> list[Interpreter]:
    """Those hired for one edition."""
    draw, prefix = about.draw("contract"), about["roster"]["prefix"]
    posts = [post for post in about["roster"]["contract"] for _ in range(post["count"])]
    return [
        _interpreter(
            register, draw, f"{prefix}{number:02d}", post["language"], post["level"], booth=post["booth"]
        )
        for number, post in enumerate(posts, 1)
    ]


def with_conflicts(
    about: Description, roster: list[Interpreter], guests: dict[str, Guest]
) -> list[Interpreter]:
    """The roster with each conflict of interest against the organisation of the guest named."""
    conflicts = {who: guests[key].organisation for who, key in about["roster"]["conflicts"].items()}
    return [_against(interpreter, conflicts.get(interpreter.reference, "")) for interpreter in roster]


def _against(interpreter: Interpreter, organisation: str) -> Interpreter:
    return Interpreter(**{**interpreter.__dict__, "conflicts": organisation})


def _interpreter(
    register: Register,
    draw: random.Random,
    reference: str,
    language: str,
    level: str,
    *,
    booth: bool | None = None,
) -> Interpreter:
    name = register.local_name()
    return Interpreter(
        reference=reference,
        name=f"{name.family} {name.given}",
        name_zh=name.script,
        unit=draw.choice(_UNITS) if booth is None else "Freelance",
        team="official" if booth is None else "contract",
        language=language,
        level=level,
        booth=bool(booth),
        topics=tuple(topic for topic, share in _TOPIC_SHARES if draw.random() < share),
        gender="f" if draw.random() < _SHARE_OF_WOMEN else "m",
    )
