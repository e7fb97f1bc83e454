"""An instance of the matching problem: everything a plan depends on, and nothing else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property

from services.matching.domain.duty import Calendar
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.level import Rank
from services.matching.domain.need import Need, Purpose
from services.matching.domain.policy import Policy
from services.matching.domain.rules import FORBIDDEN, broken

Waived = Mapping[tuple[str, str], Collection[str]]

NEAR = ((timedelta(hours=24), 4), (timedelta(hours=72), 3), (timedelta(days=7), 2))
"""What a changed pair costs by the time left until it starts; 1 where that is longer or the hour is not known."""

PROTECTED = (Rank.V1, Rank.V2)
"""Ranks whose confirmed pairs move by a proposal only."""


@dataclass(frozen=True, kw_only=True)
class Instance:
    """Needs and people, the edition's policy, the plan in force, and the coordinators' own hand.

    `in_force` maps need ids to the interpreters of the plan in force, `confirmed` are those of them that are
    agreed. `pinned` are manual assignments, `forbidden` pairs a coordinator ruled out, `waived` the rules lifted
    for a pair (need id, interpreter id). At `now` whatever runs stays, and what is near costs more to change.
    """

    needs: tuple[Need, ...]
    interpreters: tuple[Interpreter, ...]
    policy: Policy
    in_force: Mapping[str, str] = field(default_factory=dict)
    confirmed: frozenset[str] = frozenset()
    pinned: Mapping[str, str] = field(default_factory=dict)
    forbidden: Mapping[str, Collection[str]] = field(default_factory=dict)
    waived: Waived = field(default_factory=dict)
    now: datetime | None = None
    timezone: str = "Asia/Shanghai"

    def ordered(self) -> "Instance":
        """The same in one fixed order, so that equal input gives an equal plan."""
        return replace(
            self,
            needs=tuple(sorted(self.needs, key=lambda need: need.id)),
            interpreters=tuple(sorted(self.interpreters, key=lambda interpreter: interpreter.id)),
        )

    @cached_property
    def calendar(self) -> Calendar:
        """How days are counted and ways measured."""
        return Calendar(self.timezone)

    @cached_property
    def people(self) -> dict[str, Interpreter]:
        """The roster by id."""
        return {person.id: person for person in self.interpreters}

    @cached_property
    def by_id(self) -> dict[str, Need]:
        """The needs by id."""
        return {need.id: need for need in self.needs}

    def needs_for(self, *purposes: Purpose) -> tuple[Need, ...]:
        """Needs of these purposes."""
        return tuple(need for need in self.needs if need.purpose in purposes)

    def breaks(self, interpreter: Interpreter, need: Need) -> tuple[str, ...]:
        """Rules the pair breaks, waivers taken into account, and whether a coordinator forbade it."""
        codes = broken(interpreter, need, self.policy, self.waived.get((need.id, interpreter.id), ()))
        return (*codes, FORBIDDEN.code) if interpreter.id in self.forbidden.get(need.id, ()) else codes

    def lifted(self, interpreter: Interpreter, need: Need) -> tuple[str, ...]:
        """Rules the pair breaks for which there is a waiver."""
        waived = self.waived.get((need.id, interpreter.id), ())
        return tuple(code for code in broken(interpreter, need, self.policy) if code in waived)

    def nearness(self, need: Need) -> int:
        """What it costs to change the pair that serves this need: 1 far away, 4 within a day."""
        if self.now is None:
            return 1
        left = need.starts - self.now
        return next((cost for limit, cost in NEAR if left <= limit), 1)

    def is_running(self, need: Need) -> bool:
        """Whether the engagement has begun: nobody is exchanged in the middle of it for a better plan."""
        return self.now is not None and need.starts <= self.now

    def is_protected(self, need: Need) -> bool:
        """Whether the pair in force moves by a proposal only."""
        return need.id in self.confirmed and need.rank in PROTECTED

    def without(self, *interpreter_ids: str) -> "Instance":
        """The same edition without these people."""
        gone = set(interpreter_ids)
        return replace(
            self,
            interpreters=tuple(person for person in self.interpreters if person.id not in gone),
            pinned={need: person for need, person in self.pinned.items() if person not in gone},
        )

    def planned(self, pairs: Mapping[str, str]) -> "Instance":
        """The same edition with these pairs in force."""
        return replace(self, in_force=dict(pairs))
