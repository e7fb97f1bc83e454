"""An offer of one demand: whom it asks in which wave, until when, and who took it first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.matching.domain.competence import Tier
from shared.errors import Refused


class OfferTaken(Refused):
    """Somebody else accepted first."""

    code = "offer_taken"


class OfferClosed(Refused):
    """The offer is over: it was withdrawn, or everybody was asked."""

    code = "offer_closed"


class OfferDeadlinePassed(Refused):
    """The time to answer is over; others are being asked."""

    code = "offer_deadline_passed"


class AlreadyAnswered(Refused):
    """This offer was answered the other way before; speak to the coordinators."""

    code = "already_answered"


class NotAsked(Refused):
    """This person is not asked by this offer, or not yet."""

    code = "not_asked"


class OfferState(StrEnum):
    """Being asked, accepted, nobody left to ask, or taken back."""

    OPEN = "open"
    ACCEPTED = "accepted"
    EXHAUSTED = "exhausted"
    WITHDRAWN = "withdrawn"


class Answer(StrEnum):
    """What somebody said, or that nothing was said in time."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    NONE_IN_TIME = "none_in_time"


@dataclass(frozen=True, kw_only=True)
class Wave:
    """The people of one tier, best first."""

    tier: Tier
    interpreter_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What one person answered, and when."""

    interpreter_id: str
    answer: Answer
    at: datetime
    reason: str = ""


@dataclass(kw_only=True)
class Offer:
    """`wave` counts from 0; the people of a wave have `minutes` to answer, until `deadline`."""

    id: str
    edition: str
    demand_id: str
    waves: tuple[Wave, ...]
    minutes: int
    by: str
    opened_at: datetime
    deadline: datetime
    wave: int = 0
    replies: tuple[Reply, ...] = ()
    state: OfferState = OfferState.OPEN
    accepted_by: str | None = None
    closed_because: str = ""
    version: int = 0

    @property
    def asked_now(self) -> tuple[str, ...]:
        """The people of the present wave."""
        return self.waves[self.wave].interpreter_ids

    @property
    def everybody(self) -> tuple[str, ...]:
        """All people of all waves, in the order in which they are asked; the position names them in links."""
        return tuple(person for wave in self.waves for person in wave.interpreter_ids)

    def reply_of(self, interpreter_id: str) -> Reply | None:
        """What this person said."""
        return next((reply for reply in self.replies if reply.interpreter_id == interpreter_id), None)

    def accepted(self, interpreter_id: str, at: datetime) -> "Offer":
        """Taken by this person; the first acceptance wins, and repeating one's own changes nothing."""
        if self.accepted_by == interpreter_id:
            return self
        self._check_may_answer(interpreter_id, at)
        reply = Reply(interpreter_id=interpreter_id, answer=Answer.ACCEPTED, at=at)
        return replace(
            self, state=OfferState.ACCEPTED, accepted_by=interpreter_id, replies=(*self.replies, reply)
        )

    def declined(self, interpreter_id: str, at: datetime, reason: str) -> "Offer":
        """Not for this person; once all of a wave have declined the next one is asked at once."""
        before = self.reply_of(interpreter_id)
        if before is not None and before.answer is Answer.DECLINED:
            return self
        self._check_may_answer(interpreter_id, at)
        reply = Reply(interpreter_id=interpreter_id, answer=Answer.DECLINED, at=at, reason=reason)
        after = replace(self, replies=(*self.replies, reply))
        return after if after._waits_for_somebody() else after._escalated(at)

    def is_overdue(self, at: datetime) -> bool:
        """Whether the present wave had its time."""
        return self.state is OfferState.OPEN and at >= self.deadline

    def escalated(self, at: datetime) -> "Offer":
        """The next wave is asked once the present one had its time; exhausted after the last."""
        return self._escalated(at) if self.is_overdue(at) else self

    def withdrawn(self, reason: str) -> "Offer":
        """Taken back; what is over stays as it is."""
        if self.state is not OfferState.OPEN:
            return self
        return replace(self, state=OfferState.WITHDRAWN, closed_because=reason)

    def _escalated(self, at: datetime) -> "Offer":
        silent = tuple(
            Reply(interpreter_id=person, answer=Answer.NONE_IN_TIME, at=at)
            for person in self.asked_now
            if self.reply_of(person) is None
        )
        after = replace(self, replies=(*self.replies, *silent))
        if self.wave + 1 == len(self.waves):
            return replace(after, state=OfferState.EXHAUSTED, closed_because="everybody_was_asked")
        return replace(after, wave=self.wave + 1, deadline=at + timedelta(minutes=self.minutes))

    def _waits_for_somebody(self) -> bool:
        return any(self.reply_of(person) is None for person in self.asked_now)

    def _check_may_answer(self, interpreter_id: str, at: datetime) -> None:
        if self.state is OfferState.ACCEPTED:
            raise OfferTaken(offer_id=self.id)
        if self.state is not OfferState.OPEN:
            raise OfferClosed(offer_id=self.id, because=self.closed_because)
        before = self.reply_of(interpreter_id)
        if before is not None and before.answer is not Answer.NONE_IN_TIME:
            raise AlreadyAnswered(offer_id=self.id, answer=before.answer.value)
        if before is not None or (interpreter_id in self.asked_now and at >= self.deadline):
            raise OfferDeadlinePassed(offer_id=self.id, deadline=self.deadline.isoformat())
        if interpreter_id not in self.asked_now:
            raise NotAsked(offer_id=self.id)


def waves_of(tiers: Sequence[Tier], people: Sequence[tuple[Tier, str]]) -> tuple[Wave, ...]:
    """People (best first) divided into waves by tier; tiers without anybody are left out."""
    waves = (Wave(tier=tier, interpreter_ids=tuple(i for t, i in people if t is tier)) for tier in tiers)
    return tuple(wave for wave in waves if wave.interpreter_ids)
