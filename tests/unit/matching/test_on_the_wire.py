"""Answers as they leave matching over RPC: every field is there, also where nobody is held and nothing was said."""

import json
from typing import Any

import orjson
from marshmallow import Schema

from services.matching.schemas import answers, hand, offers, questions, roster
from services.matching.use_cases.hand import choose_interpreter, forbid_pair, hand_on, undo_act
from services.matching.use_cases.offer_answers import decline_offer, engagement
from services.matching.use_cases.offers import open_offer
from services.matching.use_cases.questions import (
    balance,
    explain_demand,
    replace_interpreter,
    step_in,
    what_hangs_on_one,
    why_not_this_one,
)
from services.matching.use_cases.roster import amend_interpreter
from services.matching.use_cases.roster_views import editions_of, versions_of
from tests.unit.matching.desk import MORNING, a_planned_office, at_work, desk_of, person, stay
from tests.unit.matching.roster import EDITION, an_interpreter


def on_the_wire(shape: type[Schema], value: Any, *, many: bool = False) -> Any:
    """As `rpc_method` dumps it and the gateway reads it."""
    return json.loads(orjson.dumps(shape(many=many).dump(value), default=str))


def whole(shape: type[Schema], value: Any) -> Any:
    """One answer, with every field of its shape."""
    dumped = on_the_wire(shape, value)
    assert sorted(dumped) == sorted(shape().fields)
    return dumped


def test_a_hand_is_whole_with_and_without_somebody_held() -> None:
    desk = desk_of(a_planned_office({"A1": "V2"}, an_interpreter("I1"), an_interpreter("I2", level="C3")))

    with at_work():
        untouched, breaks = hand_on(desk, stay("A1"))
        empty = whole(hand.HandOut, {"hand": untouched, "breaks": breaks})
        chosen = whole(hand.ActedOut, choose_interpreter(desk, stay("A1"), person("I2"), "why", None))
        undone = whole(hand.ActedOut, undo_act(desk, stay("A1"), chosen["act"]["id"], None))
        forbid_pair(desk, stay("A1"), person("I2"), "", None)
        after, breaks = hand_on(desk, stay("A1"))

    assert empty == {
        "demand_id": stay("A1"), "acts": [], "held": None, "forbidden": [], "confirmed": None, "breaks": [],
        "version": 0,
    }  # fmt: skip
    assert (chosen["held"], chosen["in_force"], [b["rule"] for b in chosen["breaks"]]) == (
        person("I2"), False, ["level_floor"],
    )  # fmt: skip
    assert chosen["act"] | {"id": ""} == {
        "id": "", "kind": "assign", "interpreter_id": person("I2"), "by": "account:anna", "reason": "why",
        "at": MORNING.isoformat(), "other_demand_id": None, "offer_id": None, "stands": True, "ended_at": None,
        "ended_by": None,
    }  # fmt: skip
    assert (undone["held"], undone["act"]["stands"], undone["act"]["ended_by"]) == (
        None,
        False,
        "account:anna",
    )
    final = whole(hand.HandOut, {"hand": after, "breaks": breaks})
    assert (final["held"], final["forbidden"], len(final["acts"])) == (None, [person("I2")], 2)


def test_an_offer_and_its_link_are_whole() -> None:
    desk = desk_of(a_planned_office({"A1": "V2"}, an_interpreter("I1"), an_interpreter("I2")))

    with at_work():
        offer = open_offer(desk, stay("A1"), 30)
        whole(offers.OfferOut, offer)
        shown = whole(offers.EngagementOut, engagement(desk, offer.id, 0))
        declined = whole(offers.EngagementOut, decline_offer(desk, offer.id, 0, "exam"))
        replies = whole(offers.OfferOut, desk.offers.get(offer.id))["replies"]

    assert (shown["answer"], shown["may_answer"], declined["answer"]) == (None, True, "declined")
    assert (shown["purpose"], shown["mode"], shown["language"], shown["place"]) == (
        "one_to_one", "ESCORT", "en", None,
    )  # fmt: skip
    assert replies == [
        {
            "interpreter_id": offer.everybody[0],
            "answer": "declined",
            "at": MORNING.isoformat(),
            "reason": "exam",
        }
    ]


def test_answers_about_a_plan_are_whole() -> None:
    office = a_planned_office(
        {"A1": "V2", "A2": "V3"},
        an_interpreter("I1"),
        an_interpreter("I2", level="C3"),
        an_interpreter("I3", "fr"),
    )
    desk = desk_of(office)

    with at_work():
        explained = whole(questions.ExplanationOut, explain_demand(desk, stay("A1")))
        barred = whole(questions.WhyNotOut, why_not_this_one(desk, stay("A1"), person("I3")))
        steps = on_the_wire(questions.StepInOut, step_in(desk, stay("A2"), 2), many=True)
        points = whole(questions.SinglePointsOut, what_hangs_on_one(desk, EDITION))
        work = whole(questions.BalanceOut, balance(desk, EDITION))
        replaced = replace_interpreter(desk, person("I2"), 1)

    assert explained["serving"]["interpreter_id"] == person("I1")
    assert (barred["demand_id"], barred["breaks"][0], barred["waived_by"][0]) == (
        stay("A1"),
        "language",
        None,
    )
    assert [step["moves"] for step in steps] == [
        [{"demand_id": stay("A1"), "before": person("I1"), "after": None}]
    ]
    assert points["people"][0]["demand_ids"] == [stay("A1")]
    assert work["workload"]["minutes"].keys() == {person("I1"), person("I2"), person("I3")}
    assert [row["demand_id"] for row in work["rows"]] == [stay("A1"), stay("A2")]
    assert list(replaced) == [stay("A2")]


def test_plans_demands_and_the_roster_are_whole() -> None:
    office = a_planned_office({"A1": "V2", "A2": "V2"}, an_interpreter("I1", phone="12345"))
    records = office.records
    with at_work():
        amend_interpreter(records.interpreters, person("I1"), None, {"email": "i1@example.org"})

    plan = whole(answers.PlanOut, records.plans.of_edition(EDITION))
    demands = [whole(answers.DemandOut, demand) for demand in records.demands.find()]
    entry = whole(roster.InterpreterOut, records.interpreters.get(person("I1")))
    versions = [
        whole(roster.RosterVersionOut, version) for version in versions_of(records.interpreters, person("I1"))
    ]
    part = whole(
        roster.EditionServiceOut, editions_of(records.interpreters, records.demands, person("I1"))[0]
    )

    assert [gap["rules"] for gap in plan["unfilled"]] == [["engaged"]]
    stays = [demand for demand in demands if demand["purpose"] == "one_to_one"]
    assert sorted((d["state"], d["interpreter_id"], d["confirmed"]) for d in stays) == [
        ("filled", person("I1"), False),
        ("unfilled", None, False),
    ]  # fmt: skip
    assert "12345" not in str(entry) + str(versions)
    assert versions[-1]["after"] == {"email": "•••"}
    assert (part["edition"], part["interpreter_id"], part["engagements"] >= 1) == (
        EDITION,
        person("I1"),
        True,
    )
    contact = whole(roster.ContactOut, records.interpreters.get(person("I1")))
    assert (contact["phone"], contact["email"]) == ("12345", "i1@example.org")
