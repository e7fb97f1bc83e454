"""The lists `show` knows are those of the API, with its filters and its fields."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from services.cli.output import text
from services.cli.show import cells
from services.cli.things import LISTS, full_name

DOCUMENT = Path(__file__).parents[3] / "docs" / "openapi.json"
PAGING = {"after", "limit", "edition"}


@pytest.fixture(scope="module")
def api() -> dict[str, Any]:
    """The API as it is written down."""
    document: dict[str, Any] = json.loads(DOCUMENT.read_text())
    return document


def resolved(api: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """A part of the document, or what it refers to."""
    for name in part.get("$ref", "").split("/")[1:]:
        api = api[name]
    return api if "$ref" in part else part


@pytest.mark.parametrize("what", LISTS)
def test_filters_are_those_of_the_api(api: dict[str, Any], what: str) -> None:
    path = api["paths"][f"/api/v1/editions/{{edition}}/{what}"]
    asked = [resolved(api, each) for each in path["get"].get("parameters", []) + path.get("parameters", [])]
    assert set(LISTS[what].filters) == {each["name"] for each in asked if each["in"] == "query"} - PAGING


@pytest.mark.parametrize("what", LISTS)
def test_columns_are_fields_of_the_api(api: dict[str, Any], what: str) -> None:
    answer = api["paths"][f"/api/v1/editions/{{edition}}/{what}"]["get"]["responses"]["200"]
    page = resolved(api, answer["content"]["application/json"]["schema"])
    fields = resolved(api, page["properties"]["items"]["items"])["properties"]
    assert {column for column in LISTS[what].columns if isinstance(column, str)} - set(fields) == set()
    # Every other column reads what is there: it would be a KeyError here.
    thing = {
        name: [] if resolved(api, field).get("type") == "array" else None for name, field in fields.items()
    }
    named = {"family_name": "Kim", "given_name": ""}
    assert len(cells(LISTS[what], thing | named)) == len(LISTS[what].columns)


def test_a_name_is_shown_in_both_scripts() -> None:
    assert (
        full_name({"family_name": "LIM", "given_name": "Soo-jin", "own_script_name": "임수진"})
        == "LIM Soo-jin · 임수진"
    )
    assert full_name({"family_name": "Hale", "given_name": "", "own_script_name": "Hale"}) == "Hale"


def test_moments_are_told_in_the_zone_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    try:
        assert text("2019-10-17T01:05:00+00:00") == "2019-10-17 09:05 +0800"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_values_are_written_as_people_write_them() -> None:
    values = [None, True, False, ["a", 1], {"a": 1, "b": "", "c": True}, "TALKS", "2019-10-17"]
    assert [text(value) for value in values] == ["", "yes", "no", "a, 1", "a 1; c yes", "TALKS", "2019-10-17"]
