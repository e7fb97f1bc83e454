"""The constraint model: one Boolean for each host and start of a meeting, one for each room.

Meetings that hold host, room or person at the same mark exclude each other there, which gives the solver strong bounds;
rooms are intervals, and drives between zones are ordered pairs.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations

from ortools.sat.python import cp_model

from services.scheduling.domain import rules
from services.scheduling.domain.travel import drive
from services.scheduling.engine.booked import Bookings, Candidate
from services.scheduling.engine.clashes import BUFFER_MINUTES
from services.scheduling.engine.marks import STEP, bits, minutes
from services.scheduling.engine.objective import Choice
from services.scheduling.engine.openings import Opening

Literal = cp_model.IntVar
Linear = cp_model.LinearExprT


class MeetingVariables:
    """The variables of one meeting; at most one start and, with it, exactly one room."""

    def __init__(self, model: cp_model.CpModel, candidate: Candidate) -> None:
        self.candidate = candidate
        name = candidate.meeting.id
        self.starts = {
            key: model.new_bool_var(f"{name} {key}") for key in sorted(_starts(candidate.openings))
        }
        self.rooms = {o.room.id: o.room for o in candidate.openings}
        self.in_room = {room_id: model.new_bool_var(f"{name} {room_id}") for room_id in sorted(self.rooms)}
        self.placed = model.new_bool_var(f"{name} placed")
        model.add_exactly_one([*self.starts.values(), ~self.placed])
        model.add_exactly_one([*self.in_room.values(), ~self.placed])
        self.start = sum(mark * literal for (_, mark), literal in self.starts.items())
        self._forbid_mismatches(model)

    def _forbid_mismatches(self, model: cp_model.CpModel) -> None:
        permitted = {(o.host.id, o.room.id): o.starts for o in self.candidate.openings}
        for room_id, there in self.in_room.items():
            wrong = [x for (host_id, mark), x in self.starts.items()
                     if not permitted.get((host_id, room_id), 0) >> mark & 1]  # fmt: skip
            if wrong:
                model.add_at_most_one([*wrong, there])

    def with_host(self, host_id: str) -> list[Literal]:
        """The starts with one host, receiving or accompanying."""
        if host_id in self.candidate.meeting.host_side:
            return list(self.starts.values())
        return [literal for (host, _), literal in self.starts.items() if host == host_id]

    def all_hosts(self) -> set[str]:
        """Every host who may be there."""
        return {host for host, _ in self.starts} | set(self.candidate.meeting.host_side)

    def at(self, place: str) -> list[Literal]:
        """The rooms in one zone."""
        return [literal for room_id, literal in self.in_room.items() if self.rooms[room_id].place == place]


class PlacingModel:
    """All meetings to place at once, beside what is booked; the candidates keep away from the bookings themselves."""

    def __init__(self, booked: Bookings, candidates: Iterable[Candidate]) -> None:
        self.booked = booked
        self.marks = booked.marks
        self.cp = cp_model.CpModel()
        self.of = {c.meeting.id: MeetingVariables(self.cp, c) for c in candidates}
        self._one_thing_at_a_time()
        self._rooms_once()
        self._pools()
        self._drives()
        self._days()
        self._interpreters()

    def level(self, name: str) -> Linear:
        """The expression of one level of the objective."""
        return sum(_LEVEL[name](self.cp, variables) for variables in self.of.values())

    def hint(self, choices: Mapping[str, Choice]) -> None:
        """Start from these choices."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for meeting_id, variables in self.of.items():
            choice = choices.get(meeting_id)
            self.cp.add_hint(variables.placed, choice is not None)
            for (host_id, mark), literal in variables.starts.items():
                chosen = choice is not None and (choice.host_id, choice.mark) == (host_id, mark)
                self.cp.add_hint(literal, chosen)
            for room_id, literal in variables.in_room.items():
                self.cp.add_hint(literal, choice is not None and choice.room_id == room_id)

    def choices(self, solver: cp_model.CpSolver) -> dict[str, Choice]:
        """The choices of a solution."""
        result = {}
        for meeting_id, variables in self.of.items():
            if solver.boolean_value(variables.placed):
                host_id, mark = next(k for k, x in variables.starts.items() if solver.boolean_value(x))
                room_id = next(r for r, y in variables.in_room.items() if solver.boolean_value(y))
                result[meeting_id] = Choice(host_id, room_id, mark)
        return result

    def _one_thing_at_a_time(self) -> None:
        """No host and no person twice: at every mark at most one of the starts that hold it."""
        holding: dict[tuple[str, int], list[Literal]] = {}
        for variables in self.of.values():
            length = variables.candidate.length
            for (host_id, mark), literal in variables.starts.items():
                for held in range(mark, mark + _marks(length + BUFFER_MINUTES)):
                    for one in (host_id, *variables.candidate.meeting.host_side):
                        holding.setdefault((one, held), []).append(literal)
                for person in variables.candidate.people:
                    for held in range(mark, mark + _marks(length)):
                        holding.setdefault((person, held), []).append(literal)
        for literals in dict.fromkeys(tuple(group) for group in holding.values() if len(group) > 1):
            self.cp.add_at_most_one(literals)

    def _rooms_once(self) -> None:
        using: dict[str, list[cp_model.IntervalVar]] = {}
        for variables in self.of.values():
            size = _marks(variables.candidate.length + BUFFER_MINUTES)
            start = self._start_variable(variables)
            for room_id, there in variables.in_room.items():
                interval = self.cp.new_optional_fixed_size_interval_var(
                    start, size, there, f"{start} {room_id}"
                )
                using.setdefault(room_id, []).append(interval)
        for intervals in using.values():
            if len(intervals) > 1:
                self.cp.add_no_overlap(intervals)

    def _pools(self) -> None:
        """Implied: at any mark no more meetings than rooms that suit them; it bounds what intervals alone do not."""
        for pool in sorted({frozenset(v.rooms) for v in self.of.values()}, key=sorted):
            using: dict[int, list[Literal]] = {}
            for variables in self.of.values():
                if pool >= set(variables.rooms):
                    held = _marks(variables.candidate.length + BUFFER_MINUTES)
                    for (_, mark), literal in variables.starts.items():
                        for at in range(mark, mark + held):
                            using.setdefault(at, []).append(literal)
            for literals in dict.fromkeys(tuple(group) for group in using.values() if len(group) > len(pool)):
                self.cp.add(sum(literals) <= len(pool))

    def _start_variable(self, variables: MeetingVariables) -> Literal:
        start = self.cp.new_int_var(0, self.marks.size, f"{variables.candidate.meeting.id} start")
        self.cp.add(start == variables.start)
        return start

    def _drives(self) -> None:
        """Whoever goes from one zone to another needs the drive between."""
        for one, other in combinations(self.of.values(), 2):
            for here in sorted({room.place for room in one.rooms.values()}):
                for there in sorted({room.place for room in other.rooms.values()}):
                    driving = minutes(drive(here, there))
                    if driving:
                        self._apart(one, other, here, there, driving)

    def _apart(
        self, one: MeetingVariables, other: MeetingVariables, here: str, there: str, driving: int
    ) -> None:
        if one.candidate.people & other.candidate.people:
            self._ordered(one, other, here, there, driving, None)
        elif driving > BUFFER_MINUTES:
            for host_id in sorted(one.all_hosts() & other.all_hosts()):
                self._ordered(one, other, here, there, driving, host_id)

    def _days(self) -> None:
        """At most so many meetings of a guest a day, those booked included."""
        most = self.booked.openings.instance.policy.most_a_day
        days: dict[int, date] = {}
        counted: dict[tuple[str, date], list[Literal]] = {}
        several = self._in_several()
        for variables in self.of.values():
            candidate = variables.candidate
            for (_, mark), literal in variables.starts.items() if candidate.people & several else ():
                if rules.MOST_A_DAY.code not in candidate.meeting.waived:
                    day = days.setdefault(mark, self.booked.day(self.marks.at(mark)))
                    for person in candidate.people & several:
                        counted.setdefault((person, day), []).append(literal)
        for (person, day), literals in counted.items():
            left = most - self.booked.meetings_on(person, day)
            self.cp.add(sum(literals) <= max(0, left))

    def _in_several(self) -> set[str]:
        seen: set[str] = set()
        several: set[str] = set()
        for variables in self.of.values():
            several |= seen & variables.candidate.people
            seen |= variables.candidate.people
        return several

    def _interpreters(self) -> None:
        """Never more meetings in a language than interpreters are left for it."""
        drawing: dict[tuple[str, int], list[Linear]] = {}
        numbers: dict[tuple[str, int], int] = {}
        for variables in self.of.values():
            need = variables.candidate.need
            for (_, mark), literal in variables.starts.items() if need.number else ():
                for held in range(mark, mark + _marks(variables.candidate.length)):
                    drawing.setdefault((need.language, held), []).append(need.number * literal)
                    numbers[need.language, held] = numbers.get((need.language, held), 0) + need.number
        drawn = [(other.need, other.span) for other in self.booked.held if other.need.number]
        for (language, mark), terms in drawing.items():
            at = self.marks.at(mark)
            left = min(
                self.booked.openings.pools.left(language, minute, drawn) for minute in range(at, at + STEP)
            )
            if numbers[language, mark] > left:
                self.cp.add(sum(terms) <= max(0, left))

    def _ordered(
        self,
        one: MeetingVariables,
        other: MeetingVariables,
        here: str,
        there: str,
        driving: int,
        host_id: str | None,
    ) -> None:
        first = self.cp.new_bool_var("")
        shared = [] if host_id is None else [
            _any(self.cp, one.with_host(host_id)), _any(self.cp, other.with_host(host_id)),
        ]  # fmt: skip
        together = [_any(self.cp, one.at(here)), _any(self.cp, other.at(there)), *shared]
        after = other.start >= one.start + _marks(one.candidate.length + driving)
        before = one.start >= other.start + _marks(other.candidate.length + driving)
        self.cp.add(after).only_enforce_if([first, *together])
        self.cp.add(before).only_enforce_if([~first, *together])


