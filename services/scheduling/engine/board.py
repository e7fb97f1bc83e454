"""The meetings on the board: which of them keep their place, and what a plan of them is worth."""

from collections.abc import Iterable

from services.scheduling.domain import rules
from services.scheduling.domain.meeting import Meeting, Placement
from services.scheduling.engine.booked import Bookings, Candidate
from services.scheduling.engine.clashes import Held, clash, keys
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.marks import bits, minutes, moment
from services.scheduling.engine.objective import Choice, Costs, present_choice
from services.scheduling.engine.openings import Opening, Openings

Choices = dict[str, Choice]
Totals = tuple[int, int, int, int]


class Board:
    """One instance in the engine's terms."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.openings = Openings(instance)
        self.marks = self.openings.marks
        self.candidates = {c.meeting.id: c for c in map(self._candidate, instance.wanted) if c.starts}

    def _candidate(self, meeting: Meeting) -> Candidate:
        hosts, rooms = self.openings.hosts(meeting), self.openings.rooms(meeting)
        present = present_choice(self.openings, meeting)
        if meeting.pinned and present is not None:
            hosts, rooms = _pinned(hosts, rooms, present)
        starts = 0
        for mask in hosts.values():
            starts |= mask
        reachable = [self.instance.room[r] for r, mask in rooms.items() if mask & starts]
        costs = Costs(self.openings, meeting, present, self._common(starts, rooms), reachable)
        people, need = frozenset(self.instance.coming(meeting)), self.openings.pools.need(meeting)
        return Candidate(meeting, hosts, rooms, costs, people, need, self.openings)

    @staticmethod
    def _common(starts: int, rooms: dict[str, int]) -> int:
        in_rooms = 0
        for mask in rooms.values():
            in_rooms |= mask
        return starts & in_rooms

    def kept(self) -> Choices:
        """The present choices that the rules still permit and that do not clash with each other.

        Of those that clash none is kept: which one moves is for the search to decide.
        """
        lawful = {
            i: c.costs.present
            for i, c in self.candidates.items()
            if (p := c.costs.present) is not None and c.permits(p.host_id, p.room_id, p.mark)
        }
        present = {i: choice for i, choice in lawful.items() if choice is not None}
        clashing = self.clashing(present)
        return {i: choice for i, choice in present.items() if i not in clashing}

    def clashing(self, choices: Choices) -> set[str]:
        """The meetings of a plan that clash with another, or of which there are too many at once."""
        held = {i: self.held(i, choice) for i, choice in choices.items()}
        by_key: dict[tuple[str, str], list[str]] = {}
        for i, one in held.items():
            for key in keys(one):
                by_key.setdefault(key, []).append(i)
        found: set[str] = set()
        for ids in by_key.values():
            for n, one_id in enumerate(ids):
                for other_id in ids[n + 1 :]:
                    if clash(held[one_id], held[other_id]):
                        found |= {one_id, other_id}
        return found | self._crowded(held)

    def _crowded(self, held: dict[str, Held]) -> set[str]:
        found: set[str] = set()
        drawing = {i: h for i, h in held.items() if h.need.number}
        for i, one in drawing.items():
            drawn = [(h.need, h.span) for j, h in drawing.items() if j != i]
            short = self.openings.pools.short(one.need, drawn)
            if any(starts < one.span[1] and one.span[0] < ends for starts, ends in short):
                found.add(i)
        bookings = Bookings(self.openings)
        days: dict[tuple[str, object], list[str]] = {}
        for i, one in held.items():
            for person in one.people if one.counted else ():
                days.setdefault((person, bookings.day(one.span[0])), []).append(i)
        most = self.instance.policy.most_a_day
        return found | {i for ids in days.values() if len(ids) > most for i in ids}

    def held(self, meeting_id: str, choice: Choice) -> Held:
        """What a chosen meeting holds."""
        candidate, start = self.candidates[meeting_id], self.marks.at(choice.mark)
        return Held(
            candidate.all_hosts(choice.host_id), self.instance.room[choice.room_id], candidate.people,
            (start, start + candidate.length), candidate.need, meeting_id,
            rules.MOST_A_DAY.code not in candidate.meeting.waived,
        )  # fmt: skip

    def bookings(self, choices: Choices) -> Bookings:
        """These choices as bookings."""
        return Bookings(self.openings, (self.held(i, choice) for i, choice in choices.items()))

    def totals(self, choices: Choices, among: Iterable[str] | None = None) -> Totals:
        """The four levels of a plan, of all its meetings or of some."""
        placed = delegated = moved = late = 0
        for i in self.candidates if among is None else among:
            costs, choice = self.candidates[i].costs, choices.get(i)
            if choice is None:
                moved += costs.dropped
            else:
                of = costs.of(choice)
                placed, delegated, moved, late = (
                    placed + of[0], delegated + of[1], moved + of[2], late + of[3],
                )  # fmt: skip
        return placed, delegated, moved, late

    def placement(self, meeting_id: str, choice: Choice) -> Placement:
        """The choice as host, room and time."""
        start = self.marks.at(choice.mark)
        end = start + minutes(self.candidates[meeting_id].meeting.length)
        return Placement(choice.host_id, choice.room_id, moment(start), moment(end))


def _pinned(
    hosts: dict[str, int], rooms: dict[str, int], present: Choice
) -> tuple[dict[str, int], dict[str, int]]:
    """Nothing but the present place, as long as the rules permit it."""
    bit = 1 << present.mark
    if hosts.get(present.host_id, 0) & rooms.get(present.room_id, 0) & bit:
        return {present.host_id: bit}, {present.room_id: bit}
    return hosts, rooms


def better(one: Totals, other: Totals) -> bool:
    """Whether a plan is better than another: more placed, then less of everything else."""
    return (-one[0], *one[1:]) < (-other[0], *other[1:])


def best_beside(booked: Bookings, candidate: Candidate) -> Choice | None:
    """The best choice beside what is booked; the wanted host is asked first, because nobody else can be better."""
    wanted = candidate.meeting.wanted_host_id
    own = best_choice(booked.beside(candidate.with_hosts([wanted])))
    if own is not None or len(candidate.hosts) == (wanted in candidate.hosts):
        return own
    return best_choice(booked.beside(candidate.with_hosts(h for h in candidate.hosts if h != wanted)))


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
