"""The disruptions that matching decides, on the oil conference with its programme (scripts DS-4 to DS-6, DS-16);
the typhoon and the wave of withdrawals of the island conference as far as matching decides them (DS-1, DS-15).
"""

from dataclasses import replace
from datetime import datetime

import pytest

from services.matching.domain.absence import Absence
from services.matching.domain.consent import Consent
from services.matching.domain.level import Rank
from services.matching.domain.need import Need, Purpose
from services.matching.domain.plan import Instance
from services.matching.engine import solve
from services.matching.engine.answers import How, language_switch, ways_out
from tests.unit.matching.checker import faults
from tests.unit.matching.sample_programme import ZONE
from tests.unit.matching.test_fixture_programme import instance_of

EARLY = datetime(2019, 10, 18, 6, 50, tzinfo=ZONE)
NIGHT = datetime(2019, 10, 21, tzinfo=ZONE)


@pytest.fixture(scope="module")
def ipec() -> Instance:
    """The oil conference with its plan in force."""
    instance = instance_of("ipec-2019")
    return instance.planned(solve(instance).pairs())


@pytest.fixture(scope="module")
def iitc() -> Instance:
    """The island conference with its plan in force."""
    instance = instance_of("iitc-2019")
    return instance.planned(solve(instance).pairs())


def test_ds_1_interpreters_stranded_on_the_mainland_leave_a_team_short_by_the_associations_table(
    iitc: Instance,
) -> None:
    opening = [need for need in iitc.needs_for(Purpose.BOOTH) if need.session_id == "iitc-2019.s.S01"]
    koreans = {iitc.in_force[need.id] for need in opening if need.booth == "ko"}
    evening = Absence(
        datetime(2019, 8, 28, 15, tzinfo=ZONE), datetime(2019, 8, 29, 12, tzinfo=ZONE), "bridge closed"
    )
    stranded = replace(
        iitc,
        interpreters=tuple(
            replace(person, absences=(evening,)) if person.id in sorted(koreans)[:1] else person
            for person in iitc.interpreters
        ),
    )

    plan = solve(stranded)

    missing = [plan.decisions[need.id] for need in opening if not plan.decisions[need.id].is_filled]
    short = {rule for decision in missing for rule in decision.rules} | {
        found.rule for found in plan.findings if set(found.need_ids) & {need.id for need in opening}
    }
    assert (len(opening), len(koreans)) == (6, 2)
    assert missing
    assert short & {"team_size_aiic", "team_size_local"}
    assert faults(stranded, plan.decisions) == []


@pytest.mark.parametrize(("name", "language"), [("ipec-2019", "ru"), ("iitc-2019", "th")])
def test_ds_15_interpreters_of_those_who_withdraw_are_offered_to_the_gaps(name: str, language: str) -> None:
    instance = instance_of(name)
    instance = instance.planned(solve(instance).pairs())
    stays = instance.needs_for(Purpose.ONE_TO_ONE)
    served = [need for need in stays if need.id in instance.in_force]
    (gap,) = [need for need in stays if need.language == language and need.id not in instance.in_force]
    english = [need.id for need in served if need.language == "en"]
    leaving = {next(need.id for need in served if need.language == language), *english[:11]}
    without = replace(instance, needs=tuple(need for need in instance.needs if need.id not in leaving))

    plan = solve(without)

    freed = {instance.in_force[each] for each in leaving}
    decision = plan.decisions[gap.id]
    kept = {need.id: instance.in_force[need.id] for need in served if need.id not in leaving}
    assert len(leaving) == 12
    # Whoever is free now fills the gap, or is named for it with the one rule that somebody would have to waive.
    assert (decision.interpreter_id or decision.nearest_id) in freed
    assert decision.is_filled or decision.rules == ("level_floor",)
    assert {each: plan.decisions[each].interpreter_id for each in kept} == kept
    assert faults(without, plan.decisions) == []


def ill(instance: Instance, *people: str) -> Instance:
    """The same on the opening day at 06:50, with these people ill."""
    away = Absence(EARLY, NIGHT, "ill")
    return replace(
        instance,
        now=EARLY,
        interpreters=tuple(
            replace(person, absences=(away,)) if person.id in people else person
            for person in instance.interpreters
        ),
    )


def stay_in(instance: Instance, language: str, rank: Rank) -> Need:
    """The first served stay of this language and rank."""
    return next(
        need
        for need in instance.needs_for(Purpose.ONE_TO_ONE)
        if need.language == language and need.rank is rank and need.id in instance.in_force
    )


