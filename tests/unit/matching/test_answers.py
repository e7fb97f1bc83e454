"""Why this one, why not that one, who could step in, and what hangs on one person."""

from dataclasses import replace

import pytest

from services.matching.domain.absence import Absence
from services.matching.domain.load import Growth, Load, fair_load, gini, growth
from services.matching.domain.merit import Merit, Row, merit_list, rows_of
from services.matching.domain.need import Mode
from services.matching.domain.plan import Instance
from services.matching.engine import solve
from services.matching.engine.answers import (
    Move,
    Spare,
    WhyNot,
    replacements_for,
    single_points,
    who_could_step_in,
    why,
    why_not,
)
from services.matching.engine.answers.standing import NeedUnknown
from tests.unit.matching.roster import (
    EDITION,
    a_meeting,
    a_stay,
    a_team,
    an_instance,
    an_interpreter,
    october,
)


def planned(instance: Instance) -> Instance:
    return instance.planned(solve(instance).pairs())


def person(reference: str) -> str:
    return f"{EDITION}.i.{reference}"


def test_why_this_one_names_rules_points_and_the_next_best() -> None:
    need = a_stay("A1", rank="V2")
    instance = planned(
        an_instance(
            need,
            an_interpreter("I1", level="C2"),
            an_interpreter("I2", level="C1"),
            an_interpreter("I3", level="C3"),
        )
    )

    answer = why(instance, need.id)

    assert answer.serving is not None
    assert (answer.serving.interpreter_id, answer.serving.total) == (person("I1"), 5)
    assert [(c.interpreter_id, c.breaks, c.total) for c in answer.next_best] == [
        (person("I2"), (), -6),
        (person("I3"), ("level_floor",), 0),
    ]
    assert answer.says == "Interpreter I1 serves in en with 5 points."


def test_a_waived_rule_is_shown_as_waived_not_as_met() -> None:
    need, only = a_stay("A1", rank="V2"), an_interpreter("I1", level="C3")
    instance = planned(an_instance(need, only, waived={(need.id, only.id): frozenset({"level_floor"})}))

    answer = why(instance, need.id)

    assert answer.waived == ("level_floor",)
    assert "level_floor" not in answer.rules_met


def test_why_nobody_serves_names_the_waiver() -> None:
    need = a_stay("A1", rank="V2")

    answer = why(an_instance(need, an_interpreter("I1", level="C3")), need.id)

    assert answer.serving is None
    assert answer.says == (
        "Interpreter I1 could serve if chief of protocol agreed, for want of:"
        " the level reaches the floor of the guest's rank."
    )


def test_why_not_names_broken_rules_and_who_may_waive_them() -> None:
    need, other = a_stay("A1", rank="V2"), an_interpreter("I2", level="C3", pledge_signed_on=None)
    instance = planned(an_instance(need, an_interpreter("I1"), other))

    assert why_not(instance, need.id, other.id) == WhyNot(
        need_id=need.id,
        interpreter_id=other.id,
        breaks=("level_floor", "pledge"),
        waived_by=("chief of protocol", "the interpreter, by signing"),
        cost={},
        moves=(),
        says="Interpreter I2 does not fulfil: the level reaches the floor of the guest's rank;"
        " has signed the pledge of foreign-affairs discipline for this edition.",
    )


def test_why_not_counts_what_it_would_cost_and_whom_it_would_move() -> None:
    high, low = a_stay("A1", rank="V2"), a_stay("A2")
    instance = planned(
        an_instance(high, low, an_interpreter("I1", level="C2"), an_interpreter("I2", level="C3"))
    )
    assert instance.in_force == {high.id: person("I1"), low.id: person("I2")}

    answer = why_not(instance, low.id, person("I1"))

    assert answer.breaks == ()
    assert answer.moves == (Move(need_id=high.id, before=person("I1"), after=None),)
    assert answer.cost["one_to_one.served"] == 1
    assert answer.cost["one_to_one.V2"] == 1


def test_why_not_somebody_who_is_elsewhere_or_unknown() -> None:
    first, second = a_meeting("M1", "B1"), a_meeting("M2", "B2")
    instance = planned(an_instance(first, second, an_interpreter("I1"), an_interpreter("I2")))
    here, there = instance.in_force[first.id], instance.in_force[second.id]

    assert why_not(replace(instance, pinned={second.id: there}), first.id, there).breaks == ("engaged",)
    assert why_not(instance, first.id, "nobody").breaks == ("input",)
    assert here != there


def test_an_unknown_need_is_an_error() -> None:
    with pytest.raises(NeedUnknown):
        why(an_instance(), "no-such-need")


