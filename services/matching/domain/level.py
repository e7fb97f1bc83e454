"""Levels of interpreters and ranks of guests, and which level a rank calls for."""

from enum import StrEnum


class Rank(StrEnum):
    """Protocol rank of a guest; V1 is the highest (rank table of the protocol rules)."""

    V1 = "V1"
    V2 = "V2"
    V3 = "V3"
    V4 = "V4"
    V5 = "V5"


class Level(StrEnum):
    """CATTI level or equivalent: C1, C2 simultaneous, C2 consecutive, C3, N for uncertified."""

    C1 = "C1"
    C2S = "C2S"
    C2 = "C2"
    C3 = "C3"
    N = "N"

    @property
    def height(self) -> int:
        """0 for uncertified, 4 for C1."""
        return _LOWEST_FIRST.index(self)

    def reaches(self, floor: "Level") -> bool:
        """Whether this level is the floor or above it."""
        return self.height >= floor.height

    def steps_above(self, floor: "Level") -> int:
        """How much more than the floor asks for; 0 at or below it."""
        return max(0, self.height - floor.height)


_LOWEST_FIRST = (Level.N, Level.C3, Level.C2, Level.C2S, Level.C1)

ONE_TO_ONE_RANKS = (Rank.V1, Rank.V2, Rank.V3)
"""Ranks to whom one interpreter is due for the whole stay."""


def floor_for(rank: Rank) -> Level:
    """Lowest level that may speak for this rank: C2 for V1 and V2, C3 for all others."""
    return Level.C2 if rank in (Rank.V1, Rank.V2) else Level.C3
