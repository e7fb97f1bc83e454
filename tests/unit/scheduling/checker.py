"""An independent checker of a plan's hard rules: plain datetimes and its own tables, nothing of the engine."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import combinations

from services.scheduling.domain.meeting import Meeting, Placement
from services.scheduling.engine.instance import Instance

LOWEST_HOST = {"V1": "H2", "V2": "H3", "V3": "H4", "V4": "H5", "V5": "H6"}
ROOMS = {"MEETING": "DRAWING_ROOM", "CALL": "DRAWING_ROOM", "TALKS": "TALKS_ROOM"}
FROM_THE_AIRPORT = {"ZHUJIAJIAN": 0, "PUTUO": 30, "LINCHENG": 40, "DINGHAI": 50}
BETWEEN = {frozenset(("PUTUO", "LINCHENG")): 20, frozenset(("PUTUO", "DINGHAI")): 30,
           frozenset(("LINCHENG", "DINGHAI")): 20}  # fmt: skip
TEN, HALF_AN_HOUR = timedelta(minutes=10), timedelta(minutes=30)

Plan = dict[str, Placement]


def way(here: str, there: str) -> timedelta:
    """Planned drive from zone to zone."""
    if here == there:
        return timedelta(0)
    if "ZHUJIAJIAN" in (here, there):
        return timedelta(minutes=FROM_THE_AIRPORT[here] + FROM_THE_AIRPORT[there])
    return timedelta(minutes=BETWEEN[frozenset((here, there))])


def faults(world: Instance, plan: Plan) -> list[str]:
    """Every broken hard rule, in words; empty for a sound plan."""
    meetings = {m.id: m for m in world.meetings}
    found = [f"{i} was never asked for" for i in plan if i not in meetings]
    for meeting_id, place in plan.items():
        meeting = meetings[meeting_id]
        found += [f"{meeting_id}: {fault}" for fault in (*_about_hosts(world, meeting, place),
                                                         *_about_rooms(world, meeting, place),
                                                         *_about_people(world, meeting, place))]  # fmt: skip
    for one, other in combinations(sorted(plan), 2):
        found += [f"{one} and {other}: {fault}" for fault in _about_two(world, meetings[one], plan[one],
                                                                       meetings[other], plan[other])]  # fmt: skip
    return found + _too_many(world, meetings, plan) + _interpreters(world, meetings, plan)


def _there(world: Instance, meeting: Meeting) -> set[str]:
    guests = {g.id: g for g in world.guests}
    stranded = {a.guest_id for a in world.arrivals if a.cancelled}
    return {
        p for p in (meeting.guest_id, *meeting.accompanying)
        if p in guests and guests[p].state not in ("withdrew", "no_show") and p not in stranded
    }  # fmt: skip


def _about_hosts(world: Instance, meeting: Meeting, place: Placement) -> Iterable[str]:
    hosts = {h.id: h for h in world.hosts}
    host, wanted = hosts[place.host_id], hosts[meeting.wanted_host_id]
    rank = next(g.rank.value for g in world.guests if g.id == meeting.guest_id)
    if host.level.value > LOWEST_HOST[rank] and "host_level_too_low" not in meeting.waived:
        yield f"{host.level} is too low for {rank}"
    if host.id != wanted.id:
        if not meeting.may_be_delegated and "delegation_not_allowed" not in meeting.waived:
            yield "was delegated against the wish"
        if host.level.value <= wanted.level.value and "host_not_lower" not in meeting.waived:
            yield "was delegated upwards or sideways"
    minute, end = place.starts, place.ends
    while minute < end:
        if not any(w.starts <= minute < w.ends for w in host.windows):
            yield "is outside the host's windows"
            break
        minute += timedelta(minutes=5)
    for attending in (host.id, *meeting.host_side):
        if any(place.starts < h.ends and h.starts < place.ends for h in hosts[attending].holds):
            yield f"{attending} is held"


def _about_rooms(world: Instance, meeting: Meeting, place: Placement) -> Iterable[str]:
    room = next(r for r in world.rooms if r.id == place.room_id)
    rank = next(g.rank.value for g in world.guests if g.id == meeting.guest_id)
    small = room.kind.value == "SMALL_ROOM" and rank in ("V4", "V5")
    if room.kind.value != ROOMS[meeting.kind.value] and not small and "room_kind" not in meeting.waived:
        yield f"{room.kind} does not suit {meeting.kind}"
    seats = len(_there(world, meeting)) + max(2, 1 + len(meeting.host_side)) + (meeting.mode.value != "NONE")
    if room.seats < seats and "room_too_small" not in meeting.waived:
        yield f"{room.seats} seats for {seats}"
    if not set(meeting.equipment) <= set(room.equipment):
        yield "the room lacks equipment"
    if room.admits and rank not in [r.value for r in room.admits]:
        yield "the room does not admit the guest"
    if any(place.starts < h.ends and h.starts < place.ends for h in room.holds):
        yield "the room is held"
    local = place.starts.astimezone(world.zone), place.ends.astimezone(world.zone)
    if not any(
        _open(room.opens, room.closes, day, *local)
        for day in (local[0].date(), local[0].date() - timedelta(1))
    ):
        yield "the room is closed"
    for session in world.sessions:
        if (
            session.room_id == room.id
            and place.starts < session.ends + TEN
            and session.starts < place.ends + TEN
        ):
            yield f"{session.id} is in the room"


def _open(opens: object, closes: object, day: date, starts: datetime, ends: datetime) -> bool:
    first = datetime.combine(day, opens, starts.tzinfo)  # type: ignore[arg-type]
    last = datetime.combine(day + timedelta(days=closes < opens), closes, starts.tzinfo)  # type: ignore[operator,arg-type]
    return first <= starts and ends <= last


def _about_people(world: Instance, meeting: Meeting, place: Placement) -> Iterable[str]:
    room = next(r for r in world.rooms if r.id == place.room_id)
    if place.ends - place.starts != timedelta(
        minutes=meeting.speech_minutes * (2 if meeting.mode.value == "CONSECUTIVE" else 1)
    ):
        yield "has the wrong length"
    if place.starts.minute % 5 or place.starts.second:
        yield "does not begin at full five minutes"
    if "requested_time" not in meeting.waived:
        if meeting.not_before and place.starts < meeting.not_before:
            yield "is before the time asked for"
        if meeting.not_after and place.ends > meeting.not_after:
            yield "is after the time asked for"
    if meeting.guest_id not in _there(world, meeting):
        yield "the guest does not come"
    for person in _there(world, meeting):
        yield from _about_person(world, meeting, place, room.place, person)


def _about_person(
    world: Instance, meeting: Meeting, place: Placement, zone: str, person: str
) -> Iterable[str]:
    arrival = next((a for a in world.arrivals if a.guest_id == person), None)
    if arrival is not None:
        rest = timedelta(0) if "rest_after_arrival" in meeting.waived else HALF_AN_HOUR
        if place.starts < arrival.in_town_from + rest + way(arrival.destination, zone):
            yield f"{person} has not arrived or not rested"
        if arrival.leaves_at is not None and place.ends > arrival.leaves_at:
            yield f"{person} has left"
    for session in world.sessions:
        if person in session.speakers:
            where = next((r.place for r in world.rooms if r.id == session.room_id), None)
            gap = timedelta(minutes=50) if where is None else way(where, zone)
            if place.starts < session.ends + gap and session.starts < place.ends + gap:
                yield f"{person} speaks in {session.id}"


def _about_two(
    world: Instance, one: Meeting, here: Placement, other: Meeting, there: Placement
) -> Iterable[str]:
    rooms = {r.id: r for r in world.rooms}
    apart = max(there.starts - here.ends, here.starts - there.ends)
    drive = way(rooms[here.room_id].place, rooms[there.room_id].place)
    if here.room_id == there.room_id and apart < TEN:
        yield "the room twice"
    if {here.host_id, *one.host_side} & {there.host_id, *other.host_side} and apart < max(TEN, drive):
        yield "a host twice"
    if _there(world, one) & _there(world, other) and apart < drive:
        yield "a guest twice"


def _too_many(world: Instance, meetings: dict[str, Meeting], plan: Plan) -> list[str]:
    counted = Counter(
        (person, place.starts.astimezone(world.zone).date())
        for i, place in plan.items()
        if "too_many_a_day" not in meetings[i].waived
        for person in _there(world, meetings[i])
    )
    return [f"{person} has {n} meetings on {day}" for (person, day), n in counted.items()
            if n > world.policy.most_a_day]  # fmt: skip


def _interpreters(world: Instance, meetings: dict[str, Meeting], plan: Plan) -> list[str]:
    """Minute by minute: no more meetings in a language than interpreters of it who are free."""
    served = {e.guest_id for e in world.engagements if e.purpose == "one_to_one" and e.interpreter_id}
    drawing: dict[str, list[tuple[Placement, int]]] = defaultdict(list)
    for i, place in plan.items():
        meeting = meetings[i]
        number = {"CONSECUTIVE": 1, "SIMULTANEOUS": 2, "NONE": 0}[meeting.mode.value]
        if (
            number
            and "no_interpreter" not in meeting.waived
            and not served & {meeting.guest_id, *meeting.accompanying}
        ):
            drawing[meeting.language].append((place, number))
    found = []
    for language, places in drawing.items():
        team = [i for i in world.interpreters if language in i.languages]
        if not team:
            continue
        for place, _ in places:
            minute = place.starts
            while minute < place.ends:
                free = sum(i.available and not i.booth and not _away(world, i.id, minute) for i in team)
                used = sum(n for p, n in places if p.starts <= minute < p.ends)
                if used > free:
                    found.append(f"{used} meetings in {language} at {minute} for {free} interpreters")
                    break
                minute += timedelta(minutes=1)
    return found


def _away(world: Instance, interpreter_id: str, minute: datetime) -> bool:
    absent = any(a.interpreter_id == interpreter_id and not a.ended and a.starts <= minute < a.ends
                 for a in world.absences)  # fmt: skip
    bound = any(e.interpreter_id == interpreter_id and e.purpose == "one_to_one" and e.starts <= minute < e.ends
                for e in world.engagements)  # fmt: skip
    return absent or bound
