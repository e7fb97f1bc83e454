"""Answers to coordinators: why this one, who else, how many are served, is anybody in two places."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from services.matching.domain.demand import Demand, State
from services.matching.domain.duty import Calendar, clash
from services.matching.domain.explanation import (
    Candidate,
    Obstacle,
    allowed_for,
    candidate,
    in_words,
    obstacles,
    ranked,
    replaceable,
)
from services.matching.domain.interpreter import Interpreter
from services.matching.domain.need import Purpose
from services.matching.domain.plan import OTHERS, count, gaps
from services.matching.domain.policy import Policy
from services.matching.domain.rules import RULES
from services.matching.domain.scoring import Setting, scarce_languages
from services.matching.storage import Demands, Interpreters, Policies

_ANY_DAY = Calendar()
"""Being in two places at once does not depend on how days are counted."""


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Why a demand is decided as it is.

    `serving` is the interpreter with the score, `next_best` the two who come closest, with what they
    would break; `obstacles` counts whom each rule keeps away.
    """

    demand: Demand
    serving: Candidate | None
    rules_met: tuple[str, ...]
    next_best: tuple[Candidate, ...]
    obstacles: tuple[Obstacle, ...]
    summary: str


def explain_demand(
    demands: Demands, interpreters: Interpreters, policies: Policies, demand_id: str
) -> Explanation:
    """Rules kept, score by preference, and the next-best two candidates of one demand."""
    demand = demands.get(demand_id)
    everybody = ranking(demands, interpreters, policies, demand)
    serving = next((c for c in everybody if c.interpreter_id == demand.interpreter_id), None)
    return Explanation(
        demand=demand,
        serving=serving,
        rules_met=tuple(rule.code for rule in RULES if serving and rule.code not in serving.breaks),
        next_best=tuple(c for c in everybody if c is not serving)[:2],
        obstacles=tuple(obstacles([c for c in everybody if c.breaks])),
        summary=_summary(demand, serving, everybody),
    )


def ranking(
    demands: Demands, interpreters: Interpreters, policies: Policies, demand: Demand
) -> list[Candidate]:
    """Everybody of the roster as a candidate for this demand, best first."""
    standing = demands.open_in(demand.edition)
    people = interpreters.of_edition(demand.edition)
    policy = policies.of_edition(demand.edition)
    engaged = _engaged(demand, standing, people, policy)
    setting = _setting(standing, people, policy)
    return ranked([candidate(p, demand.need, setting, engaged) for p in people], demand.need)


def figures(demands: Demands, edition: str) -> dict[str, Any]:
    """How the demands of an edition are served; unfilled ones by name with the rules in the way."""
    standing = demands.open_in(edition)
    return {
        "one_to_one": count(standing, Purpose.ONE_TO_ONE),
        "unfilled": gaps(standing),
        "meetings": _served(standing, Purpose.MEETING),
        "booths": _served(standing, Purpose.BOOTH),
        "others": _served(standing, *OTHERS),
    }


def double_booked(demands: Demands, edition: str) -> dict[str, int]:
    """Interpreters with two stays, or with two engagements at one time; counted one by one."""
    by_interpreter: dict[str, list[Demand]] = {}
    for demand in demands.find(edition=edition, state=State.FILLED):
        by_interpreter.setdefault(str(demand.interpreter_id), []).append(demand)
    twice = [held for held in by_interpreter.values() if any(_both(a, b) for a, b in combinations(held, 2))]
    return {"interpreters": len(twice)}


def _served(standing: Sequence[Demand], *purposes: Purpose) -> dict[str, int]:
    counts = count(standing, *purposes)
    filled = counts.demand - counts.unfilled
    return {"demand": counts.demand, "filled": filled, "unfilled": counts.unfilled}


def _both(first: Demand, second: Demand) -> bool:
    a, b = first.need, second.need
    return (a.is_stay and b.is_stay) or clash(a, b, _ANY_DAY) == "engaged"


def _engaged(
    demand: Demand, standing: Sequence[Demand], people: Sequence[Interpreter], policy: Policy
) -> Collection[str]:
    """Whoever could not take this demand over without somebody else going without."""
    others = [d for d in standing if d.id != demand.id and d.interpreter_id is not None]
    if demand.need.purpose is Purpose.MEETING:
        return {str(d.interpreter_id) for d in others if d.need.collides_with(demand.need)}
    stays = [d for d in others if d.need.purpose is Purpose.ONE_TO_ONE]
    pairs = {d.id: str(d.interpreter_id) for d in stays}
    allowed = {d.id: allowed_for(d.need, people, policy) for d in stays}
    everybody = [person.id for person in people]
    return set(everybody) - replaceable(pairs, allowed, everybody)


def _setting(standing: Sequence[Demand], people: Sequence[Interpreter], policy: Policy) -> Setting:
    filled = [d for d in standing if d.interpreter_id is not None]
    return Setting(
        policy=policy,
        in_force={d.id: str(d.interpreter_id) for d in filled},
        bound={str(d.interpreter_id): d.guest_id for d in filled if d.need.purpose is Purpose.ONE_TO_ONE},
        scarce=scarce_languages([d.need for d in standing], people),
    )


def _summary(demand: Demand, serving: Candidate | None, everybody: Sequence[Candidate]) -> str:
    if serving is not None:
        return f"{serving.name} serves in {demand.serves_in} with {serving.total} points."
    if demand.state is State.CLOSED:
        return "Nobody asks for this any more."
    names = {c.interpreter_id: c.name for c in everybody}
    return in_words(demand.rules, names.get(demand.nearest_id or ""))
