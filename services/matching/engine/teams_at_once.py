"""Teams that all sit at one time: an assignment of people to seats, and the choice of the one booth nobody is left for.

This is what a change comes down to when parallel forums need everybody of a language and one falls ill. The search
proves its answer: a booth that stays empty is chosen by what all others can be worth at most without it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from services.matching.engine.assignment import assign, bound, prices_of
from services.matching.engine.cluster import Outcome
from services.matching.engine.group import Engagements
from services.matching.engine.limits import Limits, Worths
from services.matching.engine.table import Bools, Ints
from services.matching.engine.weights import ladder


@dataclass(frozen=True)
class Booth:
    """One booth: its unit, its group, and the rows of its seats; the first `least` of them have to be taken."""

    unit: int
    group: int
    rows: range
    least: int


@dataclass(frozen=True)
class Seats:
    """Possible pairs of seats and people: the seat (row), the person's position in `who`, and the pair's value.

    `value` writes all terms as one number; `needed` is the part of it that a seat counts for being a needed one.
    """

    booths: tuple[Booth, ...]
    who: Ints
    rows: Ints
    columns: Ints
    value: Ints
    needed: int


@dataclass(frozen=True)
class Filled:
    """Who takes which seat when the seats of `empty` are not there, and what that is worth beside being needed."""

    mates: Sequence[int | None]
    worth: int
    is_complete: bool
    empty: Booth | None = None


def teams_at_once(
    engagements: Engagements,
    units: Sequence[int],
    worths: Worths,
    limits: Limits,
    clashing: Bools,
    held: Mapping[int, frozenset[int]],
    calm: Mapping[tuple[int, int], int],
) -> Outcome | None:
    """The best seating with every booth manned, or all but one; None where it takes a search to tell."""
    groups = [group for unit in units for group in engagements.units[unit].groups]
    if limits.apart or any(group in held for group in groups):
        return None
    if any(engagements.units[unit].excused for unit in units) or any(
        len(booth.groups) > 1 or booth.lifting for unit in units for booth in engagements.units[unit].booths
    ):
        return None
    if not (clashing[np.ix_(groups, groups)] | _within(engagements, units)).all():
        return None
    seats = _seats(engagements, units, worths, calm)
    best = None if seats is None else _best(engagements, seats)
    return None if seats is None or best is None else _outcome(engagements, units, worths, seats, best)


def _within(engagements: Engagements, units: Sequence[int]) -> Bools:
    """Pairs of groups of one unit: those are at one time in any case."""
    of = np.array([unit for unit in units for _ in engagements.units[unit].groups], dtype=np.intp)
    found: Bools = of[:, None] == of[None, :]
    return found


def _seats(
    engagements: Engagements, units: Sequence[int], worths: Worths, calm: Mapping[tuple[int, int], int]
) -> Seats | None:
    booths = _booths(engagements, units)
    parts = [_pairs(engagements, booth, worths, calm) for booth in booths]
    rows, people, *terms = (np.concatenate(part) for part in zip(*parts, strict=True))
    if len(rows) == 0:
        return None
    who, columns = np.unique(people, return_inverse=True)
    raised = [terms[0] - terms[0].min(), terms[1], *(term - term.min() for term in terms[2:])]
    size = booths[-1].rows.stop
    try:
        weights = ladder(
            min(size, len(who)), tuple(int(t.max()) for t in raised), copies=size + len(who) + 1
        ).weights
    except OverflowError:
        return None
    value: Ints = np.zeros_like(raised[0])
    for weight, term in zip(weights, raised, strict=True):
        value = value + weight * term
    return Seats(tuple(booths), who, rows, columns, value, weights[0] if raised[0].any() else 0)


def _booths(engagements: Engagements, units: Sequence[int]) -> list[Booth]:
    of = [(unit, booth) for unit in units for booth in engagements.units[unit].booths]
    starts = [0, *accumulate(booth.size for _, booth in of)]
    return [
        Booth(unit, booth.groups[0], range(first, first + booth.size), booth.least)
        for first, (unit, booth) in zip(starts, of, strict=False)
    ]


def _pairs(
    engagements: Engagements, booth: Booth, worths: Worths, calm: Mapping[tuple[int, int], int]
) -> tuple[Ints, ...]:
    """Row, person and terms of each possible pair; the first seat of a lone booth is its leader's."""
    people = np.asarray(engagements.groups[booth.group].people, dtype=np.int64)
    disturbed = [-calm.get((booth.group, person), 0) for person in people.tolist()]
    terms = (
        np.ones_like(people), *(of[booth.group] for of in (worths.own, worths.first, worths.kept, worths.points)),
        np.array(disturbed, dtype=np.int64),
    )  # fmt: skip
    unit = engagements.units[booth.unit]
    may_lead = np.ones(len(people), dtype=np.bool_)
    if unit.leaders is not None and len(unit.booths) == 1:
        may_lead = np.isin(people, list(unit.leaders))
    found = []
    for seat, row in enumerate(booth.rows):
        of_seat = may_lead if seat == 0 else np.ones_like(may_lead)
        number = int(of_seat.sum())
        fixed = np.full(number, row), people[of_seat], np.full(number, int(seat < booth.least))
        found.append((*fixed, *(term[of_seat] for term in terms)))
    return tuple(np.concatenate(part).astype(np.int64) for part in zip(*found, strict=True))


