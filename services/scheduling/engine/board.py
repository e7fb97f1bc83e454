"""The meetings on the board: which of them keep their place, and what is still free for the others."""

from dataclasses import replace

from services.scheduling.domain.meeting import Meeting, Placement
from services.scheduling.engine.clashes import Held, free_starts
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.marks import bits, minutes, moment
from services.scheduling.engine.model import Candidate
from services.scheduling.engine.objective import Choice, Costs, permitted, present_choice
from services.scheduling.engine.openings import Opening, Openings

Choices = dict[str, Choice]
Totals = tuple[int, int, int, int]


class Board:
    """One instance in the engine's terms."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.openings = Openings(instance)
        self.marks = self.openings.marks
        self.candidates = {c.meeting.id: c for c in map(self._candidate, instance.wanted) if c.openings}

    def _candidate(self, meeting: Meeting) -> Candidate:
        costs = Costs(self.openings, meeting, present_choice(self.openings, meeting))
        people = frozenset(self.instance.coming(meeting))
        return Candidate(meeting, self.openings.by_meeting[meeting.id], costs, people)

    def kept(self) -> Choices:
        """The present choices that the rules still permit and that do not clash with each other.

        Of two that clash neither is kept: which one moves is for the search to decide.
        """
        lawful = {
            i: c.costs.present
            for i, c in self.candidates.items()
            if c.costs.present is not None and permitted(c.openings, c.costs.present)
        }
        return {i: choice for i, choice in lawful.items() if self._fits(i, choice, lawful)}

    def _fits(self, meeting_id: str, choice: Choice, others: Choices) -> bool:
        held = [self.held(i, c) for i, c in others.items() if i != meeting_id]
        room, host = self.instance.room[choice.room_id], self.instance.host[choice.host_id]
        candidate = self.candidates[meeting_id]
        free = free_starts(self.marks, candidate.length, host, room, candidate.people, held)
        return bool(free >> choice.mark & 1)

    def held(self, meeting_id: str, choice: Choice) -> Held:
        """What a chosen meeting holds."""
        candidate, start = self.candidates[meeting_id], self.marks.at(choice.mark)
        span = (start, start + candidate.length)
        return Held(choice.host_id, self.instance.room[choice.room_id], candidate.people, span)

    def beside(self, candidate: Candidate, held: list[Held]) -> Candidate:
        """The candidate with only those openings that keep away from what is held."""
        free = []
        for opening in candidate.openings:
            starts = opening.starts & free_starts(
                self.marks, candidate.length, opening.host, opening.room, candidate.people, held
            )
            if starts:
                free.append(replace(opening, starts=starts))
        return replace(candidate, openings=tuple(free))

    def totals(self, choices: Choices) -> Totals:
        """The four levels of a plan."""
        each = [self.candidates[i].costs.of(choice) for i, choice in choices.items()]
        placed, delegated, moved, late = (
            (sum(level) for level in zip(*each, strict=True)) if each else (0, 0, 0, 0)
        )
        return placed, delegated, moved, late

    def placement(self, meeting_id: str, choice: Choice) -> Placement:
        """The choice as host, room and time."""
        start = self.marks.at(choice.mark)
        end = start + minutes(self.candidates[meeting_id].meeting.length)
        return Placement(choice.host_id, choice.room_id, moment(start), moment(end))


def better(one: Totals, other: Totals) -> bool:
    """Whether a plan is better than another: more placed, then less of everything else."""
    return (-one[0], *one[1:]) < (-other[0], *other[1:])


def best_choice(candidate: Candidate) -> Choice | None:
    """The best of a candidate's own choices, as if it were alone; None without an opening."""
    options = [choice for opening in candidate.openings for choice in _worth_trying(opening, candidate.costs)]
    return min(options, key=lambda c: (*candidate.costs.of(c)[1:], c.host_id, c.room_id), default=None)


def _worth_trying(opening: Opening, costs: Costs) -> list[Choice]:
    """The earliest start and the two nearest to the present one: no other can be better in this opening."""
    starts = {next(bits(opening.starts))}
    if costs.present is not None:
        from_present = opening.starts >> costs.present.mark << costs.present.mark
        before = opening.starts ^ from_present
        starts |= {next(bits(from_present))} if from_present else set()
        starts |= {before.bit_length() - 1} if before else set()
    return [Choice(opening.host.id, opening.room.id, mark) for mark in sorted(starts)]
