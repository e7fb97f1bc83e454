"""Scheduling over HTTP: what is asked of the service, who may ask, and what comes back."""

from typing import Any

import pytest

from services.gateway.app import create_app
from shared.errors import Conflict, NotFound, Refused
from tests.doubles import GOOD, FakeServices, signed_in_as

EDITION = "ipec-2019"
MEETING, HOST, ROOM = f"{EDITION}.m.M03", f"{EDITION}.h.MA1", f"{EDITION}.r.DR1"
BASE = f"/api/v1/editions/{EDITION}"
AT = "2019-10-17T16:00:00+08:00"


def services(role: str = "coordinator", **answers: Any) -> FakeServices:
    """Scheduling with these answers, and one signed-in person of this role."""
    played = {("scheduling", method): answer for method, answer in answers.items()}
    return FakeServices(signed_in_as(role, EDITION) | played)


def send(fake: FakeServices, method: str, path: str, **more: Any) -> Any:
    headers = GOOD | more.pop("headers", {})
    return create_app(fake).test_client().open(f"{BASE}/{path}", method=method, headers=headers, **more)


def questions(fake: FakeServices) -> list[tuple[str, dict[str, Any]]]:
    """What scheduling was asked."""
    return [(method, arguments) for service, method, arguments in fake.asked if service == "scheduling"]


LISTS = [
    ("venues", "list_venues", "", {}),
    ("rooms", "list_rooms", "&kind=DRAWING_ROOM&place=PUTUO", {"kind": "DRAWING_ROOM", "place": "PUTUO"}),
    ("hosts", "list_hosts", "&level=H2", {"level": "H2"}),
    ("sessions", "list_sessions", "&session_type=INTERVIEW", {"session_type": "INTERVIEW"}),
    ("meetings", "list_meetings", "&state=placed", {"state": "placed", "host_id": None}),
    ("plans/scheduling/drafts", "list_drafts", "", {}),
    ("plans/scheduling/releases", "list_releases", "", {}),
    ("agendas", "list_agendas", "&release=2", {"release": 2}),
    ("calendars", "list_feeds", "", {}),
]


@pytest.mark.parametrize(("path", "method", "query", "asked"), LISTS)
def test_lists_go_page_by_page_with_the_filters_asked_for(
    path: str, method: str, query: str, asked: dict[str, Any]
) -> None:
    fake = services(**{method: {"items": [{"id": "one"}], "next": "one"}})

    answer = send(fake, "GET", f"{path}?limit=1{query}")

    assert (answer.status_code, answer.json) == (200, {"items": [{"id": "one"}], "next": "one"})
    assert answer.headers["Link"].endswith('rel="next"')
    assert questions(fake) == [(method, {"edition": EDITION, "after": None, "limit": 1, **asked})]


SINGLE = [
    (f"hosts/{HOST}", "get_host", {"host_id": HOST}),
    (f"meetings/{MEETING}", "get_meeting", {"meeting_id": MEETING}),
    (f"meetings/{MEETING}/seating", "seating", {"meeting_id": MEETING}),
    (f"meetings/{MEETING}/explanation", "explain_meeting", {"meeting_id": MEETING}),
    (f"meetings/{MEETING}/alternatives?count=2", "alternatives", {"meeting_id": MEETING, "count": 2}),
    (f"meetings/{MEETING}/verdicts?host_id={HOST}&room_id={ROOM}&starts=2019-10-17T16:00:00%2B08:00", "why_not",
     {"meeting_id": MEETING, "host_id": HOST, "room_id": ROOM, "starts": AT}),
    ("readiness", "readiness", {"edition": EDITION}),
    ("policies/scheduling", "get_policy", {"edition": EDITION}),
    ("plans/scheduling", "get_plan", {"edition": EDITION}),
    ("plans/scheduling/conflicts", "conflicts", {"edition": EDITION}),
    ("plans/scheduling/difference?one=1&other=2", "difference", {"edition": EDITION, "one": 1, "other": 2}),
    ("plans/scheduling/releases/2", "get_release", {"edition": EDITION, "number": 2}),
    ("plans/scheduling/unreleased", "unreleased", {"edition": EDITION}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "method", "asked"), SINGLE)
