"""One change after another in a released plan until no vehicle fits between the trips that hold."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from services.logistics.domain.arrival import News
from services.logistics.domain.closure import Closure, Trigger
from services.logistics.domain.stretch import Means, Stretch
from services.logistics.domain.vehicle import Vehicle, VehicleKind
from services.logistics.engine import Outcome, Problem, Run, exchanges, plan
from services.logistics.use_cases.situation import situation_of
from tests.unit.logistics.builders import import_departures_of, sample_edition
from tests.unit.logistics.checker import broken_rules

EDITION = "ipec-2019"


def delays(number: int, without: frozenset[str] = frozenset()) -> Iterable[tuple[Problem, Outcome]]:
    """So many guests are one after another 95 minutes late; the question after each delay and its answer.

    `without` names vehicles that the fleet lacks from the beginning.
    """
    _, store = sample_edition(EDITION)
    situation = situation_of(store, EDITION)
    arrivals = {arrival.id: arrival for arrival in sorted(situation.arrivals, key=lambda one: one.id)}
    runs = plan(_short(situation.problem(situation.journeys()), without)).runs
    for late in list(arrivals.values())[:: max(1, len(arrivals) // number)][:number]:
        told, expected = late.scheduled - timedelta(minutes=90), late.scheduled + timedelta(minutes=95)
        arrivals[late.id] = late.heard(News(told, expected))
        now = replace(situation, arrivals=list(arrivals.values()))
        named = _named(runs, late.id)
        problem = _short(replace(now.problem(now.journeys()), in_force=named, released=True), without)
        outcome = plan(problem)
        yield problem, outcome
        runs = outcome.runs


def _short(problem: Problem, without: frozenset[str]) -> Problem:
    return replace(problem, vehicles=tuple(one for one in problem.vehicles if one.id not in without))


def _named(runs: Iterable[Run], change: str) -> tuple[Run, ...]:
    """Trips of a plan in force all have ids."""
    return tuple(
        run if run.trip_id else replace(run, trip_id=f"t.{change}.{number}")
        for number, run in enumerate(runs)
    )


def touched(problem: Problem, outcome: Outcome) -> int:
    """Trips in force that do not go on with the same guests at the same time in the same vehicle."""
    now = {(run.legs, run.departs, run.vehicle_id) for run in outcome.runs}
    return sum((run.legs, run.departs, run.vehicle_id) not in now for run in problem.in_force)


def test_two_dozen_delays_leave_nobody_behind_and_each_touches_a_handful_of_trips() -> None:
    asked = list(delays(24))

    assert [broken_rules(problem, outcome) for problem, outcome in asked] == [[]] * 24
    assert [outcome.left for _, outcome in asked] == [()] * 24
    assert [outcome.way for _, outcome in asked] == ["repaired"] * 24
    assert max(touched(problem, outcome) for problem, outcome in asked) <= 6
    assert max(outcome.score.changed for _, outcome in asked) == 1
    assert all(outcome.bound <= outcome.score for _, outcome in asked)


def test_chains_of_trips_say_what_is_not_proven() -> None:
    reasons = {outcome.why_not_proven for _, outcome in delays(24) if outcome.score.changed}

    assert reasons == {
        "The fleet is short and trips made room one after another; the bound is that of a fleet without limits."
    }


def _of_kind(kind: VehicleKind, number: int) -> frozenset[str]:
    _, store = sample_edition(EDITION)
    fleet: list[Vehicle] = sorted(situation_of(store, EDITION).vehicles, key=lambda one: one.id)
    return frozenset([one.id for one in fleet if one.kind is kind][:number])


def test_a_fleet_far_too_small_still_keeps_every_rule_and_names_who_is_left() -> None:
    asked = list(delays(12, without=_of_kind(VehicleKind.SEDAN, 12)))

    assert [broken_rules(problem, outcome) for problem, outcome in asked] == [[]] * 12
    assert {one.rule for _, outcome in asked for one in outcome.left} <= {
        "no_vehicle_free", "no_driver_within_duty"
    }  # fmt: skip
    assert all(outcome.bound <= outcome.score for _, outcome in asked)


def test_a_bridge_closed_for_good_does_not_send_every_trip_in_search_of_a_chain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So many runs are looked at in all, however many trips lost their way; the rest is for the whole fleet."""
    _, store = sample_edition(EDITION)
    import_departures_of(store, EDITION)
    situation = situation_of(store, EDITION)
    problem = situation.problem(situation.journeys())
    runs = plan(problem).runs
    first = min(arrival.scheduled for arrival in situation.arrivals)
    cars = (Means.SEDAN, Means.SEVEN_SEATER, Means.COACH_19, Means.COACH_45)
    store.closures.save(
        Closure(
            "e.c.1", EDITION, Stretch.ZHOUSHAN_BRIDGE, cars, first, None, Trigger.WIND, "10", "office", first
        )
    )
    closed = situation_of(store, EDITION)
    looked_at: list[int] = []
    monkeypatch.setattr(exchanges, "_Chains", _counting(looked_at))
    asked = replace(closed.problem(closed.journeys()), in_force=_named(runs, ""), released=True)

    outcome = plan(asked)

    assert broken_rules(asked, outcome) == []
    assert len(looked_at) > 40
    assert sum(looked_at) <= 600 + 5 * len(looked_at)


def _counting(looked_at: list[int]) -> type[exchanges._Chains]:
    """Chains that note for each group how many runs were looked at for it."""

    class Counting(exchanges._Chains):
        def best(self) -> exchanges._Step:
            found = super().best()
            looked_at.append(min(len(self.seen), self.most))
            return found

    return Counting
