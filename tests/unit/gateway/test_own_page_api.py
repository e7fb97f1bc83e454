"""A guest's own page over HTTP: without an account, with the link alone; and as a calendar."""

from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar

from services.gateway.app import create_app
from services.gateway.calendar import calendar_of
from tests.doubles import GOOD, FakeServices, signed_in_as

NOW = datetime(2019, 10, 1, tzinfo=UTC)
PAGE: dict[str, Any] = {
    "guest": {"reference": "A001", "state": "registered"},
    "edition": {"name_en": "3rd Conference"},
    "needs_known": False,
    "assignments": [],
    "meetings": [
        {
            "id": "ipec-2019.m.M04", "meeting_kind": "CALL", "host_name": "Lü Lihua", "room_name": "Drawing room",
            "place": "ZHUJIAJIAN", "starts": "2019-10-17T08:40:00+00:00", "ends": "2019-10-17T09:10:00+00:00",
        }
    ],
    "trips": [
        {
            "id": "ipec-2019.t.01", "trip_kind": "pick_up", "plate": "浙L·S0012", "from_place": "HSN",
            "to_place": "ZHUJIAJIAN", "departs": "2019-10-17T03:30:00+00:00", "arrives": "2019-10-17T03:50:00+00:00",
        }
    ],
}  # fmt: skip


def test_the_link_alone_opens_the_page_and_takes_a_correction() -> None:
    services = FakeServices(
        {("registration", method): PAGE for method in ("own_page", "confirm_own", "correct_own")}
    )
    client = create_app(services).test_client()

    answers = [
        client.get("/api/v1/own-page/CVG1.a.b"),
        client.post("/api/v1/own-page/CVG1.a.b/confirm"),
        client.patch("/api/v1/own-page/CVG1.a.b", json={"post": "Mayor"}),
    ]

    assert [answer.json for answer in answers] == [PAGE] * 3
    assert services.asked == [
        ("registration", "own_page", {"token": "CVG1.a.b"}),
        ("registration", "confirm_own", {"token": "CVG1.a.b"}),
        ("registration", "correct_own", {"token": "CVG1.a.b", "post": "Mayor"}),
    ]


@pytest.mark.parametrize(
    ("role", "status"), [("organiser", 201), ("coordinator", 201), ("desk", 403), ("viewer", 403)]
)
def test_only_planners_make_links(role: str, status: int) -> None:
    made = {"guest_id": "ipec-2019.g.A001", "token": "CVG1.a.b"}
    services = FakeServices({**signed_in_as(role), ("registration", "issue_page_link"): made})

    answer = (
        create_app(services)
        .test_client()
        .post("/api/v1/editions/ipec-2019/guests/ipec-2019.g.A001/page-link", headers=GOOD)
    )

    assert answer.status_code == status
    assert (answer.json == made) == (status == 201)


def test_the_calendar_holds_meetings_and_drives_under_lasting_uids() -> None:
    events = Calendar.from_ical(calendar_of(PAGE, NOW)).walk("VEVENT")

    assert [(str(e["uid"]), str(e["summary"]), str(e["location"]), e.decoded("dtstart")) for e in events] == [
        (
            "ipec-2019.m.M04@convoke", "Call: Lü Lihua", "Drawing room",
            datetime(2019, 10, 17, 8, 40, tzinfo=UTC),
        ),
        (
            "ipec-2019.t.01@convoke", "浙L·S0012: HSN → ZHUJIAJIAN", "HSN",
            datetime(2019, 10, 17, 3, 30, tzinfo=UTC),
        ),
    ]  # fmt: skip
