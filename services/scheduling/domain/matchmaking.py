"""Business matchmaking: participants ask each other for one-to-one meetings at numbered tables, in short time slots.

A request counts once it is mutual: the other side accepted it in time, or asked the same. Meetings are placed by runs;
the run in force says who sits where, and a confirmed meeting stays where it is in every later run.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from shared.errors import Conflict, Invalid, Refused

MOST_EACH = 6
"""So many meetings a participant has at most, unless the participant wants fewer (fixture year 8.5)."""


class SlotEndsBeforeItStarts(Invalid):
    """A time slot must end after it starts."""

    code = "slot_ends_before_it_starts"


class AsksThemselves(Invalid):
    """A participant cannot meet themselves."""

    code = "asks_themselves"


class RequestExpired(Refused):
    """The request was not answered in time; ask anew."""

    code = "request_expired"


class RequestAlreadyAnswered(Refused):
    """The request has its answer."""

    code = "request_already_answered"


class MeetingNotPlaced(Refused):
    """Only a meeting that has a slot in the run in force can be confirmed."""

    code = "meeting_not_placed"


class RunIsInForce(Conflict):
    """This run is in force; there is nothing to roll back."""

    code = "run_is_in_force"


class RunMovesConfirmed(Refused):
    """The earlier run has confirmed meetings elsewhere or not at all; they stay where they are."""

    code = "run_moves_confirmed"


class Wish(StrEnum):
    """Which part of the day a request is for; the afternoon begins at noon, in town."""

    MORNING = "MORNING"
    AFTERNOON = "AFTERNOON"
    EITHER = "EITHER"


class Answer(StrEnum):
    """What the other side said to a request."""

    OPEN = "OPEN"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"


class Keep(StrEnum):
    """What a new run leaves where it is: confirmed meetings always, on wish all, so that it only fills gaps."""

    CONFIRMED = "CONFIRMED"
    ALL = "ALL"


@dataclass(frozen=True)
class MeetingTables:
    """So many tables with so many seats."""

    seats: int
    number: int


@dataclass
class BusinessSlot:
    """A time slot and the tables that stand in the hall then."""

    id: str
    edition: str
    reference: str
    starts: datetime
    ends: datetime
    tables: tuple[MeetingTables, ...]
    version: int = 0

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise SlotEndsBeforeItStarts(slot=self.reference, starts=self.starts.isoformat())


@dataclass
class BusinessParticipant:
    """A firm that comes with `people`; `away` are slot ids, `refuses` participant ids it will not meet."""

    id: str
    edition: str
    reference: str
    name: str
    guest_id: str | None = None
    people: int = 1
    most: int = MOST_EACH
    away: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    version: int = 0


@dataclass
class BusinessRequest:
    """Somebody asks somebody; `after` are requests whose meetings must be in earlier slots."""

    id: str
    edition: str
    reference: str
    asks_id: str
    asked_id: str
    answer: Answer = Answer.OPEN
    expires: datetime | None = None
    wish: Wish = Wish.EITHER
    slot_id: str | None = None
    after: tuple[str, ...] = ()
    confirmed: bool = False
    version: int = 0

    def __post_init__(self) -> None:
        if self.asks_id == self.asked_id:
            raise AsksThemselves(request_id=self.id)

    @property
    def pair(self) -> tuple[str, str]:
        """Both participants, whoever asked."""
        return min(self.asks_id, self.asked_id), max(self.asks_id, self.asked_id)

    def respond(self, answer: Answer, at: datetime) -> None:
        """Accept or decline; refuses a second answer and one that comes too late."""
        if self.answer is not Answer.OPEN:
            raise RequestAlreadyAnswered(request_id=self.id, answer=self.answer.value)
        if self.expired(at):
            raise RequestExpired(request_id=self.id, expires=self.expires and self.expires.isoformat())
        self.answer = answer

    def expired(self, at: datetime) -> bool:
        """Whether the time to answer is over."""
        return self.expires is not None and at >= self.expires


@dataclass(frozen=True)
class BusinessMeeting:
    """A meeting of a run: who, when, and at which table (numbered from 1 in each slot)."""

    request_id: str
    participant_ids: tuple[str, str]
    slot_id: str
    starts: datetime
    ends: datetime
    table: int
    seats: int


@dataclass(frozen=True)
class Unplaced:
    """A mutual request without a meeting, and the rule in the way."""

    request_id: str
    rule: str


@dataclass
class MatchmakingRun:
    """One answer to all mutual requests, never altered; `again` is the number of a run brought back.

    `bound`: so many idle runs there must be when so many meet. `most_idle_runs` is what the worst off participant has.
    """

    id: str
    edition: str
    number: int
    wanted: int
    meetings: tuple[BusinessMeeting, ...]
    unplaced: tuple[Unplaced, ...]
    idle_runs: int
    most_idle_runs: int
    bound: int
    seconds: float
    again: int | None = None
    version: int = 0

    @property
    def placed(self) -> int:
        """How many meet."""
        return len(self.meetings)


@dataclass(frozen=True)
class Share:
    """What a run gives one participant: meetings, and stretches of waiting between them."""

    participant_id: str
    meetings: int
    idle_runs: int


@dataclass
class Matchmaking:
    """Which run of an edition is in force (0: none yet), and how many there were."""

    id: str
    edition: str
    in_force: int = 0
    runs: int = 0
    version: int = 0


@dataclass
class MatchmakingOrder:
    """Somebody asked for a run."""

    id: str
    edition: str
    keep: Keep = Keep.CONFIRMED
    number: int = 0
    version: int = 0


@dataclass(frozen=True)
class RunDifference:
    """What another run does differently, as request ids."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[str, ...]
    unchanged: int
    idle_runs: int
    """Idle runs more (or fewer, negative) than before."""


