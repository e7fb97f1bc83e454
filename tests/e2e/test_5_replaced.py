"""A minister comes in a director's place: nothing current names the person who was expected before (script DS-4)."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.conftest import ROOT, House
from tests.e2e.walking import about, read, reads
from tests.waiting import eventually

EDITION = "replaced-2019"
PLACE = f"{EDITION}.g.B021"
BEFORE = {"family_name": "QUAGGAVELD", "given_name": "Pieternel", "own_script_name": "夸加费尔德"}
MINISTER = {
    "family_name": "VERMEER", "given_name": "Johanna", "country": "NL", "rank": "V1", "language": "en",
    "post": "Minister",
}  # fmt: skip
OLD_NAMES = ("QUAGGAVELD", "夸加费尔德")
# What tells of the past; a stream that never ends; the tables of a paper, which .html shows with the same content.
NOT_CURRENT = ("/history", "/stream", ".xlsx", "/releases", "/changelogs")
# Nothing there, or a refusal as things stand: no seats to plan, no place to seat a meeting at, no card to print.
NO_PAGE = (404, 409)


@pytest.fixture(scope="module")
def api(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A planned and released edition in which nobody was checked in yet."""
    folder = tmp_path_factory.mktemp("lists") / EDITION
    shutil.copytree(ROOT / "deploy" / "samples" / "iitc-2019", folder)
    described = folder / "edition.csv"
    described.write_text(
        described.read_text(encoding="utf-8").replace("iitc-2019", EDITION), encoding="utf-8"
    )
    house.json("rehearse", str(folder), "--no-scans")
    with house.http() as http:
        http.patch(f"/editions/{EDITION}/guests/{PLACE}", json=BEFORE).raise_for_status()
        http.post(f"/editions/{EDITION}/guests/{PLACE}/badge").raise_for_status()
        house.convoke("flow", "--wait", "60")
        yield http


def told(api: Any) -> dict[str, str]:
    """Every page, list and paper of the edition that says the old name anywhere, with the place it is in."""
    found = {}
    for address, query in reads(EDITION, about(api, EDITION, "B021")):
        if any(part in address for part in NOT_CURRENT):
            continue
        answer = read(api, address, query)
        assert answer.is_success or answer.status_code in NO_PAGE, (address, answer.text)
        said = next((name for name in OLD_NAMES if name in answer.text), None)
        if said is not None:
            at = answer.text.index(said)
            found[address] = answer.text[max(0, at - 60) : at + 40]
    return found


def test_only_the_history_knows_the_person_who_was_expected_before(house: House, api: Any) -> None:
    before = told(api)
    for page in ("guests/" + PLACE, "papers/guest/B021", "trips", "meetings"):
        assert any(f"/editions/{EDITION}/{page}" in address for address in before), (page, sorted(before))

    answer = api.post(f"/editions/{EDITION}/guests/{PLACE}/replace", json=MINISTER)

    assert answer.status_code == 200, answer.text
    assert (answer.json()["family_name"], answer.json()["badge_revoked"]) == ("VERMEER", True)
    house.convoke("flow", "--wait", "60")
    assert told(api) == {}
    history = api.get(f"/editions/{EDITION}/history", params={"subject": PLACE}).text
    assert ("QUAGGAVELD" in history, "VERMEER" in history) == (True, True)


def test_everything_that_follows_from_the_rank_is_derived_anew(api: Any) -> None:
    def answered() -> set[str]:
        changed = api.get(f"/editions/{EDITION}/history", params={"subject": PLACE}).json()["items"]
        correlation = next(
            one["correlation_id"] for one in changed if one["kind"] == "registration.guest_replaced.v1"
        )
        return {one["announcer"] for one in api.get(f"/changes/{correlation}").json()["items"]}

    def lacking() -> set[str]:
        return {"registration", "matching", "scheduling", "logistics"} - answered()

    eventually(lambda: not lacking(), seconds=10, every=0.5)
    stay = api.get(f"/editions/{EDITION}/demands/{EDITION}.n.B021").json()
    assert (stay["rank"], stay["state"]) == ("V1", "filled")
    meeting = api.get(f"/editions/{EDITION}/meetings/{EDITION}.m.N10").json()
    assert meeting["state"] == "unplaceable"  # the host is of too low a level now: somebody has to decide
    assert "host_level_too_low" in meeting["rules"]
    assert "Possible with" in meeting["explanation"]


def test_the_earlier_card_opens_no_door(house: House, api: Any) -> None:
    del house
    card = api.post(f"/editions/{EDITION}/guests/{PLACE}/badge").json()
    again = api.post(
        f"/editions/{EDITION}/guests/{PLACE}/replace", json={**MINISTER, "family_name": "DE VRIES"}
    )
    assert again.status_code == 200, again.text

    scan = api.post(
        f"/editions/{EDITION}/check-ins",
        json={"token": card["token"], "door": "North", "nonce": "e2e-replaced-1"},
    )

    assert scan.json()["result"] == "revoked", scan.text
