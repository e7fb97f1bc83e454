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
    """A demand for one interpreter: for a guest's whole stay, or for one meeting."""

    demand_id: str
    purpose: str
    guest_id: str
    rank: str
    language: str
    starts: datetime
    ends: datetime
    meeting_id: str | None = None


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


class PolicyStanding(Event):
    """What an edition decided about its matching; `weights` holds the preferences it weighs otherwise."""

    edition_id: str
    level_floor: bool
    topics: tuple[str, ...]
    weights: dict[str, int]


@event("matching.policy_set.v1")
class PolicySet(PolicyStanding):
    """Floors, topics or weights of an edition were decided."""


@event("matching.matching_ordered.v1")
class MatchingOrdered(PolicyStanding):
    """Somebody wants the edition matched again, as things now stand."""
