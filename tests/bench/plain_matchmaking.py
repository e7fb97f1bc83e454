"""What one would write first: the matchmaking rules as a CP-SAT model, solved with the solver's own settings."""

from __future__ import annotations

from time import perf_counter
from typing import Any

from ortools.sat.python import cp_model

from services.scheduling.engine.matchmaking.instance import Instance

NAMES = {
    cp_model.OPTIMAL: "optimal",
    cp_model.FEASIBLE: "feasible",
    cp_model.INFEASIBLE: "unsatisfiable",
    cp_model.UNKNOWN: "unknown",
}


def solve_plainly(instance: Instance, seconds: float, workers: int) -> dict[str, Any]:
    """Status, value, bound and seconds (building included) of the plain model."""
    began = perf_counter()
    model, objective = _model(instance)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = max(0.01, seconds - (perf_counter() - began))
    status = solver.solve(model)
    known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return {
        "status": NAMES[status],
        "value": round(solver.value(objective)) if known else None,
        "bound": None if status == cp_model.INFEASIBLE else max(0, round(solver.best_objective_bound)),
        "seconds": round(perf_counter() - began, 3),
    }


def _model(instance: Instance) -> tuple[cp_model.CpModel, cp_model.LinearExprT]:
    model = cp_model.CpModel()
    at = {(n, s): model.new_bool_var("") for n, pair in enumerate(instance.pairs) for s in pair.slots}
    slot_of = []
    for number, pair in enumerate(instance.pairs):
        model.add_exactly_one(at[number, slot] for slot in sorted(pair.slots))
        slot_of.append(sum(slot * at[number, slot] for slot in sorted(pair.slots)))
    for earlier, later in instance.order:
        model.add(slot_of[earlier] < slot_of[later])
    for tables in instance.tables:
        for slot, number in enumerate(tables.number):
            model.add(sum(at[pair, slot] for pair in tables.pairs if (pair, slot) in at) <= number)
    idle = [_idle(model, instance, at, who) for who in range(instance.participants)]
    most, least = model.new_int_var(0, instance.slots, ""), model.new_int_var(0, instance.slots, "")
    for runs in idle:
        model.add(runs <= most)
        model.add(runs >= least)
    model.add(most - least <= instance.spread)
    model.minimize(sum(idle))
    return model, sum(idle)


def _idle(
    model: cp_model.CpModel, instance: Instance, at: dict[tuple[int, int], cp_model.IntVar], who: int
) -> cp_model.LinearExprT:
    """An idle run ends where somebody who met before and does not meet now meets in the next slot."""
    busy, met, ends = [], [], []
    for slot in range(instance.slots):
        here = [at[pair, slot] for pair in instance.pairs_of[who] if (pair, slot) in at]
        busy.append(model.new_bool_var(""))
        met.append(model.new_bool_var(""))
        model.add(sum(here) == busy[slot])
        model.add_max_equality(met[slot], [busy[slot], *met[slot - 1 : slot]])
    for slot in range(instance.slots - 1):
        end = model.new_bool_var("")
        model.add_bool_or(end, ~met[slot], busy[slot], ~busy[slot + 1])
        model.add_implication(end, met[slot])
        model.add_implication(end, ~busy[slot])
        model.add_implication(end, busy[slot + 1])
        ends.append(end)
    return sum(ends)
