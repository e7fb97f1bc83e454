"""A matchmaking instance as clauses: the timetables that keep every rule, and a literal for each idle run.

What makes the formula easy is said twice. A participant without an idle run is busy in one block, so the block's
first slot decides the whole pattern. The number of busy slots is known, and at most two participants sit at a table.
"""

from collections.abc import Iterable
from itertools import pairwise

from services.scheduling.engine.matchmaking.formula import Formula
from services.scheduling.engine.matchmaking.instance import Instance, Timetable


class Encoding:
    """The clauses; `place[pair, slot]` says that the pair meets then, `idle[p][j]` that p has more than j idle runs."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.formula = Formula()
        self.place: dict[tuple[int, int], int] = {}
        self.busy: dict[tuple[int, int], int] = {}
        self.idle: dict[int, list[int]] = {}
        self._place_pairs()
        self._keep_order()
        for participant, pairs in enumerate(instance.pairs_of):
            if pairs:
                self._one_meeting_a_slot(participant)
            if len(pairs) > 1:
                self._patterns(participant)
        self._fairness()
        self._tables()

    def timetable(self, model: Iterable[int]) -> Timetable:
        """The slots of the pairs in a model of the formula."""
        true = {literal for literal in model if literal > 0}
        chosen = {pair: slot for (pair, slot), literal in self.place.items() if literal in true}
        return tuple(chosen[pair] for pair in range(len(self.instance.pairs)))

    def _place_pairs(self) -> None:
        for number, pair in enumerate(self.instance.pairs):
            slots = sorted(pair.slots)
            literals = self.formula.row(len(slots))
            self.place.update(
                {(number, slot): literal for slot, literal in zip(slots, literals, strict=True)}
            )
            self.formula.add(*literals)
            self.formula.at_most_one(literals)

    def _keep_order(self) -> None:
        begun = {
            pair: self._begun(pair) for pair in sorted({p for both in self.instance.order for p in both})
        }
        for earlier, later in self.instance.order:
            self.formula.add(-begun[later][0])
            for before, after in zip(begun[earlier], begun[later][1:], strict=False):
                self.formula.add(-after, before)

    def _begun(self, pair: int) -> list[int]:
        """For each slot, whether the pair meets in it or before."""
        begun: list[int] = []
        for slot in range(self.instance.slots):
            now, here = self.formula.variable(), self.place.get((pair, slot))
            met_here = [] if here is None else [here]
            for before in begun[-1:]:
                self.formula.add(-before, now)
            for literal in met_here:
                self.formula.add(-literal, now)
            self.formula.add(-now, *met_here, *begun[-1:])
            begun.append(now)
        return begun

    def _one_meeting_a_slot(self, participant: int) -> None:
        for slot in self.instance.open_slots(participant):
            keys = ((pair, slot) for pair in self.instance.pairs_of[participant])
            literals = [self.place[key] for key in keys if key in self.place]
            busy = self.busy[participant, slot] = self.formula.variable()
            for literal in literals:
                self.formula.add(-literal, busy)
            self.formula.add(-busy, *literals)
            self.formula.at_most_one(literals)

    def _patterns(self, participant: int) -> None:
        most = min(self.instance.most_idle(participant), self._ceiling)
        idle = self._idle_runs(participant, most) if self.instance.most_idle(participant) else []
        self.idle[participant] = idle
        self._block(participant, idle[:1])

    def _idle_runs(self, participant: int, most: int) -> list[int]:
        """As many busy slots as meetings; literals for more than 0, 1, … idle runs: one less than runs of meetings."""
        slots, meetings = self.instance.open_slots(participant), len(self.instance.pairs_of[participant])
        self.formula.exactly([self.busy[participant, slot] for slot in slots], meetings)
        runs = self.formula.tallied([self._run_ends(participant, slot) for slot in slots], upto=most + 2)
        for run in runs[most + 1 :]:
            self.formula.add(-run)
        return runs[1 : most + 1]

    def _block(self, participant: int, unless: list[int]) -> None:
        """Busy in one block, unless there is an idle run: busy just from the first slot for as many as meetings."""
        length, slots = len(self.instance.pairs_of[participant]), self.instance.slots
        begun = self.formula.row(max(0, slots - length))
        for before, after in pairwise(begun):
            self.formula.add(-before, after)
        for slot in range(slots):
            # No literal stands for what is certain: begun by the last possible slot, not ended before the first.
            has_begun = begun[slot : slot + 1]
            has_ended = begun[slot - length : slot - length + 1] if slot >= length else []
            busy = self.busy.get((participant, slot))
            inside = [-literal for literal in has_begun] + has_ended
            if busy is None:
                self.formula.add(*inside, *unless)
                continue
            self.formula.add(busy, *inside, *unless)
            for literal in has_begun:
                self.formula.add(-busy, literal, *unless)
            for literal in has_ended:
                self.formula.add(-busy, -literal, *unless)

    def _run_ends(self, participant: int, slot: int) -> int:
        busy, after = self.busy[participant, slot], self.busy.get((participant, slot + 1))
        if after is None:
            return busy
        ends = self.formula.variable()
        self.formula.add(-busy, after, ends)
        self.formula.add(-ends, busy)
        self.formula.add(-ends, -after)
        return ends

    @property
    def _least_most(self) -> int:
        return min(map(self.instance.most_idle, range(self.instance.participants)), default=0)

    @property
    def _ceiling(self) -> int:
        """No participant can have more idle runs: the one who can have the fewest must be near enough."""
        return self.instance.spread + self._least_most

    def _fairness(self) -> None:
        """There is a number of idle runs that all have, and nobody has `spread` more than that."""
        base = self.formula.row(self._least_most)
        for number, literal in enumerate(base):
            for participant in range(self.instance.participants):
                self.formula.add(-literal, self.idle[participant][number])
        for idle in self.idle.values():
            for more, all_have in zip(idle[self.instance.spread :], base, strict=False):
                self.formula.add(-more, all_have)

    def _tables(self) -> None:
        for tables in self.instance.tables:
            everybody = len(tables.pairs) == len(self.instance.pairs)
            for slot, number in enumerate(tables.number):
                keys = ((pair, slot) for pair in tables.pairs)
                self.formula.at_most([self.place[key] for key in keys if key in self.place], number)
                if everybody:
                    people = range(self.instance.participants)
                    sitting = [self.busy[p, slot] for p in people if (p, slot) in self.busy]
                    self.formula.at_most(sitting, 2 * number)
