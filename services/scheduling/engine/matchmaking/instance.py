"""What the matchmaking engine is asked, without names: participants, pairs and slots are numbers from 0."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

SPREAD = 2
"""Nobody has more than this many idle runs more than anybody else (the published instances use 2)."""

Timetable = tuple[int, ...]
"""The slot of each pair, by pair number."""


@dataclass(frozen=True)
class Pair:
    """Two participants who are to meet once, and the slots in which they may."""

    first: int
    second: int
    slots: frozenset[int]

    @property
    def both(self) -> tuple[int, int]:
        """The two participants."""
        return self.first, self.second


@dataclass(frozen=True)
class Tables:
    """These pairs need tables of one kind or better; `number` of them stand there in each slot."""

    pairs: tuple[int, ...]
    number: tuple[int, ...]


@dataclass(frozen=True)
class Instance:
    """Pairs to place; `order` holds (earlier, later) pairs, `spread` the most by which idle runs may differ."""

    participants: int
    slots: int
    pairs: tuple[Pair, ...]
    tables: tuple[Tables, ...]
    order: tuple[tuple[int, int], ...] = ()
    spread: int = SPREAD

    @cached_property
    def pairs_of(self) -> tuple[tuple[int, ...], ...]:
        """The pairs of each participant."""
        mine: list[list[int]] = [[] for _ in range(self.participants)]
        for number, pair in enumerate(self.pairs):
            for participant in pair.both:
                mine[participant].append(number)
        return tuple(map(tuple, mine))

    def only(self, chosen: Sequence[int]) -> "Instance":
        """The instance of these pairs alone, numbered in this order; the participants stay."""
        number = {pair: n for n, pair in enumerate(chosen)}
        tables = (Tables(tuple(number[p] for p in t.pairs if p in number), t.number) for t in self.tables)
        order = ((number[a], number[b]) for a, b in self.order if a in number and b in number)
        pairs = tuple(self.pairs[pair] for pair in chosen)
        return replace(self, pairs=pairs, tables=tuple(tables), order=tuple(order))

    def open_slots(self, participant: int) -> list[int]:
        """Slots in which a participant may be busy, in order."""
        return sorted(frozenset().union(*(self.pairs[pair].slots for pair in self.pairs_of[participant])))

    def most_idle(self, participant: int) -> int:
        """The most idle runs a participant's meetings could leave, from the open slots alone."""
        meetings, slots = len(self.pairs_of[participant]), self.open_slots(participant)
        if meetings < 2 or not slots:
            return 0
        return max(0, min(meetings - 1, slots[-1] - slots[0] + 1 - meetings))

    def idle_runs(self, timetable: Timetable) -> list[int]:
        """Stretches without a meeting between two meetings, for each participant."""
        return [idle_runs(timetable[pair] for pair in pairs) for pairs in self.pairs_of]


def idle_runs(busy: Iterable[int]) -> int:
    """Stretches without a meeting between the first and the last of these slots."""
    return sum(later > earlier + 1 for earlier, later in pairwise(sorted(busy)))
