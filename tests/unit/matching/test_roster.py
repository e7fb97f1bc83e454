"""The roster: what a spreadsheet may say, absences, recalls, and what an edition decides."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.matching.domain.absence import Absence, AbsenceBackwards
from services.matching.domain.competence import Tier
from services.matching.domain.interpreter import Consent, Gender, Interpreter, Team
from services.matching.domain.level import Level
from services.matching.domain.policy import Policy, WeightUnknown
from services.matching.use_cases.policies import order_plan, set_policy
from services.matching.use_cases.roster import import_interpreters
from services.matching.use_cases.service_facts import recall_consent, record_absence
from shared.errors import NotFound
from shared.events.matching import (
    InterpreterAbsenceRecorded,
    InterpreterAmended,
    InterpreterConsentRecalled,
    InterpreterEnrolled,
    MatchingOrdered,
    PolicySet,
)
from shared.storage.store import StaleVersion
from tests.unit.matching.news import an_open_office
from tests.unit.matching.office import Office
from tests.unit.matching.roster import EDITION, an_interpreter, october

ROW = {
    "Reference": "I014",
    "Name": "Lü Jiayi",
    "Name (zh)": "吕佳怡",
    "Home unit": "Port Authority",
    "Team": "contract",
    "Languages": "en; ko",
    "Level": "C2S",
    "Booth": "yes",
    "Topics": "oil-gas; fishery",
    "Gender": "女",
    "Consent": "given",
    "Pledge signed on": "2019-09-27",
    "Available from": "2019-10-14",
    "Available until": "2019-10-22",
    "Absent": "2019-10-17 08:00/2019-10-17 12:00",
    "Conflicts": "Blue Sea Shipping",
}
STANDING: dict[str, Any] = {
    "interpreter_id": f"{EDITION}.i.I014",
    "reference": "I014",
    "name": "Lü Jiayi",
    "name_zh": "吕佳怡",
    "languages": ("en", "ko"),
    "level": "C2S",
    "booth": True,
    "consent": "given",
    "pledged": True,
    "available": True,
    "tier": "contract",
}


def take(
    office: Office, *rows: dict[str, str], dry_run: bool = False, partial: bool = False
) -> dict[str, Any]:
    records = office.records
    return import_interpreters(
        records.interpreters, records.editions, EDITION, rows, {}, dry_run=dry_run, partial=partial
    )


def test_a_row_becomes_an_interpreter_with_times_of_the_edition() -> None:
    office = an_open_office()

    report = take(office, ROW)

    assert (report["applied"], len(report["new"]), report["notes"]) == (True, 1, [])
    assert office.records.interpreters.find() == [
        Interpreter(
            id=f"{EDITION}.i.I014",
            edition=EDITION,
            reference="I014",
            name="Lü Jiayi",
            name_zh="吕佳怡",
            home_unit="Port Authority",
            team=Team.CONTRACT,
            languages=("en", "ko"),
            level=Level.C2S,
            booth=True,
            topics=("oil-gas", "fishery"),
            gender=Gender.FEMALE,
            consent=Consent.GIVEN,
            pledge_signed_on=date(2019, 9, 27),
            available_from=datetime(2019, 10, 13, 16, tzinfo=UTC),
            available_until=datetime(2019, 10, 22, 16, tzinfo=UTC),
            absences=(Absence(datetime(2019, 10, 17, tzinfo=UTC), datetime(2019, 10, 17, 4, tzinfo=UTC)),),
            conflicts=("Blue Sea Shipping",),
            tier=Tier.CONTRACT,
            version=1,
        )
    ]
    assert office.backend.announced() == [InterpreterEnrolled(**STANDING)]


def test_a_corrected_row_is_announced_and_keeps_the_reasons_of_absences() -> None:
    office = an_open_office()
    take(office, ROW | {"Absent": ""})
    record_absence(
        office.records.interpreters,
        f"{EDITION}.i.I014",
        datetime(2019, 10, 17, tzinfo=UTC),
        datetime(2019, 10, 17, 4, tzinfo=UTC),
        "exam",
        expected_version=1,
    )

    report = take(office, ROW | {"Level": "C1"})

    assert [(c["before"], c["after"]) for c in report["changed"]] == [({"level": "C2S"}, {"level": "C1"})]
    assert office.backend.announced()[-1] == InterpreterAmended(**(STANDING | {"level": "C1"}))
    assert [a.reason for a in office.records.interpreters.find()[0].absences] == ["exam"]


def test_a_dry_run_writes_nothing() -> None:
    office = an_open_office()

    report = take(office, ROW, dry_run=True)

    assert (report["applied"], [new["key"] for new in report["new"]]) == (False, ["I014"])
    assert (office.records.interpreters.find(), office.backend.announced()) == ([], [])


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("Level", "C9", "not_a_choice"),
        ("Languages", "english", "unknown_language"),
        ("Languages", "zh", "not_foreign"),
        ("Languages", "", "cell_empty"),
        ("Available until", "2019-10-01", "available_backwards"),
        ("Absent", "2019-10-17 12:00/2019-10-17 08:00", "ends_before_start"),
        ("Reference", "I 14", "bad_reference"),
        ("Pledge signed on", "27/09/2019", "not_a_date"),
    ],
)
def test_a_bad_cell_rejects_its_row_by_name(column: str, cell: str, code: str) -> None:
    office = an_open_office()

    report = take(office, ROW | {column: cell})

    assert [(r["row"], r["code"]) for r in report["rejected"]] == [(2, code)]
    assert (report["applied"], office.records.interpreters.find()) == (False, [])


def test_people_who_cannot_serve_yet_are_pointed_out() -> None:
    office = an_open_office()

    report = take(office, ROW | {"Consent": "asked"})

    assert [(note["row"], note["code"]) for note in report["notes"]] == [(2, "cannot_serve_yet")]


def test_a_roster_before_its_edition_says_which_zone_it_assumed() -> None:
    report = take(Office(), ROW)

    assert [(note["row"], note["code"]) for note in report["notes"]] == [(1, "zone_assumed")]


def test_an_absence_is_recorded_once() -> None:
    office = an_open_office(an_interpreter("I1"))
    people, person = office.records.interpreters, f"{EDITION}.i.I1"

    record_absence(people, person, october(18), october(19), "ill", expected_version=1)
    record_absence(people, person, october(18), october(19), "ill", expected_version=None)

    absences = [e for e in office.backend.announced() if isinstance(e, InterpreterAbsenceRecorded)]
    assert [(e.interpreter_id, e.starts, e.ends, e.reason) for e in absences] == [
        (person, october(18), october(19), "ill")
    ]
    assert people.get(person).absences == (Absence(october(18), october(19), "ill"),)


def test_an_absence_that_ends_before_it_starts_is_refused() -> None:
    office = an_open_office(an_interpreter("I1"))

    with pytest.raises(AbsenceBackwards):
        record_absence(office.records.interpreters, f"{EDITION}.i.I1", october(19), october(18), "ill", None)


def test_a_recall_is_announced_once() -> None:
    office = an_open_office(an_interpreter("I1"))
    people, person = office.records.interpreters, f"{EDITION}.i.I1"

    recall_consent(people, person, "needed at home", expected_version=None)
    recall_consent(people, person, "needed at home", expected_version=None)

    recalls = [e for e in office.backend.announced() if isinstance(e, InterpreterConsentRecalled)]
    assert [(e.interpreter_id, e.consent, e.available, e.reason) for e in recalls] == [
        (person, "recalled", False, "needed at home")
    ]


def test_who_has_seen_an_older_version_overwrites_nothing() -> None:
    office = an_open_office(an_interpreter("I1"))

    with pytest.raises(StaleVersion):
        recall_consent(office.records.interpreters, f"{EDITION}.i.I1", "needed at home", expected_version=3)

    assert office.records.interpreters.find()[0].consent is Consent.GIVEN


def test_a_policy_is_decided_once() -> None:
    records = an_open_office().records
    decided = {"level_floor": False, "topics": ("oil-gas",), "weights": {"topic": 9}}

    for _ in range(2):
        set_policy(records.policies, records.editions, EDITION, **decided, expected_version=None)

    assert records.policies.of_edition(EDITION) == Policy(
        id=f"{EDITION}.policy", edition=EDITION, **decided, version=1
    )
    assert records.policies.backend.announced() == [PolicySet(edition_id=EDITION, **decided)]  # type: ignore[attr-defined]


def test_an_unknown_weight_is_refused() -> None:
    records = an_open_office().records

    with pytest.raises(WeightUnknown) as refusal:
        set_policy(records.policies, records.editions, EDITION, True, (), {"beauty": 3}, None)

    assert refusal.value.data["name"] == "beauty"


def test_a_plan_is_ordered_for_known_editions_only() -> None:
    office = an_open_office()
    records = office.records

    order_plan(records.policies, records.editions, EDITION)
    with pytest.raises(NotFound):
        order_plan(records.policies, records.editions, "iitc-2019")

    ordered = MatchingOrdered(edition_id=EDITION, level_floor=True, topics=(), weights={})
    assert office.backend.announced() == [ordered]
    assert office.backend.unplanned("policies") == [f"{EDITION}.policy"]
