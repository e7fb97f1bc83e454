"""An independent checker of hard rules: its own code, deliberately without the engine's rule table."""

from collections import defaultdict
from datetime import timedelta
from itertools import combinations

from services.matching.domain.demand import Decision
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need
from services.matching.domain.plan import Instance

ORDER = ["N", "C3", "C2", "C2S", "C1"]


def faults(instance: Instance, decisions: dict[str, Decision]) -> list[str]:
    """Everything wrong with a plan, one sentence a fault; empty for a sound plan."""
    people = {person.id: person for person in instance.interpreters}
    needs = {need.id: need for need in instance.needs}
    found = [f"{need_id} was not decided" for need_id in needs.keys() - decisions.keys()]
    found += [f"{need_id} was never asked for" for need_id in decisions.keys() - needs.keys()]
    duties: dict[str, list[Need]] = defaultdict(list)
    for need_id, decision in decisions.items():
        if decision.interpreter_id is None:
            found += [] if decision.rules else [f"{need_id} is unfilled without a reason"]
            continue
        duties[decision.interpreter_id].append(needs[need_id])
        found += _pair_faults(
            people[decision.interpreter_id], needs[need_id], decision, instance.policy.level_floor
        )
    for person, engagements in duties.items():
        found += [
            f"{person} is double-booked on {a.id} and {b.id}"
            for a, b in combinations(engagements, 2)
            if _clash(a, b)
        ]
    return sorted(found)


def _pair_faults(person: Interpreter, need: Need, decision: Decision, floor: bool) -> list[str]:
    reasons = []
    if decision.serves_in not in person.languages:
        reasons.append("does not speak the language served in")
    if decision.serves_in != need.language and not (
        decision.serves_in == need.fallback and need.fallback_accepted_by
    ):
        reasons.append("is served in a language nobody accepted")
    wanted = "C2" if need.rank in ("V1", "V2") else "C3"
    if need.mode == "SIMULTANEOUS":
        wanted = "C2S"
    if floor and ORDER.index(person.level) < ORDER.index(wanted):
        reasons.append(f"is below {wanted}")
    if person.pledge_signed_on is None:
        reasons.append("has not signed the pledge")
    if person.consent != "given":
        reasons.append("was not lent by the home unit")
    if person.reference in need.refuses:
        reasons.append("was refused by the guest")
    if need.organisation and need.organisation in person.conflicts:
        reasons.append("has a conflict of interest")
    if person.booth and need.mode != "SIMULTANEOUS":
        reasons.append("is kept for the booth")
    if person.available_from and need.starts < person.available_from:
        reasons.append("comes too late")
    if person.available_until and need.ends > person.available_until:
        reasons.append("leaves too early")
    reasons += ["is absent" for a in person.absences if not (need.ends <= a.starts or need.starts >= a.ends)]
    return [f"{person.id} for {need.id} {reason}" for reason in reasons]


def _clash(a: Need, b: Need) -> bool:
    purposes = {a.purpose, b.purpose}
    if purposes == {"one_to_one"}:
        return True
    if purposes == {"one_to_one", "meeting"}:
        stay, meeting = (a, b) if a.purpose == "one_to_one" else (b, a)
        if stay.guest_id in meeting.party:
            return False
    gap = timedelta(minutes=10 if a.place and a.place == b.place else 60)
    return not (a.ends + gap <= b.starts or b.ends + gap <= a.starts)
