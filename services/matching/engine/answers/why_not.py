"""Why not that one: the rules it would break, or what it would cost the rest of the plan."""

from dataclasses import dataclass, replace

from services.matching.domain.instance import Instance
from services.matching.domain.need import Need
from services.matching.domain.plan import Solution
from services.matching.domain.rules import BY_CODE
from services.matching.engine import solve
from services.matching.engine.answers.standing import Plan
from services.matching.engine.pins import clash_of


@dataclass(frozen=True, kw_only=True)
class Move:
    """One need that would be served by another person than now, or by nobody (None)."""

    need_id: str
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True)
class WhyNot:
    """`breaks` are the rules in the way and `waived_by` who may lift them (None: nobody).

    Without any, `cost` is by how much the best plan with this pair is worse than the best without, term by term,
    and `moves` are the other needs that it would change.
    """

    need_id: str
    interpreter_id: str
    breaks: tuple[str, ...]
    waived_by: tuple[str | None, ...]
    cost: dict[str, int]
    moves: tuple[Move, ...]
    says: str


def why_not(instance: Instance, need_id: str, interpreter_id: str) -> WhyNot:
    """What speaks against this pair; a person who is not on the roster breaks `input`."""
    plan = Plan(instance)
    need = plan.need(need_id)
    person = plan.instance.people.get(interpreter_id)
    breaks = ("input",) if person is None else plan.instance.breaks(person, need)
    if person is not None and not breaks:
        breaks = _against_the_hand(plan, need, interpreter_id)
    if person is None or breaks:
        return _barred(need_id, interpreter_id, breaks, person.name if person else interpreter_id)
    best = solve(plan.instance)
    instead = solve(pinned(plan.instance, need_id, interpreter_id))
    if instead.decisions[need_id].interpreter_id != interpreter_id:
        hindrance = plan.hindrance(person, need) or "engaged"
        return _barred(need_id, interpreter_id, (hindrance,), person.name)
    cost, moves = cost_between(best, instead), moves_between(plan.instance, instead, besides=need_id)
    return WhyNot(
        need_id=need_id,
        interpreter_id=interpreter_id,
        breaks=(),
        waived_by=(),
        cost=cost,
        moves=moves,
        says=_says(person.name, cost, moves),
    )


def _against_the_hand(plan: Plan, need: Need, interpreter_id: str) -> tuple[str, ...]:
    """The rule between this need and what coordinators gave the person by hand."""
    pins = plan.instance.pinned.items()
    others = [
        plan.instance.by_id[other]
        for other, person in pins
        if person == interpreter_id and other != need.id and other in plan.instance.by_id
    ]
    code = clash_of(plan.instance, interpreter_id, need, others)
    return () if code is None else (code,)


def pinned(instance: Instance, need_id: str, interpreter_id: str) -> Instance:
    """The instance with this pair made by hand."""
    return replace(instance, pinned={**instance.pinned, need_id: interpreter_id})


def cost_between(best: Solution, instead: Solution) -> dict[str, int]:
    """By how much a plan falls short of another, term by term; what is better is negative."""
    return {
        f"{stage.name}.{term}": total - other.terms[term]
        for stage, other in zip(best.stages, instead.stages, strict=True)
        for term, total in stage.terms.items()
        if total != other.terms[term]
    }


def moves_between(instance: Instance, after: Solution, besides: str | None = None) -> tuple[Move, ...]:
    """Needs whose person is another in the new plan than in the plan in force."""
    return tuple(
        Move(need_id=need.id, before=instance.in_force.get(need.id), after=present)
        for need in instance.needs
        if need.id != besides
        and (present := after.decisions[need.id].interpreter_id) != instance.in_force.get(need.id)
    )


def _barred(need_id: str, interpreter_id: str, breaks: tuple[str, ...], name: str) -> WhyNot:
    missing = "; ".join(BY_CODE[code].says for code in breaks)
    return WhyNot(
        need_id=need_id,
        interpreter_id=interpreter_id,
        breaks=breaks,
        waived_by=tuple(BY_CODE[code].waived_by for code in breaks),
        cost={},
        moves=(),
        says=f"{name} does not fulfil: {missing}.",
    )


def _says(name: str, cost: dict[str, int], moves: tuple[Move, ...]) -> str:
    if not cost and not moves:
        return f"{name} could serve as well."
    less = ", ".join(f"{term} {-value:+d}" for term, value in cost.items()) or "nothing is lost"
    return f"{name} could serve, but: {less}; {len(moves)} other needs would be served by somebody else."
