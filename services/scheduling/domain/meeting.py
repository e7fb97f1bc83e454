"""Leaders' meetings: what was asked for, and where and when they take place.

A meeting is there with host, room and time together, or it is not there at all.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shared.errors import Invalid, Refused

BUFFER = timedelta(minutes=10)
"""Least time between two uses of one host or one room (fixture year 8.5)."""

HOST_SIDE = 2
"""At least two people on the host's side at any foreign meeting (protocol practice 4.2)."""


class SpeechMinutesOutOfRange(Invalid):
    """Speech minutes must be 5 to 120, in steps of 5."""

    code = "speech_minutes_out_of_range"


class PriorityOutOfRange(Invalid):
    """Priority must be 1 (most important) to 9."""

    code = "priority_out_of_range"


class RequestedTimeTooShort(Invalid):
    """The meeting does not fit between 'not before' and 'not after'."""

    code = "requested_time_too_short"


class HostOnBothSides(Invalid):
    """The wanted host receives; only others of the hosts' side accompany."""

    code = "host_on_both_sides"


class RuleCannotBeWaived(Invalid):
    """Nobody may waive this rule for a single meeting."""

    code = "rule_cannot_be_waived"


class MeetingNotPlaced(Refused):
    """The meeting has no place yet."""

    code = "meeting_not_placed"


class MeetingAlreadyCancelled(Refused):
    """The meeting was cancelled; ask for it anew if it is wanted again."""

    code = "meeting_already_cancelled"


GUEST_WITHDREW = "guest_withdrew"
GUEST_NO_SHOW = "guest_no_show"
"""Why the planner itself cancels; such a meeting is wanted again when the guest is expected again."""


class MeetingKind(StrEnum):
    """Meeting (courtesy), talks (substance), call (the visitor calls on the host): protocol practice 4.2."""

    MEETING = "MEETING"
    TALKS = "TALKS"
    CALL = "CALL"


class Mode(StrEnum):
    """How it is interpreted."""

    CONSECUTIVE = "CONSECUTIVE"
    SIMULTANEOUS = "SIMULTANEOUS"
    NONE = "NONE"


class MeetingState(StrEnum):
    """`wanted` until the planner has answered, then `placed` or `unplaceable`.

    `cancelled` by a person for good, by the planner for as long as the guest is not expected.
    """

    WANTED = "wanted"
    PLACED = "placed"
    UNPLACEABLE = "unplaceable"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Placement:
    """Host, room and time of a meeting, held together."""

    host_id: str
    room_id: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Waiver:
    """A named person lets one rule rest for one meeting."""

    rule: str
    by: str
    reason: str = ""


@dataclass
class Meeting:
    """A leaders' meeting wanted by a guest's side.

    `host_side` are hosts who accompany the receiving one. `equipment` is what the room must have. `pinned`: placed by
    hand, stays where it is as long as the rules permit. `briefed`: the host has the brief. `photo`: an official one.

    `accompanying` are guest ids. `speech_minutes` is the time spoken in one language. `not_before` and `not_after`
    bound the whole meeting. `rules` and `explanation` say why an unplaceable meeting has no place.
    """

    id: str
    edition: str
    reference: str
    kind: MeetingKind
    guest_id: str
    accompanying: tuple[str, ...]
    wanted_host_id: str
    may_be_delegated: bool
    speech_minutes: int
    mode: Mode
    language: str
    priority: int
    not_before: datetime | None = None
    not_after: datetime | None = None
    state: MeetingState = MeetingState.WANTED
    placement: Placement | None = None
    rules: tuple[str, ...] = ()
    explanation: str = ""
    cancelled_because: str | None = None
    host_side: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    photo: bool = False
    waivers: tuple[Waiver, ...] = ()
    pinned: bool = False
    briefed: bool = False
    version: int = 0

    def __post_init__(self) -> None:
        if not (5 <= self.speech_minutes <= 120 and self.speech_minutes % 5 == 0):
            raise SpeechMinutesOutOfRange(meeting_id=self.id, speech_minutes=self.speech_minutes)
        if not 1 <= self.priority <= 9:
            raise PriorityOutOfRange(meeting_id=self.id, priority=self.priority)
        if self.wanted_host_id in self.host_side:
            raise HostOnBothSides(meeting_id=self.id, host_id=self.wanted_host_id)
        if self.not_before and self.not_after and self.not_after - self.not_before < self.length:
            raise RequestedTimeTooShort(meeting_id=self.id, minutes=int(self.length.total_seconds() // 60))

    @property
    def length(self) -> timedelta:
        """Time from beginning to end: consecutive interpreting says everything twice."""
        return timedelta(minutes=self.speech_minutes * (2 if self.mode is Mode.CONSECUTIVE else 1))

    @property
    def delegated(self) -> bool:
        """Whether another host than the wanted one receives."""
        return self.placement is not None and self.placement.host_id != self.wanted_host_id

    @property
    def people(self) -> tuple[str, ...]:
        """The guest's side: principal first."""
        return (self.guest_id, *self.accompanying)

    @property
    def waived(self) -> frozenset[str]:
        """The codes of the rules that rest for this meeting."""
        return frozenset(waiver.rule for waiver in self.waivers)

    @property
    def interpreters_needed(self) -> int:
        """One for consecutive, a team of two for simultaneous; none among people who share a language."""
        return {Mode.CONSECUTIVE: 1, Mode.SIMULTANEOUS: 2, Mode.NONE: 0}[self.mode]

    def seats_needed(self, guests_coming: int) -> int:
        """Seats for those of the guest's side who come, the host's side, and the interpreter if there is one."""
        return guests_coming + max(HOST_SIDE, 1 + len(self.host_side)) + (0 if self.mode is Mode.NONE else 1)

    def waive(self, waiver: Waiver) -> None:
        """Let a rule rest for this meeting; a later waiver of the same rule replaces the earlier one."""
        self.waivers = (*(w for w in self.waivers if w.rule != waiver.rule), waiver)

    def place(self, placement: Placement) -> None:
        """Hold host, room and time."""
        self.state, self.placement = MeetingState.PLACED, placement
        self.rules, self.explanation, self.cancelled_because = (), "", None

    def leave_unplaced(self, rules: tuple[str, ...], explanation: str) -> None:
        """Release host, room and time, and say which rules stand in the way."""
        self.state, self.placement = MeetingState.UNPLACEABLE, None
        self.rules, self.explanation, self.cancelled_because = rules, explanation, None
        self.pinned = False

    def want_again(self) -> None:
        """Ask anew for a place, because the guest is expected again."""
        self.state, self.cancelled_because = MeetingState.WANTED, None

    def cancel(self, because: str) -> None:
        """Release everything; refuses a meeting that is cancelled already."""
        if self.state is MeetingState.CANCELLED:
            raise MeetingAlreadyCancelled(meeting_id=self.id, because=self.cancelled_because)
        self.state, self.placement, self.cancelled_because = MeetingState.CANCELLED, None, because
        self.pinned = False
        self.rules, self.explanation = (), ""
