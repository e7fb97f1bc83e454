"""Both sample editions with their programmes: booths, toasts, visits, reliefs, and what hangs on one person."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import cache

import pytest

from services.matching.domain.heard import EditionFact, GatheringFact
from services.matching.domain.need import Need, Purpose
from services.matching.domain.plan import Instance, Solution
from services.matching.domain.wanted import Heard, needs_of
from services.matching.engine import solve
from services.matching.engine.answers import single_points
from services.matching.use_cases.planning import heard_of
from tests.unit.matching.checker import faults
from tests.unit.matching.sample_programme import ZONE, with_programme
from tests.unit.matching.test_fixture_editions import rehearsed

NAMES = ["ipec-2019", "iitc-2019"]


@cache
def instance_of(name: str) -> Instance:
    """The edition at its end with programme and arrivals, and nothing in force."""
    records = rehearsed(name).records
    policy = records.policies.of_edition(name)
    heard = heard_of(records, name, policy)
    assert heard is not None
    return Instance(
        needs=tuple(needs_of(with_programme(heard, name)).values()),
        interpreters=tuple(records.interpreters.of_edition(name)),
        policy=policy,
    )


def everything_heard(name: str) -> Heard:
    """All guests, also those no meeting or stay names."""
    records = rehearsed(name).records
    heard = heard_of(records, name, records.policies.of_edition(name))
    assert heard is not None
    return replace(heard, guests={guest.id: guest for guest in records.guests.find(edition=name)})


def tour_of(edition: EditionFact) -> datetime:
    """The midnight before the first day."""
    return datetime.combine(edition.first_day, time(), ZONE)


def served(instance: Instance, plan: Solution) -> Counter[str]:
    """How the guests with an interpreter of their own are served."""
    return Counter(
        "unfilled" if d.serves_in is None else "first" if d.serves_in == need.language else "fallback"
        for need in instance.needs_for(Purpose.ONE_TO_ONE)
        for d in [plan.decisions[need.id]]
    )


@pytest.fixture(scope="module")
def editions() -> dict[str, tuple[Instance, Solution]]:
    return {name: (instance, solve(instance)) for name in NAMES for instance in [instance_of(name)]}


def teams(instance: Instance, plan: Solution) -> dict[str, dict[str, int]]:
    """People in each booth, by session."""
    found: dict[str, Counter[str]] = {}
    for need in instance.needs_for(Purpose.BOOTH):
        if plan.decisions[need.id].is_filled:
            found.setdefault(str(need.session_id).rsplit(".", 1)[-1], Counter())[str(need.booth)] += 1
    return {session: dict(sorted(count.items())) for session, count in sorted(found.items())}


def test_the_oil_conference_has_six_in_the_opening_and_eight_in_the_forums(
    editions: dict[str, tuple[Instance, Solution]],
) -> None:
    assert teams(*editions["ipec-2019"]) == {
        "S01": {"en": 2, "ru": 2, "zh": 2},
        "S04": {"en": 2},
        "S05": {"en": 2},
        "S06": {"en": 2},
        "S07": {"en": 2},
    }


def test_the_island_conference_has_six_in_the_opening_and_two_in_each_forum(
    editions: dict[str, tuple[Instance, Solution]],
) -> None:
    assert teams(*editions["iitc-2019"]) == {
        "S01": {"en": 2, "ko": 2, "zh": 2},
        "S03": {"en": 2},
        "S04": {"en": 2},
        "S05": {"en": 2},
        "S06": {"en": 2},
        "S10": {"en": 2},
        "S11": {"en": 1},
        "S12": {"en": 2, "ko": 2, "zh": 2},
    }


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_is_broken_no_team_is_short_and_the_plan_is_proven(
    name: str, editions: dict[str, tuple[Instance, Solution]]
) -> None:
    instance, plan = editions[name]

    assert faults(instance, plan.decisions) == []
    assert [stage.gap for stage in plan.stages] == [0, 0, 0]
    assert {finding.rule for finding in plan.findings} == {"relief_named"}


@pytest.mark.parametrize(
    ("name", "first", "fallback", "unfilled"), [("ipec-2019", 32, 1, 4), ("iitc-2019", 27, 0, 3)]
)
def test_the_programme_leaves_the_figures_of_the_guests_as_they_are(
    name: str, first: int, fallback: int, unfilled: int, editions: dict[str, tuple[Instance, Solution]]
) -> None:
    instance, plan = editions[name]

    assert served(instance, plan) == Counter(first=first, fallback=fallback, unfilled=unfilled)


@pytest.mark.parametrize("name", NAMES)
def test_toasts_and_visits_are_served(name: str, editions: dict[str, tuple[Instance, Solution]]) -> None:
    instance, plan = editions[name]
    wanted = instance.needs_for(Purpose.TOAST, Purpose.VISIT)

    assert len(wanted) == {"ipec-2019": 4, "iitc-2019": 3}[name]
    assert [need.id for need in wanted if not plan.decisions[need.id].is_filled] == []


@pytest.mark.parametrize(
    ("name", "first", "fallback", "unfilled", "missing"),
    [("ipec-2019", 32, 1, 4, {"fa"}), ("iitc-2019", 27, 0, 3, {"it"})],
)
def test_a_tour_of_all_who_have_no_escort_takes_nobody_from_a_guest_and_names_what_it_lacks(
    name: str, first: int, fallback: int, unfilled: int, missing: set[str]
) -> None:
    """Two hours in the afternoon before the opening: one more demand a language that the guests of V4 and V5 speak."""
    base = instance_of(name)
    heard = with_programme(everything_heard(name), name)
    tour = GatheringFact(
        id=f"{name}.out.T1",
        edition=name,
        kind="visit",
        place="PUTUO",
        starts=tour_of(heard.edition) + timedelta(hours=14),
        ends=tour_of(heard.edition) + timedelta(hours=16),
        guest_ids=tuple(sorted(heard.guests)),
        cancelled=False,
    )
    needs = needs_of(replace(heard, gatherings=(tour,)))
    instance = replace(base, needs=tuple(needs.values()))
    plan = solve(instance)

    asked = [need for need in instance.needs if need.gathering_id]
    unmet = {need.language for need in asked if not plan.decisions[need.id].is_filled}

    assert len(asked) > len(unmet) > 0
    assert unmet >= missing
    assert all(plan.decisions[need.id].rules for need in asked if need.language in unmet)
    assert faults(instance, plan.decisions) == []
    assert served(instance, plan) == Counter(first=first, fallback=fallback, unfilled=unfilled)


@pytest.mark.parametrize("name", NAMES)
def test_no_minute_of_an_important_guests_day_is_without_interpreter_or_alarm(
    name: str, editions: dict[str, tuple[Instance, Solution]]
) -> None:
    """Every minute from pick-up to send-off is on somebody's shift or in a demand that says it is not."""
    instance, _ = editions[name]
    reliefs = instance.needs_for(Purpose.RELIEF)

    for stay in instance.needs_for(Purpose.ONE_TO_ONE):
        parts = [*stay.shifts, *(s for r in reliefs if r.relieves == stay.id for s in r.shifts)]
        assert _minutes_outside(instance, stay, [(part.starts, part.ends) for part in parts]) == 0


