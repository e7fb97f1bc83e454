"""Entries of the roster: enrolled, corrected, found; consent, pledge, absences; every change remembered."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.matching.domain.competence import LanguageClass, Tier
from services.matching.domain.consent import ConsentOutOfOrder
from services.matching.domain.interpreter import Consent
from services.matching.domain.level import Level
from services.matching.domain.roster_version import RosterVersion
from services.matching.use_cases import roster, roster_views, service_facts
from shared.clock import frozen
from shared.context import Context, entered
from shared.events.matching import (
    InterpreterAbsenceEnded,
    InterpreterConsentAsked,
    InterpreterConsentGiven,
    InterpreterConsentRecalled,
    InterpreterPledgeSigned,
)
from shared.storage.store import AlreadyExists, StaleVersion
from tests.unit.matching.news import an_open_office, edition_opened, guest, tell
from tests.unit.matching.office import Office
from tests.unit.matching.roster import EDITION, an_interpreter, october
from tests.unit.matching.test_roster import ROW, take

PERSON = f"{EDITION}.i.I1"


def test_a_row_may_state_tier_classes_levels_and_contact() -> None:
    office = an_open_office()
    more = {
        "Tier": "后备",
        "Language classes": "ko C; en A",
        "Level by mode": "CONSECUTIVE C1",
        "Person": "P-17",
        "Phone": "+86 580 0000000",
        "E-mail": "lu@example.org",
    }

    report = take(office, ROW | more)

    person = office.records.interpreters.get(f"{EDITION}.i.I014")
    assert person.tier is Tier.RESERVE
    assert person.classes == {"ko": LanguageClass.C, "en": LanguageClass.A}
    assert (person.speaks("en"), person.speaks("ko"), person.hears("ko"), person.hears("fr")) == (
        True, False, True, False,
    )  # fmt: skip
    assert (person.level_in("CONSECUTIVE"), person.level_in("SIMULTANEOUS")) == (Level.C1, Level.C2S)
    assert (person.person_id, person.phone, person.email) == ("P-17", "+86 580 0000000", "lu@example.org")
    assert (report["new"][0]["values"]["phone"], report["new"][0]["values"]["email"]) == ("•••", "•••")
    assert not any("0000000" in str(envelope.data) for envelope in office.backend.envelopes)


@pytest.mark.parametrize(
    ("cells", "field", "code"),
    [
        ({"Language classes": "fr A"}, "classes", "language_not_worked"),
        ({"Language classes": "en"}, "classes", "not_a_pair"),
        ({"Language classes": "en D"}, "classes", "not_a_choice"),
        ({"Level by mode": "HUMMING C1"}, "mode_levels", "not_a_choice"),
        ({"Tier": "best"}, "tier", "not_a_choice"),
    ],
)
def test_a_wrong_cell_is_named(cells: dict[str, str], field: str, code: str) -> None:
    report = take(an_open_office(), ROW | cells)

    assert [(r["row"], r["field"], r["code"]) for r in report["rejected"]] == [(2, field, code)]


def test_a_tier_set_by_hand_survives_the_next_file() -> None:
    office = an_open_office()
    take(office, ROW)
    roster.amend_interpreter(office.records.interpreters, f"{EDITION}.i.I014", None, {"tier": Tier.RESERVE})

    report = take(office, ROW | {"Tier": ""})

    assert (report["unchanged"], office.records.interpreters.get(f"{EDITION}.i.I014").tier) == (
        1,
        Tier.RESERVE,
    )


def test_somebody_who_is_on_no_list_is_enrolled_once() -> None:
    records = an_open_office().records
    values = {"reference": "I9", "name": "Zhou Min", "languages": ("fr",), "level": Level.C2}

    enrolled = roster.enrol_interpreter(records.interpreters, records.editions, EDITION, values)

    assert enrolled == replace(
        an_interpreter("I9", "fr"), name="Zhou Min", consent=Consent.ASKED, pledge_signed_on=None, version=1
    )
    with pytest.raises(AlreadyExists):
        roster.enrol_interpreter(records.interpreters, records.editions, EDITION, values)


def test_a_correction_needs_the_version_that_was_read_and_is_remembered() -> None:
    office = an_open_office(an_interpreter("I1"))
    people = office.records.interpreters
    noon = datetime(2019, 10, 1, 4, tzinfo=UTC)

    with frozen(noon), entered(Context(correlation_id="c-1", actor="account:anna")):
        roster.amend_interpreter(people, PERSON, 1, {"level": Level.C1, "phone": "12345"})
        roster.amend_interpreter(people, PERSON, 2, {"level": Level.C1})
    with pytest.raises(StaleVersion) as stale:
        roster.amend_interpreter(people, PERSON, 1, {"level": Level.C3})

    assert stale.value.data == {"id": PERSON, "expected": 1, "found": 2}
    assert roster_views.versions_of(people, PERSON) == [
        RosterVersion(
            id=f"{PERSON}.v000002",
            edition=EDITION,
            interpreter_id=PERSON,
            number=2,
            at=noon,
            by="account:anna",
            what="matching.interpreter_amended.v1",
            before={"level": "C2", "phone": ""},
            after={"level": "C1", "phone": "•••"},
            version=1,
        )
    ]


@pytest.mark.parametrize("text", ["lu jia", "LÜ", "吕佳", "port auth", "014", "fishery"])
def test_people_are_found_by_what_one_remembers_of_them(text: str) -> None:
    office = an_open_office(an_interpreter("I1"))
    take(office, ROW)

    found = roster_views.search_interpreters(office.records.interpreters, EDITION, text)

    assert [person.reference for person in found] == ["I014"]


def consent_of(office: Office) -> Any:
    return office.records.interpreters.get(PERSON).consent


def test_consent_goes_from_asked_to_given_to_recalled_and_is_asked_again() -> None:
    office = an_open_office(an_interpreter("I1", consent=Consent.ASKED))
    people = office.records.interpreters

    service_facts.give_consent(people, PERSON, "Director Sun", None)
    service_facts.give_consent(people, PERSON, "Director Sun", None)
    service_facts.recall_consent(people, PERSON, "needed at home", None)
    with pytest.raises(ConsentOutOfOrder) as refusal:
        service_facts.give_consent(people, PERSON, "Director Sun", None)
    service_facts.ask_consent(people, PERSON, None)
    service_facts.give_consent(people, PERSON, "Director Sun", None)

    assert refusal.value.data == {"present": "recalled", "said": "given"}
    assert consent_of(office) is Consent.GIVEN
    steps = office.backend.announced()[1:]
    assert [(type(e), e.available) for e in steps] == [  # type: ignore[attr-defined]
        (InterpreterConsentGiven, True),
        (InterpreterConsentRecalled, False),
        (InterpreterConsentAsked, False),
        (InterpreterConsentGiven, True),
    ]
    assert steps[0].given_by == "Director Sun"  # type: ignore[attr-defined]


def test_a_pledge_is_signed_once_an_edition() -> None:
    office = an_open_office(an_interpreter("I1", pledge_signed_on=None))
    people = office.records.interpreters

    service_facts.sign_pledge(people, PERSON, date(2019, 9, 30), 1)
    again = service_facts.sign_pledge(people, PERSON, date(2019, 10, 2), None)

    assert again.pledge_signed_on == date(2019, 9, 30)
    signed = [e for e in office.backend.announced() if isinstance(e, InterpreterPledgeSigned)]
    assert [(e.signed_on, e.pledged, e.available) for e in signed] == [(date(2019, 9, 30), True, True)]


def test_somebody_comes_back_from_an_absence() -> None:
    office = an_open_office(an_interpreter("I1"))
    people = office.records.interpreters
    service_facts.record_absence(people, PERSON, october(17), october(18), "exam", None)
    service_facts.record_absence(people, PERSON, october(18), october(19), "ill", None)

    service_facts.end_absence(people, PERSON, october(18), october(19), None)
    back = service_facts.end_absence(people, PERSON, october(18), october(19), None)

    assert [absence.reason for absence in back.absences] == ["exam"]
    ended = [e for e in office.backend.announced() if isinstance(e, InterpreterAbsenceEnded)]
    assert [(e.starts, e.ends) for e in ended] == [(october(18), october(19))]


def test_one_person_is_known_over_editions() -> None:
    office = an_open_office(an_interpreter("I1", person="P-1"))
    tell(office, replace(edition_opened(), edition_id="iitc-2019"))
    records = office.records
    for reference, person in (("X7", "P-1"), ("X8", "P-2")):
        values = {
            "reference": reference, "name": "Interpreter I1", "languages": ("en",), "level": Level.C1,
            "person": person, "tier": Tier.CONTRACT,
        }  # fmt: skip
        roster.enrol_interpreter(records.interpreters, records.editions, "iitc-2019", values)

    tell(office, guest("A1", rank="V2"))
    office.plan()

    found = roster_views.editions_of(records.interpreters, records.demands, PERSON)

    assert [(s.entry.id, s.entry.tier, s.engagements, s.practices) for s in found] == [
        ("iitc-2019.i.X7", Tier.CONTRACT, 0, ()),
        (PERSON, Tier.CORE, 1, ("ESCORT:V2",)),
    ]
    assert found[0].minutes == 0
    assert found[1].minutes == sum(
        (s.ends - s.starts).seconds // 60 for s in records.demands.find()[0].need.shifts
    )
