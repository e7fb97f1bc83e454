"""A 0/1 program for HiGHS: columns, rows, and one objective after the other, each proven before the next."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt

from services.matching.engine.table import Ints

Floats = npt.NDArray[np.float64]

EXACT_TOTAL = 10**6
"""Largest weighted total of one objective: the solver counts in floating point, and we want whole numbers back."""

MOST_NODES = 20_000
"""Where a search stops that proves nothing; the same on every machine, unlike a time."""


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


@dataclass(frozen=True)
class Answer:
    """The best values found, and for each term its total and a bound on it; equal where it is proven."""

    values: Ints
    totals: tuple[int, ...]
    bounds: tuple[int, ...]


class Program:
    """Terms are maximised in order; each holds what it reached while the next is maximised."""

    def __init__(self, width: int, rows: Rows, seconds: float | None = None) -> None:
        self.width = width
        self.solver = _solver()
        for option, value in (
            ("output_flag", False), ("log_to_console", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.5), ("mip_max_nodes", MOST_NODES), ("parallel", "off"),
        ):  # fmt: skip
            self.solver.setOptionValue(option, value)
        if seconds is not None:
            self.solver.setOptionValue("time_limit", seconds)
        self.solver.passModel(_model(width, rows))
        self.solver.changeObjectiveSense(highspy.ObjSense.kMaximize)

    def maximise(self, terms: Sequence[Term]) -> Answer:
        """Maximise the terms in order, as many at once as fit into exact arithmetic."""
        totals: list[int] = []
        bounds: list[int] = []
        values = np.zeros(self.width, dtype=np.int64)
        for batch in batches(terms):
            weights = _weights(batch)
            costs = sum_of(batch, weights)
            values, best, bound = self._solve(costs)
            reached = [int(term.counts @ values) for term in batch]
            totals += reached
            bounds += reached if bound <= best else _spread(bound, best, reached, weights)
            self._hold(costs, best)
        return Answer(values, tuple(totals), tuple(bounds))

    def _solve(self, costs: Ints) -> tuple[Ints, int, int]:
        everything = np.arange(self.width, dtype=np.int32)
        self.solver.changeColsCost(self.width, everything, costs.astype(np.float64))
        self.solver.run()
        status = self.solver.getModelStatus()
        found = self.solver.getSolution()
        info = self.solver.getInfo()
        if info.primal_solution_status != 2:
            raise ArithmeticError(f"staffing ended with {self.solver.modelStatusToString(status)}")
        values = np.rint(np.array(found.col_value)).astype(np.int64)
        best = int(costs @ values)
        proven = status == highspy.HighsModelStatus.kOptimal
        bound = best if proven else max(best, int(np.floor(info.mip_dual_bound + 1e-6)))
        return values, best, bound

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


def batches(terms: Sequence[Term]) -> list[list[Term]]:
    """Consecutive terms that fit together, the more important ones first."""
    found: list[list[Term]] = []
    for term in terms:
        if found and _span([*found[-1], term]) <= EXACT_TOTAL:
            found[-1].append(term)
        else:
            found.append([term])
    return found


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


def _spread(bound: int, best: int, reached: list[int], weights: list[int]) -> list[int]:
    """An unproven bound on the weighted sum is one on the first term; the others are open above what is reached."""
    first = reached[0] + -(-(bound - best) // weights[0])
    return [first, *reached[1:]]


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
