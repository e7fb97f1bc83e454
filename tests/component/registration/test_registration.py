"""Registration as it runs: its own process, a real broker and database, the sample lists of the organisers."""

from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import orjson
import pytest

from services.registration.domain.scan import Result
from services.registration.service import RegistrationService
from services.registration.storage import Guests
from shared.context import Context, entered
from shared.errors import Conflict, ConvokeError, Invalid, NotFound
from shared.spreadsheet import read_table
from tests.component.conftest import Stage
from tests.waiting import eventually

SAMPLES = Path(__file__).parents[3] / "deploy" / "samples"
NINE = "2019-10-18T09:00:00+08:00"
EDITION = {
    "edition": "ipec-2019",
    "conference": "IPEC",
    "number": 3,
    "name_en": "Third Petroleum Conference",
    "name_zh": "第三届世界油商大会",
    "first_day": "2019-10-17",
    "opening_day": "2019-10-18",
    "last_day": "2019-10-19",
}
GUEST = {
    "edition": "ipec-2019",
    "reference": "A001",
    "family_name": "KIM",
    "given_name": "Young-ho",
    "own_script_name": "김영호",
    "country": "KR",
    "rank": "V3",
    "language": "ko",
    "passport": "ZZ0000123",
}


@pytest.fixture
def open_stage(stage: Stage) -> Stage:
    """Registration running, with IPEC 2019 open."""
    stage.service(RegistrationService)
    stage.call("registration", "open_edition", **EDITION)
    return stage


def take(stage: Stage, what: str, name: str, **wishes: bool) -> dict[str, Any]:
    rows = read_table((SAMPLES / "ipec-2019" / name).read_bytes(), name).rows
    report: dict[str, Any] = stage.call(
        "registration", f"import_{what}", edition="ipec-2019", rows=rows, mapping={}, **wishes
    )
    return report


def summary(report: dict[str, Any]) -> tuple[int, int, int, int]:
    return len(report["new"]), len(report["changed"]), report["unchanged"], len(report["rejected"])


def announced(stage: Stage) -> list[dict[str, Any]]:
    """Every envelope still in the outbox of any guest, by version."""
    documents = stage.backend("registration").database["guests"].find()
    return [orjson.loads(entry["body"]) for d in documents for entry in d.get("_outbox", [])]


def scan(**shown: str) -> dict[str, Any]:
    place = {"edition": "ipec-2019", "door": "North", "device": "desk-1", "at": NINE}
    return {**place, **shown}


def test_sample_lists_are_taken_once_and_give_the_figures(open_stage: Stage) -> None:
    lists = [("delegations", "delegations.xlsx"), ("guests", "guests.xlsx"), ("replies", "replies.csv")]

    dry = take(open_stage, "delegations", "delegations.xlsx", dry_run=True)
    first = [summary(take(open_stage, *one)) for one in lists]
    second = [summary(take(open_stage, *one)) for one in lists]

    assert summary(dry) == (20, 0, 0, 0)
    assert first == [(20, 0, 0, 0), (178, 0, 0, 0), (0, 178, 0, 0)]
    assert second == [(0, 0, 20, 0), (0, 0, 178, 0), (0, 0, 178, 0)]
    assert open_stage.call("registration", "figures", edition="ipec-2019") == {
        "registered": 178, "confirmed": 163, "received": 0, "withdrew": 15, "no_show": 0,
    }  # fmt: skip


def test_guest_is_checked_in_by_badge_and_the_chain_is_kept(open_stage: Stage) -> None:
    with entered(Context("c-7", actor="account:lin")):
        guest = open_stage.call("registration", "register_guest", **GUEST)
        open_stage.call("registration", "confirm_guest", guest_id=guest["id"], on="2019-09-01")
        badge = open_stage.call("registration", "issue_badge", guest_id=guest["id"])
        answer = open_stage.call("registration", "check_in", **scan(token=badge["token"], nonce="n1"))

    assert (answer["result"], answer["guest"]["own_script_name"], answer["guest"]["state"]) == (
        "admitted", "김영호", "received",
    )  # fmt: skip
    envelopes = announced(open_stage)
    assert [(e["type"], e["aggregateversion"]) for e in envelopes] == [
        ("registration.guest_registered.v1", 1),
        ("registration.guest_confirmed.v1", 2),
        ("registration.badge_issued.v1", 3),
        ("registration.guest_received.v1", 4),
        ("registration.guest_checked_in.v1", 5),
    ]
    assert {(e["correlationid"], e["subject"], e["edition"]) for e in envelopes} == {
        ("c-7", "ipec-2019.g.A001", "ipec-2019")
    }
    assert b"ZZ0000123" not in orjson.dumps(envelopes)


def test_scan_sent_again_changes_nothing_in_the_database(open_stage: Stage) -> None:
    guest = open_stage.call("registration", "register_guest", **GUEST)
    open_stage.call("registration", "confirm_guest", guest_id=guest["id"])
    first = open_stage.call("registration", "check_in", **scan(guest_id=guest["id"], nonce="n1"))
    collection = open_stage.backend("registration").database["guests"]
    before = collection.find_one({"_id": guest["id"]})

    again = open_stage.call("registration", "check_in", **scan(guest_id=guest["id"], nonce="n1"))

    assert again == first
    assert collection.find_one({"_id": guest["id"]}) == before