def _minutes_outside(instance: Instance, stay: Need, covered: list[tuple[datetime, datetime]]) -> int:
    """Minutes of sessions for everybody within the stay, and of the gates, that no part covers."""
    programme = [
        (max(need.starts, stay.starts), min(need.ends, stay.ends))
        for need in instance.needs_for(Purpose.BOOTH, Purpose.TOAST, Purpose.VISIT)
    ]
    gate = timedelta(hours=3)
    programme += [
        (stay.starts, min(stay.ends, stay.starts + gate)),
        (max(stay.starts, stay.ends - gate), stay.ends),
    ]
    minute = timedelta(minutes=1)
    missing = 0
    for starts, ends in programme:
        moment = starts
        while moment < ends:
            missing += not any(since <= moment < until for since, until in covered)
            moment += minute
    return missing


def test_the_single_points_of_the_oil_conference_are_its_rare_languages(
    editions: dict[str, tuple[Instance, Solution]],
) -> None:
    instance, plan = editions["ipec-2019"]

    found = single_points(instance.planned(plan.pairs()))

    spare = {one.language: (one.spare, one.at_floor) for one in found.languages}
    assert spare["en"] == (4, 1)
    assert {language for language, (left, _) in spare.items() if left == 0} == {
        "ar",
        "es",
        "fa",
        "fr",
        "pt",
        "ru",
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_same_edition_again_is_the_same_plan_in_a_blink(
    name: str, editions: dict[str, tuple[Instance, Solution]]
) -> None:
    instance, plan = editions[name]

    again = solve(instance.planned(plan.pairs()))

    assert again.decisions == plan.decisions
    assert plan.seconds < 2


def test_days_are_counted_in_the_zone_of_the_edition(editions: dict[str, tuple[Instance, Solution]]) -> None:
    instance, _ = editions["ipec-2019"]
    first = min(need.starts for need in instance.needs_for(Purpose.BOOTH))

    assert first.astimezone(ZONE).isoformat() == "2019-10-18T09:00:00+08:00"
    day = instance.calendar.day(first)
    assert instance.calendar.day(first + timedelta(hours=18)) == day
    assert instance.calendar.day(first + timedelta(hours=20)) == day + 1