def test_ds_4_a_chair_in_place_of_a_chief_executive_calls_for_a_higher_level(ipec: Instance) -> None:
    before = next(
        need
        for need in ipec.needs_for(Purpose.ONE_TO_ONE)
        if need.rank is Rank.V3 and ipec.people[ipec.in_force.get(need.id, "")].level == "C3"
    )
    chair = replace(before, rank=Rank.V1)
    changed = replace(ipec, needs=tuple(chair if need.id == before.id else need for need in ipec.needs))

    plan = solve(changed)

    assert (before.floor, chair.floor) == ("C3", "C2")
    now_serving = plan.decisions[chair.id].interpreter_id
    assert now_serving is not None
    assert changed.people[now_serving].level.reaches(chair.floor)
    assert faults(changed, plan.decisions) == []


def test_ds_5_the_english_interpreter_is_replaced_by_the_standby_and_nobody_else_notices(
    ipec: Instance,
) -> None:
    lost = stay_in(ipec, "en", Rank.V3)
    gone = ipec.in_force[lost.id]

    plan = solve(ill(ipec, gone))

    pairs = plan.pairs()
    serving = {person for need, person in ipec.in_force.items()}
    standby = pairs[lost.id]
    assert standby not in serving
    assert {need: who for need, who in pairs.items() if need != lost.id} == {
        need: who for need, who in ipec.in_force.items() if need != lost.id and who != gone
    }
    assert plan.seconds < 2


def test_ds_5_for_the_russian_one_the_ways_out_are_ranked(ipec: Instance) -> None:
    lost = stay_in(ipec, "ru", Rank.V3)
    sick = ill(ipec, ipec.in_force[lost.id])
    plan = solve(sick)
    assert not plan.decisions[lost.id].is_filled

    ways = ways_out(sick.planned(plan.pairs()), lost.id)

    kinds = [way.how for way in ways]
    assert kinds == sorted(kinds, key=list(How).index)
    assert {How.PART, How.RELAY, How.OTHER_LANGUAGE} <= set(kinds)
    colleagues = [way for way in ways if way.how is How.PART and way.asks]
    assert [sick.people[way.interpreter_ids[0]].booth for way in colleagues] == [True, True]
    assert {way.asks for way in colleagues} == {("head of the translation centre",)}
    assert sick.planned(plan.pairs()).in_force.get(lost.id) is None
    other = next(way for way in ways if way.how is How.OTHER_LANGUAGE)
    assert (other.language, other.asks) == ("en", ("the guest's delegation",))


def test_ds_6_spanish_in_a_forum_without_a_spanish_booth(ipec: Instance) -> None:
    ways = language_switch(ipec, "ipec-2019.s.S04.n", "es")

    spanish = next(person.id for person in ipec.interpreters if "es" in person.languages)
    assert [way.how for way in ways] == [How.CONSECUTIVE, How.ASK]
    assert ways[0].interpreter_ids == (spanish,)
    assert ways[-1].asks == ("the speaker",)


def test_ds_6_two_who_may_work_simultaneously_in_the_language_give_relay(ipec: Instance) -> None:
    pattern = next(person for person in ipec.interpreters if person.booth)
    pair = tuple(
        replace(pattern, id=f"ipec-2019.i.S{n}", reference=f"S{n}", name=f"Spanish {n}", languages=("es",))
        for n in (1, 2)
    )

    ways = language_switch(replace(ipec, interpreters=(*ipec.interpreters, *pair)), "ipec-2019.s.S04.n", "es")

    relay = next(way for way in ways if way.how is How.RELAY)
    assert set(relay.interpreter_ids) == {person.id for person in pair}
    assert [way.how for way in ways] == sorted((way.how for way in ways), key=list(How).index)


def test_ds_6_a_language_that_has_a_booth_needs_nothing(ipec: Instance) -> None:
    (way,) = language_switch(ipec, "ipec-2019.s.S01.n", "ru")

    assert (way.how, way.says) == (How.CHANNEL, "The session has a booth for ru.")


def test_ds_16_three_recalled_officials_move_nobody_else(ipec: Instance) -> None:
    officials = sorted({p for n, p in ipec.in_force.items() if ipec.by_id[n].is_stay})[:3]
    recalled = replace(
        ipec,
        interpreters=tuple(
            replace(person, consent=Consent.RECALLED) if person.id in officials else person
            for person in ipec.interpreters
        ),
    )

    plan = solve(recalled)

    unaffected = {need: who for need, who in ipec.in_force.items() if who not in officials}
    kept = sum(plan.pairs().get(need) == who for need, who in unaffected.items())
    assert kept / len(unaffected) >= 0.95
    assert faults(recalled, plan.decisions) == []
