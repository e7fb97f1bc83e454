"""An independent checker of hard rules: its own code, deliberately without the engine's rule table."""

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from services.matching.domain.demand import Decision
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Need
from services.matching.domain.plan import Instance

ORDER = ["N", "C3", "C2", "C2S", "C1"]
DRIVES = {"DINGHAI LINCHENG": 20, "LINCHENG PUTUO": 20, "DINGHAI PUTUO": 30, "PUTUO ZHUJIAJIAN": 30,
          "LINCHENG ZHUJIAJIAN": 40, "DINGHAI ZHUJIAJIAN": 50}  # fmt: skip
Span = tuple[datetime, datetime, int]


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
        reasons = _pair_faults(instance, people[decision.interpreter_id], needs[need_id], decision)
        lifted = instance.waived.get((need_id, decision.interpreter_id), ())
        found += [
            f"{decision.interpreter_id} for {need_id} {says}" for code, says in reasons if code not in lifted
        ]
    for person, engagements in duties.items():
        found += _person_faults(instance, person, engagements)
    return sorted(found + _team_faults(instance, decisions, people))


def _pair_faults(
    instance: Instance, person: Interpreter, need: Need, decision: Decision
) -> list[tuple[str, str]]:
    reasons = [*_skill_faults(instance, person, need, decision), *_time_faults(person, need)]
    if person.pledge_signed_on is None:
        reasons.append(("pledge", "has not signed the pledge"))
    if person.consent != "given":
        reasons.append(("consent", "was not lent by the home unit"))
    if person.reference in need.refuses:
        reasons.append(("refusal", "was refused by the guest"))
    if person.id in instance.forbidden.get(need.id, ()):
        reasons.append(("forbidden", "was ruled out by a coordinator"))
    if need.organisation and need.organisation in person.conflicts:
        reasons.append(("conflict_of_interest", "has a conflict of interest"))
    if person.booth and need.mode != "SIMULTANEOUS" and need.purpose not in ("toast", "visit", "inspection"):
        reasons.append(("kept_for_booth", "is kept for the booth"))
    return reasons


def _skill_faults(
    instance: Instance, person: Interpreter, need: Need, decision: Decision
) -> list[tuple[str, str]]:
    reasons = []
    language = str(decision.serves_in)
    if language not in person.languages:
        reasons.append(("language", "does not know the language served in"))
    if person.classes.get(language) == "C" and need.direction != "from":
        reasons.append(("direction", "only understands the language served in"))
    if language != need.language and not (language == need.fallback and need.fallback_accepted_by):
        reasons.append(("fallback_not_accepted", "is served in a language nobody accepted"))
    wanted = "C2" if need.rank in ("V1", "V2") else "C3"
    if need.mode == "SIMULTANEOUS":
        wanted = "C2S"
    level = person.mode_levels.get(need.mode, person.level)
    if instance.policy.level_floor and ORDER.index(level) < ORDER.index(wanted):
        reasons.append(("level_floor", f"is below {wanted}"))
    if person.tier == "trainee" and need.rank in ("V1", "V2") and need.team is None:
        reasons.append(("trainee_alone", "is a trainee alone with a high guest"))
    return reasons


def _time_faults(person: Interpreter, need: Need) -> list[tuple[str, str]]:
    reasons = []
    if person.available_from and need.starts < person.available_from:
        reasons.append(("availability", "comes too late"))
    if person.available_until and need.ends > person.available_until:
        reasons.append(("availability", "leaves too early"))
    for absence in person.absences:
        if not (need.ends <= absence.starts or need.starts >= absence.ends):
            reasons.append(("availability", "is absent"))
    if need.ends <= need.starts:
        reasons.append(("times_in_order", "would serve backwards in time"))
    for starts, ends, minutes in _spans(need):
        if ends - starts < timedelta(hours=24):
            reasons += [("duty", "is on duty too long")] if ends - starts > timedelta(hours=12) else []
            reasons += [("interpreting", "interprets too long")] if minutes > 480 else []
    return reasons


