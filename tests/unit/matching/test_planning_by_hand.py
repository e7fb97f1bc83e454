"""The plan and the manual hand: it keeps what was chosen, uses what was waived, and asks before it moves a VIP."""

from datetime import timedelta
from typing import Any

from services.matching.domain.plan import Proposal
from services.matching.standing import of_demand
from services.matching.use_cases.hand import (
    choose_interpreter,
    confirm_pair,
    forbid_pair,
    lock_pair,
    swap_interpreters,
    undo_act,
)
from services.matching.use_cases.offer_answers import accept_offer
from services.matching.use_cases.offers import open_offer
from services.matching.use_cases.service_facts import record_absence
from services.matching.use_cases.waivers import expire_waivers, grant_waiver, withdraw_waiver
from shared.events.base import Event
from shared.events.matching import (
    DemandUnfilled,
    InterpreterAssigned,
    InterpreterConfirmationLapsed,
    InterpreterConfirmed,
    InterpreterReleased,
    MatchingPlanAdopted,
    MoveProposed,
)
from tests.unit.matching.desk import MORNING, a_planned_office, at_work, desk_of, person, stay
from tests.unit.matching.news import guest, tell
from tests.unit.matching.office import Office
from tests.unit.matching.roster import an_interpreter, october


def an_office() -> Office:
    """A1 (V2) is served by I1, the only C2; A2 (V3) by I2 or I3, both C3."""
    return a_planned_office(
        {"A1": "V2", "A2": "V3"},
        an_interpreter("I1", level="C2"),
        an_interpreter("I2", level="C3"),
        an_interpreter("I3", level="C3"),
    )


def serving(office: Office, reference: str) -> str | None:
    return office.served_by()[reference]


def told(events: list[Event]) -> list[Any]:
    return [
        (type(e), e.demand_id, getattr(e, "interpreter_id", None), getattr(e, "reason", None))
        for e in events
        if isinstance(e, InterpreterAssigned | InterpreterReleased | DemandUnfilled)
    ]


def test_a_choice_is_planned_around_and_undone() -> None:
    office = an_office()
    desk = desk_of(office)
    before = str(serving(office, "A2"))
    other = "I2" if before == "I3" else "I3"

    with at_work():
        act = choose_interpreter(desk, stay("A2"), person(other), "knows the port", None).act
        events = office.plan()

    assert told(events) == [
        (InterpreterReleased, stay("A2"), person(before), "decided_by_hand"),
        (InterpreterAssigned, stay("A2"), person(other), None),
    ]
    by_hand = [e for e in office.backend.envelopes if e.event() == events[0]]
    assert [(e.correlation_id, e.actor) for e in by_hand] == [("by hand", "account:anna")]

    with at_work():
        undo_act(desk, stay("A2"), act.id, None)
        assert office.plan() == []
    assert serving(office, "A2") == other


def test_a_locked_pair_is_kept_although_another_would_fit_better() -> None:
    office = an_office()
    desk = desk_of(office)
    before = str(serving(office, "A2"))
    with at_work():
        lock_pair(desk, stay("A2"), "", None)
        office.plan()

    tell(office, guest("A3", rank="V2"), guest("A4", rank="V3"))
    with at_work():
        office.plan()

    assert serving(office, "A2") == before


def test_a_choice_that_breaks_a_rule_waits_for_its_waiver() -> None:
    office = an_office()
    desk = desk_of(office)

    with at_work():
        choose_interpreter(desk, stay("A1"), person("I2"), "knows him well", None)
        office.plan()
        waiting = (
            serving(office, "A1"),
            [f.rule for f in office.records.plans.of_edition("ipec-2019").findings],
        )
        waiver = grant_waiver(
            desk.waivers, desk.demands, desk.interpreters, stay("A1"), "level_floor", person("I2"),
            "Chief of protocol Wang", "long acquaintance", MORNING + timedelta(days=1),
        )  # fmt: skip
        office.plan()
    demand = office.records.demands.get(stay("A1"))
    held = (serving(office, "A1"), demand.waived)
    with at_work("clock", at=MORNING + timedelta(days=1)):
        assert expire_waivers(desk.waivers) == 1
        events = office.plan()

    assert waiting == ("I1", ["pin_broken", "relief_named"])
    assert held == ("I2", ("level_floor",))
    assert waiver.granted_by == "Chief of protocol Wang"
    assert serving(office, "A1") == "I1"
    assert (InterpreterReleased, stay("A1"), person("I2"), "level_floor") in told(events)


def test_a_waiver_fills_what_nobody_could_serve_and_its_withdrawal_empties_it() -> None:
    office = a_planned_office({"A1": "V2"}, an_interpreter("I1", level="C3"))
    desk = desk_of(office)
    assert serving(office, "A1") is None

    with at_work():
        waiver = grant_waiver(
            desk.waivers, desk.demands, desk.interpreters, stay("A1"), "level_floor", None,
            "Chief of protocol Wang", "nobody else", october(21),
        )  # fmt: skip
        filled = told(office.plan())
        withdraw_waiver(desk.waivers, waiver.id, None)
        emptied = told(office.plan())

    assert filled == [(InterpreterAssigned, stay("A1"), person("I1"), None)]
    assert emptied == [
        (InterpreterReleased, stay("A1"), person("I1"), "level_floor"),
        (DemandUnfilled, stay("A1"), None, None),
    ]


