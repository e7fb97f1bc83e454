"""Weights for terms in strict order: no sum of lower terms ever outweighs one unit of a higher one."""

from collections.abc import Sequence
from dataclasses import dataclass

LARGEST = 2**62
"""Solvers count in 64-bit integers; one bit is left to spare."""


@dataclass(frozen=True)
class Ladder:
    """One weight a term, most important first; `most` is the largest value one pair can have."""

    weights: tuple[int, ...]
    most: int


def ladder(pairs: int, ceilings: tuple[int, ...], copies: int = 1) -> Ladder:
    """Weights for at most `pairs` pairs, where one pair adds at most `ceilings[k]` units of term k.

    `copies` is what the solver multiplies costs with inside; refuses an instance whose weights would not fit.
    """
    weights: list[int] = []
    below = 0
    for ceiling in reversed(ceilings):
        weights.append(pairs * below + 1)
        below += ceiling * weights[-1]
    if below * max(1, pairs) >= LARGEST or below * copies >= LARGEST:
        raise OverflowError(f"weights for {pairs} pairs do not fit into 64 bits")
    return Ladder(weights=tuple(reversed(weights)), most=below)


def mixed_radix(most: Sequence[int]) -> tuple[int, ...]:
    """Weights that write totals as one number, most important first; no total is above its `most`."""
    weights = [1]
    for ceiling in reversed(most[1:]):
        weights.append(weights[-1] * (ceiling + 1))
    if weights[-1] * (most[0] + 1) >= LARGEST:
        raise OverflowError(f"totals up to {most} do not fit into 64 bits")
    return tuple(reversed(weights))
