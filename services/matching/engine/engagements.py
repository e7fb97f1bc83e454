"""Everything beside the stays: booths, meetings, toasts, visits, inspections and reliefs, given who serves whose stay.

Each unit first takes whom it would have if it were alone. Units that want the same person at one time are decided
together, again as if there were no others, until nobody is wanted twice. What is then in force is the best plan
there is: no unit could have done better alone, and no cluster of them together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.matching.domain.demand import Decision
from services.matching.domain.duty import MOST_INTERPRETING
from services.matching.domain.instance import Instance
from services.matching.domain.level import Rank
from services.matching.domain.need import Need
from services.matching.domain.plan import Stage
from services.matching.domain.scoring import Setting, scarce_languages
from services.matching.engine.clashes import Clock, Codes, Hours, among, cliques, with_stays
from services.matching.engine.cluster import COVERAGE, PREFERENCE
from services.matching.engine.group import Engagements, grouped
from services.matching.engine.limits import Limits, Worths
from services.matching.engine.occupied import Occupied
from services.matching.engine.pins import clash_of
from services.matching.engine.search import Found, search
from services.matching.engine.seating import seat
from services.matching.engine.table import Bools, Ints, Table, table
from services.matching.engine.unfilled import in_the_way
from services.matching.engine.weights import mixed_radix

WORTH = {rank: len(Rank) - place for place, rank in enumerate(Rank)}
PERSONAL = ("travel", "duty", "interpreting", "rest")


@dataclass(frozen=True)
class Desk:
    """What the search works on, and what is needed to say afterwards why somebody does not serve."""

    instance: Instance
    judged: Table
    engagements: Engagements
    worths: Worths
    limits: Limits
    codes: Codes
    with_guest: Codes
    serving: Mapping[str, Need]
    held: Mapping[int, frozenset[int]]


def staff(
    instance: Instance,
    stays: Sequence[Need],
    pairs: Mapping[str, Decision],
    held: Mapping[str, str],
    until: float | None = None,
) -> tuple[dict[str, Decision], tuple[Stage, ...]]:
    """Decide everything that is no stay; `pairs` are the decisions on the stays, `held` pairs that stand already."""
    serving = {
        decision.interpreter_id: stay
        for stay in stays
        if (decision := pairs[stay.id]).interpreter_id is not None
    }
    desk = _desk(instance, stays, serving, held)
    found = search(desk.engagements, desk.worths, desk.limits, desk.codes > 0, desk.held, until)
    return _decisions(desk, found), _stages(desk, found)


def _desk(
    instance: Instance, stays: Sequence[Need], serving: Mapping[str, Need], held: Mapping[str, str]
) -> Desk:
    needs = tuple(need for need in instance.needs if not need.is_stay)
    setting = Setting(
        policy=instance.policy,
        in_force=instance.in_force,
        bound={interpreter: stay.guest_id for interpreter, stay in serving.items()},
        scarce=scarce_languages(stays, instance.interpreters),
    )
    judged = table(instance, needs, setting)
    clock = Clock(instance.calendar)
    with_guest = _with_guest(judged, serving, clock)
    allowed = _left_by(instance, judged, serving, held, with_guest)
    columns = {person.id: column for column, person in enumerate(instance.interpreters)}
    busy, tireless = _busy(instance, serving, columns), _tireless(instance, columns)
    _spare_the_tired(judged, clock.hours(needs), busy, tireless, allowed)
    engagements = grouped(instance, judged, allowed, [WORTH[need.rank] for need in needs], set(held))
    firsts = [engagements.need(group) for group in range(len(engagements.groups))]
    codes, hours = among(firsts, clock)
    rows = {need.id: row for row, need in enumerate(needs)}
    in_group = {row: number for number, group in enumerate(engagements.groups) for row in group.rows}
    limits = Limits(
        sets=cliques(codes > 0, hours.starts),
        apart=_apart(instance, firsts, columns),
        minutes=hours.minutes.tolist(),
        days=hours.day.tolist(),
        busy=busy,
        tireless=tireless,
    )
    return Desk(
        instance=instance,
        judged=judged,
        engagements=engagements,
        worths=_worths(instance, judged, engagements),
        limits=limits,
        codes=codes,
        with_guest=with_guest,
        serving=serving,
        held={
            in_group[rows[need_id]]: frozenset({columns[person]})
            for need_id, person in held.items()
            if need_id in rows
        },
    )


def _with_guest(judged: Table, serving: Mapping[str, Need], clock: Clock) -> Codes:
    """The rule that each person's own guest puts in the way of each need, needs by people."""
    found = np.zeros((len(judged.needs), len(judged.people)), dtype=np.int8)
    bound = [column for column, person in enumerate(judged.people) if person.id in serving]
    if bound:
        stays = [serving[judged.people[column].id] for column in bound]
        found[:, bound] = with_stays(judged.needs, stays, clock)
    return found