def _starts(openings: Iterable[Opening]) -> set[tuple[str, int]]:
    return {(o.host.id, mark) for o in openings for mark in bits(o.starts)}


def _marks(length: int) -> int:
    """How many marks a stretch of minutes reaches over, so that the next start is not before its end."""
    return -(-length // STEP)


def _any(model: cp_model.CpModel, literals: list[Literal]) -> Literal:
    """True when one of these mutually exclusive literals is."""
    if len(literals) == 1:
        return literals[0]
    result = model.new_bool_var("")
    model.add(sum(literals) == result)
    return result


def _placed(_: cp_model.CpModel, v: MeetingVariables) -> Linear:
    return v.candidate.costs.weight * v.placed


def _delegated(_: cp_model.CpModel, v: MeetingVariables) -> Linear:
    return sum(v.candidate.costs.delegated(host_id) * literal for (host_id, _), literal in v.starts.items())


def _moved(model: cp_model.CpModel, v: MeetingVariables) -> Linear:
    costs, present = v.candidate.costs, v.candidate.costs.present
    if present is None:
        return 0
    moved = model.new_bool_var("")
    for kept in (v.starts.get((present.host_id, present.mark)), v.in_room.get(present.room_id)):
        model.add(moved >= v.placed - (0 if kept is None else kept))
    return (
        costs.dropped_at_all * (1 - v.placed)
        + costs.moved_at_all * moved
        + sum(costs.distance(host_id, mark) * x for (host_id, mark), x in v.starts.items())
        + sum(costs.room_distance(room_id) * y for room_id, y in v.in_room.items())
    )


def _late(_: cp_model.CpModel, v: MeetingVariables) -> Linear:
    costs = v.candidate.costs
    return sum(costs.waiting(mark) * x for (_, mark), x in v.starts.items()) + sum(
        costs.room_position(room_id) * y for room_id, y in v.in_room.items()
    )


_LEVEL = {"placed": _placed, "delegated": _delegated, "moved": _moved, "late": _late}
