"""The engine against every plan there is, on small random days."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.logistics.engine import Problem, plan
from tests.unit.logistics.checker import broken_rules
from tests.unit.logistics.exhaustive import least_score
from tests.unit.logistics.random_days import days, legs

relaxed = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@relaxed
@given(days())
def test_no_plan_beats_the_engine(problem: Problem) -> None:
    outcome = plan(problem)

    assert broken_rules(problem, outcome) == []
    assert tuple(outcome.score)[:5] == least_score(problem)[:5]
    assert outcome.score[:5] == outcome.bound[:5]


@relaxed
@given(days(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(problem: Problem, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = replace(
        problem,
        legs=tuple(random.sample(problem.legs, len(problem.legs))),
        vehicles=tuple(random.sample(problem.vehicles, len(problem.vehicles))),
    )

    assert plan(shuffled) == plan(problem)


@st.composite
def changes(draw: st.DrawFn) -> Problem:
    """A released plan in force, and one guest who is later or earlier than planned, or one guest more or less."""
    before = draw(days(most_legs=4))
    in_force = plan(before).runs
    named = tuple(replace(run, trip_id=f"t.{number}") for number, run in enumerate(in_force))
    now = list(before.legs)
    what = draw(st.sampled_from(["later", "more", "less"]))
    if what == "more" or not now:
        now.append(draw(legs(9)))
    else:
        changed = now.pop(draw(st.integers(0, len(now) - 1)))
        if what == "later":
            minutes = draw(st.integers(-6, 12)) * 10
            now.append(replace(changed, earliest=changed.earliest + minutes, latest=changed.latest + minutes))
    return replace(before, legs=tuple(now), in_force=named, released=True)


@relaxed
@given(changes())
def test_no_repair_beats_the_engine(problem: Problem) -> None:
    outcome = plan(problem)

    assert broken_rules(problem, outcome) == []
    assert tuple(outcome.score)[:5] == least_score(problem)[:5]


@relaxed
@given(days())
def test_a_released_plan_that_still_holds_stays_as_it_is(problem: Problem) -> None:
    first = plan(problem)
    named = tuple(replace(run, trip_id=f"t.{number}") for number, run in enumerate(first.runs))

    again = plan(replace(problem, in_force=named, released=True))

    assert again.runs == named
    assert again.left == first.left
