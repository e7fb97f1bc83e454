"""Perfect assignments at least cost, proven by prices: everybody on the left gets one on the right.

Nearly all pairs of a large matrix are too dear ever to be used. So only the cheapest of each row and column are given
to the solver; prices then show which of the others would have been worth it, and these are added until none is.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.graph.python import linear_sum_assignment

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

SMALL = 40_000
"""Pairs up to which choosing among them costs more than it saves."""

CHEAPEST = 8
"""Pairs of each row, and of each column, that are looked at first."""

ROUNDS, STEPS = 6, 60
"""How often pairs are added, and how long prices may take to settle, before all pairs are looked at instead."""

UNWANTED = 0.1
"""Share of columns among nobody's cheapest beyond which the cheap pairs will not do."""

UNREACHABLE = np.iinfo(np.int64).max // 4


class NoPerfectAssignment(ValueError):
    """The pairs allow no way to give everybody one."""


@dataclass(frozen=True)
class Pairs:
    """Possible pairs: row, column and cost of each."""

    rows: Ints
    columns: Ints
    costs: Ints


@dataclass(frozen=True)
class Perfect:
    """The column of each row, the total cost, and a lower bound on that of any assignment where it is known yet."""

    mates: Ints
    value: int
    bound: int | None = None


def cheapest_of_matrix(costs: Ints) -> Perfect:
    """The cheapest perfect assignment of a square matrix, not proven yet where all pairs had to be looked at."""
    if costs.size > SMALL:
        found = _by_the_cheap_pairs(costs)
        if found is not None:
            return found
    size = len(costs)
    rows = np.repeat(np.arange(size, dtype=np.int64), size)
    columns = np.tile(np.arange(size, dtype=np.int64), size)
    mates = solved(size, Pairs(rows, columns, costs.ravel()))
    return Perfect(mates, int(costs[np.arange(size), mates].sum()))


def cheapest_of_pairs(size: int, pairs: Pairs) -> Perfect:
    """The cheapest perfect assignment that uses these pairs only."""
    mates = solved(size, pairs)
    return Perfect(mates, int(_paid(size, pairs, mates).sum()))


def bound_of_matrix(costs: Ints, mates: Ints) -> int:
    """What no perfect assignment of this matrix can cost less than; equal to the cost of `mates` if these are best.

    Prices of the columns fall as long as a row would rather have another column than its own. Only rows whose own
    column has just become cheaper can make others fall, so that the work soon becomes little.
    """
    size = len(costs)
    paid = costs[np.arange(size), mates]
    owner = np.empty(size, dtype=np.int64)
    owner[mates] = np.arange(size)
    prices = np.zeros(size, dtype=np.int64)
    rows = np.arange(size)
    for _ in range(size + 1):
        offered = (costs[rows] + (prices[mates[rows]] - paid[rows])[:, None]).min(axis=0)
        fallen = np.flatnonzero(offered < prices)
        if len(fallen) == 0:
            break
        prices[fallen] = offered[fallen]
        rows = owner[fallen]
    return int((costs - prices[None, :]).min(axis=1).sum() + prices.sum())


def bound_of_pairs(size: int, pairs: Pairs, mates: Ints) -> int:
    """The same where only some pairs are possible."""
    prices = _prices(size, pairs, mates, _paid(size, pairs, mates), size + 1)
    if prices is None:
        raise ArithmeticError("prices do not settle: the assignment is not the cheapest")
    gains = np.full(size, UNREACHABLE, dtype=np.int64)
    np.minimum.at(gains, pairs.rows, pairs.costs - prices[pairs.columns])
    return int(gains.sum() + prices.sum())


def _by_the_cheap_pairs(costs: Ints) -> Perfect | None:
    """From the cheapest pairs, proven for all; None where too many others would be worth a look."""
    size = len(costs)
    used = _cheap(costs)
    if used is None:
        return None
    for _ in range(ROUNDS):
        pairs = _pairs(costs, used)
        try:
            mates = solved(size, pairs)
        except NoPerfectAssignment:
            return None
        paid = costs[np.arange(size), mates]
        prices = _prices(size, pairs, mates, paid, STEPS)
        if prices is None:
            return None
        own = paid - prices[mates]
        missed = (costs - prices[None, :]) < own[:, None]
        if not missed.any():
            value = int(paid.sum())
            return Perfect(mates, value, int(own.sum() + prices.sum()))
        if int(missed.sum()) > 4 * len(pairs.rows):
            return None
        used |= missed
    return None


def _paid(size: int, pairs: Pairs, mates: Ints) -> Ints:
    """What each row pays for its mate: the least, where a pair is listed twice."""
    paid = np.full(size, UNREACHABLE, dtype=np.int64)
    of_mates = mates[pairs.rows] == pairs.columns
    np.minimum.at(paid, pairs.rows[of_mates], pairs.costs[of_mates])
    return paid


def solved(size: int, pairs: Pairs) -> Ints:
    """The solver's mates; refuses pairs that allow no perfect assignment."""
    solver = linear_sum_assignment.SimpleLinearSumAssignment()
    solver.add_arcs_with_cost(pairs.rows, pairs.columns, pairs.costs)
    status = solver.solve()
    if status != solver.OPTIMAL or solver.num_nodes() != size:
        raise NoPerfectAssignment(f"no perfect assignment of {size}: status {status}")
    return np.fromiter((solver.right_mate(row) for row in range(size)), dtype=np.int64, count=size)


def _pairs(costs: Ints, used: Bools) -> Pairs:
    rows, columns = np.nonzero(used)
    return Pairs(rows, columns, costs[rows, columns])


def _cheap(costs: Ints) -> Bools | None:
    """The cheapest pairs of each row and of each column; None where the rows all want the same few columns."""
    used = np.zeros(costs.shape, dtype=np.bool_)
    np.put_along_axis(used, np.argpartition(costs, CHEAPEST, axis=1)[:, :CHEAPEST], values=True, axis=1)
    if (~used.any(axis=0)).mean() > UNWANTED:
        return None
    np.put_along_axis(used, np.argpartition(costs, CHEAPEST, axis=0)[:CHEAPEST], values=True, axis=0)
    return used


def _prices(size: int, pairs: Pairs, mates: Ints, paid: Ints, steps: int) -> Ints | None:
    """Prices of the columns at which each row would have its own mate; None if these take more steps to settle.

    A column is worth no more than its rival's column and the difference in cost; values fall until that holds
    for all pairs, which they do exactly if no cheaper assignment of these pairs exists.
    """
    prices = np.zeros(size, dtype=np.int64)
    order = np.argsort(pairs.columns, kind="stable")
    rows, columns = pairs.rows[order], pairs.columns[order]
    dearer = pairs.costs[order] - paid[rows]
    firsts = np.flatnonzero(np.diff(columns, prepend=-1))
    present = columns[firsts]
    for _ in range(steps):
        offered = np.minimum.reduceat(prices[mates[rows]] + dearer, firsts)
        lower = prices.copy()
        lower[present] = np.minimum(prices[present], offered)
        if np.array_equal(lower, prices):
            return prices
        prices = lower
    return None
