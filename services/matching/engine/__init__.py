"""Instance in, solution out: pure, deterministic, and with its proof.

First one interpreter for each guest's whole stay (an assignment problem), then booths, meetings and everything else
with whoever that leaves. A plan that would move a confirmed V1 or V2 pair is not adopted but proposed: the plan
adopted is the best one that leaves those pairs alone.
"""

from time import monotonic, perf_counter

from services.matching.domain.demand import Decision
from services.matching.domain.instance import Instance
from services.matching.domain.need import Purpose
from services.matching.domain.plan import Proposal, Solution, Stage
from services.matching.engine.engagements import staff
from services.matching.engine.entry import cleared
from services.matching.engine.findings import findings_of
from services.matching.engine.one_to_one import pair_guests
from services.matching.engine.pins import pins_of

__all__ = ["solve"]


def solve(instance: Instance, seconds: float | None = None) -> Solution:
    """Decide every need; the plan depends on the content of the instance alone, not on its order.

    Searches are bounded by an amount of work that is the same on every machine, and where `seconds` are given, by the
    time all of them may take together. A search that is stopped keeps what it found, and its gap says so.
    """
    started = perf_counter()
    until = None if seconds is None else monotonic() + seconds
    once, doubled = cleared(instance)
    free = _plan(once, holding_confirmed=False, until=until)
    moved = _moved(once, free)
    adopted = _plan(once, holding_confirmed=True, until=until) if moved else free
    return Solution(
        decisions=adopted.decisions,
        stages=adopted.stages,
        seconds=round(perf_counter() - started, 6),
        findings=(*doubled, *adopted.findings),
        proposals=_proposals(once, moved, free, adopted),
    )


def _plan(instance: Instance, *, holding_confirmed: bool, until: float | None) -> Solution:
    pins = pins_of(instance, holding_confirmed)
    stays = instance.needs_for(Purpose.ONE_TO_ONE)
    pairs, first, judged = pair_guests(instance, stays, pins.held)
    others, rest = staff(instance, stays, pairs, pins.held, until)
    decisions = pairs | others
    found = findings_of(instance, decisions, pins, judged)
    return Solution(decisions=decisions, stages=(first, *rest), seconds=0.0, findings=found)


def _moved(instance: Instance, free: Solution) -> list[str]:
    """Confirmed V1 and V2 pairs that still keep the rules and that this plan would move."""
    return [
        need.id
        for need in instance.needs
        if instance.is_protected(need)
        and need.id in instance.in_force
        and free.decisions[need.id].interpreter_id != instance.in_force[need.id]
        and need.id not in instance.pinned
        and _still_keeps(instance, need.id)
    ]


def _still_keeps(instance: Instance, need_id: str) -> bool:
    person = instance.people.get(instance.in_force[need_id])
    return person is not None and instance.breaks(person, instance.by_id[need_id]) == ()


def _proposals(
    instance: Instance, moved: list[str], free: Solution, adopted: Solution
) -> tuple[Proposal, ...]:
    gain = _gain(free.stages, adopted.stages)
    return tuple(
        Proposal(
            need_id=need_id,
            present=instance.in_force[need_id],
            decision=free.decisions[need_id],
            gain=gain,
            says=_says(instance, need_id, free.decisions[need_id], gain),
        )
        for need_id in moved
        if adopted.decisions[need_id].interpreter_id == instance.in_force[need_id]
    )


def _gain(better: tuple[Stage, ...], plain: tuple[Stage, ...]) -> dict[str, int]:
    return {
        f"{stage.name}.{term}": total - other.terms[term]
        for stage, other in zip(better, plain, strict=True)
        for term, total in stage.terms.items()
        if total != other.terms[term]
    }


def _says(instance: Instance, need_id: str, decision: Decision, gain: dict[str, int]) -> str:
    present = instance.people[instance.in_force[need_id]].name
    following = instance.people[decision.interpreter_id].name if decision.interpreter_id else "nobody"
    more = ", ".join(f"{term} {value:+d}" for term, value in gain.items())
    return f"{following} instead of {present} would give: {more}."
