"""What staff look at before a meeting: ready light, seats and cards, why it is there, where else it could be."""

from dataclasses import dataclass
from datetime import datetime

from services.scheduling.domain import seating
from services.scheduling.domain.conflict import Conflict
from services.scheduling.domain.meeting import Meeting, MeetingNotPlaced
from services.scheduling.domain.readiness import Lamp, Light, lamps, together
from services.scheduling.engine.answers import Alternative, Verdict, alternatives, earlier, verdicts
from services.scheduling.engine.conflicts import conflicts
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.planner import plan
from services.scheduling.storage import Records, TripFacts
from services.scheduling.use_cases.imports import UnknownHost, UnknownRoom
from services.scheduling.use_cases.placing import require_on_marks
from services.scheduling.use_cases.planning import instance_of
from shared.clock import now


@dataclass(frozen=True)
class Readiness:
    """The lamps of one meeting and the light they make together."""

    meeting_id: str
    light: Light
    lamps: list[Lamp]


@dataclass(frozen=True)
class Seating:
    """Seats as coordinates with their viewpoint, a card for each named person, places for the photo."""

    meeting_id: str
    viewpoint: str
    seats: list[seating.Seat]
    cards: list[seating.Person]
    photo: list[seating.Place]


@dataclass(frozen=True)
class Explanation:
    """Why a meeting is where it is, or has no place.

    `kept` are the rules its place keeps; `sooner` the earlier places with its host, each with the rules in the way;
    `possible` says what would make a place possible for a meeting without one.
    """

    meeting: Meeting
    verdicts: list[Verdict]
    sooner: list[tuple[datetime, datetime, tuple[str, ...]]]
    summary: str
    possible: str


def readiness(records: Records, trips: TripFacts, edition: str, meeting_id: str | None) -> list[Readiness]:
    """The ready lights of an edition's meetings, or of one."""
    instance = _stored(records, edition)
    found = conflicts(instance, now())
    served = records.engagements.find(edition=edition)
    cars = trips.find(edition=edition)
    result = []
    for meeting in instance.meetings:
        if meeting_id in (None, meeting.id):
            room = instance.room.get(meeting.placement.room_id) if meeting.placement else None
            arrival = instance.arrival.get(meeting.guest_id)
            own = lamps(meeting, room, _codes(found, meeting.id), served, cars, arrival)
            result.append(Readiness(meeting.id, together(own), own))
    return result


def seats(records: Records, meeting_id: str) -> Seating:
    """The seating plan of a placed meeting; raises `MeetingNotPlaced`."""
    meeting = records.meetings.get(meeting_id)
    if meeting.placement is None:
        raise MeetingNotPlaced(meeting_id=meeting.id)
    people = {g.id: g for g in records.guests.find(id=list(meeting.people))}
    hosts = {h.id: h for h in records.hosts.find(id=[meeting.placement.host_id, *meeting.host_side])}
    ours = [
        seating.Person(h.id, h.name, h.name_zh)
        for i in (meeting.placement.host_id, *meeting.host_side)
        if (h := hosts.get(i)) is not None
    ]
    # The guest's side in precedence: the principal, then by rank, those of one rank as the request names them.
    coming = [people[p] for p in meeting.people if p in people and people[p].expected]
    ranked = coming[:1] + sorted(coming[1:], key=lambda g: g.rank.number)
    theirs = [seating.Person(g.id, g.name, g.own_script or g.name) for g in ranked]
    plan_of_seats = seating.seats(meeting.kind, meeting.mode, ours, theirs)
    cards = [seat.person for seat in plan_of_seats if seat.person.id]
    photo = seating.photo(ours, theirs) if meeting.photo else []
    return Seating(meeting.id, seating.VIEWPOINT, plan_of_seats, cards, photo)


def explain(records: Records, meeting_id: str) -> Explanation:
    """Why here; for a meeting without a place why nowhere, and what would make one possible."""
    meeting = records.meetings.get(meeting_id)
    instance = _stored(records, meeting.edition)
    place = meeting.placement
    if place is None:
        reason = plan(instance).unplaceable.get(meeting.id)
        possible = reason.explanation if reason else meeting.explanation
        return Explanation(meeting, [], [], "It has no place.", possible)
    host, room = instance.host[place.host_id], instance.room[place.room_id]
    told = verdicts(instance, meeting, host, room, place.starts)
    sooner = [
        (span.starts, span.ends, tuple(rule.code for rule in broken))
        for span, broken in earlier(instance, meeting)
    ]
    kept = sum(v.kept for v in told)
    who = "a lower host" if meeting.delegated else "the wanted host"
    return Explanation(meeting, told, sooner, f"With {who}, {kept} of {len(told)} rules kept.", "")


def why_not(records: Records, meeting_id: str, host_id: str, room_id: str, starts: datetime) -> list[Verdict]:
    """Rule by rule, whether the meeting could be there."""
    require_on_marks(starts)
    meeting = records.meetings.get(meeting_id)
    instance = _stored(records, meeting.edition)
    if host_id not in instance.host:
        raise UnknownHost(field="host_id", value=host_id)
    if room_id not in instance.room:
        raise UnknownRoom(field="room_id", value=room_id)
    return verdicts(instance, meeting, instance.host[host_id], instance.room[room_id], starts)


def other_places(records: Records, meeting_id: str, count: int) -> list[Alternative]:
    """The best other places for a meeting, with their consequences."""
    meeting = records.meetings.get(meeting_id)
    return alternatives(_stored(records, meeting.edition), meeting, count)


def _stored(records: Records, edition: str) -> Instance:
    return instance_of(records, edition, records.meetings.find(edition=edition))


def _codes(found: list[Conflict], meeting_id: str) -> frozenset[str]:
    return frozenset(conflict.code for conflict in found if meeting_id in conflict.about)