def _left_by(
    instance: Instance,
    judged: Table,
    serving: Mapping[str, Need],
    held: Mapping[str, str],
    with_guest: Codes,
) -> Bools:
    """Pairs that keep the rules and leave whoever serves a stay to that guest; held needs have one person only."""
    allowed: Bools = judged.allowed & (with_guest == 0)
    columns = {person.id: column for column, person in enumerate(judged.people)}
    for row, need in enumerate(judged.needs):
        if need.id in held:
            allowed[row] = False
            allowed[row, columns[held[need.id]]] = True
    for (need_id, person_id), codes in instance.waived.items():
        if need_id in instance.by_id and person_id in serving and set(codes) & set(PERSONAL):
            _reconsider(instance, judged, serving[person_id], need_id, columns[person_id], allowed)
    return allowed


def _spare_the_tired(
    judged: Table,
    hours: Hours,
    busy: Mapping[tuple[int, int], int],
    tireless: frozenset[int],
    allowed: Bools,
) -> None:
    """Nobody takes on what, with the own guest's day, would be more than a day's interpreting."""
    for (person, day), minutes in busy.items():
        if person not in tireless:
            too_much = (hours.day == day) & (hours.minutes + minutes > MOST_INTERPRETING)
            allowed[too_much & ~judged.own[:, person], person] = False


def _reconsider(
    instance: Instance, judged: Table, stay: Need, need_id: str, column: int, allowed: Bools
) -> None:
    """A waiver may let somebody serve beside the stay after all."""
    row = next((row for row, need in enumerate(judged.needs) if need.id == need_id), None)
    if row is not None and judged.allowed[row, column]:
        person = judged.people[column].id
        allowed[row, column] = clash_of(instance, person, judged.needs[row], [stay]) is None


def _apart(
    instance: Instance, firsts: Sequence[Need], columns: Mapping[str, int]
) -> dict[int, Sequence[frozenset[int]]]:
    """For people with a waiver of a personal rule: their own clashes, pair by pair."""
    found: dict[int, Sequence[frozenset[int]]] = {}
    for person in {p for (_, p), codes in instance.waived.items() if set(codes) & set(PERSONAL)}:
        if person in columns:
            found[columns[person]] = [
                frozenset({one, other})
                for one in range(len(firsts))
                for other in range(one)
                if _clash(instance, person, firsts[one], firsts[other])
            ]
    return found


def _clash(instance: Instance, person: str, one: Need, other: Need) -> bool:
    code = clash_of(instance, person, one, [other])
    return code is not None and code != "interpreting"


def _tireless(instance: Instance, columns: Mapping[str, int]) -> frozenset[int]:
    people = {person for (_, person), codes in instance.waived.items() if "interpreting" in codes}
    return frozenset(columns[person] for person in people if person in columns)


def _busy(
    instance: Instance, serving: Mapping[str, Need], columns: Mapping[str, int]
) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for person, stay in serving.items():
        for shift in stay.shifts:
            day = columns[person], instance.calendar.day(shift.starts)
            found[day] = found.get(day, 0) + shift.minutes
    return found


