"""Acts by hand, waivers, offers, requests and roster over HTTP: who may, what is asked of matching, what leaks not."""

from typing import Any

import pytest

from services.gateway.app import create_app
from shared.errors import NotFound, Refused
from tests.doubles import GOOD, FakeServices
from tests.unit.gateway.test_matching_api import BASE, EDITION, PERSON, questions, services

DEMAND = f"{EDITION}.n.A001"
SEEN = GOOD | {"If-Match": '"3"'}


def client(fake: FakeServices) -> Any:
    return create_app(fake).test_client()


@pytest.mark.parametrize(
    ("path", "method", "body"),
    [
        ("lock", "lock_pair", {"reason": "named"}),
        ("assign", "choose_interpreter", {"interpreter_id": PERSON}),
        ("forbid", "forbid_pair", {"interpreter_id": PERSON}),
        ("confirm", "confirm_pair", {}),
    ],
)
def test_an_act_goes_on_with_the_version_that_was_read(path: str, method: str, body: dict[str, Any]) -> None:
    fake = services(**{method: {"demand_id": DEMAND, "version": 4}})

    answer = client(fake).post(f"{BASE}/demands/{DEMAND}/{path}", json=body, headers=SEEN)

    assert (answer.status_code, answer.headers["ETag"]) == (200, '"4"')
    assert questions(fake) == [("matching", method, {**body, "demand_id": DEMAND, "expected_version": 3})]


def test_a_swap_and_its_undoing() -> None:
    fake = services(swap_interpreters=[{"version": 1}, {"version": 1}], undo_act={"version": 2})
    other = f"{EDITION}.n.A002"

    swapped = client(fake).post(
        f"{BASE}/demands/{DEMAND}/swap", json={"other_demand_id": other}, headers=GOOD
    )
    undone = client(fake).post(f"{BASE}/demands/{DEMAND}/acts/x1/undo", headers=GOOD)

    assert (swapped.json, undone.json) == ({"items": [{"version": 1}, {"version": 1}]}, {"version": 2})
    assert questions(fake) == [
        (
            "matching",
            "swap_interpreters",
            {"other_demand_id": other, "demand_id": DEMAND, "expected_version": None},
        ),
        ("matching", "undo_act", {"act_id": "x1", "demand_id": DEMAND, "expected_version": None}),
    ]


def test_a_waiver_is_granted_in_its_own_edition_only() -> None:
    fake = services(grant_waiver={"id": f"{EDITION}.w.1", "version": 1})
    waiver = {
        "demand_id": DEMAND, "rule": "level_floor", "granted_by": "Wang", "reason": "nobody else",
        "until": "2019-10-20T00:00:00+08:00",
    }  # fmt: skip

    granted = client(fake).post(f"{BASE}/interpreter-waivers", json=waiver, headers=GOOD)
    elsewhere = client(fake).post(
        f"{BASE}/interpreter-waivers", json=waiver | {"demand_id": "iitc-2019.n.A001"}, headers=GOOD
    )

    assert (granted.status_code, granted.headers["ETag"]) == (201, '"1"')
    assert (elsewhere.status_code, elsewhere.json["code"]) == (404, "not_found")
    assert questions(fake) == [("matching", "grant_waiver", waiver)]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", f"demands/{DEMAND}/lock"),
        ("post", f"demands/{DEMAND}/acts/x1/undo"),
        ("post", "interpreter-waivers"),
        ("post", f"demands/{DEMAND}/offers"),
        ("get", "offers"),
        ("get", f"offers/{DEMAND}.o1/links"),
        ("get", f"interpreters/{PERSON}/contact"),
        ("get", f"interpreters/{PERSON}/versions"),
        ("patch", f"interpreters/{PERSON}"),
        ("post", "interpreter-requests"),
        ("get", "plans/matching/balance"),
    ],
)
def test_a_viewer_may_do_none_of_it(method: str, path: str) -> None:
    fake = services("viewer")

    answer = client(fake).open(f"{BASE}/{path}", method=method, json={}, headers=GOOD)

    assert answer.status_code == 403
    assert questions(fake) == []


