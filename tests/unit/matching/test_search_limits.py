"""A search that is stopped: its plan still keeps all rules, and its bound says how much better one could be."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings

from services.matching.domain.plan import Instance, Solution, Stage
from services.matching.engine import program, search, solve
from tests.bench.booth_teams import booth_teams
from tests.unit.matching.checker import faults
from tests.unit.matching.random_editions import editions


@cache
def scarce() -> Instance:
    """Too few people for a day of overlapping sessions."""
    return booth_teams(40, 16, 6)


@cache
def best() -> Solution:
    return solve(scarce())


def coverage(plan: Solution) -> Stage:
    return next(stage for stage in plan.stages if stage.name == "coverage")


def stopped_at_once(limit: pytest.MonkeyPatch) -> None:
    """No program gets beyond what it knows before it branches."""
    for name in ("WORK", "WIDE_WORK", "LEAST_NODES", "FEW_NODES"):
        limit.setattr(program, name, 0)


def one_term_at_a_time(limit: pytest.MonkeyPatch) -> None:
    """Programs of more than a few dozen columns count as wide."""
    limit.setattr(program, "WIDE", 60)
    limit.setattr(search, "WIDE", 60)


def test_the_edition_is_scarce_and_its_plan_is_proven() -> None:
    assert coverage(best()).terms["served"] < 40
    assert best().gap == 0
    assert [stage.bounds for stage in best().stages] == [stage.terms for stage in best().stages]


def test_without_any_time_there_is_a_plan_and_its_gap_says_that_it_is_not_proven() -> None:
    plan = solve(scarce(), seconds=0.0)

    stage = coverage(plan)
    assert faults(scarce(), plan.decisions) == []
    assert 0 < stage.terms["served"] <= coverage(best()).terms["served"]
    assert stage.objective <= coverage(best()).objective <= stage.bound
    assert plan.gap > 0
    assert list(stage.bounds) == ["served"]
    assert stage.terms["served"] < stage.bounds["served"]
    assert [other.bounds for other in plan.stages if other.name == "preferences"] == [{}]


@pytest.mark.parametrize("wide", [False, True])
def test_without_branching_there_is_a_plan_and_its_bound_holds(
    monkeypatch: pytest.MonkeyPatch, *, wide: bool
) -> None:
    best()
    stopped_at_once(monkeypatch)
    if wide:
        one_term_at_a_time(monkeypatch)

    plan = solve(scarce())

    assert faults(scarce(), plan.decisions) == []
    assert coverage(plan).objective <= coverage(best()).objective <= coverage(plan).bound
    assert solve(scarce()).decisions == plan.decisions


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_wide_clusters_cover_as_many_sessions_and_bound_the_rest(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    instance = booth_teams(30, 12, 4, seed)
    whole = coverage(solve(instance))
    one_term_at_a_time(monkeypatch)

    plan = solve(instance)

    stage = coverage(plan)
    assert faults(instance, plan.decisions) == []
    assert stage.terms["served"] == whole.terms["served"] == stage.bounds["served"]
    assert stage.objective <= whole.objective <= stage.bound


def test_whoever_is_free_is_added_after_a_first_objective_that_took_branching() -> None:
    rows = program.Rows()
    for one, other in ((0, 1), (1, 2), (0, 2), (2, 3)):
        rows.at_most_one([one, other])
    counts = [np.array(of, dtype=np.int64) for of in ([1, 1, 1, 0, 0], [0, 0, 0, 1, 1])]
    cluster = program.Program(5, rows, lambda: np.zeros(5, dtype=np.int64))
    first = cluster.maximise([program.Term(counts[0], 3)])
    cluster.took_branching = True

    then = cluster.maximise([program.Term(counts[1], 2)])

    assert (first.totals, first.bounds) == ((1,), (1,))
    assert all(then.values[first.values == 1])
    assert then.totals == ((1,) if first.values[2] else (2,))
    assert then.bounds == (2,)


@given(editions())
@settings(max_examples=60, deadline=None)
def test_editions_without_any_time_for_them_break_no_hard_rule(edition: Instance) -> None:
    plan = solve(edition, seconds=0.0)

    assert faults(edition, plan.decisions) == []
    assert set(plan.decisions) == {need.id for need in edition.needs}


@given(editions(by_hand=False))
@settings(max_examples=60, deadline=None)
def test_the_best_coverage_lies_between_that_of_no_time_and_its_bound(edition: Instance) -> None:
    edition = replace(edition, in_force={})

    stopped, proven = coverage(solve(edition, seconds=0.0)), coverage(solve(edition))

    assert stopped.objective <= proven.objective <= stopped.bound
    assert proven.gap == 0
