"""Ranks of guests, highest first, as far as moving them is concerned."""

from enum import StrEnum


class Rank(StrEnum):
    """V1 minister, V2 ambassador or governor, V3 mayor or company head, V4 division head, V5 delegate."""

    V1 = "V1"
    V2 = "V2"
    V3 = "V3"
    V4 = "V4"
    V5 = "V5"

    @property
    def weight(self) -> int:
        """5 for the highest rank down to 1: who is served first where not everybody can be."""
        return 6 - int(self.value[1])
