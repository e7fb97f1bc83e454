"""Maximum-weight assignment by OR-Tools, and a bound that proves it without trusting the solver."""

from collections.abc import Sequence

import numpy as np
from ortools.graph.python import linear_sum_assignment

Ints = np.ndarray[tuple[int], np.dtype[np.int64]]


def assign(left: int, right: int, starts: Ints, ends: Ints, values: Ints) -> list[int | None]:
    """For each left node the right node it gets, or None; the sum of `values` (all > 0) is the largest
    possible.

    The solver wants perfect matchings, so both sides are doubled: a left node may take its own blank, and
    the copies of the pair then take each other. Exact, and every instance has a solution.
    """
    if len(values) == 0:
        return [None] * left
    top = int(values.max())
    lefts, rights = np.arange(left, dtype=np.int64), np.arange(right, dtype=np.int64)
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(
        np.concatenate([starts, lefts, left + rights, left + ends]),
        np.concatenate([ends, right + lefts, rights, right + starts]),
        np.concatenate([top - values, np.full(left, top), np.zeros(right + len(values), dtype=np.int64)]),
    )
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise ArithmeticError(f"assignment ended with status {status}")
    mates = [solver.right_mate(node) for node in range(left)]
    return [mate if mate < right else None for mate in mates]


def bound(right: int, starts: Ints, ends: Ints, values: Ints, mates: Sequence[int | None]) -> int:
    """An upper bound on the value of any assignment, by linear-programming duality.

    What each left node still gains at the prices of `prices_of`, plus these prices, bounds every assignment whatever
    the prices are; it is equal to the value of `mates` if these are optimal.
    """
    if len(values) == 0:
        return 0
    prices = prices_of(right, starts, ends, values, mates)
    gains = np.zeros(len(mates), dtype=np.int64)
    np.maximum.at(gains, starts, values - prices[ends])
    return int(gains.sum() + prices.sum())


def prices_of(right: int, starts: Ints, ends: Ints, values: Ints, mates: Sequence[int | None]) -> Ints:
    """Prices of the right nodes: they rise from 0 until no left node would gain by changing.

    That is possible exactly if `mates` is optimal; what nobody takes costs nothing.
    """
    left = len(mates)
    mate = np.array([-1 if m is None else m for m in mates], dtype=np.int64)
    own = np.zeros(left, dtype=np.int64)
    is_pair = mate[starts] == ends
    own[starts[is_pair]] = values[is_pair]
    taken = np.isin(np.arange(right), mate)
    prices = np.zeros(right, dtype=np.int64)
    for _ in range(right + 1):
        paid = np.where(mate[starts] >= 0, prices[mate[starts]], 0)
        raised = prices.copy()
        np.maximum.at(raised, ends, values - own[starts] + paid)
        raised[~taken] = 0
        if np.array_equal(raised, prices):
            break
        prices = raised
    return prices
