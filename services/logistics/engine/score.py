"""How good a plan is: five figures, of which an earlier one outweighs any number of the later ones."""

from typing import NamedTuple, Self

_WIDTHS = (10**4, 10**5, 10**4, 10**5)
"""How many values a figure may take within the one for people; together fewer than the 2**63 a database keeps."""


class Score(NamedTuple):
    """All to be small, in this order.

    `left` weighs guests without a trip (each counts more than all ranks together, a higher rank more than a
    lower one); `changed` counts trips of others that a repair touched; `told` counts guests on the affected
    trips who leave at another time than before; `waiting` is minutes at gates; `trips`; `seats` those sent out.
    """

    left: int = 0
    changed: int = 0
    told: int = 0
    waiting: int = 0
    trips: int = 0
    seats: int = 0

    def __add__(self, other: Self) -> Self:  # type: ignore[override]
        return type(self)(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    def as_number(self) -> int:
        """One figure for people: guests left, waiting, trips and seats, most weighty first, each up to its width."""
        number = min(self.left, _WIDTHS[0] - 1)
        for figure, width in zip((self.waiting, self.trips, self.seats), _WIDTHS[1:], strict=True):
            number = number * width + min(figure, width - 1)
        return number


def cost_of_leaving(weight: int, legs: int) -> int:
    """What one guest without a trip costs, so that fewer guests come before higher ranks.

    `weight` is the rank's (1 to 5), `legs` the number of drives wanted in all.
    """
    return 5 * legs + weight
