"""The engine against every other plan of small random editions."""

import random

from hypothesis import given, settings

from services.matching.domain.demand import Decision
from services.matching.domain.need import Purpose
from services.matching.domain.plan import Instance
from services.matching.domain.scoring import Setting, scarce_languages, score
from services.matching.engine import solve
from tests.unit.matching.checker import faults
from tests.unit.matching.exhaustive import achieved, sound
from tests.unit.matching.random_editions import editions


@given(editions())
@settings(max_examples=100, deadline=None)
def test_a_plan_breaks_no_hard_rule(edition: Instance) -> None:
    assert faults(edition, solve(edition).decisions) == []


@given(editions(largest=3, with_meetings=False))
@settings(max_examples=100, deadline=None)
def test_no_other_assignment_of_guests_is_better(edition: Instance) -> None:
    plan = solve(edition)

    stays = edition.needs
    best = max(_with_points(edition, other) for other in sound(edition, stays))

    stage = plan.stages[0]
    assert _with_points(edition, plan.decisions) == best
    assert (stage.terms["served"], stage.terms["V1"], stage.terms["V2"], stage.terms["V3"]) == best[:4]
    assert stage.gap == 0


@given(editions(largest=3))
@settings(max_examples=60, deadline=None)
def test_no_other_staffing_of_the_meetings_is_better(edition: Instance) -> None:
    plan = solve(edition)
    stays = {need.id: plan.decisions[need.id] for need in edition.needs_for(Purpose.ONE_TO_ONE)}
    meetings = edition.needs_for(Purpose.MEETING)

    best = max(_of_meetings(edition, stays, other) for other in sound(edition, meetings))

    terms = plan.stages[1].terms
    reported = [terms[n] for n in ("served", "rank", "own_interpreter", "first_language", "kept")]
    assert tuple(reported) == best
    assert plan.stages[1].gap == 0


@given(editions())
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_input_does_not_matter(edition: Instance) -> None:
    needs, people = list(edition.needs), list(edition.interpreters)
    random.Random(7).shuffle(needs)
    random.Random(8).shuffle(people)
    shuffled = Instance(
        needs=tuple(needs), interpreters=tuple(people), policy=edition.policy, in_force=edition.in_force
    )

    assert solve(shuffled).decisions == solve(edition).decisions


@given(editions())
@settings(max_examples=60, deadline=None)
def test_a_plan_in_force_that_is_still_the_best_stays(edition: Instance) -> None:
    first = solve(edition)
    again = Instance(
        needs=edition.needs,
        interpreters=edition.interpreters,
        policy=edition.policy,
        in_force={need: str(d.interpreter_id) for need, d in first.decisions.items() if d.is_filled},
    )

    assert solve(again).decisions == first.decisions


def _with_points(edition: Instance, plan: dict[str, Decision]) -> tuple[int, ...]:
    """What a plan of stays achieves, and then its points."""
    people = {person.id: person for person in edition.interpreters}
    setting = Setting(
        policy=edition.policy,
        in_force=edition.in_force,
        scarce=scarce_languages(edition.needs, edition.interpreters),
    )
    points = [
        sum(score(people[decision.interpreter_id], need, str(decision.serves_in), setting).values())
        for need in edition.needs
        if (decision := plan[need.id]).interpreter_id is not None
    ]
    return (*achieved(edition, edition.needs, plan), sum(points))


def _of_meetings(edition: Instance, stays: dict[str, Decision], plan: dict[str, Decision]) -> tuple[int, ...]:
    """Served, worth of their ranks, by the own interpreter, first language, kept; worst if unsound."""
    if faults(edition, stays | plan):
        return (-1,)
    own = {need.guest_id: stays[need.id].interpreter_id for need in edition.needs_for(Purpose.ONE_TO_ONE)}
    filled = [need for need in edition.needs_for(Purpose.MEETING) if plan[need.id].is_filled]
    return (
        len(filled),
        sum(6 - int(need.rank[1]) for need in filled),
        sum(own.get(need.guest_id) == plan[need.id].interpreter_id for need in filled),
        sum(plan[need.id].serves_in == need.language for need in filled),
        sum(edition.in_force.get(need.id) == plan[need.id].interpreter_id for need in filled),
    )
