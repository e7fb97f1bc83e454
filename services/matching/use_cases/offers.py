"""Offers: opened wave by wave, withdrawn, and moved on when nobody answers."""

from collections.abc import Sequence
from datetime import timedelta

from services.matching import standing
from services.matching.domain.competence import WAVES, Tier
from services.matching.domain.demand import Demand, State
from services.matching.domain.explanation import Candidate
from services.matching.domain.instance import Instance
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need
from services.matching.domain.offer import Offer, OfferState, waves_of
from services.matching.engine.answers.standing import Plan
from services.matching.use_cases.acts import done
from services.matching.use_cases.pins import Pins
from services.matching.use_cases.sight import Desk
from services.matching.use_cases.versions import require_version
from shared.clock import now
from shared.context import current
from shared.errors import Refused
from shared.events.matching import (
    OfferEscalated,
    OfferExhausted,
    OfferOpened,
    OfferStanding,
    OfferWithdrawn,
)
from shared.storage.store import StaleVersion


class NobodyToAsk(Refused):
    """Nobody of these tiers could serve this demand; its explanation says which rules are in the way."""

    code = "nobody_to_ask"


class AlreadyDecided(Refused):
    """Somebody is held on this demand already, or it is being offered; undo or withdraw that first."""

    code = "already_decided"


def open_offer(desk: Desk, demand_id: str, minutes: int, tiers: Sequence[Tier] = WAVES) -> Offer:
    """Ask whoever could serve this demand, tier by tier, each with so many minutes to answer."""

    def ask(pins: Pins) -> Offer:
        demand = pins.demand(demand_id)
        hand = pins.hand(demand)
        if hand.pin is not None or desk.offers.open_for(demand_id) is not None:
            raise AlreadyDecided(demand_id=demand_id)
        offer = _offered(desk, demand, minutes, tiers)
        pins.write(hand)
        pins.write_offer(offer, OfferOpened(**standing.of_offer(offer)))
        return offer

    return done(desk, ask)


def _offered(desk: Desk, demand: Demand, minutes: int, tiers: Sequence[Tier]) -> Offer:
    waves = waves_of(tiers, [(person.tier, person.id) for person in whom_to_ask(desk, demand)])
    if not waves:
        raise NobodyToAsk(demand_id=demand.id, tiers=[tier.value for tier in tiers])
    at = now()
    return Offer(
        id=f"{demand.id}.o{desk.offers.count(demand_id=demand.id) + 1}",
        edition=demand.edition,
        demand_id=demand.id,
        waves=waves,
        minutes=minutes,
        by=current().actor,
        opened_at=at,
        deadline=at + timedelta(minutes=minutes),
    )


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
        desk.offers.save(after, *next_step(before, after))
    except StaleVersion:
        return False
    return True


def next_step(before: Offer, after: Offer) -> tuple[OfferStanding, ...]:
    """What is announced when an offer goes on: the next wave, nobody left to ask, or that it was withdrawn."""
    fields = standing.of_offer(after)
    if after.state is OfferState.WITHDRAWN:
        return (OfferWithdrawn(**fields, reason=after.closed_because),)
    if after.state is OfferState.EXHAUSTED:
        return (OfferExhausted(**fields),)
    return (OfferEscalated(**fields),) if after.wave != before.wave else ()
