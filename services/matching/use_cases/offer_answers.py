"""Answers to offers through links: what a link shows, taking the work before others, and declining it."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.matching import standing
from services.matching.domain.demand import Demand, State
from services.matching.domain.hand import ActKind
from services.matching.domain.offer import Answer, NotAsked, Offer, OfferState
from services.matching.use_cases.acts import act_of, done, pinned
from services.matching.use_cases.breaches import breaches_of, in_the_way
from services.matching.use_cases.offers import next_step
from services.matching.use_cases.pins import DemandIsClosed, Pins
from services.matching.use_cases.sight import Desk
from shared.clock import now
from shared.context import as_actor, entered
from shared.errors import Conflict, Refused
from shared.events.matching import OfferAccepted, OfferDeclined, PairAccepted


class CannotServe(Refused):
    """This person cannot serve this engagement any more; the coordinators know."""

    code = "cannot_serve"


class EngagementMoved(Conflict):
    """The engagement has other times than you were shown; look again before you answer."""

    code = "engagement_moved"


@dataclass(frozen=True, kw_only=True)
class Engagement:
    """What a link shows: the work and how the offer stands for this person; nothing about guests.

    `timezone` is that of the edition, in which times are meant to be read.
    """

    offer: Offer
    demand: Demand
    interpreter_id: str
    timezone: str

    @property
    def answer(self) -> Answer | None:
        """What this person said."""
        reply = self.offer.reply_of(self.interpreter_id)
        return reply.answer if reply else None

    @property
    def may_answer(self) -> bool:
        """Whether an answer would count now."""
        return (
            self.offer.state is OfferState.OPEN
            and self.answer is None
            and self.interpreter_id in self.offer.asked_now
            and now() < self.offer.deadline
        )


def engagement(desk: Desk, offer_id: str, position: int) -> Engagement:
    """What the link of the person at this position shows."""
    offer = desk.offers.get(offer_id)
    return _shown(desk, offer, desk.demands.get(offer.demand_id), _at(offer, position))


def accept_offer(
    desk: Desk, offer_id: str, position: int, starts: datetime | None, ends: datetime | None
) -> Engagement:
    """Take the demand, if nobody was faster; `starts` and `ends` are the times the person was shown."""

    def accept(pins: Pins) -> Engagement:
        offer = desk.offers.get(offer_id)
        person = _at(offer, position)
        after = offer.accepted(person, now())
        demand = desk.demands.get(offer.demand_id)
        if after is not offer:
            _take(desk, pins, after, demand, (starts, ends))
        return _shown(desk, after, demand, person)

    with entered(as_actor(f"interpreter:{_at(desk.offers.get(offer_id), position)}")):
        return done(desk, accept)


def decline_offer(desk: Desk, offer_id: str, position: int, reason: str) -> Engagement:
    """Not for this person; when the whole wave has declined the next one is asked at once."""

    def decline(pins: Pins) -> Engagement:
        offer = desk.offers.get(offer_id)
        person = _at(offer, position)
        after = offer.declined(person, now(), reason)
        if after is not offer:
            said = OfferDeclined(**standing.of_offer(offer), interpreter_id=person, reason=reason)
            pins.write_offer(after, said, *next_step(offer, after))
        return _shown(desk, after, desk.demands.get(offer.demand_id), person)

    with entered(as_actor(f"interpreter:{_at(desk.offers.get(offer_id), position)}")):
        return done(desk, decline)


def _shown(desk: Desk, offer: Offer, demand: Demand, interpreter_id: str) -> Engagement:
    zone = desk.editions.get(offer.edition).timezone
    return Engagement(offer=offer, demand=demand, interpreter_id=interpreter_id, timezone=zone)


def _take(
    desk: Desk,
    pins: Pins,
    offer: Offer,
    demand: Demand,
    shown: tuple[datetime | None, datetime | None],
) -> None:
    person = str(offer.accepted_by)
    if demand.state is State.CLOSED:
        raise DemandIsClosed(demand_id=demand.id)
    _check_times(demand, shown)
    rules = in_the_way(breaches_of(desk, demand, person))
    if rules:
        raise CannotServe(rules=list(rules))
    act = replace(act_of(ActKind.ACCEPTED, person, "accepted the offer"), offer_id=offer.id)
    pinned(desk, pins, demand, act, PairAccepted, offer_id=offer.id)
    pins.write_offer(offer, OfferAccepted(**standing.of_offer(offer), interpreter_id=person))


def _check_times(demand: Demand, shown: tuple[datetime | None, datetime | None]) -> None:
    present = (demand.need.starts, demand.need.ends)
    if any(seen is not None and seen != now_is for seen, now_is in zip(shown, present, strict=True)):
        raise EngagementMoved(starts=present[0].isoformat(), ends=present[1].isoformat())


def _at(offer: Offer, position: int) -> str:
    people = offer.everybody
    if not 0 <= position < len(people):
        raise NotAsked(offer_id=offer.id)
    return people[position]
