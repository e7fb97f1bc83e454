"""What a search works with beside the engagements: what each pair counts, and what keeps one person's apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.engine.group import Engagements
from services.matching.engine.table import Ints


@dataclass(frozen=True)
class Worths:
    """What each possible pair of a group and a person counts, aligned with the group's people."""

    own: Sequence[Ints]
    first: Sequence[Ints]
    kept: Sequence[Ints]
    points: Sequence[Ints]

    def is_own(self, engagements: Engagements, group: int, person: int) -> bool:
        """Whether the person serves the guest of this group anyway; the hours are those of the stay then."""
        people = engagements.groups[group].people
        return bool(self.own[group][np.searchsorted(people, person)])


@dataclass(frozen=True)
class Limits:
    """What keeps engagements apart for a person, over all groups of the edition.

    `sets` are groups of which one person serves one at most (`apart` for people with waivers of their own);
    `minutes` and `days` are those of each group, `busy` the minutes a person's own guest takes by (person, day).
    """

    sets: Sequence[frozenset[int]]
    apart: Mapping[int, Sequence[frozenset[int]]]
    minutes: Sequence[int]
    days: Sequence[int]
    busy: Mapping[tuple[int, int], int]
    tireless: frozenset[int]
