"""Teams at one time: the assignment says the same as the 0/1 program, and proves it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.engine.cluster import decide_together
from services.matching.engine.group import Booth, Engagements, Group, Unit
from services.matching.engine.limits import Limits, Worths
from services.matching.engine.teams_at_once import teams_at_once

PEOPLE = 9

Seating = tuple[Engagements, Worths, Limits]


@st.composite
def seatings(draw: st.DrawFn) -> Seating:
    """A few teams of one hour: mostly everybody is needed, sometimes somebody is wanting."""
    groups: list[Group] = []
    units: list[Unit] = []
    for _ in range(draw(st.integers(1, 3))):
        booths = []
        for _ in range(draw(st.integers(1, 2))):
            size = draw(st.integers(1, 2))
            people = draw(st.sets(st.integers(0, PEOPLE - 1), min_size=2))
            groups.append(Group(tuple(range(size)), np.array(sorted(people), dtype=np.intp)))
            booths.append(Booth((len(groups) - 1,), draw(st.integers(1, size)), size))
        leaders = draw(st.sampled_from([None, frozenset({0, 1, 2, 3, 4})]))
        units.append(Unit(tuple(booths), draw(st.integers(1, 2)), leaders))
    of_pairs = [
        [
            np.array(draw(st.lists(st.integers(low, high), min_size=n, max_size=n)), dtype=np.int64)
            for n in sizes
        ]
        for sizes in [[len(group.people) for group in groups]]
        for low, high in ((0, 1), (0, 1), (0, 4), (-2, 5))
    ]
    everything = frozenset(range(len(groups)))
    limits = Limits([everything], {}, [60] * len(groups), [0] * len(groups), {}, frozenset())
    return Engagements(tuple(groups), tuple(units)), Worths(*of_pairs), limits


@given(seatings())
@settings(max_examples=150, deadline=None)
def test_nobody_is_seated_better_by_the_program(seating: Seating) -> None:
    engagements, worths, limits = seating
    units = range(len(engagements.units))
    clashing = ~np.eye(len(engagements.groups), dtype=np.bool_)

    found = teams_at_once(engagements, units, worths, limits, clashing, {}, {})

    if found is not None:
        best = decide_together(engagements, units, worths, limits, {}, {})
        assert (found.totals, found.bounds) == (best.totals, best.bounds)
        people = [person for group in found.seated.values() for person in group]
        assert len(people) == len(set(people))


def test_the_booth_of_least_worth_stays_empty_when_one_person_falls_out() -> None:
    people = np.arange(5, dtype=np.intp)
    groups = tuple(Group((0, 1), people) for _ in range(3))
    units = tuple(Unit((Booth((n,), 2, 2),), worth, frozenset({0, 1})) for n, worth in enumerate((1, 1, 2)))
    alike = [np.zeros(5, dtype=np.int64)] * 3
    kept = [np.array(row, dtype=np.int64) for row in ([1, 0, 1, 0, 0], [0, 1, 0, 0, 0], [0, 0, 0, 1, 1])]
    limits = Limits([frozenset({0, 1, 2})], {}, [60] * 3, [0] * 3, {}, frozenset())

    found = teams_at_once(
        Engagements(groups, units), range(3), Worths(alike, alike, kept, alike), limits,
        ~np.eye(3, dtype=np.bool_), {}, {},
    )  # fmt: skip

    assert found is not None
    assert found.totals == found.bounds == (2, 3, 2, 4, 0, 0, 3, 0)
    assert (found.seated[1], found.seated[0]) == ((), (0, 2))
