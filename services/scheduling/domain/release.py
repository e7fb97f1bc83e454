"""Released versions of the plan: what people were told, and what is new to whom since they were told last.

A plan is a draft until it is released. Each appointment has an identity that stays, and a sequence number that grows
when what people were told no longer holds; one that is no longer there stays as cancelled, so that calendars drop it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.scheduling.domain.meeting import Placement
from shared.errors import Conflict, Refused


class ReleaseBlocked(Refused):
    """Conflicts stand in the way of telling people; settle or grade them first."""

    code = "release_blocked"


class NothingToRelease(Refused):
    """People know everything already."""

    code = "nothing_to_release"


class OtherDraft(Conflict):
    """The draft is another one than the caller has read; look at it again."""

    code = "other_draft"


CONFIRMED, CANCELLED = "confirmed", "cancelled"

OFFICE_ONLY = frozenset({"meeting", "talks", "call"})
"""Kinds of appointments that are nobody's business but of those who come: who meets whom is not public."""


@dataclass(frozen=True)
class Appointment:
    """A meeting or session as people are told of it.

    `people` are guests and hosts; `gone` and `rooms_gone` are those that were told before and have no part in it any
    more.
    """

    id: str
    kind: str
    title: str
    starts: datetime
    ends: datetime
    room_id: str
    room_name: str
    people: tuple[str, ...]
    gone: tuple[str, ...] = ()
    rooms_gone: tuple[str, ...] = ()
    sequence: int = 0
    status: str = CONFIRMED
    since: datetime | None = None


@dataclass(frozen=True)
class Alteration:
    """One line of the changelog; `what` is added, moved, altered or cancelled."""

    id: str
    what: str
    title: str
    starts: datetime
    ends: datetime
    was_starts: datetime | None
    was_ends: datetime | None
    room_name: str
    was_room_name: str
    people: tuple[str, ...]


@dataclass
class Release:
    """One released version: number, the draft it was, who released it and when, and everything people were told."""

    id: str
    edition: str
    number: int
    plan_number: int
    at: datetime
    by: str
    note: str = ""
    appointments: tuple[Appointment, ...] = ()
    changelog: tuple[Alteration, ...] = ()
    version: int = 0


@dataclass
class Agenda:
    """What one person was told to be new, release after release; only those who had something new have one."""

    id: str
    edition: str
    person_id: str
    release: int
    news: tuple[Alteration, ...] = ()
    version: int = 0


@dataclass
class Draft:
    """One version of the plan as the planner or a person left it."""

    id: str
    edition: str
    number: int
    at: datetime
    reason: str
    placements: dict[str, Placement | None] = field(default_factory=dict)
    """By meeting, without edition and letter: ids hold dots, which the store does not take in names."""
    version: int = 0


@dataclass(frozen=True)
class Difference:
    """A meeting that is elsewhere in another draft; no placement: it has none there."""

    meeting_id: str
    before: Placement | None
    after: Placement | None


def differences(one: Draft, other: Draft) -> list[Difference]:
    """What is different from one draft to another, by meeting."""
    ids = sorted(one.placements.keys() | other.placements.keys())
    pairs = ((i, one.placements.get(i), other.placements.get(i)) for i in ids)
    return [
        Difference(f"{one.edition}.m.{i}", before, after) for i, before, after in pairs if before != after
    ]


def next_appointments(
    told: Sequence[Appointment], now: Sequence[Appointment], at: datetime
) -> tuple[Appointment, ...]:
    """What people are told now, with sequence numbers carried on from what they were told before."""
    before, today = {a.id: a for a in told}, {a.id: a for a in now}
    result = []
    for one in sorted(before.keys() | today.keys()):
        known, current = before.get(one), today.get(one)
        if current is None:
            assert known is not None
            result.append(known if known.status == CANCELLED else _cancelled(known, at))
        elif known is None:
            result.append(replace(current, since=at))
        else:
            result.append(_carried_on(known, current, at))
    return tuple(result)


def _cancelled(known: Appointment, at: datetime) -> Appointment:
    return replace(known, status=CANCELLED, sequence=known.sequence + 1, since=at)


def _carried_on(known: Appointment, current: Appointment, at: datetime) -> Appointment:
    gone = tuple(sorted(({*known.people, *known.gone}) - set(current.people)))
    rooms = tuple(sorted({known.room_id, *known.rooms_gone} - {current.room_id, ""}))
    same = replace(current, sequence=known.sequence, since=known.since, gone=gone, rooms_gone=rooms)
    return known if same == known else replace(same, sequence=known.sequence + 1, since=at)


def changes(told: Sequence[Appointment], now: Sequence[Appointment]) -> tuple[Alteration, ...]:
    """What is different, for the public changelog; in order of time."""
    before = {a.id: a for a in told}
    lines = [line for a in now if (line := _line(before.get(a.id), a)) is not None]
    return tuple(sorted(lines, key=lambda c: (c.starts, c.id)))


def _line(known: Appointment | None, now: Appointment) -> Alteration | None:
    if known is None or known.status != now.status:
        what = "cancelled" if now.status == CANCELLED else "added"
        known = None if what == "added" else known
    elif known.sequence == now.sequence:
        return None
    else:
        same_time = (known.starts, known.ends, known.room_id) == (now.starts, now.ends, now.room_id)
        what = "altered" if same_time else "moved"
    people = tuple(sorted({*now.people, *(known.people if known else ())}))
    return Alteration(
        now.id, what, now.title, now.starts, now.ends, known.starts if known else None,
        known.ends if known else None, now.room_name, known.room_name if known else "", people,
    )  # fmt: skip


@dataclass(frozen=True)
class PublicNews:
    """What the public reads of one release: the programme of sessions, without the people in it."""

    number: int
    at: datetime
    lines: tuple[Alteration, ...]


@dataclass(frozen=True)
class Unreleased:
    """What people would be told if the draft were released now; `released` is 0 before the first release."""

    released: int
    plan_number: int
    items: tuple[Alteration, ...]


def public_news(release: Release) -> PublicNews:
    """The lines about sessions; leaders' meetings, people and the office's note are left out."""
    kinds = {a.id: a.kind for a in release.appointments}
    lines = (line for line in release.changelog if kinds[line.id] not in OFFICE_ONLY)
    return PublicNews(release.number, release.at, tuple(replace(line, people=()) for line in lines))


def told_anew(changelog: Sequence[Alteration]) -> dict[str, tuple[Alteration, ...]]:
    """For each person only what changed for them."""
    people = sorted({person for line in changelog for person in line.people})
    return {person: tuple(line for line in changelog if person in line.people) for person in people}
