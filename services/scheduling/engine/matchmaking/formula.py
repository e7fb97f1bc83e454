"""Clauses about yes-or-no variables, and the counting ones among them. A literal is a number, negative for "not"."""

from collections.abc import Sequence
from itertools import combinations

from pysat.card import CardEnc, EncType

SMALL = 6
"""Up to so many literals "at most one" is written pair by pair; above, through a literal that splits them."""


class Formula:
    """A growing set of clauses."""

    def __init__(self) -> None:
        self.clauses: list[list[int]] = []
        self.variables = 0

    def variable(self) -> int:
        """A new variable."""
        self.variables += 1
        return self.variables

    def row(self, length: int) -> list[int]:
        """So many new variables."""
        return [self.variable() for _ in range(length)]

    def add(self, *literals: int) -> None:
        """At least one of these."""
        self.clauses.append(list(literals))

    def at_most_one(self, literals: Sequence[int]) -> None:
        """Not two of these."""
        while len(literals) > SMALL:
            in_head = self.variable()
            self._apart([*literals[:4], in_head])
            literals = [*literals[4:], -in_head]
        self._apart(literals)

    def _apart(self, literals: Sequence[int]) -> None:
        for one, other in combinations(literals, 2):
            self.add(-one, -other)

    def at_most(self, literals: Sequence[int], number: int) -> None:
        """Not more than `number` of these."""
        if number >= len(literals):
            return
        if number <= 0:
            for literal in literals:
                self.add(-literal)
            return
        counted = CardEnc.atmost(
            list(literals), bound=number, top_id=self.variables, encoding=EncType.totalizer
        )
        self.clauses += counted.clauses
        self.variables = max(self.variables, counted.nv)

    def tallied(self, literals: Sequence[int], upto: int) -> list[int]:
        """Literals that hold just when at least 1, 2, … `upto` of these do; all are counted from the first on."""
        tally: list[int] = []
        for place, literal in enumerate(literals):
            before, tally = tally, self.row(min(place + 1, upto))
            for least, reached in enumerate(tally, start=1):
                self._step(before, literal, least, reached)
        return tally

    def _step(self, before: Sequence[int], literal: int, least: int, reached: int) -> None:
        """`reached` just when `least` were there before, or one less and this one too."""
        already, one_less = before[least - 1 : least], before[least - 2 : least - 1] if least > 1 else []
        for known in already:
            self.add(-known, reached)
        self.add(-reached, literal, *already)
        self.add(reached, -literal, *(-known for known in one_less))
        for known in one_less:
            self.add(-reached, known, *already)

    def exactly(self, literals: Sequence[int], number: int) -> None:
        """Just `number` of these."""
        tally = self.tallied(literals, number + 1)
        if len(tally) < number:
            self.add()
        for least, reached in enumerate(tally, start=1):
            self.add(reached if least <= number else -reached)
