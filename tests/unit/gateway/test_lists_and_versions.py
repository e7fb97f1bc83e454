"""Pages with their Link, versions with their ETag, and the API document."""

from typing import Any

import pytest

from services.gateway.app import create_app
from services.gateway.versions import VersionMalformed, expected_version, with_version
from tests.doubles import GOOD, FakeServices, signed_in_as


def test_a_page_leads_to_the_next_with_the_same_filters() -> None:
    page: dict[str, Any] = {"items": [{"id": "1"}], "next": "cursor 1"}
    services = FakeServices({**signed_in_as("organiser"), ("access", "audit"): page})
    client = create_app(services).test_client()

    answer = client.get("/api/v1/trail?limit=1&edition=ipec-2019&after=zero&unknown=x", headers=GOOD)

    assert answer.json == page
    assert answer.headers["Link"] == (
        '</api/v1/trail?limit=1&edition=ipec-2019&unknown=x&after=cursor+1>; rel="next"'
    )
    assert services.asked[1] == ("access", "audit", {"after": "zero", "limit": 1, "edition": "ipec-2019"})


def test_the_last_page_leads_nowhere() -> None:
    services = FakeServices({**signed_in_as("organiser"), ("access", "audit"): {"items": [], "next": None}})

    answer = create_app(services).test_client().get("/api/v1/trail", headers=GOOD)

    assert "Link" not in answer.headers


@pytest.mark.parametrize(
    ("given", "version"), [(None, None), ("*", None), ('"7"', 7), ('W/"7"', 7), ("7", 7)]
)
def test_if_match_names_the_version_that_was_read(given: str | None, version: int | None) -> None:
    app = create_app(FakeServices({}))
    headers = {} if given is None else {"If-Match": given}

    with app.test_request_context(headers=headers):
        assert expected_version() == version


@pytest.mark.parametrize("given", ['"x"', '"1", "2"', '"-1"', '"' + "9" * 40 + '"'])
def test_an_if_match_that_is_no_version_is_refused(given: str) -> None:
    app = create_app(FakeServices({}))

    with app.test_request_context(headers={"If-Match": given}), pytest.raises(VersionMalformed):
        expected_version()


def test_a_thing_is_answered_with_its_version_as_etag() -> None:
    assert with_version({"id": "a", "version": 3}) == ({"id": "a", "version": 3}, {"ETag": '"3"'})


def test_the_document_says_who_may_use_a_route_and_what_refusals_look_like() -> None:
    document = create_app(FakeServices({})).test_client().get("/api/v1/openapi.json").json

    operation = document["paths"]["/api/v1/access/accounts"]["post"]
    assert document["openapi"] == "3.1.0"
    assert (operation["security"], operation["x-roles"]) == ([{"bearer": []}], ["organiser"])
    assert operation["requestBody"]["content"] == {
        "application/json": {"schema": {"$ref": "#/components/schemas/NewAccount"}}
    }
    assert document["components"]["responses"]["DEFAULT_ERROR"]["content"] == {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
    }


def test_the_page_for_people_names_every_operation_and_loads_nothing() -> None:
    client = create_app(FakeServices({})).test_client()
    document = client.get("/api/v1/openapi.json").json

    page = client.get("/api/v1/")

    text = page.get_data(as_text=True)
    assert [path for path in document["paths"] if f"<code>{path}</code>" not in text] == []
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert "<script" not in text
