"""A 0/1 program for HiGHS: columns, rows, and one objective after the other, each proven before the next."""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from threading import Lock
from time import monotonic
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt

from services.matching.engine.table import Ints

Floats = npt.NDArray[np.float64]

EXACT_TOTAL = 10**6
"""Largest weighted total of one objective: the solver counts in floating point, and we want whole numbers back."""

WORK, WIDE_WORK = 400_000, 800_000
"""Columns times nodes after which a search stops that proves nothing; the same on every machine, unlike a time."""

ROUNDING = 1e-6
"""How far below a whole number a bound may lie that is one."""

FEASIBLE = 2
"""HiGHS's word for a solution that keeps all rows."""

LEAST_NODES, MOST_NODES = 50, 20_000

WIDE = 800
"""Columns from which each term is maximised on its own: a weighted sum of several has a loose bound there."""

FEW_NODES = 10
"""Nodes for what comes after the first objective of a wide program, which is how much can be served at all."""


ANNOUNCING = Lock()


@dataclass
class Rows:
    """Rows of a program in the order they are added: lower and upper bound, columns, coefficients."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    coefficients: list[float] = field(default_factory=list)

    def add(self, lower: float, upper: float, columns: Sequence[int], coefficients: Sequence[float]) -> None:
        """One row."""
        self.lower.append(lower)
        self.upper.append(upper)
        self.starts.append(len(self.columns))
        self.columns.extend(columns)
        self.coefficients.extend(coefficients)

    def at_most_one(self, columns: Sequence[int]) -> None:
        """No two of these columns together."""
        self.add(-np.inf, 1.0, columns, [1.0] * len(columns))


@dataclass(frozen=True)
class Term:
    """What each column counts, and how far apart the totals of two plans can lie at most."""

    counts: Ints
    reach: int

    @property
    def most(self) -> int:
        """No total is above it."""
        return int(np.maximum(self.counts, 0).sum())


@dataclass(frozen=True)
class Answer:
    """The best values found, and for each term its total and a bound on it; equal where it is proven."""

    values: Ints
    totals: tuple[int, ...]
    bounds: tuple[int, ...]


class Program:
    """Terms are maximised in order; each holds what it reached while the next is maximised.

    `start` makes values that keep all rows; they are the answer where the limits end a search before it has better
    ones, and the bound says so. They are not given to the solver, which then takes some of them for the best there is.
    `until` is a moment of the monotonic clock.
    """

    def __init__(self, width: int, rows: Rows, start: Callable[[], Ints], until: float | None = None) -> None:
        self.width, self.start, self.until = width, start, until
        self.took_branching = False
        self.solver = _solver()
        for option, value in (
            ("output_flag", False), ("log_to_console", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.5), ("parallel", "off"),
        ):  # fmt: skip
            self.solver.setOptionValue(option, value)
        self.solver.passModel(_model(width, rows))
        self.solver.changeObjectiveSense(highspy.ObjSense.kMaximize)

    @cached_property
    def values(self) -> Ints:
        """The best values known; made from nothing only where no search has found any that are proven."""
        return self.start()

    def maximise(self, terms: Sequence[Term]) -> Answer:
        """Maximise the terms in order, as many at once as fit into exact arithmetic."""
        totals: dict[int, int] = {}
        bounds: dict[int, int] = {}
        for batch in batches(terms, together=self.width < WIDE):
            self._maximise(terms, batch, totals, bounds)
        order = range(len(terms))
        return Answer(self.values, tuple(totals[n] for n in order), tuple(bounds[n] for n in order))

    def _maximise(
        self, terms: Sequence[Term], batch: Sequence[int], totals: dict[int, int], bounds: dict[int, int]
    ) -> None:
        """One objective: these terms, the first of them the most important."""
        settled = _settled(terms, batch, totals, bounds)
        if settled is not None:
            (number,) = batch
            totals[number], bounds[number] = settled
            return
        together = [terms[number] for number in batch]
        weights = _weights(together)
        costs = sum_of(together, weights)
        is_first = not any(terms[number].counts.any() for number in totals)
        if self.took_branching:
            best, bound = self._add(costs)
        else:
            best, bound = self._solve(costs, most_nodes(self.width, is_first=is_first))
        if is_first and self.width >= WIDE:
            self.took_branching = self.solver.getInfo().mip_node_count > 1
        reached = [int(term.counts @ self.values) for term in together]
        ceilings = _spread(bound - best, together, reached, weights)
        totals.update(zip(batch, reached, strict=True))
        bounds.update(zip(batch, ceilings, strict=True))
        self._hold(costs, best)

    def _solve(self, costs: Ints, nodes: int) -> tuple[int, int]:
        """The best value and a bound on it; leaves the values that reach it in `self.values`."""
        self._set(costs)
        self.solver.setOptionValue("mip_max_nodes", nodes)
        self.solver.run()
        info = self.solver.getInfo()
        is_best = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        if info.primal_solution_status == FEASIBLE:
            values = np.rint(np.array(self.solver.getSolution().col_value)).astype(np.int64)
            is_first = "values" not in vars(self)
            if (is_best and is_first) or int(costs @ values) >= int(costs @ self.values):
                self.values = values
        best = int(costs @ self.values)
        if is_best:
            return best, best
        at_most = int(np.maximum(costs, 0).sum())
        dual = info.mip_dual_bound
        return best, max(best, min(at_most, int(np.floor(dual + ROUNDING))) if np.isfinite(dual) else at_most)

    def _add(self, costs: Ints) -> tuple[int, int]:
        """The best that leaves every column at 1 that is there, and a bound that does without whole numbers.

        For what comes after a first objective that took branching: a search for it would take as long again and
        prove nothing, since the columns are as fractional for the next objective as they were for that one.
        """
        self.solver.setOptionValue("solve_relaxation", True)
        bound = self._relaxed(costs)
        self.solver.setOptionValue("solve_relaxation", False)
        taken = np.flatnonzero(self.values).astype(np.int32)
        ones = np.ones(len(taken))
        self.solver.changeColsBounds(len(taken), taken, ones, ones)
        best, _ = self._solve(costs, FEW_NODES)
        self.solver.changeColsBounds(len(taken), taken, np.zeros(len(taken)), ones)
        return best, max(best, bound)

    def _relaxed(self, costs: Ints) -> int:
        """What the columns amount to at most if they need not be whole."""
        self._set(costs)
        self.solver.run()
        at_most = int(np.maximum(costs, 0).sum())
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return at_most
        return min(at_most, int(np.floor(self.solver.getInfo().objective_function_value + ROUNDING)))

    def _set(self, costs: Ints) -> None:
        """The objective of the next run, and the time left for it."""
        everything = np.arange(self.width, dtype=np.int32)
        self.solver.changeColsCost(self.width, everything, costs.astype(np.float64))
        if self.until is not None:
            left = max(0.0, self.until - monotonic())
            self.solver.setOptionValue("time_limit", self.solver.getRunTime() + left)

    def _hold(self, costs: Ints, best: int) -> None:
        used = np.flatnonzero(costs)
        if len(used):
            self.solver.addRow(
                float(best),
                highspy.kHighsInf,
                len(used),
                used.astype(np.int32),
                costs[used].astype(np.float64),
            )


def _solver() -> Any:
    with ANNOUNCING:
        _let_it_announce_itself()
    return highspy.Highs()  # type: ignore[no-untyped-call]


@cache
def _let_it_announce_itself() -> None:
    """The first solver of a process prints its name before any option can be set; nobody is to read that."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()  # type: ignore[no-untyped-call]
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def most_nodes(width: int, *, is_first: bool = True) -> int:
    """Nodes after which a search of this many columns stops; of a wide program the first objective gets most."""
    if width >= WIDE and not is_first:
        return FEW_NODES
    work = WIDE_WORK if width >= WIDE else WORK
    return max(LEAST_NODES, min(MOST_NODES, work // max(1, width)))


def batches(terms: Sequence[Term], *, together: bool = True) -> list[list[int]]:
    """Positions of consecutive terms that fit together, the more important ones first."""
    found: list[list[int]] = []
    for number, term in enumerate(terms):
        if found and together and _span([*(terms[n] for n in found[-1]), term]) <= EXACT_TOTAL:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _settled(
    terms: Sequence[Term], batch: Sequence[int], totals: Mapping[int, int], bounds: Mapping[int, int]
) -> tuple[int, int] | None:
    """Total and bound of a lone term that counts nothing or the same as an earlier one; None: it has to be searched."""
    if len(batch) > 1:
        return None
    counts = terms[batch[0]].counts
    if not counts.any():
        return 0, 0
    for number in totals:
        times = _multiple(counts, terms[number].counts)
        if times is not None:
            return times * totals[number], times * bounds[number]
    return None


def _multiple(counts: Ints, of: Ints) -> int | None:
    """How many times one term another is, a positive whole number; None where it is not."""
    somewhere = np.flatnonzero(of)
    if len(somewhere) == 0:
        return None
    times = int(counts[somewhere[0]]) // int(of[somewhere[0]])
    return times if times > 0 and np.array_equal(counts, times * of) else None


def _weights(batch: Sequence[Term]) -> list[int]:
    """Weights under which no sum of later terms outweighs one unit of an earlier one."""
    weights: list[int] = []
    below = 0
    for term in reversed(batch):
        weights.append(below + 1)
        below += term.reach * weights[-1]
    return weights[::-1]


def _span(batch: Sequence[Term]) -> int:
    return sum(weight * term.reach for weight, term in zip(_weights(batch), batch, strict=True))


def sum_of(batch: Sequence[Term], weights: Sequence[int]) -> Ints:
    """One cost for each column."""
    total: Ints = np.zeros_like(batch[0].counts)
    for term, weight in zip(batch, weights, strict=True):
        total = total + weight * term.counts
    return total


def _spread(gap: int, batch: Sequence[Term], reached: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Bounds on the terms from what is not proven of their weighted sum.

    All of it is one of the first term that is not at its most already; the later ones are open above what is reached.
    """
    ceilings = list(reached)
    for number, (term, weight) in enumerate(zip(batch, weights, strict=True)):
        ceilings[number] = min(term.most, reached[number] - (-gap // weight))
        if ceilings[number] > reached[number]:
            break
    return ceilings


def _model(width: int, rows: Rows) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_ = width
    model.num_row_ = len(rows.lower)
    model.col_cost_ = np.zeros(width)
    model.col_lower_ = np.zeros(width)
    model.col_upper_ = np.ones(width)
    model.row_lower_ = np.array(rows.lower, dtype=np.float64)
    model.row_upper_ = np.array(rows.upper, dtype=np.float64)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.array([*rows.starts, len(rows.columns)], dtype=np.int32)
    model.a_matrix_.index_ = np.array(rows.columns, dtype=np.int32)
    model.a_matrix_.value_ = np.array(rows.coefficients, dtype=np.float64)
    model.integrality_ = [highspy.HighsVarType.kInteger] * width
    return model
