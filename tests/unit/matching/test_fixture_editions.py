"""The two sample editions through the real imports: the figures the organisers' own matching gives."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.matching.domain.interpreter import Interpreter
from services.matching.domain.plan import Counts, Instance
from services.matching.use_cases.figures import double_booked, figures
from services.matching.use_cases.policies import set_policy
from services.registration.domain.edition import Edition
from services.registration.use_cases.doors import check_in
from services.registration.use_cases.editions import open_edition
from services.registration.use_cases.guests import close_arrivals
from services.registration.use_cases.imports import import_delegations, import_guests, import_replies
from shared.importing.moments import day
from tests.unit.matching.checker import faults
from tests.unit.matching.office import Office, sample_rows, short
from tests.unit.registration.builders import House, a_showing

NOW: dict[str, Any] = {"mapping": {}, "dry_run": False, "partial": False}
ZONE = ZoneInfo("Asia/Shanghai")


def opened(house: House, name: str) -> Edition:
    row = sample_rows(name, "edition.csv")[0]
    return open_edition(
        house.editions,
        Edition(
            id=name,
            conference=row["Conference"],
            number=int(row["Number"]),
            name_en=row["Name"],
            name_zh=row["Name (zh)"],
            timezone=row["Time zone"],
            first_day=day(row["First day"], ZONE),
            opening_day=day(row["Opening day"], ZONE),
            last_day=day(row["Last day"], ZONE),
        ),
    )


def rehearsed(name: str) -> Office:
    """Matching after guests registered, replied, arrived, or did not; planned after each step."""
    house, office = House(), Office()
    edition = opened(house, name)
    office.enrol_sample(name)
    heard = 0
    for step in (
        lambda: import_delegations(house.delegations, edition, sample_rows(name, "delegations.xlsx"), **NOW),
        lambda: import_guests(house.register, edition, sample_rows(name, "guests.xlsx"), **NOW),
        lambda: import_replies(house.register, edition, sample_rows(name, "replies.csv"), **NOW),
        lambda: [
            check_in(house.desk, a_showing(f"{name}.g.{row['Guest']}", edition=name, nonce=row["Nonce"]))
            for row in sample_rows(name, "check-ins.csv")
        ],
        lambda: close_arrivals(house.guests, edition),
    ):
        step()
        office.deliver(*house.backend.envelopes[heard:])
        heard = len(house.backend.envelopes)
        office.plan(name)
    return office


def instance(office: Office, name: str) -> tuple[Instance, dict[str, Any]]:
    demands = office.records.demands.open_in(name)
    people: list[Interpreter] = office.records.interpreters.of_edition(name)
    policy = office.records.policies.of_edition(name)
    return (
        Instance(needs=tuple(d.need for d in demands), interpreters=tuple(people), policy=policy),
        {d.id: d.decision for d in demands},
    )


@pytest.fixture(scope="module")
def ipec() -> Office:
    return rehearsed("ipec-2019")


@pytest.fixture(scope="module")
def iitc() -> Office:
    return rehearsed("iitc-2019")


def test_ipec_is_served_but_for_four(ipec: Office) -> None:
    found = figures(ipec.records.demands, "ipec-2019")

    assert found["one_to_one"] == Counts(demand=37, first_language=32, fallback=1, unfilled=4)
    assert sorted((gap.rank, gap.language, gap.rules) for gap in found["unfilled"]) == [
        ("V2", "es", ("level_floor",)),
        ("V2", "fa", ("language",)),
        ("V2", "pt", ("level_floor",)),
        ("V3", "ru", ("level_floor",)),
    ]


def test_ipec_without_the_level_floor_is_served_but_for_one(ipec: Office) -> None:
    records = ipec.records

    set_policy(records.policies, records.editions, "ipec-2019", False, (), {}, None)
    ipec.plan()
    without = figures(records.demands, "ipec-2019")
    set_policy(records.policies, records.editions, "ipec-2019", True, (), {}, None)
    ipec.plan()

    assert without["one_to_one"] == Counts(demand=37, first_language=35, fallback=1, unfilled=1)
    assert [(gap.rank, gap.language) for gap in without["unfilled"]] == [("V2", "fa")]
    again = figures(records.demands, "ipec-2019")["one_to_one"]
    assert again == Counts(demand=37, first_language=32, fallback=1, unfilled=4)


def test_iitc_is_served_but_for_three(iitc: Office) -> None:
    found = figures(iitc.records.demands, "iitc-2019")

    assert found["one_to_one"] == Counts(demand=30, first_language=27, fallback=0, unfilled=3)
    assert sorted((gap.rank, gap.language, gap.rules) for gap in found["unfilled"]) == [
        ("V2", "it", ("language",)),
        ("V2", "th", ("level_floor", "engaged")),
        ("V3", "it", ("language",)),
    ]


def test_iitc_without_the_level_floor_serves_the_higher_ranked_thai_guest(iitc: Office) -> None:
    records = iitc.records

    set_policy(records.policies, records.editions, "iitc-2019", False, (), {}, None)
    iitc.plan("iitc-2019")
    without = figures(records.demands, "iitc-2019")
    set_policy(records.policies, records.editions, "iitc-2019", True, (), {}, None)
    iitc.plan("iitc-2019")

    assert without["one_to_one"] == Counts(demand=30, first_language=27, fallback=0, unfilled=3)
    assert sorted((gap.rank, gap.language) for gap in without["unfilled"]) == [
        ("V2", "it"),
        ("V3", "it"),
        ("V3", "th"),
    ]


@pytest.mark.parametrize("name", ["ipec-2019", "iitc-2019"])
def test_both_editions_break_no_rule(name: str, ipec: Office, iitc: Office) -> None:
    office = {"ipec-2019": ipec, "iitc-2019": iitc}[name]

    assert faults(*instance(office, name)) == []
    assert double_booked(office.records.demands, name) == {"interpreters": 0}
    assert [stage.gap for stage in office.records.plans.of_edition(name).stages] == [0, 0, 0]


def test_the_guest_in_fallback_is_the_emirates_second_rank(ipec: Office) -> None:
    served = [d for d in ipec.records.demands.open_in("ipec-2019") if d.is_fallback]

    assert [(d.rank, d.need.language, d.serves_in) for d in served] == [("V2", "ar", "en")]


def test_guests_who_will_not_come_release_their_interpreters(ipec: Office) -> None:
    closed = ipec.records.demands.find(edition="ipec-2019", state="closed")

    assert {(d.interpreter_id, d.serves_in) for d in closed} == {(None, None)}
    registered = [r for r in sample_rows("ipec-2019", "guests.xlsx") if r["Rank"] in ("V1", "V2", "V3")]
    assert len(closed) == len(registered) - 37
    assert {short(d.guest_id) for d in closed} < {row["Reference"] for row in registered}


def test_roster_taken_twice_changes_nothing(ipec: Office) -> None:
    before = ipec.state()

    report = ipec.enrol_sample("ipec-2019")

    assert (report["new"], report["changed"], report["unchanged"], report["rejected"]) == ([], [], 53, [])
    assert ipec.plan() == []
    assert ipec.state() == before
