"""The engine against every other plan of small random editions."""

import random

from hypothesis import given, settings

from services.matching.domain.demand import Decision
from services.matching.domain.need import Purpose
from services.matching.domain.plan import Instance
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

    best = max(achieved(edition, edition.needs, other) for other in sound(edition, edition.needs))

    stage = plan.stages[0]
    assert achieved(edition, edition.needs, plan.decisions) == best
    assert (stage.terms["served"], stage.terms["V1"], stage.terms["V2"], stage.terms["V3"]) == best[:4]
    assert stage.gap == 0


@given(editions(largest=3))
@settings(max_examples=60, deadline=None)
def test_no_other_staffing_of_the_meetings_serves_more(edition: Instance) -> None:
    plan = solve(edition)
    stays = {need.id: plan.decisions[need.id] for need in edition.needs_for(Purpose.ONE_TO_ONE)}
    meetings = edition.needs_for(Purpose.MEETING)

    most = max(_meetings_served(edition, stays, other) for other in sound(edition, meetings))

    assert plan.stages[1].terms["served"] == most
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


def _meetings_served(edition: Instance, stays: dict[str, Decision], meetings: dict[str, Decision]) -> int:
    if faults(edition, stays | meetings):
        return -1
    return sum(decision.is_filled for decision in meetings.values())
