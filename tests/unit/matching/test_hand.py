"""The manual hand: who is held, what breaks, what is undone, and that nobody is held twice at one time."""

from dataclasses import replace

import pytest

from services.matching.domain.diary import HeldElsewhere
from services.matching.domain.hand import ActKind, ForbiddenHere, HeldHere, ManualAct, NoSuchAct
from services.matching.domain.rules import BY_CODE
from services.matching.use_cases.acts import Acted
from services.matching.use_cases.breaches import Breach
from services.matching.use_cases.hand import (
    NobodyServes,
    SwapWithItself,
    choose_interpreter,
    confirm_pair,
    forbid_pair,
    hand_on,
    lock_pair,
    swap_interpreters,
    undo_act,
)
from services.matching.use_cases.pins import DemandIsClosed, OfAnotherEdition
from services.matching.use_cases.steering import Steering, steering
from services.matching.use_cases.waivers import grant_waiver
from shared.events.matching import ActUndone, PairChosen, PairLocked, PairSwapped
from shared.events.registration import GuestWithdrew
from shared.storage.store import StaleVersion
from tests.unit.matching.desk import MORNING, a_planned_office, at_work, desk_of, person, stay
from tests.unit.matching.news import guest, tell
from tests.unit.matching.office import Office
from tests.unit.matching.roster import an_interpreter, october

FLOOR = Breach(
    rule="level_floor",
    says=BY_CODE["level_floor"].says,
    source=BY_CODE["level_floor"].source,
    waived_by="chief of protocol",
    waiver_id=None,
)


def an_office() -> Office:
    """A1 (V2) is served by I1, the only C2; A2 (V3) by I2 or I3, both C3."""
    return a_planned_office(
        {"A1": "V2", "A2": "V3"},
        an_interpreter("I1", level="C2"),
        an_interpreter("I2", level="C3"),
        an_interpreter("I3", level="C3"),
    )


def steered(office: Office) -> Steering:
    records = office.records
    return steering(records.hands.find(), records.waivers.find(), records.interpreters.find(), MORNING)


def nothing(**decided: object) -> Steering:
    empty = Steering(pinned={}, forbidden={}, confirmed={}, waived={})
    return replace(empty, **decided)  # type: ignore[arg-type]


def test_a_locked_pair_stays_and_says_who_locked_it() -> None:
    office = an_office()

    with at_work("anna"):
        acted = lock_pair(desk_of(office), stay("A1"), "the minister asked for her", 0)

    assert (acted.in_force, acted.breaks, acted.hand.version) == (True, (), 1)
    assert acted.act == ManualAct(
        id=acted.act.id,
        kind=ActKind.LOCK,
        interpreter_id=person("I1"),
        by="account:anna",
        reason="the minister asked for her",
        at=MORNING,
    )
    assert office.backend.announced()[-1] == PairLocked(
        demand_id=stay("A1"), act_id=acted.act.id, interpreter_id=person("I1"),
        reason="the minister asked for her", held=person("I1"), forbidden=(), confirmed=None, breaks=(),
    )  # fmt: skip
    assert steered(office) == nothing(pinned={stay("A1"): person("I1")})
    assert [mark.id for mark in office.unplanned()] == [f"{stay('A1')}.hand"]


def test_a_choice_that_breaks_a_rule_says_so_at_once_and_holds_once_it_is_waived() -> None:
    office = an_office()
    desk = desk_of(office)

    with at_work():
        acted = choose_interpreter(desk, stay("A1"), person("I2"), "knows him well", None)
    assert (acted.in_force, acted.breaks) == (False, (FLOOR,))
    chosen = office.backend.announced()[-1]
    assert isinstance(chosen, PairChosen)
    assert (chosen.held, chosen.breaks) == (person("I2"), ("level_floor",))

    with at_work():
        waiver = grant_waiver(
            desk.waivers, desk.demands, desk.interpreters, stay("A1"), "level_floor", None,
            "Chief of protocol Wang", "long acquaintance", october(21),
        )  # fmt: skip
        _, breaks = hand_on(desk, stay("A1"))

    assert breaks == (replace(FLOOR, waiver_id=waiver.id),)
    everybody = {(stay("A1"), person(i)): frozenset({"level_floor"}) for i in ("I1", "I2", "I3")}
    assert steered(office) == nothing(pinned={stay("A1"): person("I2")}, waived=everybody)


