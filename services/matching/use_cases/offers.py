"""Offers: asked wave by wave, accepted by whoever is first, escalated when nobody answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.matching import standing
from services.matching.domain.competence import WAVES, Tier
from services.matching.domain.demand import Demand, State
from services.matching.domain.explanation import Candidate
from services.matching.domain.hand import ActKind
from services.matching.domain.instance import Instance
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need
from services.matching.domain.offer import Answer, NotAsked, Offer, OfferState, waves_of
from services.matching.engine.answers.standing import Plan
from services.matching.use_cases.breaches import breaches_of, in_the_way
from services.matching.use_cases.hand import act_of, done, pinned
from services.matching.use_cases.pins import DemandIsClosed, Pins
from services.matching.use_cases.sight import Desk
from services.matching.use_cases.versions import require_version
from shared.clock import now
from shared.context import as_actor, current, entered
from shared.errors import Conflict, Refused
from shared.events.matching import (
    OfferAccepted,
    OfferDeclined,
    OfferEscalated,
    OfferExhausted,
    OfferOpened,
    OfferStanding,
    OfferWithdrawn,
    PairAccepted,
)
from shared.storage.store import StaleVersion


class NobodyToAsk(Refused):
    """Nobody of these tiers could serve this demand; its explanation says which rules are in the way."""

    code = "nobody_to_ask"


class AlreadyDecided(Refused):
    """Somebody is held on this demand already, or it is being offered; undo or withdraw that first."""

    code = "already_decided"


class CannotServe(Refused):
    """This person cannot serve this engagement any more; the coordinators know."""

    code = "cannot_serve"


class EngagementMoved(Conflict):
    """The engagement has other times than you were shown; look again before you answer."""

    code = "engagement_moved"


@dataclass(frozen=True, kw_only=True)
class Engagement:
    """What a link shows: the work and how the offer stands for this person; nothing about guests."""

    offer: Offer
    demand: Demand
    interpreter_id: str

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


def open_offer(desk: Desk, demand_id: str, minutes: int, tiers: Sequence[Tier] = WAVES) -> Offer:
    """Ask whoever could serve this demand, tier by tier, each with so many minutes to answer."""
    pins, at = Pins(desk.hands, desk.diaries, desk.demands, desk.offers), now()
    demand = pins.demand(demand_id)
    if pins.hand(demand).pin is not None or desk.offers.open_for(demand_id) is not None:
        raise AlreadyDecided(demand_id=demand_id)
    waves = waves_of(tiers, [(person.tier, person.id) for person in whom_to_ask(desk, demand)])
    if not waves:
        raise NobodyToAsk(demand_id=demand_id, tiers=[tier.value for tier in tiers])
    offer = Offer(
        id=f"{demand_id}.o{desk.offers.count(demand_id=demand_id) + 1}",
        edition=demand.edition,
        demand_id=demand_id,
        waves=waves,
        minutes=minutes,
        by=current().actor,
        opened_at=at,
        deadline=at + timedelta(minutes=minutes),
    )
    desk.offers.save(offer, OfferOpened(**standing.of_offer(offer)))
    return offer


def whom_to_ask(desk: Desk, demand: Demand) -> list[Interpreter]:
    """Everybody who could serve without breaking a rule or leaving another demand without anybody, best first."""
    standing = desk.standing(demand.edition)
    ranked = desk.apart(_ranked, standing, demand.need)
    return [standing.people[candidate.interpreter_id] for candidate in ranked if not candidate.breaks]


def _ranked(standing: Instance, need: Need) -> list[Candidate]:
    return Plan(standing).ranked(need)


def withdraw_offer(desk: Desk, offer_id: str, reason: str, expected_version: int | None) -> Offer:
    """Take an offer back; what is over stays as it is."""
    before = desk.offers.get(offer_id)
    require_version(before, expected_version)
    after = before.withdrawn(reason)
    if after is not before:
        desk.offers.save(after, OfferWithdrawn(**standing.of_offer(after), reason=reason))
    return after


def engagement(desk: Desk, offer_id: str, position: int) -> Engagement:
    """What the link of the person at this position shows."""
    offer = desk.offers.get(offer_id)
    return Engagement(
        offer=offer, demand=desk.demands.get(offer.demand_id), interpreter_id=_at(offer, position)
    )


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
        return Engagement(offer=after, demand=demand, interpreter_id=person)

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
            pins.write_offer(after, said, *_next_step(offer, after))
        return Engagement(offer=after, demand=desk.demands.get(offer.demand_id), interpreter_id=person)

    with entered(as_actor(f"interpreter:{_at(desk.offers.get(offer_id), position)}")):
        return done(desk, decline)


def escalate_overdue(desk: Desk) -> int:
    """Go on with every offer whose wave had its time; end those whose demand has ended. How many that were.

    Two clocks at once do it once: the slower one finds another version.
    """
    at, moved = now(), 0
    for before in desk.offers.all_open():
        closed = desk.demands.get(before.demand_id).state is State.CLOSED
        after = before.withdrawn("demand_closed") if closed else before.escalated(at)
        if after is not before:
            moved += _go_on(desk, before, after)
    return moved


def _go_on(desk: Desk, before: Offer, after: Offer) -> bool:
    try:
        desk.offers.save(after, *_next_step(before, after))
    except StaleVersion:
        return False
    return True


def _next_step(before: Offer, after: Offer) -> tuple[OfferStanding, ...]:
    fields = standing.of_offer(after)
    if after.state is OfferState.WITHDRAWN:
        return (OfferWithdrawn(**fields, reason=after.closed_because),)
    if after.state is OfferState.EXHAUSTED:
        return (OfferExhausted(**fields),)
    return (OfferEscalated(**fields),) if after.wave != before.wave else ()


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
