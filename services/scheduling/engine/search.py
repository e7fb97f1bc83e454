"""Level after level: the best placed, among those the least delegated, among those the least moved, then the earliest.

One worker, a fixed seed and a limit counted in the solver's own work units, not seconds: the same instance gives the
same plan on every machine, also when the limit is reached.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from services.scheduling.engine.board import Board, Choices, Totals, better
from services.scheduling.engine.booked import Bookings, Candidate
from services.scheduling.engine.bounds import best_of_group, by_wanted_host, least_moved
from services.scheduling.engine.greedy import greedy
from services.scheduling.engine.model import PlacingModel
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


@dataclass(frozen=True)
class Effort:
    """Work a level, how many levels, and the bounds of the first ones that are proven already."""

    work: float
    levels: int
    known: tuple[int, ...]


def search(
    board: Board,
    ids: Iterable[str],
    fixed: Choices,
    starts: Sequence[Choices] = (),
    *,
    work: float = WORK_LIMIT,
    levels: int = len(LEVELS),
    known: Sequence[int] = (),
    instead: Mapping[str, Candidate] | None = None,
) -> Found:
    """The best plan of these meetings beside the fixed ones; begins with the best of `starts` and of a greedy one.

    A level whose bound is reached without searching is not searched; only the first `levels` are looked at.
    `known` are bounds of the first levels that somebody has proven already. `instead` are candidates with fewer
    openings than they have: then the bounds hold for these only.
    """
    wanted = sorted(ids)
    booked = board.bookings(fixed)
    narrowed = board.candidates if instead is None else instead
    beside = [booked.beside(narrowed[i]) if fixed else narrowed[i] for i in wanted]
    free = [candidate for candidate in beside if candidate.starts]
    choices = greedy(board, fixed, wanted)
    for start in starts:
        if better(board.totals(start, wanted), board.totals(choices, wanted)):
            choices = start
    return _level_by_level(board, booked, free, wanted, choices, Effort(work, levels, tuple(known)))


def bounds_of(candidates: Sequence[Candidate]) -> tuple[int, int, int]:
    """What no plan of these can beat on the first three levels, each given the ones before."""
    groups = [best_of_group(host, group) for host, group in by_wanted_host(candidates).items()]
    return sum(placed for placed, _ in groups), sum(cost for _, cost in groups), least_moved(candidates)


def _level_by_level(
    board: Board,
    booked: Bookings,
    free: list[Candidate],
    wanted: list[str],
    choices: Choices,
    effort: Effort,
) -> Found:
    model: PlacingModel | None = None
    lost = board.totals({}, set(wanted) - {c.meeting.id for c in free})[2]
    placed, delegated, moved = bounds_of(free)
    known: list[int | None] = [placed, delegated, moved + lost, None]
    known[: len(effort.known)] = effort.known
    levels: list[Level] = []
    for number, name in enumerate(LEVELS[: effort.levels]):
        value, bound = _value(board, choices, wanted, number), known[number]
        if number == 1 and not effort.known and levels[0].value != known[0]:
            bound = 0
        if bound is None or value != bound:
            if model is None:
                model = _model(booked, free, levels, lost)
            choices, proven = _solve(model, name, choices, effort.work)
            value, bound = _value(board, choices, wanted, number), proven + (lost if name == "moved" else 0)
        levels.append(Level(name, value, bound))
        if model is not None:
            _hold(model, levels[-1], lost)
    return Found(choices, tuple(levels))


def _value(board: Board, choices: Choices, wanted: list[str], number: int) -> int:
    return board.totals(choices, wanted)[number]


def _model(booked: Bookings, free: Sequence[Candidate], levels: Sequence[Level], lost: int) -> PlacingModel:
    model = PlacingModel(booked, free)
    for level in levels:
        _hold(model, level, lost)
    return model


def _hold(model: PlacingModel, level: Level, lost: int) -> None:
    """Give up nothing of a level already decided; `lost` is what those without any opening cost."""
    expression = model.level(level.name)
    if isinstance(expression, int):
        return
    if level.name == "placed":
        model.cp.add(expression >= level.value)
    else:
        model.cp.add(expression <= level.value - (lost if level.name == "moved" else 0))


def _solve(model: PlacingModel, name: str, hint: Choices, work: float) -> tuple[Choices, int]:
    expression = model.level(name)
    if isinstance(expression, int):
        return hint, expression
    model.hint(hint)
    if name == "placed":
        model.cp.maximize(expression)
    else:
        model.cp.minimize(expression)
    solver = _solver(work)
    status = solver.solve(model.cp)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise SearchFailed(f"{name}: {solver.status_name(status)}")
    return model.choices(solver), round(solver.best_objective_bound)


def _solver(work: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = work
    return solver


def totals_of(levels: Sequence[Level]) -> Totals:
    """The values of the levels."""
    placed, delegated, moved, late = (level.value for level in levels)
    return placed, delegated, moved, late
