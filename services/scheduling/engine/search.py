"""Level after level: the best placed, among those the least delegated, among those the least moved, then the earliest.

One worker, a fixed seed and a limit counted in the solver's own work units, not seconds: the same instance gives the
same plan on every machine, also when the limit is reached.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from services.scheduling.engine.model import PlacingModel
from services.scheduling.engine.objective import LEVELS, Choice

WORK_LIMIT = 20.0
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


def search(model: PlacingModel, hint: Mapping[str, Choice]) -> tuple[dict[str, Choice], tuple[Level, ...]]:
    """The best choices for a model, and what is proven about them."""
    choices, levels = dict(hint), []
    for name in LEVELS:
        expression = model.level(name)
        choices, level = _solve(model, name, expression, choices)
        levels.append(level)
        if isinstance(expression, int):
            continue
        model.cp.add(expression >= level.value if name == "placed" else expression <= level.value)
    return choices, tuple(levels)


def _solve(
    model: PlacingModel, name: str, expression: cp_model.LinearExprT, hint: Mapping[str, Choice]
) -> tuple[dict[str, Choice], Level]:
    if isinstance(expression, int):
        return dict(hint), Level(name, expression, expression)
    model.hint(hint)
    if name == "placed":
        model.cp.maximize(expression)
    else:
        model.cp.minimize(expression)
    solver = _solver()
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise SearchFailed(f"{name}: {solver.status_name(status)}")
    return model.choices(solver), Level(name, round(solver.objective_value), round(solver.best_objective_bound))


def _solver() -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = WORK_LIMIT
    return solver
