"""Logistics over HTTP: what is asked of the service, and what is refused at the door."""

from typing import Any

from services.gateway.app import create_app
from shared.errors import NotFound
from tests.doubles import GOOD, FakeServices, signed_in_as

ARRIVAL = {"id": "ipec-2019.a.A001", "version": 4}
NEWS = {"expected": "2019-10-17T12:15:00+08:00", "received_at": "2019-10-17T10:20:00+08:00"}


def services(role: str, **answers: Any) -> FakeServices:
    played = {("logistics", method): answer for method, answer in answers.items()}
    return FakeServices({**signed_in_as(role), **played})


def asked(fake: FakeServices) -> list[tuple[str, dict[str, Any]]]:
    return [(method, arguments) for service, method, arguments in fake.asked if service == "logistics"]


def test_news_of_an_arrival_is_taken_and_answered_with_its_version() -> None:
    fake = services("coordinator", record_arrival_update=[ARRIVAL])

    answer = (
        create_app(fake)
        .test_client()
        .post("/api/v1/editions/ipec-2019/arrivals/ipec-2019.a.A001/news", json=NEWS, headers=GOOD)
    )

    assert (answer.status_code, answer.headers["ETag"], answer.get_json()) == (200, '"4"', ARRIVAL)
    assert asked(fake) == [("record_arrival_update", {**NEWS, "arrival_id": "ipec-2019.a.A001"})]


def test_news_of_a_number_concerns_the_edition_of_the_path_only() -> None:
    fake = services("coordinator", record_arrival_update=[ARRIVAL])
    body = {**NEWS, "number": "ZX101", "edition": "iitc-2019", "arrival_id": "iitc-2019.a.B001"}

    answer = (
        create_app(fake)
        .test_client()
        .post("/api/v1/editions/ipec-2019/arrival-news", json=body, headers=GOOD)
    )

    assert (answer.status_code, answer.get_json()) == (200, {"items": [ARRIVAL]})
    assert asked(fake) == [("record_arrival_update", {**NEWS, "number": "ZX101", "edition": "ipec-2019"})]


def test_things_of_another_edition_do_not_exist_here() -> None:
    client = create_app(services("organiser")).test_client()

    found = [
        client.get(f"/api/v1/editions/ipec-2019/{path}", headers=GOOD).status_code
        for path in ("arrivals/iitc-2019.a.B001", "vehicles/iitc-2019.v.S01", "trips/iitc-2019.t.1")
    ]

    assert found == [404, 404, 404]


def test_trips_are_listed_in_pages_with_filters() -> None:
    fake = services("viewer", list_trips={"items": [], "next": "ipec-2019.t.9"})

    answer = (
        create_app(fake)
        .test_client()
        .get("/api/v1/editions/ipec-2019/trips?state=planned&limit=2", headers=GOOD)
    )

    link = '</api/v1/editions/ipec-2019/trips?state=planned&limit=2&after=ipec-2019.t.9>; rel="next"'
    assert (answer.get_json(), answer.headers["Link"]) == ({"items": [], "next": "ipec-2019.t.9"}, link)
    wanted = {"edition": "ipec-2019", "state": "planned", "limit": 2, "after": None, "guest_id": None}
    assert asked(fake) == [("list_trips", wanted)]


def test_a_viewer_changes_nothing() -> None:
    client = create_app(services("viewer")).test_client()

    refused = [
        client.post(f"/api/v1/editions/ipec-2019/{path}", json=NEWS, headers=GOOD).status_code
        for path in (
            "arrivals/ipec-2019.a.A001/news",
            "arrival-news",
            "plans/logistics/release",
            "plans/logistics/order",
        )
    ]

    assert refused == [403, 403, 403, 403]


def test_an_unknown_trip_is_not_found() -> None:
    fake = services("viewer", get_trip=NotFound(id="ipec-2019.t.1"))

    answer = (
        create_app(fake).test_client().get("/api/v1/editions/ipec-2019/trips/ipec-2019.t.1", headers=GOOD)
    )

    assert (answer.status_code, answer.get_json()["code"]) == (404, "not_found")
