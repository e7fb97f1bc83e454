"""Adopting a plan: what was heard becomes needs, the engine decides, differences are saved and announced."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from services.matching import standing
from services.matching.domain.demand import Demand, State
from services.matching.domain.difference import Difference, differences
from services.matching.domain.gathering import is_for_everybody
from services.matching.domain.heard import ArrivalFact
from services.matching.domain.level import ONE_TO_ONE_RANKS
from services.matching.domain.plan import Plan, Solution, adopted
from services.matching.domain.policy import Policy
from services.matching.domain.wanted import Heard, needs_of
from services.matching.engine import solve
from services.matching.storage import Records
from services.matching.use_cases.answering import Answered, changes_of
from services.matching.use_cases.history import with_history
from services.matching.use_cases.picture import instance_of
from services.matching.use_cases.steering import Steering, steering
from shared.clock import now
from shared.events.base import Event
from shared.planning import Unplanned
from shared.storage.store import Change, save_all


def adopt_best_plan(records: Records, edition: str, marks: Sequence[Unplanned]) -> None:
    """Plan the edition as it now stands; saves and announces only what is different from the plan in force.

    Waits with everything while the edition itself was not heard of: its days bound the stays.
    """
    policy = records.policies.of_edition(edition)
    heard = heard_of(records, edition, policy)
    if heard is None:
        return
    plan = records.plans.of_edition(edition)
    people = with_history(
        records.interpreters.of_edition(edition),
        heard.edition,
        records.editions,
        records.interpreters,
        records.demands,
    )
    demands = {demand.id: demand for demand in records.demands.of_edition(edition)}
    needs = needs_of(heard)
    waivers = records.waivers.standing_in(edition)
    steer = steering(records.hands.find(edition=edition), waivers, people, now())
    instance = instance_of(heard.edition, needs.values(), people, policy, demands.values(), steer)
    solution = solve(instance)
    found = _with_confirmations(differences(edition, demands, needs, solution.decisions), demands, steer)
    answered = Answered(marks=marks, heard=heard, instance=instance, waivers=waivers)
    changes = changes_of(records.demands, found, answered)
    after = demands | {difference.after.id: difference.after for difference in found}
    following = _following(plan, after.values(), solution, found)
    if changes or following != plan:
        save_all([*changes, Change(records.plans, following, _news(plan, following))])


def _following(
    plan: Plan, demands: Iterable[Demand], solution: Solution, found: Sequence[Difference]
) -> Plan:
    """The next plan; under the same number while nobody's engagement is different."""
    if all(difference.is_quiet for difference in found):
        return replace(plan, findings=solution.findings, proposals=solution.proposals)
    return adopted(plan, demands, solution)


def _news(plan: Plan, following: Plan) -> tuple[Event, ...]:
    """The plan, if it has a new number, and every proposal that was not made before."""
    adopted_now = (standing.of_plan(following),) if following.number != plan.number else ()
    known = {(proposal.need_id, proposal.decision) for proposal in plan.proposals}
    fresh = [p for p in following.proposals if (p.need_id, p.decision) not in known]
    return (*adopted_now, *(standing.of_proposal(proposal) for proposal in fresh))


def _with_confirmations(
    found: Sequence[Difference], demands: Mapping[str, Demand], steer: Steering
) -> list[Difference]:
    """A pair is confirmed while the very person who was confirmed serves; the plan keeps its number for that alone."""

    def marked(demand: Demand) -> Demand:
        person = steer.confirmed.get(demand.id)
        return replace(demand, confirmed=person is not None and person == demand.interpreter_id)

    told = [replace(difference, after=marked(difference.after)) for difference in found]
    differing = {difference.after.id for difference in found}
    rest = [d for d in demands.values() if d.id not in differing and d.state is not State.CLOSED]
    agreed = [Difference(before=d, after=marked(d)) for d in rest if marked(d) != d]
    return sorted([*told, *agreed], key=lambda difference: difference.after.id)


def _arrivals(records: Records, guest_ids: list[str]) -> dict[str, ArrivalFact]:
    """Arrivals by guest; what is known of the way home outdates what was said at the arrival."""
    homeward = {d.guest_id: d.leaves_by for d in records.departures.find(guest_id=guest_ids, cancelled=False)}
    return {
        arrival.guest_id: replace(arrival, leaves_at=homeward.get(arrival.guest_id, arrival.leaves_at))
        for arrival in records.arrivals.find(guest_id=guest_ids)
    }


def heard_of(records: Records, edition: str, policy: Policy) -> Heard | None:
    """Everything heard of an edition that bears on its needs; None while the edition itself was not heard of."""
    known = records.editions.find_one(id=edition)
    if known is None:
        return None
    meetings = records.meetings.find(edition=edition)
    guests = records.guests.find(edition=edition, rank=ONE_TO_ONE_RANKS)
    requests = records.requests.find(edition=edition)
    sessions = records.sessions.find(edition=edition)
    gatherings = records.gatherings.find(edition=edition, cancelled=False)
    if any(is_for_everybody(one, sessions) for one in gatherings):
        others = records.guests.find(edition=edition)
    else:
        companies = [gathering.guest_ids for gathering in gatherings]
        named = {meeting.guest_id for meeting in meetings}.union(*(r.guests for r in requests), *companies)
        others = records.guests.find(id=sorted(named))
    return Heard(
        edition=known,
        guests={guest.id: guest for guest in (*others, *guests)},
        arrivals=_arrivals(records, [guest.id for guest in guests]),
        meetings=meetings,
        topics=policy.topics,
        sessions=sessions,
        gatherings=gatherings,
        requests=requests,
        standards=policy.standards,
    )
