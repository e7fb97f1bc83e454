"""Why a meeting is where it is, why it is not somewhere else, and the best other places with their consequences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.scheduling.domain import rules
from services.scheduling.domain.calendar import Host
from services.scheduling.domain.meeting import Meeting, Placement, Waiver
from services.scheduling.domain.room import Room
from services.scheduling.domain.rules import Rule
from services.scheduling.engine.board import Board, Choices
from services.scheduling.engine.booked import Bookings
from services.scheduling.engine.clashes import Held, clash
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.marks import bits, minutes, moment, taken
from services.scheduling.engine.objective import Choice, present_choice
from services.scheduling.engine.planner import plan
from services.scheduling.engine.reasons import BY_PLACE_IN_LIST, split
from services.scheduling.engine.whole import WholeRules

MILD = frozenset({rules.DELEGATION, rules.REQUESTED_TIME, rules.ROOM_KIND, rules.REST, rules.MOST_A_DAY})
"""Rules an alternative may ask somebody to waive."""

DISPLACED = frozenset({rules.HOST_FREE, rules.ROOM_FREE})
"""An alternative may take the place of another meeting, which then moves."""

TRIES = 8
"""So many displacements are tried before the answer is given."""


@dataclass(frozen=True)
class Verdict:
    """One rule about one place: kept or broken, by which other meetings, and who may waive it."""

    rule: Rule
    kept: bool
    because_of: tuple[str, ...]


@dataclass(frozen=True)
class Consequence:
    """Where another meeting would be; no placement: it would lose its place."""

    meeting_id: str
    placement: Placement | None


@dataclass(frozen=True)
class Alternative:
    """Another place, what must be waived for it, and what it does to others; `kind` says how it differs."""

    kind: str
    placement: Placement
    waive: tuple[Rule, ...]
    consequences: tuple[Consequence, ...]


def verdicts(instance: Instance, meeting: Meeting, host: Host, room: Room, starts: datetime) -> list[Verdict]:
    """Rule by rule, whether the meeting may be there beside the others as they are placed."""
    board, booked = _others(instance, meeting)
    mark = board.marks.mark(taken(starts, starts)[0])
    kept = dict(WholeRules(board, meeting, booked).at(host, room))
    start = taken(starts, starts)[0]
    there = Held(
        frozenset((host.id, *meeting.host_side)), room, frozenset(instance.coming(meeting)),
        (start, start + minutes(meeting.length)),
    )  # fmt: skip
    by = {rule: tuple(o.meeting_id for o in booked.held if rule in clash(there, o)) for rule in rules.RULES}
    if mark is None:
        # Further away than any window, session or meeting there is.
        kept[rules.HOST_WINDOW] = 0
    return [
        Verdict(rule, rule not in kept or (mark is not None and bool(kept[rule] >> mark & 1)), by[rule])
        for rule in rules.RULES
        if rule.code not in meeting.waived
    ]


def earlier(instance: Instance, meeting: Meeting) -> list[tuple[Placement, tuple[Rule, ...]]]:
    """Why a placed meeting is not sooner with its host: each stretch before it, with the rules in the way there."""
    present = meeting.placement
    if present is None:
        return []
    board, booked = _others(instance, meeting)
    host, room = instance.host[present.host_id], instance.room[present.room_id]
    mark = board.marks.mark(taken(present.starts, present.starts)[0]) or 0
    masks = WholeRules(board, meeting, booked).at(host, room)
    window = dict(board.openings.rule_masks(meeting, host, room)).get(rules.HOST_WINDOW, 0)
    told: list[tuple[Placement, tuple[Rule, ...]]] = []
    for broken, starts in split(masks, window & ((1 << mark) - 1)):
        if broken:
            first = board.marks.at(next(bits(starts)))
            span = Placement(host.id, room.id, moment(first), moment(first + minutes(meeting.length)))
            told.append((span, tuple(sorted(broken, key=BY_PLACE_IN_LIST.__getitem__))))
    return sorted(told, key=lambda t: t[0].starts)


def alternatives(instance: Instance, meeting: Meeting, count: int = 3) -> list[Alternative]:
    """The best other places for a meeting: another time, another host, another day, each first of its kind.

    Places that are free come first, then those another meeting would have to leave. Consequences are the engine's own
    answer to the meeting being held there.
    """
    found: list[Alternative] = []
    for displacing in (False, True):
        for option in _options(instance, meeting, displacing):
            if len(found) >= count:
                return found
            if any(same_place(option.placement, known.placement) for known in found):
                continue
            answer = _consequences(instance, meeting, option)
            if answer is not None:
                found.append(answer)
    return found


def same_place(one: Placement, other: Placement) -> bool:
    """Whether two places differ in nothing but the room."""
    return (one.host_id, one.starts) == (other.host_id, other.starts)


def _others(instance: Instance, meeting: Meeting) -> tuple[Board, Bookings]:
    board = Board(instance)
    return board, board.bookings(_as_placed(board, except_for=meeting.id))


def _as_placed(board: Board, except_for: str) -> Choices:
    placed: Choices = {}
    for i, candidate in board.candidates.items():
        choice = present_choice(board.openings, candidate.meeting)
        known = choice is not None and choice.room_id in board.instance.room
        if i != except_for and known and choice is not None:
            placed[i] = choice
    return placed


@dataclass(frozen=True)
class _Option:
    kind: str
    placement: Placement
    waive: tuple[Rule, ...]
    price: tuple[int, int]


def _options(instance: Instance, meeting: Meeting, displacing: bool) -> Sequence[_Option]:
    """The cheapest of each kind first, then the rest by price."""
    unbound = replace(meeting, pinned=False)
    board, booked = _others(instance, meeting)
    found = sorted(_near(board, booked, unbound, displacing), key=lambda o: (o.price, _order(o)))
    firsts = {option.kind: option for option in reversed(found)}
    first = sorted(firsts.values(), key=lambda o: (o.price, _order(o)))
    rest = [
        o for o in found if o not in first and not any(same_place(o.placement, f.placement) for f in first)
    ]
    return [*first, *rest][: TRIES if displacing else len(found)]


def _order(option: _Option) -> tuple[datetime, str, str]:
    return option.placement.starts, option.placement.host_id, option.placement.room_id


def _near(board: Board, booked: Bookings, meeting: Meeting, displacing: bool) -> Iterable[_Option]:
    present = present_choice(board.openings, meeting)
    allowed = MILD | DISPLACED if displacing else MILD
    whole = WholeRules(board, meeting, booked)
    for host in board.instance.host.values():
        for room in board.instance.room.values():
            masks = whole.at(host, room)
            if any(mask == 0 and rule not in allowed for rule, mask in masks):
                continue
            for broken, starts in split(masks, board.marks.every):
                if set(broken) <= allowed and bool(set(broken) & DISPLACED) == displacing:
                    yield from _best_starts(
                        board, meeting, Choice(host.id, room.id, 0), broken, starts, present
                    )


def _best_starts(
    board: Board, meeting: Meeting, place: Choice, broken: Sequence[Rule], starts: int, present: Choice | None
) -> Iterable[_Option]:
    """On each day the start nearest to the present one, or the first."""
    wanted = present.mark if present is not None else next(bits(starts))
    zone = board.instance.zone
    by_day: dict[str, int] = {}
    for mark in bits(starts):
        if present is not None and (place.host_id, mark) == (present.host_id, present.mark):
            continue
        day = moment(board.marks.at(mark)).astimezone(zone).date().isoformat()
        if day not in by_day or abs(mark - wanted) < abs(by_day[day] - wanted):
            by_day[day] = mark
    same_day = moment(board.marks.at(wanted)).astimezone(zone).date().isoformat()
    usual = present.host_id if present is not None else meeting.wanted_host_id
    for day, mark in by_day.items():
        start = board.marks.at(mark)
        end = moment(start + minutes(meeting.length))
        kind = "other_host" if place.host_id != usual else "other_time" if day == same_day else "other_day"
        waive = tuple(sorted((r for r in broken if r not in DISPLACED), key=BY_PLACE_IN_LIST.__getitem__))
        price = (sum(rule.weight for rule in broken), abs(mark - wanted))
        yield _Option(kind, Placement(place.host_id, place.room_id, moment(start), end), waive, price)


def _consequences(instance: Instance, meeting: Meeting, option: _Option) -> Alternative | None:
    """What the plan would be with the meeting held there; None when it cannot be held there even so."""
    waivers = tuple(Waiver(rule.code, rule.waived_by or "") for rule in option.waive)
    held = replace(
        meeting, placement=option.placement, pinned=True, waivers=(*meeting.waivers, *waivers), priority=1
    )
    others = tuple(held if m.id == meeting.id else m for m in instance.meetings)
    outcome = plan(replace(instance, meetings=others))
    if outcome.placements.get(meeting.id) != option.placement:
        return None
    moved = [
        Consequence(m.id, outcome.placements.get(m.id))
        for m in instance.wanted
        if m.id != meeting.id and outcome.placements.get(m.id) != m.placement
    ]
    return Alternative(option.kind, option.placement, option.waive, tuple(moved))
