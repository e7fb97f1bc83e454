"""How somebody works in a language, and in which tier of the roster a person stands."""

from enum import StrEnum


class LanguageClass(StrEnum):
    """AIIC's classes: A mother tongue, B worked into and out of, C understood and worked out of only."""

    A = "A"
    B = "B"
    C = "C"


class Tier(StrEnum):
    """Who is asked first: core staff, the reserve, people under contract; trainees never work alone."""

    CORE = "core"
    RESERVE = "reserve"
    CONTRACT = "contract"
    TRAINEE = "trainee"


WAVES = (Tier.CORE, Tier.RESERVE, Tier.CONTRACT)
"""The order in which work is offered; a trainee goes along with somebody and is never asked alone."""
