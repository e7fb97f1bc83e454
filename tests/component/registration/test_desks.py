"""Desks against registration as it runs: the list of a crowd, and what was done without a network."""

import json
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

from services.registration.desk_card import card_key, open_card
from services.registration.service import RegistrationService
from tests.component.conftest import Stage
from tests.component.registration.test_registration import EDITION

CROWD = 1_500
LATE_SCANS = 1_000
LATE_SECONDS = 10.0
START = datetime(2019, 10, 18, 1, 0, tzinfo=UTC)


def a_row(number: int) -> dict[str, str]:
    return {
        "Reference": f"C{number:04d}", "Family name": f"CROWD{number}", "Given name": "Guest", "Country": "NO",
        "Rank": "V5", "Language": "en", "Attention": "Gift at the lounge" if number == 7 else "",
    }  # fmt: skip


def open_with_crowd(stage: Stage) -> list[dict[str, Any]]:
    """An edition with a crowd, all confirmed, and their cards."""
    stage.service(RegistrationService)
    stage.call("registration", "open_edition", **EDITION)
    rows = [a_row(number) for number in range(CROWD)]
    replies = [
        {"Reference": row["Reference"], "Reply": "confirmed", "Received on": "2019-09-20"} for row in rows
    ]
    for what, taken in (("guests", rows), ("replies", replies)):
        stage.ask_within(60, "registration", f"import_{what}", edition="ipec-2019", rows=taken, mapping={})
    cards: list[dict[str, Any]] = []
    while made := stage.call("registration", "issue_missing_badges", edition="ipec-2019", limit=500)["items"]:
        cards += made
    return cards


def the_list(stage: Stage, kind: str = "card", after: int = 0) -> tuple[dict[str, str], int]:
    """Everything above a number, by lookup."""
    entries: dict[str, str] = {}
    while True:
        page = stage.call("registration", "desk_list", edition="ipec-2019", kind=kind, after=after)
        entries |= {item["lookup"]: item["content"] for item in page["items"]}
        after = page["upto"]
        if page["complete"]:
            return entries, after


def bring(stage: Stage, device: str, scans: list[dict[str, Any]]) -> dict[str, Any]:
    kept: dict[str, Any] = stage.ask_within(
        60, "registration", "keep_late_scans", edition="ipec-2019", device=device, door=device.title(),
        sent_at=datetime.now(UTC).isoformat(), skew_ms=250, scans=scans,
    )  # fmt: skip
    return kept


def test_crowd_fits_on_a_device_and_late_scans_come_home(stage: Stage) -> None:
    cards = open_with_crowd(stage)
    entries, upto = the_list(stage)
    names, _ = the_list(stage, "name")
    key = card_key(cards[7]["token"])
    content = json.loads(open_card(key, entries[key.lookup]))
    lookups = [card_key(card["token"]).lookup for card in cards[:LATE_SCANS]]
    scans = [
        {"nonce": f"n{number}", "at": (START + timedelta(seconds=number)).isoformat(), "result": "admitted",
         "lookup": lookup}
        for number, lookup in enumerate(lookups)
    ]  # fmt: skip

    began = perf_counter()
    first = bring(stage, "west", scans)
    seconds = perf_counter() - began
    again = bring(stage, "west", scans)
    twice = bring(stage, "east", [{**scans[0], "at": (START + timedelta(hours=1)).isoformat()}, {"nonce": 5}])
    fresh, _ = the_list(stage, after=upto)
    inbox = stage.call("registration", "list_conflicts", edition="ipec-2019", open=True)

    assert (len(entries), len(names)) == (CROWD, CROWD)
    assert (content["reference"], content["attention"]) == ("C0007", "Gift at the lounge")
    assert {item["outcome"] for item in first["items"]} == {"kept"}
    assert {item["outcome"] for item in again["items"]} == {"known"}
    assert [item["outcome"] for item in twice["items"]] == ["kept", "malformed"]
    assert seconds <= LATE_SECONDS
    assert sorted(fresh) == sorted(lookups)
    (conflict,) = inbox["items"]
    assert (conflict["kind"], conflict["late"]["device"], conflict["other"]["device"]) == (
        "admitted_twice", "east", "west",
    )  # fmt: skip
    assert (conflict["other"]["at"], conflict["other"]["skew_ms"]) == ("2019-10-18T01:00:00+00:00", 250)
    settled = stage.call(
        "registration", "settle_conflict", conflict_id=conflict["id"], by="anna", note="twins"
    )
    assert (settled["open"], settled["settled_by"], settled["note"]) == (False, "anna", "twins")


def test_walk_in_may_enter_at_once(stage: Stage) -> None:
    stage.service(RegistrationService)
    stage.call("registration", "open_edition", **EDITION)
    walk_in = {"family_name": "HANSEN", "country": "NO", "rank": "V5", "language": "en"}

    card = stage.call("registration", "register_walk_in", edition="ipec-2019", **walk_in)
    entered = stage.call(
        "registration", "check_in", edition="ipec-2019", token=card["token"], door="N", device="d", nonce="1"
    )
    lost = stage.call("registration", "reissue_badge", guest_id=card["guest_id"], reason="lost")
    refused = stage.call(
        "registration", "check_in", edition="ipec-2019", token=card["token"], door="N", device="d", nonce="2"
    )

    assert (entered["result"], refused["result"], lost["serial"]) == ("admitted", "revoked", 2)
