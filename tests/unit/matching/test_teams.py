"""Team sizes: the association's table line by line, our own minimum, and who sits where."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.matching.domain.competence import LanguageClass, Tier
from services.matching.domain.demand import Decision
from services.matching.domain.need import Direction, Mode
from services.matching.domain.standard import Severity, Standard
from services.matching.domain.team import Booth, at_one_table, booths
from services.matching.engine import solve
from tests.unit.matching.roster import a_team, an_instance, an_interpreter

BOTH = tuple(Standard)
LOCAL = (Standard.LOCAL_MINIMUM,)


@pytest.mark.parametrize(
    ("minutes", "people", "least"),
    [(40, 1, 1), (41, 2, 2), (180, 2, 2), (240, 2, 2), (241, 3, 2), (360, 3, 2), (361, 4, 2), (480, 4, 2)],
)
def test_a_two_language_session_shares_one_booth(minutes: int, people: int, least: int) -> None:
    length = timedelta(minutes=minutes)

    assert booths(["en"], length, BOTH) == (Booth("en", "en", people, least),)
    assert booths(["en"], length, LOCAL) == (Booth("en", "en", least, least),)


def test_three_languages_take_six_people_in_three_booths() -> None:
    assert booths(["ru", "en"], timedelta(hours=3), BOTH) == (
        Booth("zh", "en", 2, 2, direction=Direction.FROM_FOREIGN),
        Booth("en", "en", 2, 2, direction=Direction.INTO_FOREIGN),
        Booth("ru", "ru", 2, 2, relays=True),
    )


def test_from_four_languages_on_booths_that_give_relay_take_three() -> None:
    asked = booths(["ko", "ru", "en"], timedelta(hours=3), BOTH)

    assert [(booth.name, booth.people, booth.least) for booth in asked] == [
        ("zh", 2, 2), ("en", 2, 2), ("ko", 3, 2), ("ru", 3, 2),
    ]  # fmt: skip
    assert sum(booth.people for booth in booths(["ko", "ru", "en"], timedelta(hours=3), LOCAL)) == 8


def test_without_english_another_language_is_the_one_between() -> None:
    assert [booth.language for booth in booths(["ru", "ko"], timedelta(hours=1), BOTH)] == ["ko", "ko", "ru"]


def test_whoever_only_understands_a_language_sits_in_the_booth_into_chinese() -> None:
    into_chinese = a_team("S1", 1, booth="zh", direction=Direction.FROM_FOREIGN)
    into_english = a_team("S1", 1, booth="en", direction=Direction.INTO_FOREIGN)
    listener = an_interpreter("I1", level="C2S", booth=True, classes={"en": LanguageClass.C})
    speaker = an_interpreter("I2", level="C2S", booth=True)

    decisions = solve(an_instance(*into_chinese, *into_english, listener, speaker)).decisions

    assert {need: d.interpreter_id for need, d in decisions.items()} == {
        into_chinese[0].id: listener.id,
        into_english[0].id: speaker.id,
    }
    alone = solve(an_instance(*into_english, listener)).decisions[into_english[0].id]
    assert alone == Decision(rules=("direction",), nearest_id=listener.id)


def test_a_session_in_chinese_only_needs_no_booth() -> None:
    assert booths([], timedelta(hours=3), BOTH) == ()


def test_consecutive_and_whispering_take_two_where_the_association_says_so() -> None:
    assert at_one_table(Mode.CONSECUTIVE, 1, timedelta(minutes=30), BOTH) == (1, 1)
    assert at_one_table(Mode.CONSECUTIVE, 1, timedelta(hours=4), BOTH) == (2, 1)
    assert at_one_table(Mode.WHISPERED, 1, timedelta(minutes=30), BOTH) == (2, 1)
    assert at_one_table(Mode.WHISPERED, 1, timedelta(minutes=30), LOCAL) == (1, 1)


def booth_staff(number: int, **changes: object) -> list[object]:
    return [an_interpreter(f"I{n}", level="C2S", booth=True, **changes) for n in range(1, number + 1)]


def served(instance: object) -> list[str | None]:
    return [d.interpreter_id for d in solve(instance).decisions.values()]  # type: ignore[arg-type]


def test_a_booth_is_full_or_empty_and_says_why() -> None:
    seats = a_team("S1", 2)

    plan = solve(an_instance(*seats, *booth_staff(1)))  # type: ignore[arg-type]

    short = Decision(rules=("team_size_local",), nearest_id="ipec-2019.i.I1")
    assert plan.decisions == {seat.id: short for seat in seats}


def test_a_team_short_of_the_associations_size_is_a_warning() -> None:
    seats = a_team("S1", 3, extra=1)

    plan = solve(an_instance(*seats, *booth_staff(2)))  # type: ignore[arg-type]

    assert [plan.decisions[seat.id].is_filled for seat in seats] == [True, True, False]
    (found,) = plan.findings
    assert (found.rule, found.severity, found.waived_by) == (
        "team_size_aiic", Severity.WARNING, "head of the translation centre",
    )  # fmt: skip
    assert found.need_ids == (seats[2].id,)


@pytest.mark.parametrize(
    ("tier", "level", "leads"),
    [
        (Tier.CORE, "C2S", True), (Tier.CONTRACT, "C2S", True), (Tier.RESERVE, "C1", False),
        (Tier.TRAINEE, "C2S", False),
    ],
)  # fmt: skip
def test_no_team_without_a_leader(tier: Tier, level: str, leads: bool) -> None:
    first, second = a_team("S1", 2)
    people = [an_interpreter(f"I{n}", level=level, tier=tier, booth=True) for n in (1, 2)]

    plan = solve(an_instance(first, second, *people))

    assert [d.is_filled for d in plan.decisions.values()] == [leads, leads]
    if not leads:
        assert {d.rules for d in plan.decisions.values()} == {("team_leader",)}


def test_one_leader_is_enough_and_is_shared_out() -> None:
    """Two sessions at one time, two leaders, two trainees: each session gets one of both."""
    people = [
        *[an_interpreter(f"I{n}", level="C2S", booth=True) for n in (1, 2)],
        *[an_interpreter(f"T{n}", level="C2S", booth=True, tier=Tier.TRAINEE) for n in (1, 2)],
    ]
    instance = an_instance(*a_team("S1", 2), *a_team("S2", 2), *people)

    decisions = solve(instance).decisions

    teams = [
        {str(decisions[seat.id].interpreter_id)[-2] for seat in a_team(name, 2)} for name in ("S1", "S2")
    ]
    assert teams == [{"I", "T"}, {"I", "T"}]


def test_a_waiver_lets_a_booth_be_manned_by_one() -> None:
    seats = a_team("S1", 2)
    (only,) = booth_staff(1)
    instance = an_instance(*seats, only)  # type: ignore[arg-type]
    waived = {(seats[0].id, "ipec-2019.i.I1"): frozenset({"team_size_local"})}

    assert served(replace(instance, waived=waived)) == ["ipec-2019.i.I1", None]


def test_a_seat_in_force_is_kept_by_whoever_sits_there() -> None:
    seats = a_team("S1", 2)
    instance = an_instance(*seats, *booth_staff(3))  # type: ignore[arg-type]
    in_force = {seats[0].id: "ipec-2019.i.I3", seats[1].id: "ipec-2019.i.I2"}

    assert served(replace(instance, in_force=in_force)) == ["ipec-2019.i.I3", "ipec-2019.i.I2"]


def test_a_waiver_of_the_team_size_counts_only_for_the_person_it_names() -> None:
    first, second = a_team("S1", 2)
    named, other = (an_interpreter(f"I{n}", level="C2S", booth=True) for n in (1, 2))
    waived = {(first.id, named.id): frozenset({"team_size_local"})}

    without = solve(an_instance(first, second, other, waived=waived)).decisions
    with_named = solve(an_instance(first, second, named, waived=waived)).decisions

    assert [decision.interpreter_id for decision in without.values()] == [None, None]
    assert {need: d.interpreter_id for need, d in with_named.items()} == {first.id: named.id, second.id: None}


def test_a_waiver_of_the_leader_counts_only_while_the_person_it_names_sits_there() -> None:
    """Three of the reserve and no leader; the waiver excuses the team in which I1 sits, and no other."""
    first, second = a_team("S1", 2)
    named, other, third = (
        an_interpreter(f"I{n}", level="C1", tier=Tier.RESERVE, booth=True) for n in (1, 2, 3)
    )
    waived = {(seat.id, named.id): frozenset({"team_leader"}) for seat in (first, second)}

    without = solve(an_instance(first, second, other, third, waived=waived)).decisions
    with_named = solve(an_instance(first, second, named, other, third, waived=waived)).decisions
    unwaived = solve(an_instance(first, second, named, other, third)).decisions

    leaderless = [(None, ("team_leader",))] * 2
    assert [(d.interpreter_id, d.rules) for d in without.values()] == leaderless
    assert [(d.interpreter_id, d.rules) for d in unwaived.values()] == leaderless
    seated = {d.interpreter_id for d in with_named.values()}
    assert len(seated) == 2
    assert None not in seated
    assert named.id in seated


def test_a_waiver_of_the_leader_excuses_no_team_beside_it() -> None:
    """Two booths at one time, four of the reserve: only the one with the person the waiver names is manned."""
    seats = [*a_team("S1", 2), *a_team("S2", 2)]
    people = [an_interpreter(f"I{n}", level="C1", tier=Tier.RESERVE, booth=True) for n in range(1, 5)]
    waived = {(seats[0].id, people[0].id): frozenset({"team_leader"})}

    decisions = solve(an_instance(*seats, *people, waived=waived)).decisions

    assert decisions[seats[0].id].interpreter_id == people[0].id
    assert decisions[seats[1].id].is_filled
    assert [decisions[seat.id].rules for seat in seats[2:]] == [("team_leader",)] * 2