def _person_faults(instance: Instance, person: str, engagements: list[Need]) -> list[str]:
    found = []
    for a, b in combinations(engagements, 2):
        lifted = {c for n in (a, b) for c in instance.waived.get((n.id, person), ())}
        found += [
            f"{person} {says} on {a.id} and {b.id}" for code, says in _clash(a, b) if code not in lifted
        ]
    tireless = any("interpreting" in instance.waived.get((n.id, person), ()) for n in engagements)
    worked: dict[int, int] = defaultdict(int)
    own = {n.guest_id for n in engagements if n.purpose == "one_to_one" and n.shifts}
    for need in engagements:
        with_own_guest = need.purpose in ("meeting", "toast", "visit") and own & set(need.party)
        for starts, ends, minutes in _spans(need):
            if ends - starts < timedelta(hours=24) and not with_own_guest:
                worked[_day(starts)] += minutes
    if not tireless:
        found += [f"{person} interprets {m} minutes on day {day}" for day, m in worked.items() if m > 480]
    return found


def _clash(a: Need, b: Need) -> list[tuple[str, str]]:
    if a.purpose == b.purpose == "one_to_one":
        return [("engaged", "has two guests")]
    if a.id == b.relieves or b.id == a.relieves:
        return [("engaged", "relieves himself")]
    stay, other = (a, b) if a.purpose == "one_to_one" else (b, a)
    attends = (
        stay.purpose == "one_to_one"
        and other.purpose in ("meeting", "toast", "visit")
        and stay.guest_id in other.party
    )
    found = []
    for one in _spans(a):
        for two in _spans(b):
            if not attends and one[0] < two[1] and two[0] < one[1]:
                found.append(("engaged", "is double-booked"))
            elif not attends and one[0] < two[1] + _way(a, b) and two[0] < one[1] + _way(a, b):
                found.append(("travel", "has no time to get there"))
            found += _day_clash(one, two)
    return found


def _day_clash(one: Span, two: Span) -> list[tuple[str, str]]:
    if max(one[1] - one[0], two[1] - two[0]) >= timedelta(hours=24):
        return []
    first, last = sorted((one, two))
    apart = _day(last[0]) - _day(first[0])
    if apart == 0 and max(one[1], two[1]) - first[0] > timedelta(hours=12):
        return [("duty", "is on duty too long")]
    if apart == 1 and last[0] - first[1] < timedelta(hours=10):
        return [("rest", "has too little rest")]
    return []


def _team_faults(
    instance: Instance, decisions: dict[str, Decision], people: dict[str, Interpreter]
) -> list[str]:
    found = []
    teams: dict[str, list[Need]] = defaultdict(list)
    for need in instance.needs:
        if need.purpose == "booth" or need.team is not None:
            teams[need.team or need.id].append(need)
    for team, seats in teams.items():
        there = [decisions[s.id].interpreter_id for s in seats if decisions[s.id].interpreter_id]
        lifted = {c for s in seats for p in there for c in instance.waived.get((s.id, str(p)), ())}
        for booth in {seat.booth for seat in seats}:
            inside = [seat for seat in seats if seat.booth == booth]
            manned = [seat for seat in inside if decisions[seat.id].interpreter_id]
            least = sum(not seat.extra for seat in inside)
            if manned and len(manned) < least and "team_size_local" not in lifted:
                found.append(f"{team} has {len(manned)} of at least {least} in {booth}")
        leads = [p for p in there if _leads(people[str(p)])]
        if seats[0].purpose == "booth" and there and not leads and "team_leader" not in lifted:
            found.append(f"{team} has no leader")
    return found


def _leads(person: Interpreter) -> bool:
    level = person.mode_levels.get("SIMULTANEOUS", person.level)
    return person.tier == "core" or (person.tier == "contract" and level in ("C1", "C2S"))


def _spans(need: Need) -> list[Span]:
    if need.shifts:
        return [(s.starts, s.ends, s.minutes) for s in need.shifts]
    length = 0 if need.purpose == "one_to_one" else int((need.ends - need.starts).total_seconds() // 60)
    return [(need.starts, need.ends, length)]


def _day(moment: datetime) -> int:
    return (moment.astimezone(ZoneInfo("Asia/Shanghai")) - timedelta(hours=4)).date().toordinal()


def _way(a: Need, b: Need) -> timedelta:
    if a.place is None or b.place is None:
        return timedelta(minutes=60)
    if a.place == b.place:
        return timedelta(minutes=10)
    minutes = DRIVES.get(" ".join(sorted((a.place, b.place))))
    return timedelta(minutes=60 if minutes is None else minutes + 10)
