"""Placing one meeting by hand, beside the planner and beside others who do the same at the same moment.

Every placement of an edition goes through the number of its plan: host, room, time and people are written together
with that number or not at all. Whoever presses second is refused, reads again, and hears who was faster.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from services.scheduling import standing
from services.scheduling.domain import rules
from services.scheduling.domain.meeting import (
    Meeting,
    MeetingAlreadyCancelled,
    MeetingNotPlaced,
    MeetingState,
    Placement,
    RuleCannotBeWaived,
    Waiver,
)
from services.scheduling.domain.plan import PlanLevel
from services.scheduling.engine.answers import Verdict, verdicts
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.marks import STEP
from services.scheduling.engine.planner import worth
from services.scheduling.storage import Meetings, Records
from services.scheduling.use_cases.editions import require_seen
from services.scheduling.use_cases.imports import UnknownHost, UnknownRoom
from services.scheduling.use_cases.planning import adopted, instance_of
from shared.errors import Conflict, Invalid, Refused
from shared.events.scheduling import MeetingAmended, MeetingMoved, MeetingScheduled
from shared.storage.store import AlreadyExists, Change, StaleVersion, save_all

TRIES = 10
BY_HAND = "placed_by_hand"


class PlaceTaken(Conflict):
    """Somebody else holds host, room or a guest at that time; `held_by` are their meetings."""

    code = "place_taken"


class PlaceNotPermitted(Refused):
    """Rules stand in the way; name those to be waived, where a person may waive them."""

    code = "place_not_permitted"


class OffTheMarks(Invalid):
    """Meetings begin at full five minutes."""

    code = "off_the_marks"


class TooMuchAtOnce(Conflict):
    """The plan is being rewritten without pause; try again in a moment."""

    code = "too_much_at_once"


def place_meeting(
    records: Records,
    meetings: Meetings,
    meeting_id: str,
    host_id: str,
    room_id: str,
    starts: datetime,
    expected_version: int | None,
    waive: Sequence[str],
    by: str,
    reason: str,
) -> Meeting:
    """Put a meeting at a place and keep it there as long as the rules permit. Raises `PlaceTaken` when it is taken."""
    require_on_marks(starts)
    for code in waive:
        if code not in rules.WAIVABLE:
            raise RuleCannotBeWaived(rule=code, waivable=sorted(rules.WAIVABLE))
    for _ in range(TRIES):
        meeting = meetings.get(meeting_id)
        require_seen(meeting.id, meeting.version, expected_version)
        if meeting.state is MeetingState.CANCELLED:
            raise MeetingAlreadyCancelled(meeting_id=meeting.id, because=meeting.cancelled_because)
        for code in waive:
            meeting.waive(Waiver(code, by, reason))
        try:
            return _hold(records, meetings, meeting, host_id, room_id, starts)
        except (StaleVersion, AlreadyExists):
            if expected_version is not None:
                require_seen(meeting_id, meetings.get(meeting_id).version, expected_version)
    raise TooMuchAtOnce(meeting_id=meeting_id)


def require_on_marks(starts: datetime) -> None:
    """Refuse a start that is not at full five minutes."""
    if starts.timestamp() % (60 * STEP):
        raise OffTheMarks(starts=starts.isoformat())


def _hold(
    records: Records, meetings: Meetings, meeting: Meeting, host_id: str, room_id: str, starts: datetime
) -> Meeting:
    in_force = records.plans.of_edition(meeting.edition)
    stored = records.meetings.find(edition=meeting.edition)
    instance = instance_of(records, meeting.edition, [meeting if m.id == meeting.id else m for m in stored])
    if host_id not in instance.host:
        raise UnknownHost(field="host_id", value=host_id)
    if room_id not in instance.room:
        raise UnknownRoom(field="room_id", value=room_id)
    host, room = instance.host[host_id], instance.room[room_id]
    refuse_broken(meeting, verdicts(instance, meeting, host, room, starts))
    before = meeting.placement
    meeting.place(Placement(host_id, room_id, starts, starts + meeting.length))
    meeting.pinned = True
    guest = instance.guest.get(meeting.guest_id)
    told = standing.of_placed(meeting, guest.rank.value if guest else "", host, room)
    happened = MeetingScheduled(**told) if before is None else MeetingMoved(**told, reason=BY_HAND)
    save_all([Change(meetings, meeting, (happened,)), *_numbered(records, in_force, instance, meeting)])
    return meeting


def refuse_broken(meeting: Meeting, told: Sequence[Verdict]) -> None:
    """Nothing happens when every rule is kept; otherwise the refusal that says which are not, and by whom."""
    broken = [verdict for verdict in told if not verdict.kept]
    taken = sorted({other for verdict in broken for other in verdict.because_of})
    if taken:
        codes = [verdict.rule.code for verdict in broken if verdict.because_of]
        raise PlaceTaken(meeting_id=meeting.id, held_by=taken, rules=codes)
    if broken:
        waived_by = {v.rule.code: v.rule.waived_by for v in broken if v.rule.code in rules.WAIVABLE}
        raise PlaceNotPermitted(
            meeting_id=meeting.id, rules=[v.rule.code for v in broken], waivable=waived_by
        )


def _numbered(records: Records, in_force: Any, instance: Instance, meeting: Meeting) -> list[Change]:
    now_placed = {
        m.id: m.placement
        for m in (*(m for m in instance.wanted if m.id != meeting.id), meeting)
        if m.placement is not None
    }
    wanted = {m.id: m for m in instance.wanted}
    levels = worth(
        replace(instance, meetings=tuple(meeting if m.id == meeting.id else m for m in instance.meetings))
    )
    numbered = replace(
        in_force,
        number=in_force.number + 1,
        wanted=len(wanted),
        placed=len(now_placed),
        delegated=sum(p.host_id != wanted[i].wanted_host_id for i, p in now_placed.items()),
        unplaceable=sum(
            m.state is MeetingState.UNPLACEABLE for m in wanted.values() if m.id not in now_placed
        ),
        levels=tuple(PlanLevel(level.name, level.value, level.bound) for level in levels),
        method="by hand",
        refusals=tuple(r for r in in_force.refusals if r.meeting_id != meeting.id),
    )
    return adopted(records, numbered, instance.meetings, now_placed, BY_HAND)


def unpin_meeting(meetings: Meetings, meeting_id: str, expected_version: int | None, rank: str) -> Meeting:
    """Leave the meeting to the planner again; it stays where it is unless something better comes."""
    meeting = meetings.get(meeting_id)
    require_seen(meeting.id, meeting.version, expected_version)
    if meeting.placement is None:
        raise MeetingNotPlaced(meeting_id=meeting.id)
    meeting.pinned = False
    meetings.save(meeting, MeetingAmended(**standing.of_wish(meeting, rank)))
    return meeting


def waive_rule(
    meetings: Meetings,
    meeting_id: str,
    expected_version: int | None,
    rule: str,
    by: str,
    reason: str,
    rank: str,
) -> Meeting:
    """Let one rule rest for one meeting, in the name of whoever may; the planner looks again."""
    if rule not in rules.WAIVABLE:
        raise RuleCannotBeWaived(rule=rule, waivable=sorted(rules.WAIVABLE))
    meeting = meetings.get(meeting_id)
    require_seen(meeting.id, meeting.version, expected_version)
    meeting.waive(Waiver(rule, by, reason))
    meetings.save(meeting, MeetingAmended(**standing.of_wish(meeting, rank)))
    return meeting


def hand_over_brief(meetings: Meetings, meeting_id: str, expected_version: int | None, rank: str) -> Meeting:
    """The host has the brief; handing it over twice changes nothing."""
    meeting = meetings.get(meeting_id)
    require_seen(meeting.id, meeting.version, expected_version)
    if not meeting.briefed:
        meeting.briefed = True
        meetings.save(meeting, MeetingAmended(**standing.of_wish(meeting, rank)))
    return meeting