def test_who_could_step_in_is_ranked_by_what_it_costs_others() -> None:
    need, other = a_stay("A1"), a_stay("A2", "ru")
    people = [
        an_interpreter("I1", level="C3"),
        an_interpreter("I2", level="C2"),
        an_interpreter("I3", "en ru", level="C3"),
        an_interpreter("I4", level="N"),
        an_interpreter("I5", "ar"),
    ]
    instance = planned(an_instance(need, other, *people))
    assert instance.in_force == {need.id: person("I1"), other.id: person("I3")}

    found = who_could_step_in(instance, need.id)

    assert [(s.interpreter_id, s.waivers, s.asks, s.left_without) for s in found] == [
        (person("I2"), (), (), ()),
        (person("I4"), ("level_floor",), ("chief of protocol",), ()),
        (person("I3"), (), (), (other.id,)),
    ]
    assert found[0].says == "Interpreter I2 could step in at once; nobody else would notice."


def test_replacements_for_a_person_answer_for_everything_that_person_serves() -> None:
    stay, meeting = a_stay("A1"), a_meeting("M1", "A1")
    instance = planned(
        an_instance(stay, meeting, an_interpreter("I1", level="C3"), an_interpreter("I2", level="C2"))
    )
    assert set(instance.in_force.values()) == {person("I1")}

    found = replacements_for(instance, person("I1"))

    assert {need: [s.interpreter_id for s in steps] for need, steps in found.items()} == {
        stay.id: [person("I2")],
        meeting.id: [person("I2")],
    }


def test_single_points_of_failure_are_people_without_an_alternative() -> None:
    spanish, english = a_stay("A1", "es"), a_stay("A2")
    seats = a_team("S1", 2, "ru")
    people = [
        an_interpreter("I1", "es"),
        an_interpreter("I2"),
        an_interpreter("I3"),
        an_interpreter("I4", "ru", "C2S", booth=True),
        an_interpreter("I5", "ru", "C2S", booth=True),
    ]
    instance = planned(an_instance(spanish, english, *seats, *people))

    found = single_points(instance)

    assert [(one.interpreter_id, one.need_ids) for one in found.people] == [
        (person("I1"), (spanish.id,)),
        (person("I4"), (seats[0].id,)),
        (person("I5"), (seats[1].id,)),
    ]
    assert found.languages == (
        Spare(language="es", people=1, demand=1, spare=0, at_floor=0),
        Spare(language="en", people=2, demand=1, spare=1, at_floor=1),
    )


def test_load_is_counted_over_everybody_who_may_serve() -> None:
    first, second = (
        a_meeting("M1", "B1"),
        a_meeting("M2", "B2", starts=october(18, 10), ends=october(18, 11, 30)),
    )
    people = [an_interpreter("I1"), an_interpreter("I2"), an_interpreter("I3", pledge_signed_on=None)]
    pairs = {first.id: person("I1"), second.id: person("I2")}

    assert fair_load((first, second), pairs, people) == Load(
        minutes={person("I1"): 30, person("I2"): 90}, gini=0.25, ratio=3.0
    )
    assert fair_load((), {}, people) == Load(minutes={person("I1"): 0, person("I2"): 0}, gini=0.0, ratio=None)


def test_gini_is_0_for_equals_and_nears_1_for_one_alone() -> None:
    assert gini([5, 5, 5, 5]) == 0.0
    assert gini([0, 0, 0, 12]) == 0.75


def test_growth_lists_practices_that_are_new() -> None:
    high, late = a_stay("A1", rank="V2"), a_meeting("M1", "A1")
    old = an_interpreter("I1", practised=("ESCORT:V2",))
    pairs = {high.id: old.id, late.id: old.id}

    assert growth((high, late), pairs, [old]) == (Growth(interpreter_id=old.id, gained=("CONSECUTIVE",)),)


def test_the_merit_list_is_the_sum_of_its_rows() -> None:
    long, short = a_team("S1", 1)[0], a_meeting("M1", "B1", rank="V1")
    pairs = {long.id: person("I1"), short.id: person("I2")}

    rows = rows_of((long, short), pairs)

    assert rows == (
        Row(interpreter_id=person("I1"), need_id=long.id, mode=Mode.SIMULTANEOUS, rank="V4", minutes=120),
        Row(interpreter_id=person("I2"), need_id=short.id, mode=Mode.CONSECUTIVE, rank="V1", minutes=30),
    )
    assert [row.points for row in rows] == [13, 14]
    assert merit_list(rows, [an_interpreter("I1"), an_interpreter("I2"), an_interpreter("I3")]) == (
        Merit(place=1, interpreter_id=person("I2"), engagements=1, minutes=30, points=14),
        Merit(place=2, interpreter_id=person("I1"), engagements=1, minutes=120, points=13),
        Merit(place=3, interpreter_id=person("I3"), engagements=0, minutes=0, points=0),
    )


def test_whoever_leaves_early_could_stay_but_whoever_is_ill_could_not() -> None:
    need = a_stay("A1")
    early = an_interpreter("I2", available_until=october(19))
    sick = an_interpreter("I3", absences=(Absence(october(18), october(19)),))
    instance = planned(an_instance(need, an_interpreter("I1"), early, sick))

    (step,) = who_could_step_in(instance, need.id)

    assert (step.interpreter_id, step.waivers, step.asks) == (early.id, ("availability",), ("the home unit",))