def test_the_later_choice_counts_and_frees_the_earlier() -> None:
    office = an_office()
    desk = desk_of(office)

    with at_work():
        choose_interpreter(desk, stay("A2"), person("I2"), "", None)
        choose_interpreter(desk, stay("A2"), person("I3"), "", None)
        free_again = choose_interpreter(desk, stay("A1"), person("I2"), "", None)

    assert [act.stands for act in desk.hands.get(f"{stay('A2')}.hand").acts] == [False, True]
    assert free_again.hand.pin == free_again.act
    assert desk.diaries.of_interpreter("ipec-2019", person("I2")).demand_ids == (stay("A1"),)


def test_nobody_is_held_twice_at_one_time() -> None:
    office = an_office()
    desk = desk_of(office)

    with at_work():
        choose_interpreter(desk, stay("A2"), person("I3"), "", None)
        with pytest.raises(HeldElsewhere) as refusal:
            choose_interpreter(desk, stay("A1"), person("I3"), "", None)

    assert refusal.value.data == {
        "interpreter_id": person("I3"), "demand_id": stay("A1"), "other_demand_id": stay("A2"),
    }  # fmt: skip
    assert steered(office) == nothing(pinned={stay("A2"): person("I3")})


def test_a_swap_is_undone_on_both_sides() -> None:
    office = an_office()
    desk = desk_of(office)
    other = office.records.demands.get(stay("A2")).interpreter_id

    with at_work():
        one, two = swap_interpreters(desk, stay("A1"), stay("A2"), "they asked", None)
        swapped = [e for e in office.backend.announced() if isinstance(e, PairSwapped)]
        after_swap = steered(office)
        undone = undo_act(desk, stay("A2"), two.act.id, None)
        again = undo_act(desk, stay("A2"), two.act.id, None)

    assert (one.act.id, one.breaks, two.breaks) == (two.act.id, (FLOOR,), ())
    assert [(e.demand_id, e.held, e.other_demand_id) for e in swapped] == [
        (stay("A1"), other, stay("A2")),
        (stay("A2"), person("I1"), stay("A1")),
    ]
    assert after_swap == nothing(pinned={stay("A1"): other, stay("A2"): person("I1")})
    assert (undone.act.stands, undone.act.ended_by) == (False, "account:anna")
    assert again.hand.version == undone.hand.version
    assert steered(office) == nothing()
    assert [e.demand_id for e in office.backend.announced() if isinstance(e, ActUndone)] == [
        stay("A2"),
        stay("A1"),
    ]
    assert desk.diaries.find(demand_ids=[stay("A1"), stay("A2")]) == []


def test_whoever_is_forbidden_is_kept_away_until_that_is_undone() -> None:
    office = an_office()
    desk = desk_of(office)

    with at_work():
        act = forbid_pair(desk, stay("A2"), person("I2"), "a quarrel", None).act
        with pytest.raises(ForbiddenHere):
            choose_interpreter(desk, stay("A2"), person("I2"), "", None)
        assert steered(office) == nothing(forbidden={stay("A2"): frozenset({person("I2")})})
        undo_act(desk, stay("A2"), act.id, None)
        choose_interpreter(desk, stay("A2"), person("I2"), "", None)
        with pytest.raises(HeldHere):
            forbid_pair(desk, stay("A2"), person("I2"), "a quarrel", None)

    assert steered(office) == nothing(pinned={stay("A2"): person("I2")})


def test_a_confirmed_pair_is_known_to_the_planner() -> None:
    office = an_office()

    with at_work():
        confirmed = confirm_pair(desk_of(office), stay("A1"), "named in the programme", None)

    assert confirmed == Acted(hand=confirmed.hand, act=confirmed.act)
    assert steered(office) == nothing(confirmed={stay("A1"): person("I1")})


def test_what_cannot_be_done_is_refused_by_name() -> None:
    office = a_planned_office({"A1": "V3", "A2": "V3"}, an_interpreter("I1"))
    desk = desk_of(office)
    unserved = next(d.id for d in office.records.demands.find() if d.interpreter_id is None)
    served = next(d.id for d in office.records.demands.find() if d.interpreter_id is not None)
    tell(office, guest(unserved[-2:], GuestWithdrew, state="withdrew"), version=2)

    with at_work():
        with pytest.raises(NobodyServes):
            lock_pair(desk, unserved, "", None)
        with pytest.raises(SwapWithItself):
            swap_interpreters(desk, served, served, "", None)
        with pytest.raises(OfAnotherEdition):
            choose_interpreter(desk, served, "iitc-2019.i.I1", "", None)
        with pytest.raises(NoSuchAct):
            undo_act(desk, served, "never-done", None)
        with pytest.raises(StaleVersion):
            lock_pair(desk, served, "", 4)
        office.plan()
        with pytest.raises(DemandIsClosed):
            choose_interpreter(desk, unserved, person("I1"), "", None)

    assert office.records.hands.find() == []
