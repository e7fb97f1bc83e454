"""What is wrong with a plan as things now stand, each fault with its grade."""

from dataclasses import dataclass

from services.scheduling.domain.policy import Grade


@dataclass(frozen=True)
class Conflict:
    """`code` names the kind; `about` are ids of the meetings, sessions or people concerned; `says` is for people."""

    code: str
    grade: Grade
    about: tuple[str, ...]
    says: str


LANGUAGE_NOT_INTERPRETED = "language_not_interpreted"
"""A meeting has to be interpreted from a language of which nobody is on the roster."""

ORDER = (Grade.BLOCK, Grade.BLOCK_RELEASE, Grade.WARN, Grade.IGNORE)


def gravest_first(conflicts: list[Conflict]) -> list[Conflict]:
    """The shown ones, gravest first."""
    shown = (c for c in conflicts if c.grade is not Grade.IGNORE)
    return sorted(shown, key=lambda c: (ORDER.index(c.grade), c.code, c.about))
