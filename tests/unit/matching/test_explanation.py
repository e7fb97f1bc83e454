"""Why this one, why not that one, and what a waiver would change."""

from dataclasses import replace

from hypothesis import given, settings

from services.matching.domain.competence import LanguageClass
from services.matching.domain.explanation import Candidate, Obstacle
from services.matching.domain.interpreter import Absence, Consent
from services.matching.domain.plan import Instance
from services.matching.domain.rules import effort, may_be_waived
from services.matching.engine import solve
from services.matching.use_cases.questions import explain_demand
from tests.unit.matching.desk import desk_of
from tests.unit.matching.news import an_open_office, guest, tell
from tests.unit.matching.office import Office
from tests.unit.matching.random_editions import editions
from tests.unit.matching.roster import EDITION, a_stay, an_instance, an_interpreter, october

ALL_RULES = (
    "language",
    "times_in_order",
    "direction",
    "fallback_not_accepted",
    "level_floor",
    "trainee_alone",
    "pledge",
    "consent",
    "availability",
    "refusal",
    "conflict_of_interest",
    "kept_for_booth",
    "duty",
    "interpreting",
)


def explained(office: Office, reference: str):  # type: ignore[no-untyped-def]
    return explain_demand(desk_of(office), f"{EDITION}.n.{reference}")


def points(**given: int) -> dict[str, int]:
    none = {
        "continuity": 0,
        "topic": 0,
        "gender": 0,
        "level_surplus": 0,
        "spare_language": 0,
        "fair_load": 0,
        "car_changes": 0,
        "home_distance": 0,
        "growth": 0,
    }
    return none | given


def test_a_served_demand_shows_its_score_and_the_next_best_two() -> None:
    office = an_open_office(
        an_interpreter("I1", level="C3", gender="f"),
        an_interpreter("I2", level="C2"),
        an_interpreter("I3", "en ar", level="C2"),
        an_interpreter("I4", "ru"),
    )
    tell(office, guest("A1", interpreter_gender="f"))
    office.plan()

    found = explained(office, "A1")

    assert found.serving == Candidate(
        interpreter_id=f"{EDITION}.i.I1",
        name="Interpreter I1",
        serves_in="en",
        breaks=(),
        points=points(continuity=5, gender=2),
        total=7,
    )
    assert found.rules_met == ALL_RULES
    assert [(c.interpreter_id, c.breaks, c.total) for c in found.next_best] == [
        (f"{EDITION}.i.I2", (), -3),
        (f"{EDITION}.i.I3", (), -7),
    ]
    assert found.summary == "Interpreter I1 serves in en with 7 points."


def test_somebody_who_serves_another_guest_is_engaged_unless_that_guest_can_be_served_otherwise() -> None:
    office = an_open_office(
        an_interpreter("I1", "en ar"), an_interpreter("I2", "ar"), an_interpreter("I3", "ru")
    )
    tell(office, guest("A1"), guest("A2", language="ar"), guest("A3", language="ru"))
    office.plan()
    assert office.served_by() == {"A1": "I1", "A2": "I2", "A3": "I3"}

    found = explained(office, "A2")

    assert [(c.interpreter_id, c.breaks) for c in found.next_best] == [
        (f"{EDITION}.i.I1", ("engaged",)),
        (f"{EDITION}.i.I3", ("language", "engaged")),
    ]
    assert found.obstacles == (
        Obstacle(
            rule="engaged",
            says="is not serving somebody else at this time, or can be replaced there",
            waived_by=None,
            rules_out=1,
        ),
        Obstacle(
            rule="language",
            says="speaks the guest's language, or the fallback named for the guest",
            waived_by=None,
            rules_out=1,
        ),
    )


def test_every_rule_in_the_way_is_named_by_the_person_it_concerns() -> None:
    cases = {
        "level_floor": an_interpreter("I1", level="N"),
        "pledge": an_interpreter("I1", pledge_signed_on=None),
        "consent": an_interpreter("I1", consent=Consent.ASKED),
        "availability": an_interpreter("I1", absences=(Absence(october(18), october(19)),)),
        "conflict_of_interest": an_interpreter("I1", conflicts=("Harbour Authority",)),
        "kept_for_booth": an_interpreter("I1", booth=True),
        "refusal": an_interpreter("I9"),
        "language": an_interpreter("I1", "ru"),
    }
    need = a_stay("A1", organisation="Harbour Authority", refuses=("I9",))

    named = {
        rule: solve(an_instance(need, person)).decisions[need.id].rules for rule, person in cases.items()
    }

    assert named == {rule: (rule,) for rule in cases}


def test_a_fallback_nobody_accepted_is_named_as_such() -> None:
    need = a_stay("A1", "ar", fallback="en")
    person = an_interpreter("I1", "en")

    asked = solve(an_instance(need, person)).decisions[need.id]
    accepted = replace(need, fallback_accepted_by="Head of delegation")
    served = solve(an_instance(accepted, person)).decisions[need.id]

    assert (asked.rules, asked.nearest_id) == (("fallback_not_accepted",), person.id)
    assert (served.interpreter_id, served.serves_in) == (person.id, "en")


def test_times_that_run_backwards_are_a_named_reason() -> None:
    need = a_stay("A1", starts=october(20), ends=october(17))

    assert solve(an_instance(need, an_interpreter("I1"))).decisions[need.id].rules == ("times_in_order",)


def test_an_empty_roster_leaves_the_language_in_the_way() -> None:
    need = a_stay("A1")

    assert solve(an_instance(need)).decisions[need.id].rules == ("language",)


def test_whoever_only_hears_a_fallback_nobody_accepted_lacks_both() -> None:
    need = a_stay("A1", "ar", fallback="en")
    listener = an_interpreter("I1", "en", classes={"en": LanguageClass.C})
    speaker = an_interpreter("I2", "ar en", classes={"ar": LanguageClass.C})

    assert solve(an_instance(need, listener)).decisions[need.id].rules == (
        "direction",
        "fallback_not_accepted",
    )
    assert solve(an_instance(need, speaker)).decisions[need.id].rules == ("fallback_not_accepted",)


@given(editions(with_meetings=False, with_teams=False, by_hand=False))
@settings(max_examples=100, deadline=None)
def test_waiving_what_is_named_fills_one_demand_more(edition: Instance) -> None:
    """The named rules are enough: the nearest interpreter, freed of them, raises the number served."""
    plan = solve(edition)
    for need in edition.needs:
        decision = plan.decisions[need.id]
        if decision.is_filled or not all(may_be_waived(rule) for rule in decision.rules):
            continue

        waived = {(need.id, str(decision.nearest_id)): frozenset(decision.rules)}
        again = solve(replace(edition, waived=waived))

        assert again.stages[0].terms["served"] == plan.stages[0].terms["served"] + 1


@given(editions(largest=3, with_meetings=False, with_teams=False, by_hand=False))
@settings(max_examples=60, deadline=None)
def test_no_easier_waiver_fills_it(edition: Instance) -> None:
    """Whatever single person is freed of all rules that cost less than the named ones, nobody more is served."""
    plan = solve(edition)
    for need in edition.needs:
        decision = plan.decisions[need.id]
        if decision.is_filled:
            continue
        for person in edition.interpreters:
            rules = edition.breaks(person, need)
            if effort(rules) < effort(decision.rules) and all(may_be_waived(rule) for rule in rules):
                again = solve(replace(edition, waived={(need.id, person.id): frozenset(rules)}))

                assert again.stages[0].terms["served"] == plan.stages[0].terms["served"]
