"""Which of two good things the engine prefers: the order of the objective, case by case."""

import pytest

from services.matching.domain.demand import Decision
from services.matching.domain.need import Mode
from services.matching.domain.plan import Instance
from services.matching.engine import solve
from services.matching.engine.weights import ladder
from tests.unit.matching.roster import a_meeting, a_stay, an_instance, an_interpreter, october


def served(instance: Instance) -> dict[str, str | None]:
    """Who serves which need, by the short references."""
    return {
        need_id.split(".", 2)[2].removesuffix(".n"): (d.interpreter_id or "").rpartition(".")[2] or None
        for need_id, d in solve(instance).decisions.items()
    }


def test_a_pair_in_force_is_given_up_to_serve_one_guest_more() -> None:
    both, english = an_interpreter("I1", "en ar"), an_interpreter("I2", "en")
    first, second = a_stay("A1", "en"), a_stay("A2", "ar")

    plan = served(an_instance(first, second, both, english, in_force={first.id: both.id}))

    assert plan == {"A1": "I2", "A2": "I1"}


def test_the_higher_rank_is_served_where_only_one_can_be() -> None:
    only = an_interpreter("I1", "th", "C2")
    lower, higher = a_stay("A1", "th", "V3"), a_stay("A2", "th", "V2")

    assert served(an_instance(lower, higher, only, in_force={lower.id: only.id})) == {"A1": None, "A2": "I1"}


def test_the_first_language_is_worth_changing_a_pair_in_force() -> None:
    english, arabic = an_interpreter("I1", "en"), an_interpreter("I2", "ar")
    need = a_stay("A1", "ar", fallback="en", fallback_accepted_by="Head of delegation")

    assert served(an_instance(need, english, arabic, in_force={need.id: english.id})) == {"A1": "I2"}


def test_a_pair_in_force_outweighs_every_preference() -> None:
    plain, perfect = an_interpreter("I1", level="C1"), an_interpreter("I2", level="C3", gender="f")
    need = a_stay("A1", gender="f")

    assert served(an_instance(need, plain, perfect, in_force={need.id: plain.id})) == {"A1": "I1"}
    assert served(an_instance(need, plain, perfect)) == {"A1": "I2"}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"topics": ("oil-gas",)}, {"topics": ("law",)}),
        ({"gender": "f"}, {"gender": "m"}),
        ({"level": "C3"}, {"level": "C2"}),
        ({"languages": "en"}, {"languages": "en th"}),
    ],
)
def test_each_preference_decides_between_equals(better: dict[str, str], worse: dict[str, str]) -> None:
    need = a_stay("A1", topics=("oil-gas",), gender="f")

    assert served(an_instance(need, an_interpreter("I1", **worse), an_interpreter("I2", **better))) == {
        "A1": "I2"
    }


def test_booth_staff_serve_simultaneous_meetings_only() -> None:
    booth = an_interpreter("I1", level="C2S", booth=True)
    consecutive = a_meeting("M1", "A1")
    simultaneous = a_meeting("M2", "A1", mode=Mode.SIMULTANEOUS, starts=october(18, 12), ends=october(18, 13))

    plan = solve(an_instance(booth, consecutive, simultaneous)).decisions

    assert plan == {
        consecutive.id: Decision(rules=("kept_for_booth",), nearest_id=booth.id),
        simultaneous.id: Decision(interpreter_id=booth.id, serves_in="en"),
    }


def test_one_person_goes_from_meeting_to_meeting_when_the_pause_allows_it() -> None:
    only = an_interpreter("I1")
    first = a_meeting("M1", "A1")
    close = a_meeting("M2", "A2", starts=october(18, 8, 40), ends=october(18, 9))
    elsewhere = a_meeting("M3", "A3", starts=october(18, 9, 29), ends=october(18, 10), place="DINGHAI")

    assert served(an_instance(only, first, close)) == {"M1": "I1", "M2": "I1"}
    assert sorted(map(str, served(an_instance(only, close, elsewhere)).values())) == ["I1", "None"]


def test_the_escort_of_an_accompanying_guest_is_there_anyway() -> None:
    escort = an_interpreter("I1")
    accompanying = a_stay("A2")
    meeting = a_meeting("M1", "A1", party=("ipec-2019.g.A1", accompanying.guest_id))
    without = a_meeting("M1", "A1")

    assert served(an_instance(escort, accompanying, meeting)) == {"A2": "I1", "M1": "I1"}
    assert served(an_instance(escort, accompanying, without)) == {"A2": "I1", "M1": None}


def test_an_interpreter_without_a_guest_takes_the_meeting_before_one_with() -> None:
    spare, busy = an_interpreter("I1", level="C3"), an_interpreter("I2", level="C2")
    stay = a_stay("A2", rank="V2", ends=october(18))
    meeting = a_meeting("M1", "A1")

    assert served(an_instance(spare, busy, stay, meeting)) == {"A2": "I2", "M1": "I1"}


def test_a_higher_weight_outweighs_all_lower_terms_together() -> None:
    first, second, third, fourth = ladder(40, (3, 1, 1, 60)).weights

    assert fourth == 1
    assert third == 40 * 60 * fourth + 1
    assert second == 40 * (60 * fourth + third) + 1
    assert first == 40 * (60 * fourth + third + second) + 1


def test_weights_that_do_not_fit_are_refused() -> None:
    with pytest.raises(OverflowError):
        ladder(100_000, (3, 1, 1, 60, 60))
