"""From requests to a question for the engine, and from a timetable back to meetings at tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from services.scheduling.domain.matchmaking import (
    BusinessMeeting,
    BusinessParticipant,
    BusinessRequest,
    BusinessSlot,
    Keep,
    MatchmakingRun,
    Unplaced,
    Wish,
)
from services.scheduling.engine.matchmaking.instance import Instance, Pair, Tables, Timetable

NOON = 12


@dataclass(frozen=True)
class Hall:
    """The slots in order of time with their tables, who takes part, and the clock of the town."""

    slots: Sequence[BusinessSlot]
    participants: Mapping[str, BusinessParticipant]
    zone: ZoneInfo


@dataclass(frozen=True)
class Question:
    """An instance, the request of each of its pairs, and the requests that no slot can serve."""

    instance: Instance
    requests: tuple[BusinessRequest, ...]
    kept: Mapping[int, BusinessMeeting]
    seats: tuple[int, ...]
    most: tuple[int, ...]
    hopeless: tuple[Unplaced, ...]


def question(
    hall: Hall, wanted: Sequence[BusinessRequest], in_force: MatchmakingRun | None, keep: Keep
) -> Question:
    """What to ask the engine about these mutual requests."""
    placed = {m.request_id: m for m in in_force.meetings} if in_force else {}
    stays = {r.id: placed[r.id] for r in wanted if r.id in placed and (r.confirmed or keep is Keep.ALL)}
    open_slots = {r.id: _open_slots(hall, r, stays.get(r.id)) for r in wanted}
    hopeless = {r.id: rule for r in wanted if isinstance(rule := open_slots[r.id], str)}
    asked = tuple(r for r in wanted if r.id not in hopeless)
    people = sorted({who for request in asked for who in request.pair})
    number = {who: n for n, who in enumerate(people)}
    pairs = tuple(
        Pair(number[r.pair[0]], number[r.pair[1]], frozenset(slots))
        for r in asked
        if not isinstance(slots := open_slots[r.id], str)
    )
    kept = {n: stays[r.id] for n, r in enumerate(asked) if r.id in stays}
    seats = tuple(kept[n].seats if n in kept else _people(hall, r) for n, r in enumerate(asked))
    place = {r.id: n for n, r in enumerate(asked)}
    order = tuple((place[a], n) for n, r in enumerate(asked) for a in r.after if a in place)
    most = tuple(hall.participants[who].most for who in people)
    instance = Instance(len(people), len(hall.slots), pairs, _tables(hall, seats), order)
    return Question(
        instance, asked, kept, seats, most, tuple(Unplaced(i, rule) for i, rule in hopeless.items())
    )


def _open_slots(hall: Hall, request: BusinessRequest, kept: BusinessMeeting | None) -> list[int] | str:
    """The slots in which a request may take place, or the rule that leaves none."""
    both = [hall.participants.get(who) for who in request.pair]
    first, second = both
    if first is None or second is None:
        return "participant_unknown"
    if second.id in first.refuses or first.id in second.refuses:
        return "may_not_meet"
    if kept is not None:
        return [n for n, slot in enumerate(hall.slots) if slot.id == kept.slot_id] or "slot_gone"
    seated = [n for n, slot in enumerate(hall.slots) if _largest(slot) >= _people(hall, request)]
    if not seated:
        return "no_table_large_enough"
    away = {*first.away, *second.away}
    free = [n for n in seated if hall.slots[n].id not in away and _suits(hall, n, request)]
    return free or "no_slot_open_to_both"


def _suits(hall: Hall, slot: int, request: BusinessRequest) -> bool:
    if request.slot_id is not None:
        return hall.slots[slot].id == request.slot_id
    morning = hall.slots[slot].starts.astimezone(hall.zone).hour < NOON
    return request.wish is Wish.EITHER or morning is (request.wish is Wish.MORNING)


def _people(hall: Hall, request: BusinessRequest) -> int:
    return sum(hall.participants[who].people for who in request.pair)


def _largest(slot: BusinessSlot) -> int:
    return max((tables.seats for tables in slot.tables), default=0)


def _tables(hall: Hall, seats: Sequence[int]) -> tuple[Tables, ...]:
    """For all meetings all tables; for those of many people the tables that seat them."""
    sizes = sorted({0, *(t.seats for slot in hall.slots for t in slot.tables)})
    limits = []
    for smaller in sizes[:-1]:
        pairs = tuple(n for n, needed in enumerate(seats) if needed > smaller)
        number = tuple(sum(t.number for t in slot.tables if t.seats > smaller) for slot in hall.slots)
        limits.append(Tables(pairs, number))
    return tuple(limits)


def meetings_of(hall: Hall, asked: Question, timetable: Mapping[int, int]) -> tuple[BusinessMeeting, ...]:
    """The meetings of a timetable at tables: kept ones at theirs, the others at the smallest that seats them."""
    made: list[BusinessMeeting] = []
    for number, slot in enumerate(hall.slots):
        here = sorted((n for n, at in timetable.items() if at == number), key=lambda n: (-asked.seats[n], n))
        free = _numbered(slot)
        for n in here:
            if n in asked.kept:
                free.pop(asked.kept[n].table)
        for n in here:
            table = asked.kept[n].table if n in asked.kept else _smallest(free, asked.seats[n])
            seats = asked.kept[n].seats if n in asked.kept else free.pop(table)
            request = asked.requests[n]
            made.append(
                BusinessMeeting(request.id, request.pair, slot.id, slot.starts, slot.ends, table, seats)
            )
    return tuple(sorted(made, key=lambda meeting: meeting.request_id))


def _numbered(slot: BusinessSlot) -> dict[int, int]:
    """Seats by table number: the largest tables have the lowest numbers."""
    by_size = sorted(slot.tables, key=lambda tables: -tables.seats)
    seats = [tables.seats for tables in by_size for _ in range(tables.number)]
    return dict(enumerate(seats, start=1))


def _smallest(free: Mapping[int, int], people: int) -> int:
    return min((seats, table) for table, seats in free.items() if seats >= people)[1]


def as_mapping(timetable: Timetable) -> dict[int, int]:
    """The slot of each pair, all of them placed."""
    return dict(enumerate(timetable))
