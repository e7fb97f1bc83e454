"""Units of one person each, all at one time: an assignment problem, whatever their number.

This is what a change mostly comes down to: somebody falls out of one of many visits or meetings that run at once.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from services.matching.engine.assignment import assign, bound
from services.matching.engine.cluster import Outcome
from services.matching.engine.group import Engagements
from services.matching.engine.limits import Limits, Worths
from services.matching.engine.table import Bools, Ints
from services.matching.engine.weights import ladder


def decide_at_once(
    engagements: Engagements,
    units: Sequence[int],
    worths: Worths,
    limits: Limits,
    clashing: Bools,
    held: Mapping[int, frozenset[int]],
    calm: Mapping[tuple[int, int], int],
) -> Outcome | None:
    """The best assignment, or None where the units are of another kind or the weights do not fit."""
    groups = _single_groups(engagements, units)
    if groups is None or limits.apart or any(group in held for group in groups):
        return None
    everywhere = clashing[np.ix_(groups, groups)]
    if not (everywhere | np.eye(len(groups), dtype=np.bool_)).all():
        return None
    rows = np.concatenate([np.full(len(engagements.groups[g].people), n) for n, g in enumerate(groups)])
    people = np.concatenate([engagements.groups[group].people for group in groups])
    who, columns = np.unique(people, return_inverse=True)
    worth = np.array([engagements.units[unit].worth for unit in units], dtype=np.int64)
    terms = [
        np.ones_like(people),
        worth[rows],
        *(np.concatenate([of[group] for group in groups]) for of in (worths.own, worths.first, worths.kept)),
        np.concatenate([worths.points[group] for group in groups]),
        -np.array(
            [calm.get((groups[r], int(p)), 0) for r, p in zip(rows, people, strict=True)], dtype=np.int64
        ),
    ]
    values = _values(terms, len(groups), len(who))
    if values is None:
        return None
    mates = assign(len(groups), len(who), rows, columns, values)
    chosen = np.array([mates[r] == c for r, c in zip(rows, columns, strict=True)], dtype=np.bool_)
    if bound(len(who), rows, columns, values, mates) != int(values[chosen].sum()):
        return None
    served, rank, own, first, kept, points, _ = (int(term[chosen].sum()) for term in terms)
    totals = (served, rank, served, served, own, first, kept, points)
    seated: dict[int, tuple[int, ...]] = {
        group: () if (mate := mates[number]) is None else (int(who[mate]),)
        for number, group in enumerate(groups)
    }
    return Outcome(seated, totals, totals)


def _single_groups(engagements: Engagements, units: Sequence[int]) -> list[int] | None:
    found = []
    for unit in units:
        of = engagements.units[unit]
        if of.leaders is not None or len(of.booths) > 1 or of.booths[0].size > 1:
            return None
        found.append(of.groups[0])
    return found


def _values(terms: Sequence[Ints], groups: int, people: int) -> Ints | None:
    """All terms as one number above 0, the earlier ones outweighing the later."""
    if len(terms[0]) == 0:
        return np.zeros(0, dtype=np.int64)
    lowest = [0, 0, 0, 0, 0, int(terms[5].min()), int(terms[6].min())]
    raised = [term - least for term, least in zip(terms, lowest, strict=True)]
    ceilings = tuple(int(term.max()) for term in raised)
    try:
        weights = ladder(min(groups, people), ceilings, copies=groups + people + 1).weights
    except OverflowError:
        return None
    total: Ints = np.zeros_like(raised[0])
    for weight, term in zip(weights, raised, strict=True):
        total = total + weight * term
    return total
