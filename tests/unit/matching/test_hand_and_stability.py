"""The coordinators' hand, and how little a new plan changes: pins, bans, waivers, nearness, proposals."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings

from services.matching.domain.absence import Absence
from services.matching.domain.consent import Consent
from services.matching.domain.demand import Decision
from services.matching.domain.plan import Instance
from services.matching.engine import solve
from tests.unit.matching.random_editions import editions
from tests.unit.matching.roster import (
    EDITION,
    a_meeting,
    a_stay,
    an_instance,
    an_interpreter,
    october,
)


def who(instance: Instance) -> dict[str, str]:
    """Who serves which need, by the short references."""
    return {
        need.removesuffix(".n").rpartition(".")[2]: (d.interpreter_id or "nobody").rpartition(".")[2]
        for need, d in solve(instance).decisions.items()
    }


def person(reference: str) -> str:
    return f"{EDITION}.i.{reference}"


def test_a_manual_assignment_is_kept_and_planned_around() -> None:
    first, second = a_stay("A1"), a_stay("A2", rank="V2")
    high, low = an_interpreter("I1", level="C2"), an_interpreter("I2", level="C3")
    instance = an_instance(first, second, high, low)
    assert who(instance) == {"A1": "I2", "A2": "I1"}

    pinned = replace(instance, pinned={first.id: high.id})

    plan = solve(pinned)
    assert plan.decisions[first.id] == Decision(interpreter_id=high.id, serves_in="en")
    assert plan.decisions[second.id] == Decision(rules=("level_floor",), nearest_id=low.id)
    assert plan.findings == ()


def test_a_manual_assignment_that_breaks_a_rule_is_not_made_and_says_so() -> None:
    need, below, able = a_stay("A1", rank="V2"), an_interpreter("I1", level="C3"), an_interpreter("I2")

    plan = solve(an_instance(need, below, able, pinned={need.id: below.id}))

    assert plan.decisions[need.id].interpreter_id == able.id
    (found,) = [finding for finding in plan.findings if finding.rule == "pin_broken"]
    assert (found.need_ids, found.interpreter_ids) == ((need.id,), (below.id,))
    assert found.says == (
        "A manual assignment was not made, for want of: the level reaches the floor of the guest's rank."
    )


def test_of_two_manual_assignments_of_one_person_the_higher_rank_stands() -> None:
    low, high = a_meeting("M1", "B1"), a_meeting("M2", "B2", rank="V2")
    instance = an_instance(
        low, high, an_interpreter("I1"), pinned={low.id: person("I1"), high.id: person("I1")}
    )

    plan = solve(instance)

    assert plan.decisions[high.id].interpreter_id == person("I1")
    assert [f.need_ids for f in plan.findings if f.rule == "pin_broken"] == [(low.id,)]


def test_a_meeting_pinned_to_somebody_keeps_that_person_free_of_a_stay() -> None:
    stay, meeting = a_stay("A1"), a_meeting("M1", "B1")
    instance = an_instance(
        stay,
        meeting,
        an_interpreter("I1", level="C3"),
        an_interpreter("I2"),
        pinned={meeting.id: person("I1")},
    )

    assert who(instance) == {"A1": "I2", "M1": "I1"}


def test_a_forbidden_pair_is_never_made() -> None:
    need = a_stay("A1")
    instance = an_instance(need, an_interpreter("I1"), forbidden={need.id: frozenset({person("I1")})})

    assert solve(instance).decisions[need.id] == Decision(rules=("forbidden",), nearest_id=person("I1"))


def test_a_waiver_lifts_one_rule_for_one_pair() -> None:
    need, other = a_stay("A1", rank="V2"), a_stay("A2", rank="V2")
    instance = an_instance(
        need, other, an_interpreter("I1", level="C3"),
        waived={(need.id, person("I1")): frozenset({"level_floor"})},
    )  # fmt: skip

    plan = solve(instance)

    assert plan.decisions[need.id] == Decision(
        interpreter_id=person("I1"), serves_in="en", waived=("level_floor",)
    )
    assert plan.decisions[other.id].rules == ("level_floor", "engaged")


def test_the_waiver_for_the_spanish_guest_of_rank_two_fills_the_gap() -> None:
    """8.4: a waiver lets the C3 Spanish interpreter serve the Peruvian V2."""
    need, only = a_stay("A1", "es", rank="V2"), an_interpreter("I1", "es", "C3")
    assert solve(an_instance(need, only)).decisions[need.id].rules == ("level_floor",)

    waived = an_instance(need, only, waived={(need.id, only.id): frozenset({"level_floor"})})

    assert solve(waived).decisions[need.id].interpreter_id == only.id


@pytest.mark.parametrize(
    ("rule", "second"),
    [
        ("duty", {"starts": october(17, 15), "ends": october(17, 16)}),
        ("rest", {"starts": october(18, 0), "ends": october(18, 1)}),
        ("travel", {"starts": october(17, 4, 30), "ends": october(17, 5), "place": "DINGHAI"}),
        ("interpreting", {"starts": october(17, 6), "ends": october(17, 12, 30)}),
    ],
)
def test_limits_between_engagements_hold_and_can_be_waived(rule: str, second: dict[str, object]) -> None:
    """17 October, 02:00 to 04:15 UTC is 10:00 to 12:15 in Zhoushan."""
    if rule == "rest":
        first = a_meeting("M1", "B1", rank="V2", starts=october(17, 13), ends=october(17, 15))
    else:
        first = a_meeting("M1", "B1", rank="V2", starts=october(17, 2), ends=october(17, 4, 15))
    later = a_meeting("M2", "B2", **second)
    only = an_interpreter("I1")

    plain = solve(an_instance(first, later, only)).decisions[later.id]
    lifted = an_instance(first, later, only, waived={(later.id, only.id): frozenset({rule})})

    assert plain == Decision(rules=(rule,), nearest_id=only.id)
    assert solve(lifted).decisions[later.id].is_filled


def test_of_two_pairs_the_nearer_one_is_kept() -> None:
    """A guest who refuses the only free person takes one from a pair in force: from the later one."""
    far = a_stay("A1", starts=october(25), ends=october(27))
    near = a_stay("A2", starts=october(18), ends=october(20))
    one, two = an_interpreter("I1"), an_interpreter("I2")
    only_two_for_a3 = a_stay("A3", refuses=("I3",), starts=october(17), ends=october(19))
    three = an_interpreter("I3")
    instance = an_instance(
        far, near, only_two_for_a3, one, two, three,
        in_force={far.id: one.id, near.id: two.id}, now=october(17),
    )  # fmt: skip

    plan = solve(instance).pairs()

    assert plan[near.id] == two.id
    assert (plan[far.id], plan[only_two_for_a3.id]) == (three.id, one.id)


def test_whoever_is_in_the_middle_of_it_is_not_exchanged() -> None:
    running, coming = a_meeting("M1", "B1"), a_meeting("M2", "B2", rank="V1", starts=october(18, 8, 20))
    only = an_interpreter("I1", level="C1")
    instance = an_instance(running, coming, only, in_force={running.id: only.id})

    assert who(instance) == {"M1": "nobody", "M2": "I1"}
    assert who(replace(instance, now=october(18, 8, 10))) == {"M1": "I1", "M2": "nobody"}


def test_a_confirmed_pair_of_high_rank_moves_by_proposal_only() -> None:
    """I1 could serve the Arab guest as well; moving I1 would serve one guest more."""
    agreed, arab = a_stay("A1", rank="V2"), a_stay("A2", "ar", rank="V3")
    both, english = an_interpreter("I1", "en ar"), an_interpreter("I2")
    instance = an_instance(agreed, arab, both, english, in_force={agreed.id: both.id})
    assert who(instance) == {"A1": "I2", "A2": "I1"}

    plan = solve(replace(instance, confirmed=frozenset({agreed.id})))

    assert plan.decisions[agreed.id].interpreter_id == both.id
    assert not plan.decisions[arab.id].is_filled
    (proposal,) = plan.proposals
    assert (proposal.need_id, proposal.present, proposal.decision.interpreter_id) == (
        agreed.id, both.id, english.id,
    )  # fmt: skip
    assert proposal.gain["one_to_one.served"] == 1
    assert proposal.says.startswith(
        "Interpreter I2 instead of Interpreter I1 would give: one_to_one.served +1"
    )


def test_a_confirmed_pair_of_lower_rank_moves_at_once() -> None:
    agreed, arab = a_stay("A1", rank="V3"), a_stay("A2", "ar", rank="V3")
    both, english = an_interpreter("I1", "en ar"), an_interpreter("I2")
    instance = an_instance(
        agreed, arab, both, english, in_force={agreed.id: both.id}, confirmed=frozenset({agreed.id})
    )

    assert who(instance) == {"A1": "I2", "A2": "I1"}
    assert solve(instance).proposals == ()


def test_a_confirmed_interpreter_who_falls_ill_is_replaced_at_once() -> None:
    agreed = a_stay("A1", rank="V2")
    ill = an_interpreter("I1", absences=(Absence(october(18), october(19)),))
    instance = an_instance(
        agreed, ill, an_interpreter("I2"), in_force={agreed.id: ill.id}, confirmed=frozenset({agreed.id})
    )

    plan = solve(instance)

    assert (plan.decisions[agreed.id].interpreter_id, plan.proposals) == (person("I2"), ())


@given(editions())
@settings(max_examples=80, deadline=None)
def test_no_confirmed_pair_of_high_rank_ever_moves_while_it_keeps_the_rules(edition: Instance) -> None:
    plan = solve(edition)

    for need in edition.needs:
        present = edition.people.get(edition.in_force.get(need.id, ""))
        alone = need.team is None and need.is_stay and not edition.pinned and edition.now is None
        if present and alone and edition.is_protected(need) and not edition.breaks(present, need):
            rivals = [
                other
                for other in edition.needs
                if edition.is_protected(other)
                and other.id != need.id
                and edition.in_force.get(other.id) == present.id
            ]
            assert rivals or plan.decisions[need.id].interpreter_id == present.id


def test_three_recalled_officials_leave_all_other_pairs_as_they_are() -> None:
    """DS-16: at least 95 % of the pairs that are not concerned stay."""
    stays = [a_stay(f"A{n:02}", rank="V2" if n % 3 == 0 else "V3") for n in range(30)]
    people = [an_interpreter(f"I{n:02}", level="C2" if n % 2 else "C3") for n in range(36)]
    before = an_instance(*stays, *people)
    before = before.planned(solve(before).pairs())
    gone = set(sorted(set(before.in_force.values()))[:3])
    after = replace(
        before,
        interpreters=tuple(
            replace(p, consent=Consent.RECALLED) if p.id in gone else p for p in before.interpreters
        ),
    )

    pairs = solve(after).pairs()

    unaffected = {need: who for need, who in before.in_force.items() if who not in gone}
    kept = sum(pairs.get(need) == who for need, who in unaffected.items())
    assert len(pairs) == 30
    assert kept / len(unaffected) >= 0.95
    assert gone.isdisjoint(pairs.values())


def test_a_second_interpreter_of_the_roster_under_the_same_name_is_left_out_and_named() -> None:
    need, other = a_stay("A1"), a_stay("A2")
    one = an_interpreter("I1", person="P-7")
    again = an_interpreter("I2", person="P-7")

    plan = solve(an_instance(need, other, one, again))

    assert [finding.interpreter_ids for finding in plan.findings if finding.rule == "input"] == [(again.id,)]
    assert sorted(decision.is_filled for decision in plan.decisions.values()) == [False, True]


def test_a_circle_of_refusals_names_the_refusals() -> None:
    """Every guest refuses the only person the others leave."""
    first, second = a_stay("A1", refuses=("I1", "I2")), a_stay("A2", refuses=("I2", "I1"))

    plan = solve(an_instance(first, second, an_interpreter("I1"), an_interpreter("I2")))

    assert {d.rules for d in plan.decisions.values()} == {("refusal",)}


def test_a_language_nobody_has_and_times_that_run_backwards_are_named() -> None:
    unknown = a_meeting("M1", "B1", "fa")
    backwards = a_meeting("M2", "B2", starts=october(18, 9), ends=october(18, 8))
    empty = a_meeting("M3", "B3", starts=october(18, 9), ends=october(18, 9))

    decisions = solve(an_instance(unknown, backwards, empty, an_interpreter("I1"))).decisions

    assert decisions[unknown.id] == Decision(rules=("language",))
    assert decisions[backwards.id].rules == ("times_in_order",)
    assert decisions[empty.id].rules == ("times_in_order",)


def test_a_day_of_more_than_twelve_hours_needs_two_people() -> None:
    long = a_meeting("M1", "B1", starts=october(18), ends=october(18) + timedelta(hours=13))

    assert solve(an_instance(long, an_interpreter("I1"))).decisions[long.id].rules == ("duty", "interpreting")
