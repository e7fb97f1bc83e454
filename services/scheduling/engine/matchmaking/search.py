"""Climbing from below: how many idle runs must there be?

A solver is asked for a timetable without any. When there is none it names a few participants who cannot all be
without; so one idle run more is certain, one of theirs is allowed, and it is asked again. The first timetable found
that way is the best (core-guided search with totalizers, known as OLL). Every timetable seen on the way is kept.
A climb that takes too long is turned round: from any timetable down, one idle run fewer each time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from pysat.card import ITotalizer
from pysat.solvers import Solver

from services.scheduling.engine.matchmaking.encoding import Encoding
from services.scheduling.engine.matchmaking.instance import Timetable

CHUNK = 20_000
"""At most so many conflicts between two looks at the limit."""

SHRINKING = 1_000
"""Conflicts spent on proving that a participant is not needed in a core."""

TRIMS = 5
"""So often a core is offered as the question again, which mostly returns a smaller one."""


class OutOfTime(Exception):
    """The limit was reached before the proof."""


class SolverContradictsItself(RuntimeError):
    """The solver found a timetable under conditions it had refuted: a defect of the solver."""


class Limit(Protocol):
    """What a search may spend."""

    def left(self, conflicts: int) -> int: ...


@dataclass(frozen=True)
class Conflicts:
    """A limit in conflicts: the same on every machine."""

    number: int

    def left(self, conflicts: int) -> int:
        """What is left after so many, at most a chunk."""
        return min(CHUNK, self.number - conflicts)


@dataclass(frozen=True)
class Sooner:
    """A limit within a limit."""

    limit: Limit
    number: int

    def left(self, conflicts: int) -> int:
        """What is left of both."""
        return min(self.limit.left(conflicts), self.number - conflicts)


Reached = Callable[[int, Timetable | None, int | None], None]
"""Told of (idle runs there must be, a timetable or None, its idle runs) whenever one of them got better."""


@dataclass
class Counted:
    """How many of a core's participants have idle runs: output `allowed` of the totalizer is the first not allowed."""

    totalizer: Any
    allowed: int


class Search:
    """One solver's climb through one encoding."""

    def __init__(self, encoding: Encoding, solver: str, limit: Limit, reached: Reached) -> None:
        self.encoding, self.limit, self.reached = encoding, limit, reached
        self.solver = Solver(solver, bootstrap_with=encoding.formula.clauses)
        self.top = encoding.formula.variables
        self.without = {-literal: None for idle in encoding.idle.values() for literal in idle}
        self.counted: dict[int, Counted] = {}
        self.certain = self.floor = 0
        self.best: Timetable | None = None
        self.fewest: int | None = None

    def climb(self) -> bool:
        """Whether there is a timetable; `best` is then a best one. Raises `OutOfTime`."""
        while not self._is_best() and not self._solve(list(self.without)):
            core = self._core()
            if not core:
                return False
            self._allow_one_more(self._minimal(self._trimmed(core)))
        return True

    def climb_then_descend(self, climbing: int) -> bool:
        """Climb for so many conflicts; if that does not end, descend. Raises `OutOfTime`."""
        whole, self.limit = self.limit, Sooner(self.limit, climbing)
        try:
            return self.climb()
        except OutOfTime:
            self.limit = whole
            return self.descend()

    def descend(self) -> bool:
        """Whether there is a timetable; then ask for ever fewer idle runs than the best one has."""
        if self.fewest is None and not self.feasible():
            return False
        idle = [literal for literals in self.encoding.idle.values() for literal in literals]
        totalizer = ITotalizer(lits=idle, ubound=self.fewest, top_id=self.top)
        self.top = totalizer.top_id
        self._add(totalizer.cnf.clauses)
        while self.fewest is not None and not self._is_best():
            if not self._solve([-int(totalizer.rhs[self.fewest - 1])]):
                self.certain = self.fewest
        return True

    def _is_best(self) -> bool:
        """Whether the best timetable seen has no more idle runs than there must be; `floor` is known from outside."""
        return self.fewest is not None and self.fewest <= max(self.certain, self.floor)

    def feasible(self) -> bool:
        """Whether there is any timetable at all, whatever its idle runs. Raises `OutOfTime`."""
        return self._solve([])

    def close(self) -> None:
        """Free the solver's memory."""
        self.solver.delete()

    def _solve(self, assumptions: list[int]) -> bool:
        answer = None
        while answer is None:
            left = self.limit.left(self.solver.accum_stats()["conflicts"])
            if left <= 0:
                raise OutOfTime
            self.solver.conf_budget(left)
            answer = self.solver.solve_limited(assumptions=assumptions)
        if answer:
            self._keep(self.encoding.timetable(self.solver.get_model()))
        return bool(answer)

    def _keep(self, timetable: Timetable) -> None:
        idle = sum(self.encoding.instance.idle_runs(timetable))
        if self.fewest is None or idle < self.fewest:
            self.best, self.fewest = timetable, idle
            self.reached(self.certain, timetable, idle)

    def _core(self) -> list[int]:
        return list(self.solver.get_core() or [])

    def _trimmed(self, core: list[int]) -> list[int]:
        for _ in range(TRIMS):
            if self._solve(core):
                raise SolverContradictsItself
            smaller = self._core()
            if len(smaller) >= len(core):
                break
            core = smaller
        return core

    def _minimal(self, core: list[int]) -> list[int]:
        """The core without those it does not need, as far as little work shows it."""
        needed = list(core)
        for literal in core if len(core) > 1 else ():
            fewer = [other for other in needed if other != literal]
            self.solver.conf_budget(SHRINKING)
            answer = self.solver.solve_limited(assumptions=fewer)
            if answer is False:
                needed = fewer
            elif answer:
                self._keep(self.encoding.timetable(self.solver.get_model()))
        return needed

    def _allow_one_more(self, core: list[int]) -> None:
        self.certain += 1
        for literal in core:
            del self.without[literal]
            self._next_output(self.counted.pop(literal, None))
        if len(core) == 1:
            self.solver.add_clause([-core[0]])
        elif core:
            self._count([-literal for literal in core])
        self.reached(self.certain, None, None)

    def _count(self, idle: list[int]) -> None:
        """Allow one of these idle runs, and more as long as even they alone need more."""
        totalizer = ITotalizer(lits=idle, ubound=1, top_id=self.top)
        self.top = totalizer.top_id
        self._add(totalizer.cnf.clauses)
        counted = Counted(totalizer, 1)
        while counted.allowed < len(idle) and not self._solve([self._bound(counted)]):
            self.certain += 1
            self.solver.add_clause([-self._bound(counted)])
            counted.allowed += 1
        if counted.allowed < len(idle):
            bound = self._bound(counted)
            self.without[bound], self.counted[bound] = None, counted

    def _next_output(self, counted: Counted | None) -> None:
        if counted is None:
            return
        counted.allowed += 1
        if counted.allowed < len(counted.totalizer.lits):
            bound = self._bound(counted)
            self.without[bound], self.counted[bound] = None, counted

    def _bound(self, counted: Counted) -> int:
        """The assumption that not more than `allowed` have idle runs."""
        totalizer = counted.totalizer
        if totalizer.ubound < counted.allowed:
            totalizer.increase(ubound=counted.allowed, top_id=self.top)
            self.top = max(self.top, totalizer.top_id)
            self._add(totalizer.cnf.clauses[-totalizer.nof_new :])
        return -int(totalizer.rhs[counted.allowed])

    def _add(self, clauses: list[list[int]]) -> None:
        for clause in clauses:
            self.solver.add_clause(clause)