def _best(engagements: Engagements, seats: Seats) -> Filled | None:
    """Every booth manned, or the best of all ways to leave out one booth of a unit of the lowest worth."""
    whole = _filled(seats, None)
    if whole is None:
        return None
    if whole.is_complete:
        return whole if _is_led(engagements, seats, whole) else None
    least = min(engagements.units[booth.unit].worth for booth in seats.booths)
    candidates = [booth for booth in seats.booths if engagements.units[booth.unit].worth == least]
    ceilings = dict.fromkeys(candidates, np.iinfo(np.int64).max)
    best: Filled | None = None
    last = whole
    while candidates:
        for booth, ceiling in _ceilings(seats, last, candidates).items():
            ceilings[booth] = min(ceilings[booth], ceiling)
        booth = max(candidates, key=lambda b: (ceilings[b], -b.rows.start))
        if best is not None and ceilings[booth] <= best.worth:
            break
        candidates.remove(booth)
        without = _filled(seats, booth)
        if without is None or (without.is_complete and not _is_led(engagements, seats, without)):
            return None
        if without.is_complete and (best is None or without.worth > best.worth):
            best = without
        last = without
    return best


def _filled(seats: Seats, empty: Booth | None) -> Filled | None:
    """The best assignment when nobody sits in this booth; None where prices do not prove it."""
    used = np.ones(len(seats.rows), dtype=np.bool_)
    if empty is not None:
        used = (seats.rows < empty.rows.start) | (seats.rows >= empty.rows.stop)
    size = seats.booths[-1].rows.stop
    rows, columns, values = seats.rows[used], seats.columns[used], seats.value[used]
    mates = assign(size, len(seats.who), rows, columns, values)
    total = int(seats.value[_taken(seats, mates)].sum())
    if total != bound(len(seats.who), rows, columns, values, mates):
        return None
    needed = sum(mates[row] is not None for booth in seats.booths for row in booth.rows[: booth.least])
    wanted = sum(booth.least for booth in seats.booths if booth is not empty)
    return Filled(mates, total - needed * seats.needed, needed == wanted, empty)


def _taken(seats: Seats, mates: Sequence[int | None]) -> Bools:
    of_row = np.array([-1 if mate is None else mate for mate in mates], dtype=np.int64)
    found: Bools = of_row[seats.rows] == seats.columns
    return found


def _ceilings(seats: Seats, filled: Filled, candidates: Sequence[Booth]) -> dict[Booth, int]:
    """What the rest can be worth at most without each of these booths, at the prices of this assignment.

    Prices bound every assignment, whatever they are; they are close for those that differ little.
    """
    size = seats.booths[-1].rows.stop
    prices = prices_of(len(seats.who), seats.rows, seats.columns, seats.value, filled.mates)
    gains = np.zeros(size, dtype=np.int64)
    np.maximum.at(gains, seats.rows, seats.value - prices[seats.columns])
    everything = int(gains.sum() + prices.sum())
    needed = sum(booth.least for booth in seats.booths)
    return {
        booth: everything
        - int(gains[booth.rows.start : booth.rows.stop].sum())
        - (needed - booth.least) * seats.needed
        for booth in candidates
    }


def _is_led(engagements: Engagements, seats: Seats, filled: Filled) -> bool:
    """Whether a leader sits in each team that is there; lone booths have their leader's seat."""
    led: dict[int, bool] = {}
    for booth in seats.booths:
        leaders = engagements.units[booth.unit].leaders
        people = _people(seats, filled, booth)
        if leaders is not None and people:
            led[booth.unit] = led.get(booth.unit, False) or not leaders.isdisjoint(people)
    return all(led.values())


def _people(seats: Seats, filled: Filled, booth: Booth) -> tuple[int, ...]:
    mates = (filled.mates[row] for row in booth.rows)
    return tuple(sorted(int(seats.who[mate]) for mate in mates if mate is not None))


def _outcome(
    engagements: Engagements, units: Sequence[int], worths: Worths, seats: Seats, filled: Filled
) -> Outcome:
    seated = {booth.group: _people(seats, filled, booth) for booth in seats.booths}
    lost = set() if filled.empty is None else {filled.empty.unit}
    served = [engagements.units[unit].worth for unit in units if unit not in lost]
    pairs = [
        (group, int(np.searchsorted(engagements.groups[group].people, person)))
        for group, people in seated.items()
        for person in people
    ]
    w = worths
    totals = (
        len(served), sum(served), len(seats.booths) - len(lost), len(pairs),
        *(sum(int(of[group][at]) for group, at in pairs) for of in (w.own, w.first, w.kept, w.points)),
    )  # fmt: skip
    return Outcome(seated, totals, totals)