def _worths(instance: Instance, judged: Table, engagements: Engagements) -> Worths:
    own: list[Ints] = []
    first: list[Ints] = []
    kept: list[Ints] = []
    points: list[Ints] = []
    for group in engagements.groups:
        near = instance.nearness(judged.needs[group.rows[0]])
        rows = np.array(group.rows, dtype=np.intp)
        people = group.people
        own.append(judged.own[rows[0], people].astype(np.int64))
        first.append((judged.tongue[rows[0], people] == 0).astype(np.int64))
        before = np.asarray(judged.kept[rows[:, None], people[None, :]].any(axis=0), dtype=np.int64)
        kept.append(near * before)
        points.append(np.asarray(judged.points[rows[:, None], people[None, :]].max(axis=0), dtype=np.int64))
    return Worths(own, first, kept, points)


def _stages(desk: Desk, found: Found) -> tuple[Stage, ...]:
    ceilings = _ceilings(desk)
    proven = [total == bound for total, bound in zip(found.totals, found.bounds, strict=True)]
    bounded = len(proven) if all(proven) else proven.index(False) + 1
    stages = []
    for name, terms, first in (("coverage", COVERAGE, 0), ("preferences", PREFERENCE, len(COVERAGE))):
        part = slice(first, first + len(terms))
        totals, bounds = found.totals[part], found.bounds[part]
        weights = mixed_radix(ceilings[part])
        stages.append(
            Stage(
                name=name,
                terms=dict(zip(terms, totals, strict=True)),
                objective=sum(w * t for w, t in zip(weights, totals, strict=True)),
                bound=sum(w * b for w, b in zip(weights, bounds, strict=True)),
                bounds=dict(zip(terms, bounds[: max(0, bounded - first)], strict=False)),
            )
        )
    return tuple(stages)


def _ceilings(desk: Desk) -> tuple[int, ...]:
    """How much each term can amount to at most, whatever the plan."""
    units, groups = desk.engagements.units, desk.engagements.groups
    seats = sum(group.size for group in groups)
    kept = sum(group.size * int(k.max(initial=0)) for group, k in zip(groups, desk.worths.kept, strict=True))
    points = sum(
        group.size * int(np.abs(p).max(initial=0))
        for group, p in zip(groups, desk.worths.points, strict=True)
    )
    booths = sum(len(unit.booths) for unit in units)
    return len(units), sum(unit.worth for unit in units), booths, seats, seats, seats, kept, 2 * points


def _decisions(desk: Desk, found: Found) -> dict[str, Decision]:
    judged = desk.judged
    seated = seat(judged, desk.engagements, found.seated)
    decisions = {
        judged.needs[row].id: Decision(
            interpreter_id=judged.people[column].id,
            serves_in=judged.serves_in(row, column),
            waived=judged.lifted.get((row, column), ()),
        )
        for row, column in seated.items()
    }
    if len(seated) < len(judged.needs):
        occupied = Occupied(
            desk.instance, judged, desk.engagements, desk.limits, desk.codes, desk.with_guest, seated
        )
        for row, need in enumerate(judged.needs):
            if row not in seated:
                decisions[need.id] = _unfilled(desk, row, occupied)
    return decisions


def _unfilled(desk: Desk, row: int, occupied: Occupied) -> Decision:
    """Who comes nearest to a seat nobody takes; whoever could but for the team, waits for the team."""
    judged, need = desk.judged, desk.judged.needs[row]
    held_up = occupied.held_up(row, desk.serving)
    free = np.ones(len(judged.people), dtype=np.bool_)
    free[list(held_up)] = False
    decision = in_the_way(judged, row, free, held_up)
    if decision.rules or need.team is None:
        return decision
    return Decision(rules=(_short_of(desk, row),), nearest_id=decision.nearest_id)


def _short_of(desk: Desk, row: int) -> str:
    """Why somebody who is free does not sit in a booth: the booth would be too small, or the team leaderless."""
    judged = desk.judged
    for unit in desk.engagements.units:
        for booth in unit.booths:
            groups = [desk.engagements.groups[number] for number in booth.groups]
            if any(row in group.rows for group in groups):
                people = {person for group in groups for person in group.people.tolist()}
                lone = unit.leaders is not None and not (people & unit.leaders) and len(people) >= booth.least
                return "team_leader" if lone else "team_size_local"
    raise LookupError(judged.needs[row].id)
