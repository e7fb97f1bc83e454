"""Every interpreter against every need at once: which pairs keep the rules, and how many points they are worth.

A rule depends on little of a person and little of a need, so it is asked once for each different kind of both, and
the answers are spread over the whole edition.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from services.matching.domain.instance import Instance
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need
from services.matching.domain.preference import PREFERENCES
from services.matching.domain.rules import BY_CODE, FORBIDDEN, RULES, Rule, language_between
from services.matching.domain.scoring import Setting, is_own, scarce_between

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Kinds:
    """Which of the few kinds each thing of a list is, and one example of each kind."""

    which: npt.NDArray[np.intp]
    examples: list[Any]


@dataclass(frozen=True)
class Table:
    """Needs by people: `keeps` rule by rule in the order of `RULES`, `allowed` all of them together.

    `tongue` is 0 where the pair uses the guest's first language, 1 for the accepted fallback, -1 without either.
    `points` sums the preferences; `kept` marks pairs in force, `own` the guest's own interpreter.
    """

    needs: Sequence[Need]
    people: Sequence[Interpreter]
    keeps: dict[str, Bools]
    allowed: Bools
    tongue: npt.NDArray[np.int8]
    points: Ints
    kept: Bools
    own: Bools
    lifted: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)

    def serves_in(self, need: int, person: int) -> str | None:
        """The language the pair uses."""
        of = self.needs[need]
        return of.language if self.tongue[need, person] == 0 else of.fallback

    def codes(self, need: int, person: int) -> tuple[str, ...]:
        """Rules this pair breaks, waivers taken into account, most telling first."""
        waived = self.lifted.get((need, person), ())
        return tuple(
            code for code, kept in self.keeps.items() if not kept[need, person] and code not in waived
        )

    def efforts(self, need: int) -> tuple[Ints, Ints]:
        """How hard it is for each person to get all waived that is in the way of this need, and how many rules."""
        total: Ints = np.zeros(len(self.people), dtype=np.int64)
        number: Ints = np.zeros(len(self.people), dtype=np.int64)
        for code, kept in self.keeps.items():
            broken = ~kept[need]
            total += BY_CODE[code].effort * broken
            number += broken
        for (of, person), waived in self.lifted.items():
            if of == need:
                total[person] -= sum(BY_CODE[code].effort for code in waived)
                number[person] -= len(waived)
        return total, number


def table(instance: Instance, needs: Sequence[Need], setting: Setting) -> Table:
    """Judge all pairs of these needs with the whole roster."""
    people = instance.interpreters
    sheet = _Sheet(needs, people)
    keeps = {rule.code: _of_rule(sheet, rule, setting) for rule in RULES}
    forbidden = _pairs(instance.forbidden, needs, people)
    keeps[FORBIDDEN.code] = ~forbidden
    allowed = np.logical_and.reduce(list(keeps.values())) if needs and people else ~forbidden
    lifted = _lifted(instance, needs, people)
    tongue = sheet.spread(_tongue, BY_CODE["language"].of_person, BY_CODE["language"].of_need)
    for (need, person), waived in lifted.items():
        allowed[need, person] = instance.breaks(people[person], needs[need]) == ()
        tongue[need, person] = _tongue(people[person], needs[need], waived)
    kept = _pairs({need: (person,) for need, person in instance.in_force.items()}, needs, people)
    own = _own(needs, people, setting)
    return Table(
        needs=needs,
        people=people,
        keeps=keeps,
        allowed=allowed & (tongue >= 0),
        tongue=tongue.astype(np.int8),
        points=_points(sheet, setting, kept, own),
        kept=kept,
        own=own,
        lifted=lifted,
    )


class _Sheet:
    """Needs and people, and which kinds of them there are in each respect that was asked about."""

    def __init__(self, needs: Sequence[Need], people: Sequence[Interpreter]) -> None:
        self.needs, self.people = needs, people
        self.kinds: dict[object, Kinds] = {}

    def spread(
        self,
        value: Callable[[Interpreter, Need], int],
        of_person: Callable[[Interpreter], Hashable],
        of_need: Callable[[Need], Hashable],
    ) -> Ints:
        """The value of every pair, asked once for each kind of person and need."""
        some, others = self._of(self.needs, of_need), self._of(self.people, of_person)
        answers = np.array(
            [[value(person, need) for person in others.examples] for need in some.examples], dtype=np.int64
        ).reshape(len(some.examples), len(others.examples))
        return answers[some.which[:, None], others.which[None, :]]

    def _of(self, things: Sequence[Any], key: Callable[[Any], Hashable]) -> Kinds:
        if key not in self.kinds:
            self.kinds[key] = _kinds(things, key)
        return self.kinds[key]


def _of_rule(sheet: _Sheet, rule: Rule, setting: Setting) -> Bools:
    def asked(person: Interpreter, need: Need) -> int:
        return int(rule.keeps(person, need, setting.policy))

    return sheet.spread(asked, rule.of_person, rule.of_need).astype(np.bool_)


def _kinds(things: Sequence[Any], key: Callable[[Any], Hashable]) -> Kinds:
    seen: dict[Hashable, int] = {}
    examples: list[Any] = []
    which = np.empty(len(things), dtype=np.intp)
    for position, thing in enumerate(things):
        kind = seen.setdefault(key(thing), len(seen))
        if kind == len(examples):
            examples.append(thing)
        which[position] = kind
    return Kinds(which, examples)


def _tongue(person: Interpreter, need: Need, waived: Collection[str] = ()) -> int:
    language = language_between(person, need, waived)
    return -1 if language is None else int(language != need.language)


def _points(sheet: _Sheet, setting: Setting, kept: Bools, own: Bools) -> Ints:
    needs, people = sheet.needs, sheet.people
    weight = setting.policy.weight
    total: Ints = weight("continuity") * (kept | own).astype(np.int64)
    for preference in PREFERENCES:
        units = sheet.spread(preference.units, preference.of_person, preference.of_need)
        total += weight(preference.code) * units
    by_language = BY_CODE["language"]
    scarce = sheet.spread(
        lambda person, need: int(scarce_between(person, need, setting)),
        lambda person: (by_language.of_person(person), person.booth),
        lambda need: (by_language.of_need(need), need.purpose),
    )
    total -= weight("spare_language") * scarce
    bound = np.array([person.id in setting.bound for person in people], dtype=np.bool_)
    on_top = np.array([not need.is_stay for need in needs], dtype=np.bool_)
    busy = (on_top[:, None] & bound[None, :]) & ~own
    total -= (weight("fair_load") + weight("car_changes")) * busy
    return total


def _own(needs: Sequence[Need], people: Sequence[Interpreter], setting: Setting) -> Bools:
    found = np.zeros((len(needs), len(people)), dtype=np.bool_)
    if not setting.bound:
        return found
    of_guest: dict[str, list[int]] = {}
    for row, need in enumerate(needs):
        of_guest.setdefault(need.guest_id, []).append(row)
    for column, person in enumerate(people):
        if person.id not in setting.bound:
            continue
        for row in of_guest.get(setting.bound[person.id], ()):
            found[row, column] = is_own(person, needs[row], setting)
    return found


def _pairs(by_need: Any, needs: Sequence[Need], people: Sequence[Interpreter]) -> Bools:
    found = np.zeros((len(needs), len(people)), dtype=np.bool_)
    columns = {person.id: column for column, person in enumerate(people)}
    for row, need in enumerate(needs):
        for person_id in by_need.get(need.id, ()):
            if person_id in columns:
                found[row, columns[person_id]] = True
    return found


def _lifted(
    instance: Instance, needs: Sequence[Need], people: Sequence[Interpreter]
) -> dict[tuple[int, int], tuple[str, ...]]:
    rows = {need.id: row for row, need in enumerate(needs)}
    columns = {person.id: column for column, person in enumerate(people)}
    found = {}
    for need_id, person_id in instance.waived:
        if need_id in rows and person_id in columns:
            pair = rows[need_id], columns[person_id]
            codes = instance.lifted(people[pair[1]], needs[pair[0]])
            if codes:
                found[pair] = codes
    return found
