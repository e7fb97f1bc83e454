"""When not all can meet: first those to be kept, then the most, fair to all, with the fewest idle runs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from services.scheduling.engine.matchmaking.instance import Instance
from services.scheduling.engine.matchmaking.solving import solve

WORK = 6.0
"""The solver's deterministic units for each of the three questions; about as many seconds."""


class PlacingFailed(RuntimeError):
    """The solver called a model impossible in which nobody has to meet: a defect of the model."""


@dataclass(frozen=True)
class Placed:
    """Slots of the pairs that meet; `most` could at best, and `bound` idle runs there must be with so many."""

    slots: dict[int, int]
    most: int
    bound: int


def place_most(instance: Instance, most_each: tuple[int, ...], kept: Collection[int]) -> Placed:
    """Place as many pairs as possible, at most `most_each` of each participant; first of all those to be kept."""
    model = _Model(instance, most_each)
    if kept:
        model.most(sum(literal for (pair, _), literal in model.at.items() if pair in kept))
    most = model.most(sum(model.at.values()))
    model.fewest(model.left_out)
    chosen = sorted(model.slots())
    best = solve(instance.only(chosen))
    if best.timetable is not None and best.idle == 0:
        return Placed(dict(zip(chosen, best.timetable, strict=True)), most, 0)
    bound = model.fewest(sum(model.idle))
    found = model.slots()
    if best.timetable is not None and best.idle is not None and best.idle <= _idle(instance, found):
        found = dict(zip(chosen, best.timetable, strict=True))
    return Placed(found, most, bound)


def _idle(instance: Instance, slots: Mapping[int, int]) -> int:
    chosen = sorted(slots)
    return sum(instance.only(chosen).idle_runs(tuple(slots[pair] for pair in chosen)))


class _Model:
    """The rules of an instance, with every pair free to be left out."""

    def __init__(self, instance: Instance, most_each: tuple[int, ...]) -> None:
        self.instance, self.model, self.solver = instance, cp_model.CpModel(), cp_model.CpSolver()
        self.solver.parameters.num_workers, self.solver.parameters.random_seed = 1, 1
        self.solver.parameters.max_deterministic_time = WORK
        self.at = {
            (pair, slot): self.model.new_bool_var("")
            for pair, wanted in enumerate(instance.pairs)
            for slot in sorted(wanted.slots)
        }
        for pair in range(len(instance.pairs)):
            self.model.add_at_most_one(self._slots_of(pair))
        self.left_out = self.model.new_int_var(0, max(map(len, instance.pairs_of), default=0), "")
        self.idle = [
            run for who in range(instance.participants) for run in self._participant(who, most_each[who])
        ]
        self._tables()
        self._order()

    def most(self, expression: cp_model.LinearExprT) -> int:
        """Maximise, and hold what was reached; the bound."""
        self.model.maximize(expression)
        return self._solved(expression, upwards=True)

    def fewest(self, expression: cp_model.LinearExprT) -> int:
        """Minimise, and hold what was reached; the bound."""
        self.model.minimize(expression)
        return self._solved(expression, upwards=False)

    def slots(self) -> dict[int, int]:
        """The placing of the last answer."""
        return {pair: slot for (pair, slot), literal in self.at.items() if self.solver.value(literal)}

    def _solved(self, expression: cp_model.LinearExprT, upwards: bool) -> int:
        if self.solver.solve(self.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            raise PlacingFailed(self.solver.status_name())
        value = self.solver.value(expression)
        self.model.add(expression >= value if upwards else expression <= value)
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for literal in self.at.values():
            self.model.add_hint(literal, self.solver.value(literal))
        return round(self.solver.best_objective_bound)

    def _slots_of(self, pair: int) -> list[cp_model.IntVar]:
        return [self.at[pair, slot] for slot in sorted(self.instance.pairs[pair].slots)]

    def _participant(self, who: int, most: int) -> list[cp_model.IntVar]:
        """One meeting a slot, not too many, and a literal for each idle run that ends."""
        pairs = self.instance.pairs_of[who]
        mine = [literal for pair in pairs for literal in self._slots_of(pair)]
        self.model.add(sum(mine) <= most)
        self.model.add(self.left_out >= len(pairs) - sum(mine))
        ends, runs, before, met = (
            list[cp_model.IntVar](),
            self.model.new_int_var(0, self.instance.spread, ""),
            None,
            None,
        )
        for slot in range(self.instance.slots):
            here = [self.at[pair, slot] for pair in pairs if (pair, slot) in self.at]
            busy, ever = self.model.new_bool_var(""), self.model.new_bool_var("")
            self.model.add(sum(here) == busy)
            self.model.add_implication(busy, ever)
            if met is not None and before is not None:
                ended = self.model.new_bool_var("")
                self.model.add_implication(met, ever)
                self.model.add_bool_or(~busy, before, ~met, ended)
                ends.append(ended)
            before, met = busy, ever
        self.model.add(sum(ends) <= runs)
        return ends

    def _tables(self) -> None:
        for tables in self.instance.tables:
            for slot, number in enumerate(tables.number):
                keys = ((pair, slot) for pair in tables.pairs)
                self.model.add(sum(self.at[key] for key in keys if key in self.at) <= number)

    def _order(self) -> None:
        """A later meeting whose earlier one takes place is in a later slot; alone it may be anywhere."""
        for earlier, later in self.instance.order:
            for one in sorted(self.instance.pairs[earlier].slots):
                for other in sorted(self.instance.pairs[later].slots):
                    if other <= one:
                        self.model.add_bool_or(~self.at[earlier, one], ~self.at[later, other])
