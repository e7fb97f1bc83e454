"""Minimising a score part after part, with a deterministic search."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import CpModel, CpSolver, LinearExpr, LinearExprT

from services.logistics.engine.score import Score
from services.logistics.engine.slots import Slots

_WIDEST = 10**15


@dataclass(frozen=True)
class Part:
    """One part of the score, and a value it cannot exceed."""

    term: LinearExprT
    most: int


@dataclass
class Found:
    """The solver holding the best plan found, and whether it is proven that nothing better exists."""

    solver: CpSolver
    is_best: bool


def parts_of(
    slots: Iterable[Slots], changed: LinearExprT = 0, most_changed: int = 0, price: int = 0
) -> list[Part]:
    """The score of several companies together, most weighty part first; `price` is what a trip adds to waiting."""
    companies = list(slots)
    most = sum((company.most() for company in companies), Score(changed=most_changed))
    terms = [company.terms() for company in companies]
    summed: dict[str, LinearExprT] = {
        name: LinearExpr.sum([term[name] for term in terms]) for name in Score._fields if name != "changed"
    }
    summed["changed"] = changed
    summed["waiting"] = LinearExpr.weighted_sum([summed["waiting"], summed["trips"]], [1, price])
    most = most._replace(waiting=most.waiting + price * most.trips)
    return [Part(summed[name], getattr(most, name)) for name in Score._fields if getattr(most, name)]


def minimise(model: CpModel, parts: list[Part], effort: float) -> Found | None:
    """Find the plan with the least first part, of those the least second, and so on; None when there is no
    plan.

    Parts are weighed into one objective as long as the figures stay exact, otherwise minimised in turns.
    `effort` bounds each search in the solver's own deterministic seconds, so that the same problem always
    gets the same answer, on a slow machine too.
    """
    found: Found | None = None
    for objective in _objectives(parts):
        model.minimize(objective)
        latest = _solve(model, effort)
        if latest is None:
            return found and Found(found.solver, is_best=False)
        found = latest
        if not latest.is_best:
            # What weighs less is not worth the time while what weighs more is still open.
            return found
        model.add(objective <= round(latest.solver.objective_value))
        _start_from(model, latest.solver)
    return found


def _objectives(parts: list[Part]) -> Iterable[LinearExprT]:
    """Weighted sums in which one unit of a part outweighs everything after it, none wider than is exact."""
    chunk: list[Part] = []
    width = 1
    for part in parts:
        if chunk and width * (part.most + 1) > _WIDEST:
            yield _weighed(chunk)
            chunk, width = [], 1
        chunk.append(part)
        width *= part.most + 1
    if chunk:
        yield _weighed(chunk)


def _weighed(chunk: list[Part]) -> LinearExprT:
    weighed: list[LinearExprT] = []
    weight = 1
    for part in reversed(chunk):
        weighed.append(part.term * weight)
        weight *= part.most + 1
    return LinearExpr.sum(weighed)


def start_with(model: CpModel, true: Collection[int]) -> None:
    """Begin the search at the plan in which these variables are one and all others zero."""
    for index in range(len(model.proto.variables)):
        model.add_hint(model.get_int_var_from_proto_index(index), int(index in true))


def _start_from(model: CpModel, solver: CpSolver) -> None:
    """Begin the next search at the plan found by this one."""
    model.proto.clear_solution_hint()
    for index in range(len(model.proto.variables)):
        variable = model.get_int_var_from_proto_index(index)
        model.add_hint(variable, solver.value(variable))


def _solve(model: CpModel, effort: float) -> Found | None:
    solver = CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    # Flows of vehicles have strong linear relaxations; without them the search for a short fleet finds little.
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = effort
    status = solver.solve(model)
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Found(solver, status == cp_model.OPTIMAL)
    return None
