"""What matching announces: the roster, and which interpreter serves which demand."""

from datetime import date, datetime

from shared.events.base import Event, event


class InterpreterStanding(Event):
    """An interpreter of the roster, as far as other services may know.

    `level` is C1, C2S, C2, C3 or N; `consent` is asked, given or recalled. `available` means lent and pledged.
    `tier` is core, reserve, contract or trainee. How to reach the person stays inside the service.
    """

    interpreter_id: str
    reference: str
    name: str
    name_zh: str
    languages: tuple[str, ...]
    level: str
    booth: bool
    consent: str
    pledged: bool
    available: bool
    tier: str = "core"


@event("matching.interpreter_enrolled.v1")
class InterpreterEnrolled(InterpreterStanding):
    """An interpreter joined the roster of this edition."""


@event("matching.interpreter_amended.v1")
class InterpreterAmended(InterpreterStanding):
    """Languages, level, consent, pledge or availability of an interpreter were corrected."""


@event("matching.interpreter_absence_recorded.v1")
class InterpreterAbsenceRecorded(InterpreterStanding):
    """An interpreter cannot serve for a while, e.g. fell ill."""

    starts: datetime
    ends: datetime
    reason: str


@event("matching.interpreter_absence_ended.v1")
class InterpreterAbsenceEnded(InterpreterStanding):
    """An absence no longer holds: the interpreter can serve at these times again."""

    starts: datetime
    ends: datetime


@event("matching.interpreter_pledge_signed.v1")
class InterpreterPledgeSigned(InterpreterStanding):
    """An interpreter signed the pledge of foreign-affairs discipline for this edition."""

    signed_on: date


@event("matching.interpreter_consent_asked.v1")
class InterpreterConsentAsked(InterpreterStanding):
    """The home unit was asked to lend an interpreter for this edition."""


@event("matching.interpreter_consent_given.v1")
class InterpreterConsentGiven(InterpreterStanding):
    """The home unit lends an interpreter for this edition; `given_by` said so."""

    given_by: str


@event("matching.interpreter_consent_recalled.v1")
class InterpreterConsentRecalled(InterpreterStanding):
    """The home unit called an interpreter back."""

    reason: str


class DemandStanding(Event):
    """A demand for one interpreter: a guest's stay or its relief, a meeting, a seat in a booth, a toast, a visit.

    Where it is for nobody in particular `guest_id` is empty, where it is for several it is the highest of them.
    Meeting, session, request or gathering (an outing or a sitting) say what it is for.
    """

    demand_id: str
    purpose: str
    guest_id: str
    rank: str
    language: str
    starts: datetime
    ends: datetime
    meeting_id: str | None = None
    session_id: str | None = None
    request_id: str | None = None
    gathering_id: str | None = None
    mode: str = "ESCORT"
    booth: str | None = None


@event("matching.interpreter_assigned.v1")
class InterpreterAssigned(DemandStanding):
    """A demand is served by this interpreter; `fallback` if not in the guest's first language."""

    interpreter_id: str
    interpreter_name: str
    serves_in: str
    fallback: bool
    reasons: tuple[str, ...] = ()


@event("matching.interpreter_released.v1")
class InterpreterReleased(DemandStanding):
    """An interpreter no longer serves this demand."""

    interpreter_id: str
    reason: str


@event("matching.interpreter_confirmed.v1")
class InterpreterConfirmed(DemandStanding):
    """The service of whoever serves this demand is agreed: accepted, or vouched for by a coordinator."""

    interpreter_id: str
    interpreter_name: str
    serves_in: str
    fallback: bool


@event("matching.interpreter_confirmation_lapsed.v1")
class InterpreterConfirmationLapsed(DemandStanding):
    """The interpreter goes on serving this demand, but that is no longer agreed: the confirmation was undone."""

    interpreter_id: str
    interpreter_name: str
    serves_in: str
    fallback: bool


@event("matching.demand_unfilled.v1")
class DemandUnfilled(DemandStanding):
    """Nobody may serve this demand; `rules` names what stands in the way, most telling first."""

    rules: tuple[str, ...]
    explanation: str


@event("matching.demand_closed.v1")
class DemandClosed(DemandStanding):
    """The demand ceased to exist: the guest withdrew or the meeting was cancelled."""

    reason: str


@event("matching.plan_adopted.v1")
class MatchingPlanAdopted(Event):
    """The matching of an edition changed; the figures are those of the plan now in force."""

    edition_id: str
    number: int
    demand: int
    first_language: int
    fallback: int
    unfilled: int
    objective: int
    bound: int


@event("matching.move_proposed.v1")
class MoveProposed(Event):
    """A better plan would move a confirmed pair of a V1 or V2: it waits for a named officer, the pair stays.

    `gain` is what the better plan has more of, term by term. Assigning the proposed interpreter accepts it,
    locking the present one declines it.
    """

    demand_id: str
    interpreter_id: str
    proposed: str | None
    gain: dict[str, int]
    explanation: str