def test_a_link_is_answered_without_signing_in() -> None:
    shown = {"state": "open", "may_answer": True}
    fake = FakeServices(
        {
            ("matching", "read_offer_link"): shown,
            ("matching", "accept_offer"): {"state": "accepted"},
            ("matching", "decline_offer"): Refused(code="offer_taken"),
        }
    )
    visitor = client(fake)

    read = visitor.get("/api/v1/offer-links/CVO1.A.B")
    accepted = visitor.post("/api/v1/offer-links/CVO1.A.B/accept", json={"starts": "2019-10-18T00:00:00Z"})
    declined = visitor.post("/api/v1/offer-links/CVO1.A.B/decline")

    assert (read.json, accepted.json) == (shown, {"state": "accepted"})
    assert (declined.status_code, declined.json["code"]) == (409, "offer_taken")
    assert fake.asked == [
        ("matching", "read_offer_link", {"token": "CVO1.A.B"}),
        ("matching", "accept_offer", {"token": "CVO1.A.B", "starts": "2019-10-18T00:00:00Z"}),
        ("matching", "decline_offer", {"token": "CVO1.A.B"}),
    ]
    assert read.headers["Cache-Control"] == "no-store"
    assert read.headers["Referrer-Policy"] == "no-referrer"


def test_a_forged_link_is_unknown_and_a_body_cannot_name_another_one() -> None:
    def accept(token: str) -> dict[str, Any]:
        raise NotFound(code="offer_link_unknown", token_asked=token)

    fake = FakeServices({("matching", "accept_offer"): accept})

    answer = client(fake).post("/api/v1/offer-links/CVO1.A.B/accept", json={"token": "CVO1.C.D"})

    assert (answer.status_code, answer.json["code"]) == (404, "offer_link_unknown")
    assert answer.json["data"] == {"token_asked": "CVO1.A.B"}


def test_links_are_paths_to_send() -> None:
    person = {"id": PERSON, "name": "Lü Jiayi", "phone": "", "email": "lu@example.org"}
    fake = services(offer_links=[{"interpreter": person, "token": "CVO1.A.B"}])

    answer = client(fake).get(f"{BASE}/offers/{DEMAND}.o1/links", headers=GOOD)

    assert answer.json == {"items": [{"interpreter": person, "path": "/offer/CVO1.A.B"}]}


def test_an_entry_is_corrected_with_the_version_that_was_read() -> None:
    fake = services(amend_interpreter={"id": PERSON, "version": 4})

    answer = client(fake).patch(
        f"{BASE}/interpreters/{PERSON}", json={"level": "C1", "interpreter_id": "other"}, headers=SEEN
    )

    assert (answer.status_code, answer.headers["ETag"]) == (200, '"4"')
    assert questions(fake) == [
        ("matching", "amend_interpreter", {"level": "C1", "interpreter_id": PERSON, "expected_version": 3})
    ]


def test_questions_go_to_matching_as_they_are_asked() -> None:
    fake = services(step_in=[{"name": "Lü"}], why_not={"says": "no"}, language_switch=[], replacements=[])
    visitor = client(fake)

    answers = [
        visitor.get(f"{BASE}/{path}", headers=GOOD).json
        for path in (
            f"demands/{DEMAND}/step-ins?limit=2",
            f"demands/{DEMAND}/why-not/{PERSON}",
            f"sessions/{EDITION}.s.S01/language-switch?language=es",
            f"interpreters/{PERSON}/replacements",
        )
    ]

    assert answers == [{"items": [{"name": "Lü"}]}, {"says": "no"}, {"items": []}, {"items": []}]
    assert questions(fake) == [
        ("matching", "step_in", {"demand_id": DEMAND, "limit": 2}),
        ("matching", "why_not", {"demand_id": DEMAND, "interpreter_id": PERSON}),
        ("matching", "language_switch", {"session_id": f"{EDITION}.s.S01", "language": "es"}),
        ("matching", "replacements", {"interpreter_id": PERSON}),
    ]
