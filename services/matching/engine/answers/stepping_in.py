"""Who could step in: replacements for one need or one person, with what each would change elsewhere."""

from dataclasses import dataclass, replace

from services.matching.domain.explanation import Candidate
from services.matching.domain.instance import Instance
from services.matching.domain.need import Need
from services.matching.domain.rules import BY_CODE, effort, may_be_waived
from services.matching.engine import solve
from services.matching.engine.answers.standing import Plan
from services.matching.engine.answers.why_not import Move, moves_between, pinned

TRIED = 3
"""How many candidates are tried out for each one that is asked for."""

ENGAGEMENTS = ("engaged", "travel", "duty", "interpreting", "rest")
"""Rules between engagements: the rest of the plan may give way to them."""


@dataclass(frozen=True, kw_only=True)
class StepIn:
    """One replacement. `waivers` are the rules to be lifted, `asks` who has to agree to that.

    `moves` are the other needs that would be served by somebody else, `left_without` those nobody would serve.
    """

    interpreter_id: str
    name: str
    serves_in: str | None
    waivers: tuple[str, ...]
    asks: tuple[str, ...]
    total: int
    moves: tuple[Move, ...]
    left_without: tuple[str, ...]
    says: str


def who_could_step_in(instance: Instance, need_id: str, limit: int = 5) -> tuple[StepIn, ...]:
    """Replacements for whoever serves this need, best first.

    Fewest people left without, then the easiest waivers, the fewest other changes, the guest's first language, and
    points. Nobody who is away or breaks a rule that cannot be waived is in the list.
    """
    plan = Plan(instance)
    need = plan.need(need_id)
    present = plan.instance.in_force.get(need_id)
    possible = [
        candidate
        for candidate in plan.ranked(need)
        if candidate.interpreter_id != present
        and not _is_away(plan, candidate.interpreter_id, need)
        and all(may_be_waived(code) or code in ENGAGEMENTS for code in candidate.breaks)
    ]
    found = [step for c in possible[: TRIED * limit] if (step := _tried(plan, need, c, present)) is not None]
    return tuple(
        sorted(
            found,
            key=lambda step: (
                len(step.left_without),
                effort(step.waivers),
                len(step.moves),
                step.serves_in != need.language,
                -step.total,
                step.interpreter_id,
            ),
        )[:limit]
    )


def replacements_for(
    instance: Instance, interpreter_id: str, limit: int = 3
) -> dict[str, tuple[StepIn, ...]]:
    """For everything this person serves, who could step in once he or she is gone."""
    served = [need for need, person in sorted(instance.in_force.items()) if person == interpreter_id]
    rest = instance.without(interpreter_id)
    known = {need.id for need in instance.needs}
    return {need: who_could_step_in(rest, need, limit) for need in served if need in known}


def _is_away(plan: Plan, interpreter_id: str, need: Need) -> bool:
    """Somebody who is ill or away is no replacement, whatever the home unit may say."""
    absences = plan.instance.people[interpreter_id].absences
    return any(absence.overlaps(need.starts, need.ends) for absence in absences)


def _tried(plan: Plan, need: Need, candidate: Candidate, present: str | None) -> StepIn | None:
    """What the plan looks like with this replacement; None where it cannot be made at all."""
    instance = plan.instance
    pair = need.id, candidate.interpreter_id
    waivers = tuple(code for code in candidate.breaks if code not in ENGAGEMENTS)
    waived = {**instance.waived, pair: frozenset({*instance.waived.get(pair, ()), *waivers})}
    forbidden = dict(instance.forbidden)
    if present is not None:
        forbidden[need.id] = frozenset({*forbidden.get(need.id, ()), present})
    tried = pinned(replace(instance, waived=waived, forbidden=forbidden), *pair)
    after = solve(tried)
    if after.decisions[need.id].interpreter_id != candidate.interpreter_id:
        return None
    moves = moves_between(instance, after, besides=need.id)
    without = tuple(move.need_id for move in moves if move.after is None and move.before in instance.people)
    asks = tuple(dict.fromkeys(str(BY_CODE[code].waived_by) for code in waivers))
    return StepIn(
        interpreter_id=candidate.interpreter_id,
        name=candidate.name,
        serves_in=after.decisions[need.id].serves_in,
        waivers=waivers,
        asks=asks,
        total=candidate.total,
        moves=moves,
        left_without=without,
        says=_says(candidate.name, asks, moves, without),
    )


def _says(name: str, asks: tuple[str, ...], moves: tuple[Move, ...], without: tuple[str, ...]) -> str:
    condition = f" if {' and '.join(asks)} agreed" if asks else " at once"
    if without:
        return f"{name} could step in{condition}; {len(without)} others would be left without anybody."
    if moves:
        return f"{name} could step in{condition}; {len(moves)} others would be served by somebody else."
    return f"{name} could step in{condition}; nobody else would notice."
