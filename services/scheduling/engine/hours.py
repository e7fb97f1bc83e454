"""Hours before rooms: which host receives whom at which start, as a linear programme over the whole edition.

Rooms count only as pools: never more meetings at a mark than rooms that suit them. Interpreters, drives and caps a day
are left aside. So what the programme cannot beat no plan can beat, and as most of its answer is in whole numbers it is
a good plan too, once each meeting has found a room. Level after level, each held before the next is looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor

from ortools.linear_solver import pywraplp

from services.scheduling.engine.board import Board
from services.scheduling.engine.booked import Candidate
from services.scheduling.engine.clashes import BUFFER_MINUTES
from services.scheduling.engine.marks import STEP, bits
from services.scheduling.engine.objective import EACH, LATE_MARK

ROUNDING = 0.4
"""Levels are whole numbers; a bound is rounded to the next one when it is farther from the last than this."""

WHOLE = 1 - 1e-6
HELD = 1e-6
"""By so much of its unit a level may be given up again, for the sake of arithmetic; bounds only get looser by it."""


class HoursUnsolved(RuntimeError):
    """The linear programme in which nobody has to meet had no answer: a defect of the model."""


@dataclass(frozen=True)
class Hours:
    """Host and mark of the meetings that have one for certain, and what no plan beats on placed, delegated and late.

    The bound on a level holds for plans that reach the bounds on the levels before.
    """

    of: dict[str, tuple[str, int]]
    placed: int
    delegated: int
    late: int


@dataclass(frozen=True)
class _Start:
    candidate: Candidate
    host_id: str
    mark: int
    variable: pywraplp.Variable


def hours(board: Board) -> Hours:
    """The best hours when rooms are pools."""
    programme = _Programme([board.candidates[i] for i in sorted(board.candidates)])
    placed = floor(programme.most([s.candidate.costs.weight for s in programme.starts], 1) + ROUNDING)
    delegated = programme.least([s.candidate.costs.delegated(s.host_id) for s in programme.starts], EACH)
    late = programme.least([s.candidate.costs.waiting(s.mark) for s in programme.starts], 10 * LATE_MARK)
    return Hours(programme.whole, placed, ceil(delegated - ROUNDING), ceil(late - ROUNDING))


class _Programme:
    """A variable for each start of each meeting with each host."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.solver = pywraplp.Solver.CreateSolver("GLOP")
        self.starts = [
            _Start(c, host, mark, self.solver.NumVar(0, 1, ""))
            for c in candidates
            for host in sorted(c.hosts)
            for mark in bits(c.starts_with(host))
        ]
        self.whole: dict[str, tuple[str, int]] = {}
        """The meetings whose host and start are certain in the last answer."""
        self._once()
        self._one_thing_at_a_time()
        self._pools()

    def most(self, weights: Sequence[int], unit: int) -> float:
        """Maximise, and hold what was reached."""
        return -self.least([-weight for weight in weights], unit)

    def least(self, costs: Sequence[int], unit: int) -> float:
        """Minimise, and hold what was reached; the numbers are scaled to their unit, which arithmetic likes."""
        objective, row = self.solver.Objective(), self.solver.Constraint(-self.solver.infinity(), 0)
        objective.Clear()
        for start, cost in zip(self.starts, costs, strict=True):
            objective.SetCoefficient(start.variable, cost / unit)
            row.SetCoefficient(start.variable, cost / unit)
        objective.SetMinimization()
        row.SetUb(self.solver.infinity())
        if self.solver.Solve() != pywraplp.Solver.OPTIMAL:
            raise HoursUnsolved
        # An answer is gone as soon as the programme is altered.
        reached = float(objective.Value())
        self.whole = {
            s.candidate.meeting.id: (s.host_id, s.mark)
            for s in self.starts
            if s.variable.solution_value() > WHOLE
        }
        row.SetUb(reached + HELD)
        return reached * unit

    def _at_most(self, number: int, starts: Iterable[int]) -> None:
        row = self.solver.Constraint(-self.solver.infinity(), number)
        for start in starts:
            row.SetCoefficient(self.starts[start].variable, 1)

    def _once(self) -> None:
        of: dict[str, list[int]] = {}
        for n, start in enumerate(self.starts):
            of.setdefault(start.candidate.meeting.id, []).append(n)
        for own in of.values():
            self._at_most(1, own)

    def _one_thing_at_a_time(self) -> None:
        holding: dict[tuple[str, int], list[int]] = {}
        for n, start in enumerate(self.starts):
            candidate = start.candidate
            for mark in range(start.mark, start.mark + _marks(candidate.length + BUFFER_MINUTES)):
                for host in candidate.all_hosts(start.host_id):
                    holding.setdefault((host, mark), []).append(n)
            for mark in range(start.mark, start.mark + _marks(candidate.length)):
                for person in candidate.people:
                    holding.setdefault((person, mark), []).append(n)
        for together in dict.fromkeys(tuple(one) for one in holding.values() if len(one) > 1):
            self._at_most(1, together)

    def _pools(self) -> None:
        pools = {s.candidate.meeting.id: frozenset(s.candidate.rooms) for s in self.starts}
        for pool in sorted(set(pools.values()), key=sorted):
            using: dict[int, list[int]] = {}
            for n, start in enumerate(self.starts):
                if pools[start.candidate.meeting.id] <= pool:
                    held = _marks(start.candidate.length + BUFFER_MINUTES)
                    for mark in range(start.mark, start.mark + held):
                        using.setdefault(mark, []).append(n)
            for together in using.values():
                if len(together) > len(pool):
                    self._at_most(len(pool), together)


def _marks(length: int) -> int:
    return -(-length // STEP)