def test_one_thing_is_passed_through_as_the_service_tells_it(
    path: str, method: str, asked: dict[str, Any]
) -> None:
    fake = services("viewer", **{method: {"version": 3, "items": []}})

    answer = send(fake, "GET", path)

    assert (answer.status_code, answer.json) == (200, {"version": 3, "items": []})
    assert questions(fake) == [(method, asked)]


CHANGES = [
    ("PUT", f"hosts/{HOST}/windows", "set_host_windows", {"windows": []}, {"host_id": HOST}),
    ("PUT", f"hosts/{HOST}/holds", "set_host_holds", {"holds": []}, {"host_id": HOST}),
    ("PUT", f"rooms/{ROOM}/holds", "set_room_holds", {"holds": []}, {"room_id": ROOM}),
    ("PUT", f"sessions/{EDITION}.s.S01/texts/{EDITION}.g.A003", "receive_text", {},
     {"session_id": f"{EDITION}.s.S01", "guest_id": f"{EDITION}.g.A003"}),
    ("POST", f"meetings/{MEETING}/cancel", "cancel_meeting", {"reason": "ill"}, {"meeting_id": MEETING}),
    ("PUT", f"meetings/{MEETING}/place", "place_meeting", {"host_id": HOST, "room_id": ROOM, "starts": AT},
     {"meeting_id": MEETING, "by": "anna"}),
    ("POST", f"meetings/{MEETING}/unpin", "unpin_meeting", {}, {"meeting_id": MEETING}),
    ("POST", f"meetings/{MEETING}/waivers", "waive_rule", {"rule": "room_kind"}, {"meeting_id": MEETING, "by": "anna"}),
    ("POST", f"meetings/{MEETING}/brief", "hand_over_brief", {}, {"meeting_id": MEETING}),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "path", "method", "body", "asked"), CHANGES)
def test_changes_go_on_with_the_version_read_and_in_the_callers_name(
    verb: str, path: str, method: str, body: dict[str, Any], asked: dict[str, Any]
) -> None:
    fake = services(**{method: {"version": 8}})

    answer = send(fake, verb, path, json=body, headers={"If-Match": '"7"'})

    assert (answer.status_code, answer.headers["ETag"]) == (200, '"8"')
    assert questions(fake) == [(method, {**body, **asked, "expected_version": 7})]


@pytest.mark.parametrize(("verb", "path", "method", "body", "asked"), CHANGES)
def test_a_viewer_changes_nothing(
    verb: str, path: str, method: str, body: dict[str, Any], asked: dict[str, Any]
) -> None:
    fake = services("viewer")

    answer = send(fake, verb, path, json=body)

    assert (answer.status_code, questions(fake)) == (403, [])


def test_a_wish_and_an_order_belong_to_the_edition_of_the_path() -> None:
    fake = services(request_meeting={"version": 1}, replan={"version": 4}, release_plan={"version": 1})

    made = send(fake, "POST", "meetings", json={"edition": "iitc-2019", "reference": "M99"})
    ordered = send(fake, "POST", "plans/scheduling/order")
    released = send(
        fake, "POST", "plans/scheduling/releases", json={"note": "day two", "edition": "iitc-2019"}
    )

    assert [answer.status_code for answer in (made, ordered, released)] == [201, 202, 201]
    assert questions(fake) == [
        ("request_meeting", {"edition": EDITION, "reference": "M99"}),
        ("replan", {"edition": EDITION}),
        ("release_plan", {"edition": EDITION, "note": "day two", "by": "anna"}),
    ]


