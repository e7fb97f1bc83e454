"""Matching over a real broker and database: guests in by events, roster by RPC, the plan by the solver process."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest

from services.logistics.service import LogisticsService
from services.matching import solver
from services.matching.domain.plan import Counts
from services.matching.service import MatchingService
from services.registration.use_cases.editions import open_edition
from services.registration.use_cases.guests import withdraw_guest
from services.registration.use_cases.imports import import_delegations, import_guests, import_replies
from shared.clock import now
from shared.errors import Conflict, Invalid, NotFound
from tests.component.conftest import Stage
from tests.unit.matching.office import Office, sample_rows
from tests.unit.registration.builders import House, an_edition
from tests.waiting import eventually

EDITION = "ipec-2019"
NOW: dict[str, Any] = {"mapping": {}, "dry_run": False, "partial": False}


@pytest.fixture
def registration(stage: Stage) -> Iterator[House]:
    """Registration's database with IPEC open, and its relay."""
    house = House(stage.backend("registration"))  # type: ignore[arg-type]
    stage.relay("registration")
    return house


@pytest.fixture
def matching(stage: Stage) -> Stage:
    """Matching with service, solver and relay."""
    stage.service(MatchingService)
    stage.relay("matching")
    stage.solver("matching", solver)
    return stage


def register_everybody(house: House) -> None:
    open_edition(house.editions, an_edition())
    import_delegations(house.delegations, an_edition(), sample_rows(EDITION, "delegations.xlsx"), **NOW)
    import_guests(house.register, an_edition(), sample_rows(EDITION, "guests.xlsx"), **NOW)
    import_replies(house.register, an_edition(), sample_rows(EDITION, "replies.csv"), **NOW)


def enrol_everybody(stage: Stage) -> dict[str, Any]:
    rows = sample_rows(EDITION, "interpreters.xlsx")
    report: dict[str, Any] = stage.call("matching", "import_interpreters", edition=EDITION, rows=rows)
    return report


def figures(stage: Stage) -> dict[str, Any]:
    found: dict[str, Any] = stage.call("matching", "figures", edition=EDITION)
    return found


def planned_at_once() -> Counts:
    """What matching on the memory store makes of the same guests and roster in one go."""
    office = Office()
    office.enrol_sample(EDITION)
    fresh = House()
    register_everybody(fresh)
    office.deliver(*fresh.backend.envelopes)
    office.plan()
    return office.records.plans.of_edition(EDITION).one_to_one


def is_at_rest(stage: Stage) -> bool:
    flow = stage.call("matching", "flow")
    return (flow["outbox"], flow["unplanned"], flow["running"]) == (0, 0, 0)


def test_an_edition_is_matched_from_events_and_a_withdrawal_is_answered(
    matching: Stage, registration: House
) -> None:
    register_everybody(registration)
    report = enrol_everybody(matching)
    expected = planned_at_once()

    eventually(lambda: figures(matching)["one_to_one"] == asdict(expected), seconds=30)
    eventually(lambda: is_at_rest(matching), seconds=30)

    assert (len(report["new"]), report["rejected"], report["applied"]) == (53, [], True)
    assert expected == Counts(demand=37, first_language=32, fallback=1, unfilled=4)
    assert matching.call("matching", "double_booked", edition=EDITION) == {"interpreters": 0}
    plan = matching.call("matching", "get_plan", edition=EDITION)
    assert [stage["gap"] for stage in plan["stages"]] == [0, 0, 0]

    served = matching.call("matching", "list_demands", edition=EDITION, state="filled", rank="V3", limit=1)
    demand = served["items"][0]
    withdraw_guest(registration.register, demand["guest_id"], None, now().date(), "ill")

    eventually(lambda: _state(matching, demand["id"]) == ("closed", None))
    eventually(lambda: is_at_rest(matching))
    assert figures(matching)["one_to_one"]["demand"] == 36