def test_many_doors_at_once_admit_one_person_once(open_stage: Stage) -> None:
    guest = open_stage.call("registration", "register_guest", **GUEST)
    open_stage.call("registration", "confirm_guest", guest_id=guest["id"])
    results: list[str] = []

    def one(door: int) -> None:
        shown = {**scan(guest_id=guest["id"], nonce="1"), "device": f"desk-{door}"}
        results.append(open_stage.call("registration", "check_in", **shown)["result"])

    doors = [Thread(target=one, args=(door,)) for door in range(8)]
    for door in doors:
        door.start()
    for door in doors:
        door.join()

    assert sorted(results) == ["admitted"] + ["already_inside"] * 7
    kept = Guests(open_stage.backend("registration")).get(guest["id"])
    assert sorted(s.result for s in kept.scans) == [Result.ADMITTED] + [Result.ALREADY_INSIDE] * 7


def test_every_scan_is_kept_through_the_logs(open_stage: Stage) -> None:
    guest = open_stage.call("registration", "register_guest", **GUEST)
    open_stage.call("registration", "confirm_guest", guest_id=guest["id"])
    for number in range(60):
        direction = "out" if number % 2 else "in"
        shown = scan(guest_id=guest["id"], nonce=f"n{number}", direction=direction)
        open_stage.call("registration", "check_in", **shown)

    page = open_stage.call("registration", "list_scans", edition="ipec-2019")

    assert [item["nonce"] for item in page["items"]] == [f"n{number}" for number in range(60)]
    assert [item["result"] for item in page["items"]] == ["admitted", "left"] * 30


def test_unknown_badge_is_answered_and_kept(open_stage: Stage) -> None:
    answer = open_stage.call("registration", "check_in", **scan(token="CVK1.NOT.OURS", nonce="n1"))

    assert (answer["result"], answer["guest"], answer["at"]) == ("unknown", None, "2019-10-18T01:00:00+00:00")
    kept = open_stage.backend("registration").database["stray_scans"].find_one({})
    assert kept is not None
    assert (kept["_id"], kept["shown"], kept["scan"]["at"]) == (
        "ipec-2019.x.desk-1.n1", "CVK1.NOT.OURS", datetime(2019, 10, 18, 1, tzinfo=UTC),
    )  # fmt: skip


def test_desk_finds_a_guest_in_both_scripts(open_stage: Stage) -> None:
    open_stage.call("registration", "register_guest", **GUEST)

    for typed in ("young", "김영", "a001"):
        found = open_stage.call("registration", "search_guests", edition="ipec-2019", text=typed)
        assert [guest["id"] for guest in found] == ["ipec-2019.g.A001"]


BAD_REQUESTS: list[tuple[str, dict[str, Any], type[ConvokeError], str]] = [
    ("get_guest", {"guest_id": "ipec-2019.g.Z"}, NotFound, "not_found"),
    ("get_edition", {"edition": "ipec-2020"}, NotFound, "unknown_edition"),
    ("register_guest", {**GUEST, "edition": "ipec-2020"}, NotFound, "unknown_edition"),
    ("register_guest", {**GUEST, "rank": "V9"}, Invalid, "invalid_request"),
    ("register_guest", {**GUEST, "precedence": 10_000}, Invalid, "invalid_request"),
    ("register_guest", {**GUEST, "language": "Korean"}, Invalid, "invalid_request"),
    ("check_in", scan(nonce="1"), Invalid, "nothing_shown"),
    ("check_in", {**scan(guest_id="x", nonce="1"), "at": "yesterday"}, Invalid, "invalid_request"),
    ("import_guests", {"edition": "ipec-2019", "rows": [{"a": 1}]}, Invalid, "invalid_request"),
    ("import_guests", {"edition": "ipec-2019", "rows": [{"a": "1"}]}, Invalid, "missing_columns"),
    ("list_guests", {"edition": "ipec-2019", "limit": 501}, Invalid, "invalid_request"),
]


def refusal_of(stage: Stage, method: str, arguments: dict[str, Any]) -> tuple[type[ConvokeError], str]:
    with pytest.raises(ConvokeError) as refused:
        stage.call("registration", method, **arguments)
    return type(refused.value), refused.value.refusal


def test_bad_requests_are_refused_with_their_reasons(open_stage: Stage) -> None:
    refusals = [refusal_of(open_stage, method, arguments) for method, arguments, _, _ in BAD_REQUESTS]

    assert refusals == [(kind, code) for _, _, kind, code in BAD_REQUESTS]


def test_change_of_an_old_version_is_a_conflict(open_stage: Stage) -> None:
    guest = open_stage.call("registration", "register_guest", **GUEST)
    open_stage.call("registration", "amend_guest", guest_id=guest["id"], expected_version=1, post="Mayor")

    with pytest.raises(Conflict) as refused:
        open_stage.call("registration", "amend_guest", guest_id=guest["id"], expected_version=1, post="Clerk")

    assert refused.value.refusal == "stale_version"


def test_events_leave_through_the_relay(open_stage: Stage) -> None:
    open_stage.relay("registration")

    guest = open_stage.call("registration", "register_guest", **GUEST)
    open_stage.call("registration", "confirm_guest", guest_id=guest["id"])

    def flow() -> tuple[int, int]:
        figures = open_stage.call("registration", "flow")
        return figures["announced"], figures["outbox"]

    eventually(lambda: flow() == (3, 0))
