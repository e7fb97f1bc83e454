"""Input nobody can serve or mean: every need gets a decision or a reason by name, and never an exception."""

from datetime import timedelta

import pytest

from services.matching.domain.need import Need, Purpose, Shift
from services.matching.domain.plan import Instance, Solution
from services.matching.engine import solve
from tests.unit.matching.checker import faults
from tests.unit.matching.roster import a_meeting, a_stay, a_team, an_instance, an_interpreter, october

ONE, TWO = an_interpreter("I1"), an_interpreter("I2")
BACKWARDS = [timedelta(0), timedelta(hours=-3), timedelta(days=-9)]


def decided(instance: Instance) -> Solution:
    """The plan, in which nothing is left without an answer."""
    plan = solve(instance)
    assert set(plan.decisions) == {need.id for need in instance.needs}
    assert all(d.is_filled or d.rules for d in plan.decisions.values())
    assert plan.gap == 0
    return plan


def why(plan: Solution, need: Need) -> tuple[str, ...]:
    return plan.decisions[need.id].rules


@pytest.mark.parametrize("people", [(), (ONE, TWO)])
def test_a_language_nobody_has(people: tuple[object, ...]) -> None:
    needs = (a_stay("A1", "xx"), a_meeting("M1", "A1", "xx"), *a_team("S1", 2, "xx"))

    plan = decided(an_instance(*needs, *people))  # type: ignore[arg-type]

    assert {why(plan, need) for need in needs} == {("language",)}


@pytest.mark.parametrize("by", BACKWARDS)
def test_what_ends_before_it_starts_is_named_and_the_rest_is_served(by: timedelta) -> None:
    start = october(18, 8)
    stay = a_stay("A1", ends=october(17) + by)
    meeting = a_meeting("M1", "A9", ends=start + by)
    team = a_team("S1", 2, ends=october(18, 9) + by)
    sound = a_meeting("M2", "A8")

    plan = decided(an_instance(stay, meeting, *team, sound, ONE, TWO))

    assert {"times_in_order"} == {why(plan, need)[0] for need in (stay, meeting, *team)}
    assert plan.decisions[sound.id].is_filled


@pytest.mark.parametrize("by", BACKWARDS)
def test_hours_of_duty_that_end_before_they_start_are_named(by: timedelta) -> None:
    stay = a_stay("A1", shifts=(Shift(october(18, 8), october(18, 8) + by, 60),))

    assert why(decided(an_instance(stay, ONE)), stay) == ("times_in_order",)


def test_somebody_who_leaves_before_coming_is_not_available() -> None:
    never = an_interpreter("I1", available_from=october(20), available_until=october(1))
    stay = a_stay("A1")

    assert why(decided(an_instance(stay, never)), stay) == ("availability",)


@pytest.mark.parametrize(
    ("first", "second"),
    [(ONE, ONE), (an_interpreter("I1", person="X"), an_interpreter("I2", person="X"))],
)
def test_a_person_twice_is_named_and_serves_once(first: object, second: object) -> None:
    stays = a_stay("A1"), a_stay("A2")

    plan = decided(an_instance(*stays, first, second))  # type: ignore[arg-type]

    assert [(found.rule, found.interpreter_ids) for found in plan.findings] == [("input", (second.id,))]  # type: ignore[attr-defined]
    assert sorted(why(plan, stay) for stay in stays) == [(), ("engaged",)]


def test_a_need_twice_is_named_and_decided_once() -> None:
    stay = a_stay("A1")

    plan = decided(an_instance(stay, a_stay("A1", "ar"), ONE))

    assert [(found.rule, found.need_ids) for found in plan.findings] == [("input", (stay.id,))]


def test_refusals_in_a_circle_that_leave_a_way_are_served() -> None:
    stays = [
        a_stay("A1", refuses=("I1", "I2")), a_stay("A2", refuses=("I2", "I3")), a_stay("A3", refuses=("I3", "I1"))
    ]  # fmt: skip
    instance = an_instance(*stays, ONE, TWO, an_interpreter("I3"))

    plan = decided(instance)

    assert faults(instance, plan.decisions) == []
    assert all(plan.decisions[stay.id].is_filled for stay in stays)


def test_refusals_in_a_circle_that_leave_none_are_named() -> None:
    guests = a_stay("A1", refuses=("I1", "I2")), a_stay("A2", refuses=("I2",), organisation="Fleet")
    fleet = an_interpreter("I1", conflicts=("Fleet",))

    plan = decided(an_instance(*guests, fleet, TWO))

    assert why(plan, guests[0]) == ("refusal",)
    assert why(plan, guests[1])[0] in {"refusal", "conflict_of_interest"}


def test_reliefs_of_each_other_and_of_nothing_are_decided() -> None:
    needs = [
        a_meeting(name, purpose=Purpose.RELIEF, relieves=f"ipec-2019.m.{of}.n")
        for name, of in (("R1", "R2"), ("R2", "R1"), ("R3", "R3"), ("R4", "unknown"))
    ]
    instance = an_instance(*needs, *(an_interpreter(f"I{n}") for n in range(4)))

    plan = decided(instance)

    assert faults(instance, plan.decisions) == []


def test_hands_that_hold_nobody_or_contradict_themselves_are_named() -> None:
    unknown, barred, same = a_stay("A1"), a_stay("A2"), a_stay("A3")
    pinned = {unknown.id: "nobody", barred.id: ONE.id, same.id: TWO.id, "no need": ONE.id}

    plan = decided(
        an_instance(
            unknown, barred, same, ONE, TWO,
            pinned=pinned, forbidden={barred.id: frozenset({ONE.id})}, in_force={unknown.id: "gone", "gone": ONE.id},
        )
    )  # fmt: skip

    found = {need_id for one in plan.findings for need_id in one.need_ids if one.rule == "pin_broken"}
    assert found == {unknown.id, barred.id}
    assert plan.decisions[same.id].interpreter_id == TWO.id
