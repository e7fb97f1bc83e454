"""A guest's own page over HTTP: without an account, with the link alone; and as a calendar."""

from datetime import UTC, datetime
from typing import Any

import pytest
from icalendar import Calendar

from services.gateway.app import create_app
from services.gateway.calendar import calendar_of
from services.gateway.calendar_words import KINDS, LANGUAGES
from services.gateway.shapes.logistics import TRIP_KINDS
from services.gateway.shapes.scheduling import MEETING_KINDS
from tests.doubles import GOOD, FakeServices, signed_in_as

NOW = datetime(2019, 10, 1, tzinfo=UTC)
PAGE: dict[str, Any] = {
    "guest": {"reference": "A001", "state": "registered", "language": "es"},
    "edition": {"name_en": "3rd Conference", "name_zh": "第三届大会"},
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
    events = Calendar.from_ical(calendar_of(PAGE, "en", NOW)).walk("VEVENT")

    assert [(str(e["uid"]), str(e["summary"]), str(e["location"]), e.decoded("dtstart")) for e in events] == [
        (
            "ipec-2019.m.M04@convoke", "Courtesy call: Lü Lihua", "Drawing room",
            datetime(2019, 10, 17, 8, 40, tzinfo=UTC),
        ),
        (
            "ipec-2019.t.01@convoke", "Pick-up 浙L·S0012: Putuoshan Airport → Zhujiajian", "Putuoshan Airport",
            datetime(2019, 10, 17, 3, 30, tzinfo=UTC),
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "call", "drive"),
    [
        ("", "Visita de cortesía: Lü Lihua", "Recogida 浙L·S0012: Putuoshan Airport → Zhujiajian"),
        ("?language=zh", "拜会: Lü Lihua", "接站 浙L·S0012: 普陀山机场 → 朱家尖"),
        ("?language=ko", "예방: Lü Lihua", "영접 浙L·S0012: Putuoshan Airport → Zhujiajian"),
    ],
)
def test_the_calendar_is_in_the_guests_language_or_the_one_chosen_on_the_page(
    asked: str, call: str, drive: str
) -> None:
    client = create_app(FakeServices({("registration", "own_page"): PAGE})).test_client()

    answer = client.get(f"/api/v1/own-page/token/calendar.ics{asked}")

    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert [str(event["summary"]) for event in events] == [call, drive]


def test_a_language_calendars_do_not_speak_is_english_for_a_guest_and_refused_when_asked_for() -> None:
    client = create_app(FakeServices({("registration", "own_page"): PAGE})).test_client()

    assert b"Courtesy call" in calendar_of(PAGE, "fa", NOW)
    assert client.get("/api/v1/own-page/token/calendar.ics?language=xx").status_code == 422


def test_every_kind_of_entry_has_a_name_in_every_language() -> None:
    kinds = {*TRIP_KINDS.choices, *MEETING_KINDS.choices}

    assert set(KINDS) == kinds
    assert all(tuple(names) == LANGUAGES and all(names.values()) for names in KINDS.values())
