"""Adopting a plan: what was heard becomes needs, the engine decides, differences are saved and announced."""

from collections.abc import Iterable, Sequence

from services.matching import standing
from services.matching.domain.demand import Demand, State
from services.matching.domain.difference import Difference, differences
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.level import ONE_TO_ONE_RANKS
from services.matching.domain.need import Need
from services.matching.domain.plan import Instance, adopted
from services.matching.domain.policy import Policy
from services.matching.domain.rules import broken
from services.matching.domain.wanted import Heard, needs_of, why_closed
from services.matching.engine import solve
from services.matching.storage import Records
from shared.planning import Unplanned, caused_by
from shared.storage.store import Change, save_all


def adopt_best_plan(records: Records, edition: str, marks: Sequence[Unplanned]) -> None:
    """Plan the edition as it now stands; saves and announces only what is different from the plan in force.

    Waits with everything while the edition itself was not heard of: its days bound the stays.
    """
    policy = records.policies.of_edition(edition)
    heard = _heard(records, edition, policy)
    if heard is None:
        return
    plan = records.plans.of_edition(edition)
    people = records.interpreters.of_edition(edition)
    demands = {demand.id: demand for demand in records.demands.of_edition(edition)}
    needs = needs_of(heard)
    solution = solve(
        Instance(
            needs=tuple(needs.values()),
            interpreters=tuple(people),
            policy=policy,
            in_force=_in_force(demands.values()),
            confirmed=frozenset(demand.id for demand in demands.values() if demand.confirmed),
            timezone=heard.edition.timezone,
        )
    )
    found = differences(edition, demands, needs, solution.decisions)
    if found:
        after = demands | {difference.after.id: difference.after for difference in found}
        changes = _changes(records, found, marks, heard, people, policy)
        if all(difference.is_quiet for difference in found):
            save_all([*changes, Change(records.plans, plan, ())])
            return
        following = adopted(plan, after.values(), solution)
        save_all([*changes, Change(records.plans, following, (standing.of_plan(following),))])


def _heard(records: Records, edition: str, policy: Policy) -> Heard | None:
    known = records.editions.find_one(id=edition)
    if known is None:
        return None
    meetings = records.meetings.find(edition=edition)
    guests = records.guests.find(edition=edition, rank=ONE_TO_ONE_RANKS)
    others = records.guests.find(id=sorted({meeting.guest_id for meeting in meetings}))
    return Heard(
        edition=known,
        guests={guest.id: guest for guest in (*others, *guests)},
        arrivals={a.guest_id: a for a in records.arrivals.find(guest_id=[g.id for g in guests])},
        meetings=meetings,
        topics=policy.topics,
        sessions=records.sessions.find(edition=edition),
        requests=records.requests.find(edition=edition),
        standards=policy.standards,
    )


def _in_force(demands: Iterable[Demand]) -> dict[str, str]:
    return {
        demand.id: demand.interpreter_id
        for demand in demands
        if demand.interpreter_id is not None and demand.state is State.FILLED
    }


def _changes(
    records: Records,
    found: Sequence[Difference],
    marks: Sequence[Unplanned],
    heard: Heard,
    people: Sequence[Interpreter],
    policy: Policy,
) -> list[Change]:
    names = {person.id: person.name for person in people}
    roster = {person.id: person for person in people}
    by_id = {mark.id: mark for mark in reversed(marks)}
    changes = []
    for difference in found:
        if difference.is_quiet:
            changes.append(Change(records.demands, difference.after, ()))
            continue
        why = _why(difference, heard, roster, policy)
        with caused_by(_mark_of(difference, by_id, marks[0])):
            events = standing.what_happened(difference, names, why)
            changes.append(Change(records.demands, difference.after, events))
    return changes


def _mark_of(difference: Difference, by_id: dict[str, Unplanned], first: Unplanned) -> Unplanned:
    """The change this decision answers: one of the very guest, meeting or interpreter where there is one."""
    return next((by_id[i] for i in difference.concerns if i in by_id), first)


def _why(difference: Difference, heard: Heard, roster: dict[str, Interpreter], policy: Policy) -> str:
    """Why an interpreter is released or a demand ends: the end of the need, a broken rule, or a better use."""
    after = difference.after
    if after.state is State.CLOSED:
        return why_closed(after.need, heard)
    if difference.released is None:
        return ""
    return _why_released(roster.get(difference.released), after.need, policy)


def _why_released(interpreter: Interpreter | None, need: Need, policy: Policy) -> str:
    if interpreter is None:
        return "not_on_the_roster"
    return ",".join(broken(interpreter, need, policy)) or "needed_elsewhere"