class PolicyStanding(Event):
    """What an edition decided about its matching; `weights` holds the preferences it weighs otherwise.

    `standards` are those it plans by: local_minimum, aiic.
    """

    edition_id: str
    level_floor: bool
    topics: tuple[str, ...]
    weights: dict[str, int]
    standards: tuple[str, ...] = ("local_minimum", "aiic")


@event("matching.policy_set.v1")
class PolicySet(PolicyStanding):
    """Floors, topics or weights of an edition were decided."""


@event("matching.matching_ordered.v1")
class MatchingOrdered(PolicyStanding):
    """Somebody wants the edition matched again, as things now stand."""


class RequestStanding(Event):
    """A request for interpreters that came to matching itself; `interpreters` is how many for each language."""

    request_id: str
    reference: str
    request_kind: str
    title: str
    mode: str
    languages: tuple[str, ...]
    place: str
    starts: datetime
    ends: datetime
    rank: str
    guest_ids: tuple[str, ...]
    interpreters: int | None


@event("matching.interpreters_requested.v1")
class InterpretersRequested(RequestStanding):
    """Interpreters are wanted for a banquet, a visit, an inspection or another engagement."""


@event("matching.request_amended.v1")
class RequestAmended(RequestStanding):
    """Time, place, languages or number of a request were corrected."""


@event("matching.request_withdrawn.v1")
class RequestWithdrawn(RequestStanding):
    """The interpreters are no longer wanted."""

    reason: str


class WaiverStanding(Event):
    """A named person lets one rule be broken for one demand until a moment; no interpreter named means any."""

    waiver_id: str
    demand_id: str
    rule: str
    interpreter_id: str | None
    granted_by: str
    reason: str
    until: datetime


@event("matching.waiver_granted.v1")
class WaiverGranted(WaiverStanding):
    """A rule may be broken for a demand."""


@event("matching.waiver_withdrawn.v1")
class WaiverWithdrawn(WaiverStanding):
    """A waiver was taken back before its time."""


@event("matching.waiver_expired.v1")
class WaiverExpired(WaiverStanding):
    """The time of a waiver is over; the rule holds again."""


class HandStanding(Event):
    """What was done by hand on one demand, and how things stand there now.

    `interpreter_id` is whom the act concerns. `held` is who is held on the demand, `forbidden` who is kept away,
    `confirmed` whose service was confirmed. `breaks` names the rules the held pair breaks and nobody has waived:
    until they are waived or mended the plan goes on without it.
    """

    demand_id: str
    act_id: str
    interpreter_id: str
    reason: str
    held: str | None
    forbidden: tuple[str, ...]
    confirmed: str | None
    breaks: tuple[str, ...] = ()


@event("matching.pair_locked.v1")
class PairLocked(HandStanding):
    """Whoever serves this demand is held there."""


@event("matching.pair_chosen.v1")
class PairChosen(HandStanding):
    """A coordinator chose the interpreter for this demand."""


@event("matching.pair_swapped.v1")
class PairSwapped(HandStanding):
    """Two interpreters changed places; announced for each of the two demands."""

    other_demand_id: str


@event("matching.pair_accepted.v1")
class PairAccepted(HandStanding):
    """An interpreter accepted the offer of this demand and is held there."""

    offer_id: str


@event("matching.pair_forbidden.v1")
class PairForbidden(HandStanding):
    """An interpreter must not serve this demand."""


@event("matching.pair_confirmed.v1")
class PairConfirmed(HandStanding):
    """The interpreter of a demand was confirmed to the guest's side; only a person moves the pair now."""


@event("matching.act_undone.v1")
class ActUndone(HandStanding):
    """An act by hand no longer counts."""


class OfferStanding(Event):
    """An offer of one demand: `asked` are the people of the present wave, who may answer until the deadline."""

    offer_id: str
    demand_id: str
    offer_state: str
    tier: str
    wave: int
    asked: tuple[str, ...]
    deadline: datetime


@event("matching.offer_opened.v1")
class OfferOpened(OfferStanding):
    """The first wave is asked whether somebody takes a demand."""


@event("matching.offer_escalated.v1")
class OfferEscalated(OfferStanding):
    """Nobody of the wave before accepted in time; the next one is asked."""


@event("matching.offer_declined.v1")
class OfferDeclined(OfferStanding):
    """One of those asked declined."""

    interpreter_id: str
    reason: str


@event("matching.offer_accepted.v1")
class OfferAccepted(OfferStanding):
    """One of those asked accepted first and takes the demand."""

    interpreter_id: str


@event("matching.offer_exhausted.v1")
class OfferExhausted(OfferStanding):
    """Everybody was asked and nobody accepted: a coordinator has to act."""


@event("matching.offer_withdrawn.v1")
class OfferWithdrawn(OfferStanding):
    """An offer was taken back, or its demand ceased to exist."""

    reason: str
