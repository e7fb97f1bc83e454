"""Who is left to interpret a meeting: by language and hour, from what matching announces.

A guest served for the whole stay brings an interpreter along. Everybody else draws on those of the language who are
lent, not kept for the booth, not absent, and not bound to a guest. A language of which matching has announced nobody
restricts nothing here, since no slot is better than another; a conflict of its own names such a meeting.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from services.scheduling.domain import rules
from services.scheduling.domain.interpreting import STAY
from services.scheduling.domain.meeting import Meeting
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.marks import Span, joined, taken


@dataclass(frozen=True)
class Need:
    """How many interpreters of a language a meeting draws from the pool."""

    language: str
    number: int


NOBODY = Need("", 0)


class Pools:
    """The interpreters of each language, and when each of them is not to be had."""

    def __init__(self, instance: Instance) -> None:
        self._brought = {
            e.guest_id for e in instance.engagements if e.purpose == STAY and e.interpreter_id is not None
        }
        bound: dict[str, list[Span]] = {}
        for absence in (a for a in instance.absences if not a.ended):
            bound.setdefault(absence.interpreter_id, []).append(taken(absence.starts, absence.ends))
        for stay in instance.engagements:
            if stay.purpose == STAY and stay.interpreter_id is not None:
                bound.setdefault(stay.interpreter_id, []).append(taken(stay.starts, stay.ends))
        self.known = {language for i in instance.interpreters for language in i.languages}
        self._away: dict[str, list[list[Span]]] = {}
        for person in sorted(instance.interpreters, key=lambda i: i.id):
            if person.available and not person.booth:
                for language in person.languages:
                    self._away.setdefault(language, []).append(joined(bound.get(person.id, [])))

    def need(self, meeting: Meeting) -> Need:
        """What a meeting draws: nothing when somebody of the guest's side brings an interpreter."""
        if meeting.language not in self.known or not self._draws(meeting):
            return NOBODY
        return Need(meeting.language, meeting.interpreters_needed)

    def unheard_of(self, meeting: Meeting) -> bool:
        """Whether a meeting needs a language nobody on the roster interprets; False while there is no roster at all.

        Without a roster every meeting would be told the same, and nothing of it could be put right by placing.
        """
        return bool(self.known) and meeting.language not in self.known and self._draws(meeting)

    def _draws(self, meeting: Meeting) -> bool:
        return (
            meeting.interpreters_needed > 0
            and rules.INTERPRETER.code not in meeting.waived
            and self._brought.isdisjoint(meeting.people)
        )

    def short(self, need: Need, drawn: Iterable[tuple[Need, Span]]) -> list[Span]:
        """When fewer than needed are left beside what others draw."""
        if need.number == 0:
            return []
        people = self._away.get(need.language, [])
        steps = [(at, 1) for spans in people for span in spans for at in (span[0],)]
        steps += [(span[1], -1) for spans in people for span in spans]
        for other, span in drawn:
            if other.language == need.language:
                steps += [(span[0], other.number), (span[1], -other.number)]
        return _above(steps, len(people) - need.number)

    def left(self, language: str, at: int, drawn: Iterable[tuple[Need, Span]]) -> int:
        """How many are left in a minute beside what others draw."""
        people = self._away.get(language, [])
        there = sum(not any(s <= at < e for s, e in spans) for spans in people)
        return there - sum(o.number for o, (s, e) in drawn if o.language == language and s <= at < e)


EVER: Span = (-(1 << 40), 1 << 40)


def _above(steps: list[tuple[int, int]], most: int) -> list[Span]:
    """The stretches in which the sum of the steps so far is greater than `most`."""
    result, level, began = [], 0, EVER[0] if most < 0 else None
    for at, step in sorted(steps, key=lambda s: s[0]):
        level += step
        if began is None and level > most:
            began = at
        elif began is not None and level <= most:
            if at > began:
                result.append((began, at))
            began = None
    if began is not None:
        result.append((began, EVER[1]))
    return joined(result)
