"""Why this one: the rules that are met, the points by preference, and the two who come next."""

from dataclasses import dataclass

import numpy as np

from services.matching.domain.explanation import Candidate, Obstacle, in_words, obstacles
from services.matching.domain.instance import Instance
from services.matching.domain.rules import RULES
from services.matching.engine.answers.standing import Plan
from services.matching.engine.unfilled import in_the_way


@dataclass(frozen=True, kw_only=True)
class Why:
    """`serving` is who serves, None for a need nobody serves; `waived` are rules lifted for the pair.

    `obstacles` counts whom each rule keeps away; `says` is one sentence.
    """

    need_id: str
    serving: Candidate | None
    rules_met: tuple[str, ...]
    waived: tuple[str, ...]
    next_best: tuple[Candidate, ...]
    obstacles: tuple[Obstacle, ...]
    says: str


def why(instance: Instance, need_id: str) -> Why:
    """Explain one decision of the plan in force."""
    plan = Plan(instance)
    need = plan.need(need_id)
    everybody = plan.ranked(need)
    present = plan.instance.in_force.get(need_id)
    serving = next((c for c in everybody if c.interpreter_id == present), None)
    waived = plan.instance.lifted(plan.instance.people[serving.interpreter_id], need) if serving else ()
    return Why(
        need_id=need_id,
        serving=serving,
        rules_met=tuple(
            rule.code for rule in RULES if serving and rule.code not in (*serving.breaks, *waived)
        ),
        waived=waived,
        next_best=tuple(c for c in everybody if c is not serving)[:2],
        obstacles=tuple(obstacles([c for c in everybody if c.breaks])),
        says=_says(plan, need_id, serving),
    )


def _says(plan: Plan, need_id: str, serving: Candidate | None) -> str:
    if serving is not None:
        return f"{serving.name} serves in {serving.serves_in} with {serving.total} points."
    need = plan.need(need_id)
    judged = plan.judged([need])
    held_up = {
        column: code
        for column, person in enumerate(judged.people)
        if (code := plan.hindrance(person, need)) is not None
    }
    free = np.array([column not in held_up for column in range(len(judged.people))], dtype=np.bool_)
    decision = in_the_way(judged, 0, free, held_up)
    nearest = plan.instance.people.get(decision.nearest_id or "")
    return in_words(decision.rules, nearest.name if nearest else None)
