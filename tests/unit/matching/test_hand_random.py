"""Whatever coordinators and interpreters do, in any order: hands and diaries agree, and nobody is held twice."""

from collections.abc import Callable
from copy import deepcopy
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.domain.offer import OfferState
from services.matching.use_cases.hand import (
    choose_interpreter,
    confirm_pair,
    forbid_pair,
    lock_pair,
    swap_interpreters,
    undo_act,
)
from services.matching.use_cases.offer_answers import accept_offer, decline_offer
from services.matching.use_cases.offers import escalate_overdue, open_offer
from services.matching.use_cases.sight import Desk
from shared.errors import ConvokeError
from tests.unit.matching.desk import MORNING, a_planned_office, at_work, desk_of, person, stay
from tests.unit.matching.office import Office
from tests.unit.matching.roster import an_interpreter

GUESTS = ("A1", "A2", "A3")
PEOPLE = ("I1", "I2", "I3", "I4")
Act = tuple[str, int, int]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["choose", "lock", "swap", "forbid", "confirm", "undo", "offer", "accept", "decline"]
        ),
        st.integers(0, len(GUESTS) - 1),
        st.integers(0, len(PEOPLE) - 1),
    ),
    max_size=14,
)


@cache
def _planned() -> Office:
    people = [an_interpreter(reference, level="C2") for reference in PEOPLE]
    return a_planned_office(dict.fromkeys(GUESTS, "V2"), *people)


def _undo(desk: Desk, demand: str, number: int) -> None:
    acts = desk.hands.on("ipec-2019", demand).acts
    if acts:
        undo_act(desk, demand, acts[number % len(acts)].id, None)


def _answer(desk: Desk, demand: str, number: int, *, accepts: bool) -> None:
    offer = desk.offers.open_for(demand)
    if offer is None:
        return
    position = number % len(offer.everybody)
    if accepts:
        accept_offer(desk, offer.id, position, None, None)
    else:
        decline_offer(desk, offer.id, position, "")


DO: dict[str, Callable[[Desk, str, int], object]] = {
    "choose": lambda desk, demand, n: choose_interpreter(desk, demand, person(PEOPLE[n]), "", None),
    "lock": lambda desk, demand, n: lock_pair(desk, demand, "", None),
    "swap": lambda desk, demand, n: swap_interpreters(desk, demand, stay(GUESTS[n % 3]), "", None),
    "forbid": lambda desk, demand, n: forbid_pair(desk, demand, person(PEOPLE[n]), "", None),
    "confirm": lambda desk, demand, n: confirm_pair(desk, demand, "", None),
    "undo": _undo,
    "offer": lambda desk, demand, n: open_offer(desk, demand, 30),
    "accept": lambda desk, demand, n: _answer(desk, demand, n, accepts=True),
    "decline": lambda desk, demand, n: _answer(desk, demand, n, accepts=False),
}


@given(ACTS)
@settings(max_examples=60, deadline=None)
def test_hands_and_diaries_agree_after_any_acts(acts: list[Act]) -> None:
    office = deepcopy(_planned())
    desk = desk_of(office)
    with at_work(at=MORNING):
        for name, demand, number in acts:
            try:
                DO[name](desk, stay(GUESTS[demand]), number)
            except ConvokeError:
                continue
            finally:
                _check(desk)
        escalate_overdue(desk)
        office.plan()

    held = {hand.demand_id: hand.pin.interpreter_id for hand in desk.hands.find() if hand.pin}
    served = {d.id: d.interpreter_id for d in office.records.demands.find()}
    assert {demand: served[demand] for demand in held} == held


def _check(desk: Desk) -> None:
    held = {hand.demand_id: hand.pin.interpreter_id for hand in desk.hands.find() if hand.pin}
    diaries = {d.interpreter_id: set(d.demand_ids) for d in desk.diaries.find() if d.demand_ids}
    by_person: dict[str, set[str]] = {}
    for demand, who in held.items():
        by_person.setdefault(who, set()).add(demand)
    assert diaries == by_person
    assert all(len(demands) == 1 for demands in by_person.values())
    for hand in desk.hands.find():
        assert hand.pin is None or hand.pin.interpreter_id not in hand.forbidden
        offers = desk.offers.find(demand_id=hand.demand_id, state=OfferState.OPEN)
        assert not (hand.pin and offers)
