"""What an interpreter, a demand and a policy look like in the events that announce them."""

from typing import Any

from services.matching.domain.demand import Demand
from services.matching.domain.difference import Difference
from services.matching.domain.explanation import in_words
from services.matching.domain.hand import Hand, ManualAct
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.offer import Offer
from services.matching.domain.plan import Plan, Proposal
from services.matching.domain.policy import Policy
from services.matching.domain.request import Request
from services.matching.domain.waiver import Waiver
from shared.events.base import Event
from shared.events.matching import (
    DemandClosed,
    DemandUnfilled,
    InterpreterAssigned,
    InterpreterConfirmationLapsed,
    InterpreterConfirmed,
    InterpreterReleased,
    MatchingPlanAdopted,
    MoveProposed,
)


def of_interpreter(interpreter: Interpreter) -> dict[str, Any]:
    """The fields of an `InterpreterStanding`; `available` means lent and pledged."""
    return {
        "interpreter_id": interpreter.id,
        "reference": interpreter.reference,
        "name": interpreter.name,
        "name_zh": interpreter.name_zh,
        "languages": interpreter.languages,
        "level": interpreter.level.value,
        "booth": interpreter.booth,
        "consent": interpreter.consent.value,
        "pledged": interpreter.pledge_signed_on is not None,
        "available": interpreter.may_serve,
        "tier": interpreter.tier.value,
    }


def of_policy(policy: Policy) -> dict[str, Any]:
    """The fields of a `PolicyStanding`."""
    return {
        "edition_id": policy.edition,
        "level_floor": policy.level_floor,
        "topics": policy.topics,
        "weights": policy.weights,
        "standards": tuple(standard.value for standard in policy.standards),
    }


def of_demand(demand: Demand) -> dict[str, Any]:
    """The fields of a `DemandStanding`."""
    need = demand.need
    return {
        "demand_id": demand.id,
        "purpose": need.purpose.value,
        "guest_id": need.guest_id,
        "rank": need.rank.value,
        "language": need.language,
        "starts": need.starts,
        "ends": need.ends,
        "meeting_id": need.meeting_id,
        "session_id": need.session_id,
        "request_id": need.request_id,
        "gathering_id": need.gathering_id,
        "mode": need.mode.value,
        "booth": need.booth,
    }


def of_request(request: Request) -> dict[str, Any]:
    """The fields of a `RequestStanding`."""
    return {
        "request_id": request.id,
        "reference": request.reference,
        "request_kind": request.kind.value,
        "title": request.title,
        "mode": request.mode.value,
        "languages": request.languages,
        "place": request.place,
        "starts": request.starts,
        "ends": request.ends,
        "rank": request.rank.value,
        "guest_ids": request.guests,
        "interpreters": request.interpreters,
    }


def of_waiver(waiver: Waiver) -> dict[str, Any]:
    """The fields of a `WaiverStanding`."""
    return {
        "waiver_id": waiver.id,
        "demand_id": waiver.demand_id,
        "rule": waiver.rule,
        "interpreter_id": waiver.interpreter_id,
        "granted_by": waiver.granted_by,
        "reason": waiver.reason,
        "until": waiver.until,
    }


def of_hand(hand: Hand, act: ManualAct, breaks: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a `HandStanding` after this act."""
    return {
        "demand_id": hand.demand_id,
        "act_id": act.id,
        "interpreter_id": act.interpreter_id,
        "reason": act.reason,
        "held": hand.pin.interpreter_id if hand.pin else None,
        "forbidden": tuple(sorted(hand.forbidden)),
        "confirmed": hand.confirmed_id,
        "breaks": breaks,
    }


def of_offer(offer: Offer) -> dict[str, Any]:
    """The fields of an `OfferStanding`."""
    return {
        "offer_id": offer.id,
        "demand_id": offer.demand_id,
        "offer_state": offer.state.value,
        "tier": offer.waves[offer.wave].tier.value,
        "wave": offer.wave,
        "asked": offer.asked_now,
        "deadline": offer.deadline,
    }


def what_happened(difference: Difference, names: dict[str, str], why: str) -> tuple[Event, ...]:
    """The events that lead from a demand before to the demand after, in order.

    `names` are those of the interpreters by id; `why` is the reason for a release or an end. Whether a service is
    agreed is told apart from who serves: the one may change without the other.
    """
    after = difference.after
    standing = of_demand(after)
    events: list[Event] = []
    if difference.released is not None:
        events.append(InterpreterReleased(**standing, interpreter_id=difference.released, reason=why))
    if not difference.is_quiet:
        events.append(_outcome(after, standing, names, why))
    if difference.is_newly_agreed:
        events.append(InterpreterConfirmed(**standing, **_service(after, names)))
    if difference.is_no_longer_agreed:
        events.append(InterpreterConfirmationLapsed(**standing, **_service(after, names)))
    return tuple(events)


def of_plan(plan: Plan) -> MatchingPlanAdopted:
    """The figures of an adopted plan; objective and bound are the sums over its stages."""
    return MatchingPlanAdopted(
        edition_id=plan.edition,
        number=plan.number,
        demand=plan.one_to_one.demand,
        first_language=plan.one_to_one.first_language,
        fallback=plan.one_to_one.fallback,
        unfilled=plan.one_to_one.unfilled,
        objective=sum(stage.objective for stage in plan.stages),
        bound=sum(stage.bound for stage in plan.stages),
    )


def of_proposal(proposal: Proposal) -> MoveProposed:
    """A better plan would move a confirmed pair."""
    return MoveProposed(
        demand_id=proposal.need_id,
        interpreter_id=proposal.present,
        proposed=proposal.decision.interpreter_id,
        gain=proposal.gain,
        explanation=proposal.says,
    )


def _outcome(after: Demand, standing: dict[str, Any], names: dict[str, str], why: str) -> Event:
    if after.interpreter_id is not None:
        return InterpreterAssigned(**standing, **_service(after, names))
    if after.rules:
        who = names.get(after.nearest_id) if after.nearest_id else None
        return DemandUnfilled(**standing, rules=after.rules, explanation=in_words(after.rules, who))
    return DemandClosed(**standing, reason=why)


def _service(demand: Demand, names: dict[str, str]) -> dict[str, Any]:
    return {
        "interpreter_id": demand.interpreter_id,
        "interpreter_name": names[demand.interpreter_id or ""],
        "serves_in": demand.serves_in,
        "fallback": demand.is_fallback,
    }
