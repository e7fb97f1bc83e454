"""Level after level: the best placed, among those the least delegated, among those the least moved, then the earliest.

One worker, a fixed seed and a limit counted in the solver's own work units, not seconds: the same instance gives the
same plan on every machine, also when the limit is reached.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from services.scheduling.engine.board import Board, Choices, Totals
from services.scheduling.engine.model import Candidate, PlacingModel
from services.scheduling.engine.objective import LEVELS

WORK_LIMIT = 10.0
"""The solver's deterministic units a level; about as many seconds on one core."""


@dataclass(frozen=True)
class Level:
    """One level of the objective: the value reached and the bound proven; equal when it is optimal."""

    name: str
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no plan is better on this level, given the levels before."""
        return self.value == self.bound


class SearchFailed(RuntimeError):
    """The solver called a model impossible that has a solution: a defect of the model."""


@dataclass(frozen=True)
class Found:
    """A plan of some candidates and what is proven about it."""

    choices: Choices
    levels: tuple[Level, ...]


def search(
    board: Board, candidates: Sequence[Candidate], start: Choices, bounds: Sequence[int | None]
) -> Found:
    """The best plan of these candidates, starting from `start`; a level that reaches its known bound is not solved."""
    model: PlacingModel | None = None
    choices, levels = start, list[Level]()
    for number, name in enumerate(LEVELS):
        value, bound = board.totals(choices)[number], bounds[number]
        if bound is None or value != bound:
            model = model or _model(board, candidates, levels)
            choices, proven = _solve(model, name, choices)
            value, bound = board.totals(choices)[number], proven
        levels.append(Level(name, value, bound))
        if model is not None:
            _hold(model, levels[-1])
    return Found(choices, tuple(levels))


def _model(board: Board, candidates: Sequence[Candidate], levels: Sequence[Level]) -> PlacingModel:
    model = PlacingModel(board.marks, candidates)
    for level in levels:
        _hold(model, level)
    return model


def _hold(model: PlacingModel, level: Level) -> None:
    """Give up nothing of a level already decided."""
    expression = model.level(level.name)
    if not isinstance(expression, int):
        model.cp.add(expression >= level.value if level.name == "placed" else expression <= level.value)


def _solve(model: PlacingModel, name: str, hint: Choices) -> tuple[Choices, int]:
    expression = model.level(name)
    model.hint(hint)
    if name == "placed":
        model.cp.maximize(expression)
    else:
        model.cp.minimize(expression)
    solver = _solver()
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise SearchFailed(f"{name}: {solver.status_name(status)}")
    return model.choices(solver), round(solver.best_objective_bound)


def _solver() -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = WORK_LIMIT
    return solver


def totals_of(levels: Sequence[Level]) -> Totals:
    """The values of the levels."""
    placed, delegated, moved, late = (level.value for level in levels)
    return placed, delegated, moved, late
