"""The matchmaking engine: trying all agrees on small instances, the independent checker on larger ones."""

import random

import pytest

from services.scheduling.engine.matchmaking.instance import Instance, Pair, Tables
from services.scheduling.engine.matchmaking.outcome import Outcome, Status
from services.scheduling.engine.matchmaking.portfolio import race
from services.scheduling.engine.matchmaking.search import Conflicts
from services.scheduling.engine.matchmaking.solving import QUICK, STURDY, Approach, solve
from tests.unit.scheduling.matchmaking_checker import (
    broken_rules,
    fewest_idle_runs,
    idle_runs_of,
    random_instance,
)


def an_instance(
    pairs: tuple[tuple[int, int, set[int]], ...], slots: int, tables: int, spread: int = 2
) -> Instance:
    """Pairs (first, second, slots) with so many tables in every slot."""
    made = tuple(Pair(first, second, frozenset(open_slots)) for first, second, open_slots in pairs)
    participants = 1 + max(who for pair in made for who in pair.both)
    return Instance(
        participants, slots, made, (Tables(tuple(range(len(made))), (tables,) * slots),), (), spread
    )


DOWNWARDS = Approach("glucose4", climbing=0)


@pytest.mark.parametrize("approach", [QUICK, STURDY, DOWNWARDS], ids=["quick", "sturdy", "downwards"])
def test_trying_all_timetables_of_small_instances_finds_none_better(approach: Approach) -> None:
    sizes = ((3, 3, 4), (4, 5, 4), (4, 6, 4), (5, 5, 5), (5, 6, 5))
    found = {"none": 0, "some": 0, "idle": 0}
    for seed in range(60):
        instance = random_instance(seed, *sizes[seed % len(sizes)])
        fewest = fewest_idle_runs(instance)

        outcome = solve(instance, approach)

        expected = Status.UNSATISFIABLE if fewest is None else Status.OPTIMAL
        assert (seed, outcome.status, outcome.idle) == (seed, expected, fewest)
        found["none" if fewest is None else "idle" if fewest else "some"] += 1
    assert min(found.values()) >= 5, found


def check_many(seeds: range) -> None:
    solved = 0
    for seed in seeds:
        instance = random_instance(seed, 7 + seed % 5, 12 + seed % 11, 6 + seed % 4)

        outcome = solve(instance, QUICK if seed % 2 else STURDY)

        assert outcome.closed, seed
        if outcome.timetable is not None:
            assert (seed, broken_rules(instance, outcome.timetable)) == (seed, [])
            assert sum(idle_runs_of(instance, outcome.timetable)) == outcome.idle == outcome.bound
            solved += 1
    assert solved > len(seeds) / 3


def test_the_checker_finds_no_broken_rule_in_100_instances() -> None:
    check_many(range(1000, 1100))


@pytest.mark.long
def test_the_checker_finds_no_broken_rule_in_1000_instances() -> None:
    check_many(range(2000, 3000))


def test_both_solvers_agree_where_idle_runs_cannot_be_avoided() -> None:
    apart = ((0, 1, {0}), (0, 2, {2}), (1, 2, {4}), (3, 4, {0, 1, 2}), (3, 5, {1, 2}))
    instance = an_instance(apart, slots=5, tables=2)

    outcomes = [solve(instance, approach) for approach in (QUICK, STURDY)]

    assert [(o.status, o.idle, o.bound) for o in outcomes] == [(Status.OPTIMAL, 3, 3)] * 2


def test_nobody_may_have_two_idle_runs_when_others_have_none() -> None:
    apart = ((0, 1, {0}), (0, 2, {2}), (0, 3, {4}))

    assert solve(an_instance(apart, slots=5, tables=1)).idle == 2
    assert solve(an_instance(apart, slots=5, tables=1, spread=1)) == Outcome(refuted=True)


def test_too_few_tables_are_refuted_without_a_search() -> None:
    pairs = tuple((n, n + 1, {0, 1, 2}) for n in range(0, 20, 2))

    assert solve(an_instance(pairs, slots=3, tables=3)) == Outcome(refuted=True)
    assert solve(an_instance(pairs, slots=3, tables=4)).idle == 0


def test_the_same_question_has_the_same_answer() -> None:
    instance = random_instance(7, 12, 30, 9)

    assert solve(instance) == solve(instance)


@pytest.mark.parametrize("approach", [QUICK, STURDY], ids=lambda approach: approach.solver)
def test_a_search_out_of_work_answers_what_it_knows(approach: Approach) -> None:
    everybody = [(one, other) for one in range(12) for other in range(one + 1, 12)]
    chosen = random.Random(1).sample(everybody, 40)
    instance = an_instance(tuple((*pair, set(range(9))) for pair in chosen), slots=9, tables=5)

    nothing, little, enough = (solve(instance, approach, Conflicts(number)) for number in (0, 40, 10**6))

    assert (nothing.status, nothing.timetable) == (Status.UNKNOWN, None)
    assert not little.closed
    assert little == solve(instance, approach, Conflicts(40))
    assert (enough.status, enough.idle) == (Status.OPTIMAL, 1)


def test_a_race_closes_an_instance_as_one_search_does_and_ends_in_time() -> None:
    instance = random_instance(5, 20, 60, 10)

    assert race(instance, 30, 2).idle == solve(instance).idle
    assert race(instance, 0.0, 2) == Outcome()