def test_an_absence_frees_and_fills_the_demand_again(matching: Stage, registration: House) -> None:
    register_everybody(registration)
    enrol_everybody(matching)
    expected = planned_at_once()
    eventually(lambda: figures(matching)["one_to_one"] == asdict(expected), seconds=30)
    eventually(lambda: is_at_rest(matching), seconds=30)
    demands = matching.call("matching", "list_demands", edition=EDITION, limit=500)["items"]
    before = {d["id"]: d["interpreter_id"] for d in demands}
    english = next(d for d in demands if d["language"] == "en" and d["rank"] == "V3" and d["interpreter_id"])

    absence = {"starts": "2019-10-18T06:50:00+08:00", "ends": "2019-10-19T00:00:00+08:00", "reason": "ill"}
    told = matching.call(
        "matching", "record_absence", interpreter_id=english["interpreter_id"], expected_version=1, **absence
    )
    eventually(lambda: _state(matching, english["id"])[1] not in (None, english["interpreter_id"]))
    eventually(lambda: is_at_rest(matching))

    after = {
        d["id"]: d["interpreter_id"]
        for d in matching.call("matching", "list_demands", edition=EDITION, limit=500)["items"]
    }
    assert {i for i in before if before[i] != after[i]} == {english["id"]}
    assert [a["reason"] for a in told["absences"]] == ["ill"]
    explained = matching.call("matching", "explain_demand", demand_id=english["id"])
    assert explained["serving"]["interpreter_id"] == after[english["id"]]
    assert (explained["serving"]["breaks"], len(explained["next_best"])) == ([], 2)


def test_refusals_name_what_is_wrong(matching: Stage) -> None:
    enrol_everybody(matching)
    person = f"{EDITION}.i.I001"

    with pytest.raises(NotFound):
        matching.call("matching", "get_interpreter", interpreter_id=f"{EDITION}.i.nobody")
    with pytest.raises(NotFound):
        matching.call("matching", "replan", edition="never-heard-of")
    with pytest.raises(Conflict) as stale:
        matching.call(
            "matching", "recall_consent", interpreter_id=person, reason="needed at home", expected_version=7
        )
    with pytest.raises(Invalid) as backwards:
        matching.call(
            "matching",
            "record_absence",
            interpreter_id=person,
            starts="2019-10-19T00:00:00+08:00",
            ends="2019-10-18T00:00:00+08:00",
            reason="ill",
        )

    assert (stale.value.refusal, backwards.value.refusal) == ("stale_version", "absence_backwards")


def _state(stage: Stage, demand_id: str) -> tuple[str, str | None]:
    demand = stage.call("matching", "get_demand", demand_id=demand_id)
    return demand["state"], demand["interpreter_id"]


def test_an_outing_of_logistics_becomes_demands_and_its_cancel_frees_whoever_was_to_serve(
    matching: Stage, registration: House
) -> None:
    matching.service(LogisticsService)
    matching.relay("logistics")
    register_everybody(registration)
    enrol_everybody(matching)
    eventually(lambda: figures(matching)["one_to_one"] == asdict(planned_at_once()), seconds=30)
    guests = sample_rows(EDITION, "guests.xlsx")
    replies = {row["Reference"]: row["Reply"] for row in sample_rows(EDITION, "replies.csv")}
    first = {
        (row["Language"], row["Rank"]): row["Reference"]
        for row in reversed(guests)
        if replies.get(row["Reference"]) == "confirmed"
    }
    going = [first["en", "V4"], first["fa", "V5"], first["ko", "V2"]]
    outing = {
        "Reference": "T1", "Kind": "visit", "Name": "Shipyard", "Place": "PUTUO", "Guests": "; ".join(going),
        "Starts": "2019-10-18 14:00", "Ends": "2019-10-18 16:00",
    }  # fmt: skip

    report = matching.call("logistics", "import_outings", edition=EDITION, rows=[outing], mapping={})
    assert (len(report["new"]), report["rejected"]) == (1, [])
    eventually(lambda: _tour(matching) == {"en": ("filled", True), "fa": ("unfilled", False)})
    eventually(lambda: is_at_rest(matching))
    matching.call("logistics", "cancel_outing", outing_id=f"{EDITION}.out.T1")

    eventually(lambda: _tour(matching) == {"en": ("closed", False), "fa": ("closed", False)})
    assert figures(matching)["one_to_one"] == asdict(planned_at_once())


def _tour(stage: Stage) -> dict[str, tuple[str, bool]]:
    """State of the demands of the outing T1 by language, and whether somebody serves."""
    items = stage.call("matching", "list_demands", edition=EDITION, purpose="visit", limit=500)["items"]
    return {
        demand["language"]: (demand["state"], demand["interpreter_id"] is not None)
        for demand in items
        if demand["gathering_id"] == f"{EDITION}.out.T1"
    }
