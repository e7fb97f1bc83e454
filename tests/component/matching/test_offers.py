"""Offers over a real broker and database: two processes, answers at the same moment, a deadline while all were down."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.matching import solver
from services.matching.domain.offer import OfferState
from services.matching.service import MatchingService
from services.matching.storage import Offers
from services.registration.use_cases.editions import open_edition
from services.registration.use_cases.imports import import_delegations, import_guests
from shared.clock import now
from shared.errors import ConvokeError
from tests.component.conftest import Stage
from tests.unit.matching.office import sample_rows
from tests.unit.registration.builders import House, an_edition
from tests.waiting import eventually

EDITION = "ipec-2019"
NOW: dict[str, Any] = {"mapping": {}, "dry_run": False, "partial": False}
CORE = ("I1", "I2", "I3", "I4", "I5", "I6")


def a_row(reference: str, tier: str) -> dict[str, str]:
    """An interpreter who could serve at once."""
    return {
        "Reference": reference, "Name": f"Interpreter {reference}", "Languages": "en", "Level": "C3",
        "Consent": "given", "Pledge signed on": "2019-09-27", "Tier": tier, "E-mail": f"{reference}@example.org",
    }  # fmt: skip


@pytest.fixture
def matching(stage: Stage) -> Stage:
    """One guest of an important rank who speaks English; two processes of matching, a solver, a relay."""
    house = House(stage.backend("registration"))  # type: ignore[arg-type]
    stage.relay("registration")
    for _ in range(2):
        stage.service(MatchingService)
    stage.relay("matching")
    stage.solver("matching", solver)
    open_edition(house.editions, an_edition())
    import_delegations(house.delegations, an_edition(), sample_rows(EDITION, "delegations.xlsx"), **NOW)
    guests = sample_rows(EDITION, "guests.xlsx")
    one = next(row for row in guests if row["Rank"] == "V3" and row["Language"] == "en")
    import_guests(house.register, an_edition(), [one], **NOW)
    rows = [*(a_row(reference, "core") for reference in CORE), a_row("I7", "reserve")]
    stage.call("matching", "import_interpreters", edition=EDITION, rows=rows)
    eventually(lambda: demands(stage, "filled"), seconds=30)
    return stage


def demands(stage: Stage, state: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = stage.call(
        "matching", "list_demands", edition=EDITION, state=state, purpose="one_to_one"
    )["items"]
    return found


def an_offer(stage: Stage) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """An offer of the one demand, and the links of whoever is asked."""
    demand = demands(stage, "filled")[0]
    offer = stage.call("matching", "open_offer", demand_id=demand["id"], minutes=30)
    return offer, stage.call("matching", "offer_links", offer_id=offer["id"])


def answered(stage: Stage, method: str, token: str) -> str:
    """How an answer was received: the state of the offer, or the code of the refusal."""
    try:
        return str(stage.call("matching", method, token=token)["state"])
    except ConvokeError as refusal:
        return refusal.refusal


def test_of_six_who_accept_at_once_one_has_it(matching: Stage) -> None:
    offer, links = an_offer(matching)
    tokens = [link["token"] for link in links]

    with ThreadPoolExecutor(len(tokens)) as crowd:
        results = list(crowd.map(lambda token: answered(matching, "accept_offer", token), tokens))

    assert sorted(results) == ["accepted", *["offer_taken"] * 5]
    winner = links[results.index("accepted")]["interpreter"]["id"]
    eventually(lambda: [d["interpreter_id"] for d in demands(matching, "filled")] == [winner])
    demand = demands(matching, "filled")[0]
    assert (demand["interpreter_id"], demand["confirmed"]) == (winner, True)
    hand = matching.call("matching", "get_hand", demand_id=demand["id"])
    assert [(a["kind"], a["interpreter_id"], a["stands"]) for a in hand["acts"]] == [
        ("accepted", winner, True)
    ]
    asked = offer["waves"][0]["interpreter_ids"]
    assert sorted(asked) == [f"{EDITION}.i.{reference}" for reference in CORE]
    assert [link["interpreter"]["email"] for link in links] == [
        f"{person.rpartition('.')[2]}@example.org" for person in asked
    ]


def test_a_deadline_that_passed_while_all_were_down_is_noticed_once(matching: Stage) -> None:
    offer, links = an_offer(matching)
    for pid in list(matching.services):
        matching.end(pid)
    offers = Offers(matching.backend("matching"))
    waiting = offers.get(offer["id"])
    passed = waiting.deadline - timedelta(minutes=31)
    offers.save(replace(waiting, deadline=passed))

    for _ in range(2):
        matching.service(MatchingService)

    eventually(lambda: offers.get(offer["id"]).wave == 1)
    escalated = offers.get(offer["id"])
    assert (escalated.state, escalated.asked_now) == (OfferState.OPEN, (f"{EDITION}.i.I7",))
    assert escalated.version == waiting.version + 2
    assert escalated.deadline > now() + timedelta(minutes=29)
    assert answered(matching, "accept_offer", links[0]["token"]) == "offer_deadline_passed"
    late = matching.call("matching", "offer_links", offer_id=offer["id"])
    assert [link["interpreter"]["id"] for link in late] == [f"{EDITION}.i.I7"]
    assert answered(matching, "accept_offer", late[0]["token"]) == "accepted"


def test_a_link_says_nothing_about_people_and_a_forged_one_nothing_at_all(matching: Stage) -> None:
    _, links = an_offer(matching)
    token = links[0]["token"]

    shown = matching.call("matching", "read_offer_link", token=token)

    assert set(shown) == {
        "purpose", "mode", "language", "starts", "ends", "place", "timezone", "deadline", "state", "answer",
        "may_answer",
    }  # fmt: skip
    assert (shown["purpose"], shown["language"], shown["may_answer"]) == ("one_to_one", "en", True)
    assert answered(matching, "read_offer_link", token[:-2] + "AA") == "offer_link_unknown"
    assert answered(matching, "decline_offer", token) == "open"
