"""The engine against every other plan of small random editions."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings

from services.matching.domain.demand import Decision
from services.matching.domain.need import Need
from services.matching.domain.plan import Instance
from services.matching.domain.scoring import Setting, scarce_languages, score
from services.matching.engine import solve
from tests.unit.matching.checker import faults
from tests.unit.matching.exhaustive import achieved, engaged, sound
from tests.unit.matching.random_editions import editions


@given(editions())
@settings(max_examples=100, deadline=None)
def test_a_plan_breaks_no_hard_rule(edition: Instance) -> None:
    assert faults(edition, solve(edition).decisions) == []


@pytest.mark.long
@given(editions(largest=6))
@settings(max_examples=1000, deadline=None)
def test_a_thousand_plans_break_no_hard_rule(edition: Instance) -> None:
    assert faults(edition, solve(edition).decisions) == []


@given(editions(largest=3, with_meetings=False, with_teams=False, by_hand=False))
@settings(max_examples=100, deadline=None)
def test_no_other_assignment_of_guests_is_better(edition: Instance) -> None:
    plan = solve(edition)

    stays = edition.needs
    best = max(_with_points(edition, other) for other in sound(edition, stays))

    stage = plan.stages[0]
    assert _with_points(edition, plan.decisions) == best
    assert (stage.terms["served"], stage.terms["V1"], stage.terms["V2"], stage.terms["V3"]) == best[:4]
    assert stage.gap == 0


@given(editions(largest=2, by_hand=False))
@settings(max_examples=80, deadline=None)
def test_no_other_staffing_of_the_rest_is_better(edition: Instance) -> None:
    plan = solve(edition)
    stays = {need.id: plan.decisions[need.id] for need in edition.needs if need.is_stay}
    rest = tuple(need for need in edition.needs if not need.is_stay)[:6]
    part = replace(edition, needs=tuple(n for n in edition.needs if n.is_stay or n in rest))
    plan = solve(part)

    best = max(
        (_of_rest(part, stays, rest, other), _points_of_rest(part, stays, rest, other))
        for other in sound(part, rest, stays)
    )

    coverage, preferences = plan.stages[1:]
    assert (*coverage.terms.values(), *preferences.terms.values()) == (*best[0], best[1])
    assert (coverage.gap, preferences.gap) == (0, 0)


@given(editions())
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_input_does_not_matter(edition: Instance) -> None:
    needs, people = list(edition.needs), list(edition.interpreters)
    random.Random(7).shuffle(needs)
    random.Random(8).shuffle(people)
    shuffled = replace(edition, needs=tuple(needs), interpreters=tuple(people))

    assert solve(shuffled).decisions == solve(edition).decisions


@given(editions())
@settings(max_examples=60, deadline=None)
def test_a_plan_in_force_that_is_still_the_best_stays(edition: Instance) -> None:
    edition = replace(edition, now=None)
    first = solve(edition)

    again = solve(replace(edition, in_force=first.pairs()))

    assert again.decisions == first.decisions


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


def _of_rest(
    edition: Instance, stays: dict[str, Decision], rest: tuple[Need, ...], plan: dict[str, Decision]
) -> tuple[int, ...]:
    """Units and booths served, seats, by the guest's own interpreter, in the first language, pairs kept."""
    own = {n.guest_id: stays[n.id].interpreter_id for n in edition.needs if n.is_stay}
    filled = [need for need in rest if plan[need.id].is_filled]
    return (
        *engaged(rest, plan),
        len(filled),
        sum(own.get(need.guest_id) == plan[need.id].interpreter_id for need in filled),
        sum(plan[need.id].serves_in == need.language for need in filled),
        sum(_is_kept(edition, need, rest, plan) for need in filled),
    )


def _is_kept(edition: Instance, need: Need, rest: tuple[Need, ...], plan: dict[str, Decision]) -> bool:
    """Whether the person sat in this booth before; like seats of one booth are one to the person."""
    seats = [n for n in rest if (n.team or n.id, n.booth) == (need.team or need.id, need.booth)]
    return plan[need.id].interpreter_id in {edition.in_force.get(seat.id) for seat in seats}


def _points_of_rest(
    edition: Instance, stays: dict[str, Decision], rest: tuple[Need, ...], plan: dict[str, Decision]
) -> int:
    people = {person.id: person for person in edition.interpreters}
    guests = [need for need in edition.needs if need.is_stay]
    setting = Setting(
        policy=edition.policy,
        bound={str(stays[n.id].interpreter_id): n.guest_id for n in guests if stays[n.id].is_filled},
        scarce=scarce_languages(guests, edition.interpreters),
    )
    points = 0
    for need in rest:
        decision = plan[need.id]
        if decision.interpreter_id is not None:
            of = score(people[decision.interpreter_id], need, str(decision.serves_in), setting)
            points += sum(of.values())
            if of["continuity"] == 0 and _is_kept(edition, need, rest, plan):
                points += edition.policy.weight("continuity")
    return points
