"""Random editions planned, then changed and repaired, each plan checked independently of the engine."""

from dataclasses import replace

import pytest

from services.logistics.domain.shuttle import Town, stages
from services.logistics.domain.transfer import Driving
from services.logistics.engine import Outcome, Problem, plan
from services.logistics.engine.shuttles import shuttles
from services.logistics.engine.turn import Way
from tests.unit.logistics.checker import broken_rules
from tests.unit.logistics.random_editions import Edition, changed, random_edition, random_programme


def without_next_step(edition: Edition, problem: Problem, outcome: Outcome) -> list[str]:
    """Guests who are expected and neither ride from their gate, nor come by road, nor are named with a rule."""
    legs = problem.by_id()
    riding = {legs[leg_id].guest_id for run in outcome.runs for leg_id in run.legs}
    named = {one.guest_id for one in edition.journeys().stranded if one.rule}
    named |= {legs[one.leg_id].guest_id for one in outcome.left if one.rule}
    by_road = {one.guest_id for one in edition.arrivals if one.gate.value == "ROAD"}
    return sorted(
        one.id for one in edition.travellers if one.is_expected and one.id not in riding | named | by_road
    )


def faults_of_shuttle(edition: Edition, problem: Problem, outcome: Outcome, seed: int) -> list[str]:
    """What is wrong when the shuttle of a random programme is driven beside the trips.

    A guest who has a meeting at the time keeps a seat on the shuttle too, so that guests may be on both.
    """
    legs = Town(
        tuple(edition.travellers),
        {one.guest_id: one for one in edition.arrivals},
        {one.guest_id: one for one in edition.departures},
        Driving(problem.rules, problem.network),
    ).legs(stages(random_programme(seed), problem.rules.longest_break))
    ways: dict[str, list[Way]] = {}
    kinds, by_id = {one.id: one.kind for one in problem.vehicles}, problem.by_id()
    for run in outcome.runs:
        way = problem.way(by_id[run.legs[0]], run.departs, kinds[run.vehicle_id])
        ways.setdefault(run.vehicle_id, []).append(way)
    runs, left = shuttles(replace(problem, legs=tuple(legs)), ways)
    together = replace(problem, legs=(*problem.legs, *legs))
    driven = replace(outcome, runs=(*outcome.runs, *runs), left=(*outcome.left, *left))
    return [fault for fault in broken_rules(together, driven) if not fault.endswith("rides twice")]


def faults_of(seed: int) -> list[str]:
    """What is wrong with the plan of an edition, and with its repair after a change."""
    before = random_edition(seed)
    problem = before.problem()
    first = plan(problem)
    named = tuple(replace(run, trip_id=f"t.{number}") for number, run in enumerate(first.runs))
    after = changed(before, seed)
    changed_problem = replace(after.problem(), in_force=named, released=True)
    second = plan(changed_problem)
    faults = broken_rules(problem, first) + without_next_step(before, problem, first)
    faults += [f"after the change: {fault}" for fault in broken_rules(changed_problem, second)]
    faults += without_next_step(after, changed_problem, second)
    faults += [f"shuttle: {fault}" for fault in faults_of_shuttle(before, problem, first, seed)]
    faults += [
        f"{name} beats the bound"
        for name, one in (("plan", first), ("repair", second))
        if one.score < one.bound
    ]
    return [f"edition {seed}: {fault}" for fault in faults]


def test_a_hundred_random_editions_keep_every_rule() -> None:
    assert [fault for seed in range(100) for fault in faults_of(seed)] == []


@pytest.mark.long
def test_a_thousand_random_editions_keep_every_rule() -> None:
    assert [fault for seed in range(100, 1100) for fault in faults_of(seed)] == []