def mutual(requests: Iterable[BusinessRequest], at: datetime) -> list[BusinessRequest]:
    """One request for each pair that wants to meet: accepted, or asked from both sides and not yet expired."""
    by_pair: dict[tuple[str, str], list[BusinessRequest]] = {}
    for request in sorted(requests, key=lambda request: (not request.confirmed, request.id)):
        by_pair.setdefault(request.pair, []).append(request)
    wanted = (_wanted(asked, at) for asked in by_pair.values())
    return sorted((request for request in wanted if request is not None), key=lambda request: request.id)


def _wanted(asked: list[BusinessRequest], at: datetime) -> BusinessRequest | None:
    accepted = [request for request in asked if request.answer is Answer.ACCEPTED]
    if accepted:
        return accepted[0]
    waiting = [request for request in asked if request.answer is Answer.OPEN and not request.expired(at)]
    return waiting[0] if len({request.asks_id for request in waiting}) == 2 else None


def differences(before: MatchmakingRun | None, after: MatchmakingRun) -> RunDifference:
    """What `after` does differently from `before` (None: nothing was placed)."""
    old = {m.request_id: m for m in before.meetings} if before else {}
    new = {m.request_id: m for m in after.meetings}
    both = sorted(old.keys() & new.keys())
    moved = tuple(i for i in both if (old[i].slot_id, old[i].table) != (new[i].slot_id, new[i].table))
    return RunDifference(
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        moved=moved,
        unchanged=len(both) - len(moved),
        idle_runs=after.idle_runs - (before.idle_runs if before else 0),
    )


def idle_runs_of(meetings: Iterable[BusinessMeeting], slot_ids: list[str]) -> dict[str, int]:
    """Stretches without a meeting between two meetings of each participant; `slot_ids` in the order of the day."""
    place = {slot_id: number for number, slot_id in enumerate(slot_ids)}
    busy: dict[str, list[int]] = {}
    for meeting in meetings:
        for participant in meeting.participant_ids:
            busy.setdefault(participant, []).append(place[meeting.slot_id])
    return {who: sum(b > a + 1 for a, b in pairwise(sorted(slots))) for who, slots in busy.items()}
