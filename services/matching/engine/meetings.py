"""An interpreter for each meeting, given who serves whose stay.

Terms in order: meetings served; higher ranks; by the guest's own interpreter; first language; pairs of
the plan in force; points. Meetings that compete for nobody are decided alone; only those that do are
searched together.
"""

from collections.abc import Sequence

from services.matching.domain.demand import Decision
from services.matching.domain.explanation import nearest
from services.matching.domain.level import Rank
from services.matching.domain.need import Need, Purpose
from services.matching.domain.plan import Instance, Stage
from services.matching.domain.scoring import Setting, is_own, scarce_languages
from services.matching.engine.arcs import Arc, arcs_between
from services.matching.engine.competition import Option, competing, decide_together
from services.matching.engine.weights import ladder

WORTH = {rank: len(Rank) - place for place, rank in enumerate(Rank)}


def staff_meetings(
    instance: Instance, stays: Sequence[Need], pairs: dict[str, Decision]
) -> tuple[dict[str, Decision], Stage]:
    """Decide the meetings; `pairs` are the decisions on the stays."""
    meetings = instance.needs_for(Purpose.MEETING)
    serving = {
        decision.interpreter_id: stay
        for stay in stays
        if (decision := pairs[stay.id]).interpreter_id is not None
    }
    setting = Setting(
        policy=instance.policy,
        in_force=instance.in_force,
        bound={interpreter: stay.guest_id for interpreter, stay in serving.items()},
        scarce=scarce_languages(stays, instance.interpreters),
    )
    options = _options(instance, meetings, serving, setting)
    chosen, objective, bound = _choose(options, meetings)
    stage = Stage(name="meetings", terms=_terms(chosen, meetings), objective=objective, bound=bound)
    return _decisions(instance, meetings, serving, chosen), stage


def _options(
    instance: Instance, meetings: Sequence[Need], serving: dict[str, Need], setting: Setting
) -> list[Option]:
    people = instance.interpreters
    arcs = [
        arc
        for arc in arcs_between(meetings, people, setting)
        if not _is_elsewhere(people[arc.interpreter].id, meetings[arc.need], serving)
    ]
    own = [is_own(people[arc.interpreter], meetings[arc.need], setting) for arc in arcs]
    return _valued(arcs, own, meetings)


def _is_elsewhere(interpreter_id: str, meeting: Need, serving: dict[str, Need]) -> bool:
    stay = serving.get(interpreter_id)
    return stay is not None and meeting.collides_with(stay)


def _valued(arcs: list[Arc], own: list[bool], meetings: Sequence[Need]) -> list[Option]:
    if not arcs:
        return []
    lowest, highest = min(arc.points for arc in arcs), max(arc.points for arc in arcs)
    weights = ladder(len(meetings), (1, max(WORTH.values()), 1, 1, 1, highest - lowest)).weights
    return [
        Option(arc, is_own, sum(w * v for w, v in zip(weights, (
            1, WORTH[meetings[arc.need].rank], is_own, arc.first_language, arc.kept, arc.points - lowest,
        ), strict=True)))
        for arc, is_own in zip(arcs, own, strict=True)
    ]  # fmt: skip


def _choose(options: list[Option], meetings: Sequence[Need]) -> tuple[list[Option], int, int]:
    chosen: list[Option] = []
    bound = 0
    for group in competing(options, meetings):
        best, ceiling = decide_together(group, meetings)
        chosen += best
        bound += ceiling
    return chosen, sum(option.value for option in chosen), bound


def _terms(chosen: list[Option], meetings: Sequence[Need]) -> dict[str, int]:
    return {
        "served": len(chosen),
        "rank": sum(WORTH[meetings[option.arc.need].rank] for option in chosen),
        "own_interpreter": sum(option.own for option in chosen),
        "first_language": sum(option.arc.first_language for option in chosen),
        "kept": sum(option.arc.kept for option in chosen),
        "points": sum(option.arc.points for option in chosen),
    }


def _decisions(
    instance: Instance, meetings: Sequence[Need], serving: dict[str, Need], chosen: list[Option]
) -> dict[str, Decision]:
    people = instance.interpreters
    served = {
        meetings[option.arc.need].id: Decision(
            interpreter_id=people[option.arc.interpreter].id, serves_in=option.arc.language
        )
        for option in chosen
    }
    taken = [(str(served[m.id].interpreter_id), m) for m in meetings if m.id in served]
    for meeting in meetings:
        if meeting.id not in served:
            engaged = {person for person, other in (*serving.items(), *taken) if meeting.collides_with(other)}
            rules, closest = nearest(meeting, people, instance.policy, engaged)
            served[meeting.id] = Decision(rules=rules, nearest_id=closest)
    return served
