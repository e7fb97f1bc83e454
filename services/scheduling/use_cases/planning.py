"""The solver's work: find the best plan for what is stored, and announce what is different from the plan in force."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from zoneinfo import ZoneInfo

from services.scheduling import standing
from services.scheduling.domain.guest import GuestFact
from services.scheduling.domain.interpreting import STAY
from services.scheduling.domain.meeting import GUEST_NO_SHOW, GUEST_WITHDREW, Meeting, MeetingState, Placement
from services.scheduling.domain.plan import Plan, PlanLevel, Refusal
from services.scheduling.domain.release import Draft
from services.scheduling.domain.room import TOWN
from services.scheduling.engine.instance import Instance
from services.scheduling.engine.planner import Outcome, plan
from services.scheduling.engine.reasons import Reason
from services.scheduling.storage import Records
from shared.clock import now
from shared.events import scheduling as events
from shared.events.base import Event
from shared.planning import Unplanned, caused_by
from shared.storage.store import Change, save_all

REASONS = {
    "heard_absences": "interpreter_absent",
    "heard_arrivals": "arrival_changed",
    "heard_engagements": "interpreter_bound",
    "heard_guests": "guest_changed",
    "heard_interpreters": "interpreter_changed",
    "hosts": "host_calendar_changed",
    "meetings": "meeting_changed",
    "plan_orders": "plan_ordered",
    "policies": "policy_set",
    "rooms": "room_changed",
    "sessions": "programme_changed",
}
"""What made a meeting move, by the collection of the change answered."""


def adopt_best_plan(records: Records, edition: str, marks: Sequence[Unplanned]) -> None:
    """Plan an edition and save every decision that is new, each as the answer to the change that brought it about."""
    began = perf_counter()
    in_force = records.plans.of_edition(edition)
    stored = records.meetings.find(edition=edition)
    instance = instance_of(records, edition, stored)
    outcome = plan(instance)
    answer = Answer(instance, outcome, {(mark.collection, mark.id): mark for mark in marks}, marks[0])
    changes = [change for meeting in stored if (change := answer.to(records, meeting)) is not None]
    if changes:
        with caused_by(marks[0]):
            numbered = _numbered(in_force, instance, outcome, perf_counter() - began)
            changes += adopted(records, numbered, stored, outcome.placements, REASONS[marks[0].collection])
        save_all(changes)


def adopted(
    records: Records,
    numbered: Plan,
    meetings: Iterable[Meeting],
    placements: Mapping[str, Placement],
    reason: str,
) -> list[Change]:
    """The plan under its number and the draft it is; whoever made another one meanwhile is refused by the number."""
    draft = Draft(
        id=f"{numbered.edition}.d{numbered.number:06}",
        edition=numbered.edition,
        number=numbered.number,
        at=now(),
        reason=reason,
        placements={m.reference: placements.get(m.id) for m in meetings},
    )
    announced = (events.SchedulingPlanAdopted(**standing.of_plan(numbered)),)
    return [Change(records.plans, numbered, announced), Change(records.drafts, draft)]


@dataclass(frozen=True)
class Answer:
    """A plan found, and the changes it answers."""

    instance: Instance
    outcome: Outcome
    marks: dict[tuple[str, str], Unplanned]
    first: Unplanned

    def to(self, records: Records, stored: Meeting) -> Change | None:
        """The decision about a meeting, unless it is the one in force."""
        decided = replace(stored)
        mark = self._mark_of(stored)
        happened = self._decide(decided, mark)
        if happened is None:
            return None
        with caused_by(mark):
            return Change(records.meetings, decided, (happened,))

    def _decide(self, meeting: Meeting, mark: Unplanned) -> Event | None:
        guest = self.instance.guest.get(meeting.guest_id)
        if self.instance.guest_gone(meeting):
            assert guest is not None
            return self._cancel(meeting, guest)
        if meeting.id in self.outcome.placements:
            return self._place(meeting, self.outcome.placements[meeting.id], REASONS[mark.collection])
        if meeting.id in self.outcome.unplaceable:
            return self._refuse(meeting, self.outcome.unplaceable[meeting.id])
        return None

    def _cancel(self, meeting: Meeting, guest: GuestFact) -> Event | None:
        if meeting.state is MeetingState.CANCELLED:
            return None
        meeting.cancel(GUEST_WITHDREW if guest.state == "withdrew" else GUEST_NO_SHOW)
        return events.MeetingCancelled(
            **standing.of_wish(meeting, guest.rank.value), reason=meeting.cancelled_because or ""
        )

    def _place(self, meeting: Meeting, placement: Placement, reason: str) -> Event | None:
        before = meeting.placement
        if before == placement:
            return None
        meeting.place(placement)
        host, room = self.instance.host[placement.host_id], self.instance.room[placement.room_id]
        placed = standing.of_placed(meeting, self._rank(meeting), host, room)
        if before is None:
            return events.MeetingScheduled(**placed)
        return events.MeetingMoved(**placed, reason=reason)

    def _refuse(self, meeting: Meeting, reason: Reason) -> Event | None:
        rules = tuple(rule.code for rule in reason.rules)
        if meeting.state is MeetingState.UNPLACEABLE and meeting.rules == rules:
            return None
        meeting.leave_unplaced(rules, reason.explanation)
        wish = standing.of_wish(meeting, self._rank(meeting))
        return events.MeetingUnplaceable(**wish, rules=rules, explanation=reason.explanation)

    def _rank(self, meeting: Meeting) -> str:
        guest = self.instance.guest.get(meeting.guest_id)
        return guest.rank.value if guest else ""

    def _mark_of(self, meeting: Meeting) -> Unplanned:
        """The change a decision answers: the meeting's own, its people's, its hosts' or rooms', else the first."""
        arrivals = [self.instance.arrival[p].id for p in meeting.people if p in self.instance.arrival]
        placements = [p for p in (meeting.placement, self.outcome.placements.get(meeting.id)) if p]
        likely = [
            ("meetings", meeting.id),
            *(("heard_guests", person) for person in meeting.people),
            *(("heard_arrivals", arrival) for arrival in arrivals),
            *(("hosts", host_id) for host_id in (*(p.host_id for p in placements), meeting.wanted_host_id)),
            *(("rooms", p.room_id) for p in placements),
        ]
        return next((self.marks[key] for key in likely if key in self.marks), self.first)


def instance_of(records: Records, edition: str, stored: Sequence[Meeting]) -> Instance:
    """Everything the engine is asked about an edition."""
    sessions = records.sessions.find(edition=edition)
    speakers = {speaker for session in sessions for speaker in session.speakers}
    people = sorted(speakers | {person for meeting in stored for person in meeting.people})
    guests = records.guests.find(id=people)
    fact = records.editions.find_one(id=edition)
    back = {guest.id for guest in guests if guest.expected}
    return Instance(
        meetings=tuple(_wanted_again(meeting, back) for meeting in stored),
        hosts=tuple(records.hosts.find(edition=edition)),
        rooms=tuple(records.rooms.find(edition=edition)),
        sessions=tuple(sessions),
        guests=tuple(guests),
        arrivals=tuple(records.arrivals.find(edition=edition, guest_id=people)),
        interpreters=tuple(records.interpreters.find(edition=edition)),
        absences=tuple(records.absences.find(edition=edition)),
        engagements=tuple(records.engagements.find(edition=edition, purpose=STAY)),
        policy=records.policies.of_edition(edition),
        zone=ZoneInfo(fact.timezone) if fact else TOWN,
    )


def _wanted_again(meeting: Meeting, back: set[str]) -> Meeting:
    """A meeting the planner cancelled is wanted again once its guest is expected again."""
    copy = replace(meeting)
    if copy.cancelled_because in (GUEST_WITHDREW, GUEST_NO_SHOW) and copy.guest_id in back:
        copy.want_again()
    return copy


def _numbered(in_force: Plan, instance: Instance, outcome: Outcome, seconds: float) -> Plan:
    wanted = {meeting.id: meeting for meeting in instance.wanted}
    delegated = sum(p.host_id != wanted[i].wanted_host_id for i, p in outcome.placements.items())
    return replace(
        in_force,
        number=in_force.number + 1,
        wanted=len(wanted),
        placed=len(outcome.placements),
        delegated=delegated,
        unplaceable=len(outcome.unplaceable),
        levels=tuple(PlanLevel(level.name, level.value, level.bound) for level in outcome.levels),
        method=outcome.method,
        seconds=round(seconds, 4),
        refusals=tuple(_refusal(wanted[i], reason) for i, reason in sorted(outcome.unplaceable.items())),
    )


def _refusal(meeting: Meeting, reason: Reason) -> Refusal:
    waive = tuple(rule.code for rule in reason.waiver.rules) if reason.waiver else ()
    return Refusal(
        meeting.id, meeting.guest_id, tuple(rule.code for rule in reason.rules), waive, reason.explanation
    )