def test_a_forbidden_pair_is_not_planned() -> None:
    office = an_office()
    desk = desk_of(office)
    before = str(serving(office, "A2"))

    with at_work():
        forbid_pair(desk, stay("A2"), person(before), "a quarrel", None)
        events = told(office.plan())

    assert serving(office, "A2") not in (before, None)
    assert events[0] == (InterpreterReleased, stay("A2"), person(before), "forbidden")


def test_a_swap_changes_both_and_nothing_else() -> None:
    office = a_planned_office(
        {"A1": "V3", "A2": "V3", "A3": "V3"}, *(an_interpreter(f"I{n}") for n in range(1, 5))
    )
    desk, before = desk_of(office), office.served_by()

    with at_work():
        swap_interpreters(desk, stay("A1"), stay("A2"), "they asked", None)
        office.plan()

    assert office.served_by() == before | {"A1": before["A2"], "A2": before["A1"]}


def test_whoever_accepted_an_offer_serves_and_counts_as_confirmed() -> None:
    office = an_office()
    desk = desk_of(office)

    with at_work():
        offer = open_offer(desk, stay("A2"), 30)
        position = offer.everybody.index(person("I3"))
        accept_offer(desk, offer.id, position, None, None)
        office.plan()

    demand = office.records.demands.get(stay("A2"))
    assert (demand.interpreter_id, demand.confirmed) == (person("I3"), True)


def test_a_confirmed_pair_moves_by_a_proposal_only() -> None:
    """I2 comes back and could serve A3 in place of nobody, if the confirmed I1 went over to A3."""
    office = a_planned_office(
        {"A1": "V2"},
        an_interpreter("I1", "en fr"),
        an_interpreter("I2", "en"),
    )
    desk = desk_of(office)
    with at_work():
        choose = choose_interpreter(desk, stay("A1"), person("I1"), "", None).act
        office.plan()
        confirm_pair(desk, stay("A1"), "named to the delegation", None)
        undo_act(desk, stay("A1"), choose.id, None)
        assert told(office.plan()) == []

    tell(office, guest("A3", rank="V3", language="fr"))
    with at_work():
        events = office.plan()

    assert office.served_by() == {"A1": "I1", "A3": None}
    proposed = [e for e in events if isinstance(e, MoveProposed)]
    plan = office.records.plans.of_edition("ipec-2019")
    assert [(e.demand_id, e.interpreter_id, e.proposed) for e in proposed] == [
        (stay("A1"), person("I1"), person("I2"))
    ]
    assert [(p.need_id, p.present) for p in plan.proposals] == [(stay("A1"), person("I1"))]
    assert isinstance(plan.proposals[0], Proposal)

    with at_work():
        assert office.plan() == []
        choose_interpreter(desk, stay("A1"), person("I2"), "proposal accepted", None)
        office.plan()

    assert office.served_by() == {"A1": "I2", "A3": "I1"}
    assert office.records.plans.of_edition("ipec-2019").proposals == ()


def test_a_confirmed_pair_that_cannot_serve_is_replaced_at_once() -> None:
    office = a_planned_office({"A1": "V2"}, an_interpreter("I1"), an_interpreter("I2"))
    desk = desk_of(office)
    before = str(serving(office, "A1"))
    with at_work():
        confirm_pair(desk, stay("A1"), "", None)
        office.plan()
        record_absence(desk.interpreters, person(before), october(17), october(18), "ill", None)
        events = office.plan()

    assert serving(office, "A1") not in (before, None)
    assert office.records.demands.get(stay("A1")).confirmed is False
    assert [type(e) for e in events] == [InterpreterReleased, InterpreterAssigned, MatchingPlanAdopted]


def test_a_confirmation_and_its_end_are_announced_with_the_whole_standing() -> None:
    """Whoever looks at the demands hears when a service is agreed; nobody's engagement is different for it."""
    office = a_planned_office({"A1": "V2"}, an_interpreter("I1"))
    desk = desk_of(office)
    number = office.records.plans.of_edition("ipec-2019").number
    with at_work():
        act = confirm_pair(desk, stay("A1"), "named to the delegation", None).act
        agreed = office.plan()
        again = office.plan()
        undo_act(desk, stay("A1"), act.id, None)
        lapsed = office.plan()

    demand = office.records.demands.get(stay("A1"))
    service = {
        **of_demand(demand), "interpreter_id": person("I1"), "interpreter_name": "Interpreter I1",
        "serves_in": "en", "fallback": False,
    }  # fmt: skip
    assert agreed == [InterpreterConfirmed(**service)]
    assert again == []
    assert lapsed == [InterpreterConfirmationLapsed(**service)]
    told_by = [
        (e.subject, e.correlation_id, e.actor) for e in office.backend.envelopes if e.type == agreed[0].kind
    ]
    assert told_by == [(stay("A1"), "by hand", "account:anna")]
    assert (demand.confirmed, office.records.plans.of_edition("ipec-2019").number) == (False, number)


def test_whoever_takes_over_by_an_accepted_offer_is_assigned_and_confirmed_at_once() -> None:
    office = an_office()
    desk = desk_of(office)
    before = str(serving(office, "A2"))
    other = "I2" if before == "I3" else "I3"
    with at_work():
        confirm_pair(desk, stay("A2"), "", None)
        office.plan()
        offer = open_offer(desk, stay("A2"), 30)
        accept_offer(desk, offer.id, offer.everybody.index(person(other)), None, None)
        events = office.plan()

    assert [type(e) for e in events] == [
        InterpreterReleased, InterpreterAssigned, InterpreterConfirmed, MatchingPlanAdopted,
    ]  # fmt: skip
    assert office.records.demands.get(stay("A2")).confirmed is True