def test_only_an_organiser_decides_the_policy() -> None:
    asked = {"most_a_day": 2, "grades": {"no_interpreter": "block_release"}}
    organiser, coordinator = services("organiser", set_policy={"version": 2}), services()

    done = send(organiser, "PUT", "policies/scheduling", json=asked)
    refused = send(coordinator, "PUT", "policies/scheduling", json=asked)

    assert (done.status_code, refused.status_code, questions(coordinator)) == (200, 403, [])
    assert questions(organiser) == [("set_policy", {**asked, "edition": EDITION, "expected_version": None})]


@pytest.mark.parametrize(("verb", "path"), [
    ("GET", "meetings/iitc-2019.m.N01/alternatives"), ("PUT", "meetings/iitc-2019.m.N01/place"),
    ("PUT", "rooms/iitc-2019.r.DR1/holds"), ("POST", "calendars/iitc-2019.f.1/revoke"),
])  # fmt: skip
def test_things_of_another_edition_do_not_exist_here(verb: str, path: str) -> None:
    fake = services()

    answer = send(fake, verb, path, json={} if verb != "GET" else None)

    assert (answer.status_code, answer.json["code"], questions(fake)) == (404, "not_found", [])


def test_refusals_arrive_with_code_and_facts() -> None:
    taken = Conflict(code="place_taken", held_by=[MEETING])
    blocked = Refused(code="release_blocked", conflicts=[{"code": "host_held"}])
    fake = services(place_meeting=taken, release_plan=blocked)

    put = send(
        fake, "PUT", f"meetings/{MEETING}/place", json={"host_id": HOST, "room_id": ROOM, "starts": AT}
    )
    release = send(fake, "POST", "plans/scheduling/releases")

    assert (put.status_code, put.json["code"], put.json["data"]) == (
        409,
        "place_taken",
        {"held_by": [MEETING]},
    )
    assert (release.status_code, release.json["code"]) == (409, "release_blocked")
    assert release.json["data"] == {"conflicts": [{"code": "host_held"}]}


def test_a_calendars_secret_is_told_once_as_an_address_and_opens_the_calendar_to_anybody() -> None:
    feed = {"id": f"{EDITION}.f.1", "of": "edition", "of_id": EDITION, "version": 1}
    fake = services(
        open_feed=lambda **_: feed | {"secret": "s3cret"}, read_feed={"calendar": "BEGIN:VCALENDAR\r\n"}
    )

    opened = send(fake, "POST", "calendars", json={"of": "edition", "of_id": EDITION})
    read = create_app(fake).test_client().get(opened.json["path"])

    assert opened.json == feed | {"path": "/api/v1/calendars/s3cret.ics"}
    assert (read.status_code, read.data) == (200, b"BEGIN:VCALENDAR\r\n")
    assert read.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert questions(fake)[1] == ("read_feed", {"secret": "s3cret"})


def test_the_public_changelog_is_read_without_signing_in() -> None:
    told = {"items": [{"number": 1, "at": AT, "lines": [{"id": f"{EDITION}.s.S01", "what": "added"}]}]}
    fake = services(public_changelog=told)

    answer = create_app(fake).test_client().get(f"/api/v1/changelogs/{EDITION}")

    assert (answer.status_code, answer.json) == (200, told)
    assert questions(fake) == [("public_changelog", {"edition": EDITION})]


def test_a_revoked_or_guessed_address_is_not_found() -> None:
    fake = services(read_feed=NotFound(code="feed_unknown"))

    answer = create_app(fake).test_client().get("/api/v1/calendars/guessed.ics")

    assert (answer.status_code, answer.json["code"]) == (404, "feed_unknown")


@pytest.mark.parametrize(("path", "field"), [
    ("meetings?state=moved", "state"), (f"meetings/{MEETING}/alternatives?count=99", "count"),
    (f"meetings/{MEETING}/verdicts?host_id=x&room_id=y&starts=soon", "starts"),
    ("plans/scheduling/difference?one=1", "other"),
])  # fmt: skip
def test_a_query_nobody_can_answer_is_refused_by_name(path: str, field: str) -> None:
    fake = services()

    answer = send(fake, "GET", path)

    assert (answer.status_code, list(answer.json["errors"]["query"]), questions(fake)) == (422, [field], [])
